"""The only door to igraph: where each node of a graph stands on the page, the same on every run."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

import igraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

__all__ = ["PATIENCE", "positions"]

_SMALL = 150  # up to here every pair repels every other, and labels get room
PATIENCE = 9_000_000
"""Pairs of nodes that a large picture of one question may look at: some hundredths of a second."""
_ROUNDS = 70  # in which every pair repels every other, where patience allows: more change little
_UNIT = 62.0  # pixels per unit of igraph's layout: about the length of an edge
_ROOM = (150.0, 74.0)  # pixels from one node to the next, across and down: a label is wider than it is high
_SPARSE = 32.0  # pixels: the spread of a large picture, for each square root of a node
_GAP = 130.0  # between two components
_Points = list[list[float]]


def positions(
    graph: nx.MultiDiGraph[str], *, seed: int = 1937, patience: int = PATIENCE, width: float = 0.0
) -> dict[str, tuple[float, float]]:
    """Place every node by Fruchterman-Reingold, component by component, in pixels around (0, 0).

    Components stand side by side, the largest first, in rows of `width` pixels or in a screen's proportions. With more
    `patience` (pairs of nodes looked at) a large picture falls less into a ring; what a page drawn once can afford, one
    drawn at every question cannot. Coordinates keep one decimal, so that the same graph and seed give the same bytes.
    igraph draws its random numbers from one process-wide place: while this runs it is a private generator of ours,
    afterwards Python's `random` again; two threads must not lay out at the same time.

    >>> import networkx
    >>> positions(networkx.MultiDiGraph([("a", "b")]))
    {'a': (-75.0, 0.0), 'b': (75.0, 0.0)}
    """
    ids = list(graph)
    at = {node: number for number, node in enumerate(ids)}
    pairs = sorted({(min(at[a], at[b]), max(at[a], at[b])) for a, b in graph.edges() if a != b})
    whole = igraph.Graph(len(ids), pairs)
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 -- a picture, not a secret
    try:
        parts = whole.connected_components()
        islands = [(members, _island(whole.induced_subgraph(members), patience)) for members in parts]
    finally:
        igraph.set_random_number_generator(random)
    placed: dict[int, tuple[float, float]] = {}
    corners = _packed([points for _, points in islands], width)
    for (members, points), (left, top) in zip(islands, corners, strict=True):
        placed.update({m: (x + left, y + top) for m, (x, y) in zip(members, points, strict=True)})
    if not placed:
        return {}
    mid_x, mid_y = (_middle([p[axis] for p in placed.values()]) for axis in (0, 1))
    return {ids[i]: (_round(placed[i][0] - mid_x), _round(placed[i][1] - mid_y)) for i in range(len(ids))}


def _island(part: igraph.Graph, patience: int) -> _Points:
    """Lay out one component with its top left corner at (0, 0)."""
    size = part.vcount()
    if size == 1:
        return [[0.0, 0.0]]
    if size == 2:
        return [[0.0, 0.0], [_ROOM[0], 0.0]]
    if size <= _SMALL:
        layout = part.layout_fruchterman_reingold(niter=1000, grid="nogrid")
        points = _spread([[x * _UNIT * 1.3, y * _UNIT] for x, y in layout.coords])
    else:  # no warm start: positions inside the unit square would all fall into one cell of the grid
        layout = _large(part, patience // size**2)
        reach = math.sqrt(sum(x * x + y * y for x, y in layout.coords) / size) or 1.0
        wide = _SPARSE * math.sqrt(size) / reach
        points = [[x * wide, y * wide] for x, y in layout.coords]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return [[x - left, y - top] for x, y in points]


def _large(part: igraph.Graph, rounds: int) -> igraph.Layout:
    """Far nodes repel one another for as many rounds as can be afforded; the grid, which is cheap, forgets them."""
    if rounds >= _ROUNDS:
        return part.layout_fruchterman_reingold(niter=_ROUNDS, grid="nogrid")
    layout = part.layout_fruchterman_reingold(niter=50, grid="grid")
    if polish := min(20, rounds):
        layout = part.layout_fruchterman_reingold(seed=layout, niter=polish, start_temp=10, grid="nogrid")
    return layout


def _spread(points: _Points, rounds: int = 60) -> _Points:
    """Push apart nodes that stand closer than a label needs; a few rounds settle a small picture."""
    for _ in range(rounds):
        moved = False
        order = sorted(range(len(points)), key=lambda i: points[i])
        for rank, i in enumerate(order):
            for j in order[rank + 1 :]:
                dx, dy = points[j][0] - points[i][0], points[j][1] - points[i][1]
                if dx >= _ROOM[0]:
                    break
                near = math.hypot(dx / _ROOM[0], dy / _ROOM[1])
                if near >= 1:
                    continue
                angle = math.atan2(dy / _ROOM[1], dx / _ROOM[0]) if near > 1e-6 else 2.399963 * rank
                push = (1 - near) / 2 + 0.005
                for axis, way in ((0, math.cos(angle)), (1, math.sin(angle))):
                    points[i][axis] -= push * way * _ROOM[axis]
                    points[j][axis] += push * way * _ROOM[axis]
                moved = True
        if not moved:
            break
    return points


def _packed(islands: Sequence[_Points], width: float) -> list[tuple[float, float]]:
    """Give each component its corner: rows, filled from the largest down, `width` wide or about as wide as a screen."""
    boxes = [(max(x for x, _ in p) + _GAP, max(y for _, y in p) + _GAP) for p in islands]
    width = max([width, math.sqrt(1.5 * sum(w * h for w, h in boxes)), *(w for w, _ in boxes)])
    corners = [(0.0, 0.0)] * len(boxes)
    left = top = height = 0.0
    for i in sorted(range(len(boxes)), key=lambda i: (-boxes[i][0] * boxes[i][1], i)):
        if left and left + boxes[i][0] > width:
            left, top, height = 0.0, top + height, 0.0
        corners[i] = (left, top)
        left, height = left + boxes[i][0], max(height, boxes[i][1])
    return corners


def _middle(values: list[float]) -> float:
    return (min(values) + max(values)) / 2


def _round(value: float) -> float:
    return round(value, 1) + 0.0  # never minus zero
