"""Where each entity of the explorer stands: the network by its ties, below it what has none, documents around.

Documents are drawn only when a reader asks for them; a ring of their own keeps the network where it is.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kg.network.graph import tied
from kg.network.layout import positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Point", "place_all"]

Point = tuple[float, float]

_STEP = 64.0  # pixels between two entities that are tied to nothing
_GAP = 120.0  # between the network and what stands below or around it
_PATIENCE = 1_000_000_000  # pairs of entities looked at in laying out the atlas: a second or two, once a page
_CROWD = 200  # entities from which a component is evened out
_ROOM = 74.0  # pixels, squared: the room that each entity of it gets
_FLAT = 0.72  # a window is wider than high
_SEAT = 58.0  # pixels of the ring for each document


def place_all(size: int, ties: Iterable[tuple[int, int]], documents: Mapping[int, Sequence[int]]) -> list[Point]:
    """The point of every entity, 0 to `size` - 1, in pixels. `documents` gives for each document what it tells of.

    >>> place_all(4, [(0, 1)], {3: [1]})
    [(-75.0, 0.0), (75.0, 0.0), (0.0, 120.0), (262.4, -149.9)]
    """
    pairs = [(one, other) for one, other in ties if one not in documents and other not in documents]
    largest = set(_largest(pairs))
    if len(largest) < _CROWD:
        points = _laid_out(pairs)
    else:
        points = _evened(_laid_out([pair for pair in pairs if pair[0] in largest]))
        points |= _below(points, _laid_out([pair for pair in pairs if pair[0] not in largest]))
    left, right, bottom = _edges(points.values())
    lone = [node for node in range(size) if node not in points and node not in documents]
    columns = max(1, min(len(lone), max(12, round((right - left) * 0.7 / _STEP))))
    for at, node in enumerate(lone):
        x, row = (at % columns - (columns - 1) / 2) * _STEP, at // columns
        points[node] = ((left + right) / 2 + x, bottom + _GAP + row * _STEP)
    points |= _ring(points, documents)
    return [points[node] for node in range(size)]


def _laid_out(pairs: Sequence[tuple[int, int]]) -> dict[int, Point]:
    inside = sorted({end for pair in pairs for end in pair})
    number = {node: at for at, node in enumerate(inside)}
    found = positions(tied(len(inside), [(number[one], number[other]) for one, other in pairs]), patience=_PATIENCE)
    return {node: found[str(at)] for node, at in number.items()}


def _evened(points: Mapping[int, Point]) -> dict[int, Point]:
    """The same component with the same room for every entity.

    A layout by forces crowds the middle, where the best connected are. Each keeps its direction from the middle; how
    far out it stands follows from its rank in distance, so that rings of the same area hold equally many.
    """
    middle_x, middle_y = (sum(point[axis] for point in points.values()) / len(points) for axis in (0, 1))
    evened = {}
    for rank, node in enumerate(sorted(points, key=lambda one: (math.dist(points[one], (middle_x, middle_y)), one))):
        x, y = points[node][0] - middle_x, points[node][1] - middle_y
        by = _ROOM * math.sqrt((rank + 0.5) / math.pi) / (math.hypot(x, y) or 1.0)
        evened[node] = (round(x * by, 1), round(y * by * _FLAT, 1))
    return evened


def _below(points: Mapping[int, Point], others: Mapping[int, Point]) -> dict[int, Point]:
    """The other components, as they stand to one another, moved to below these points."""
    left, right, bottom = _edges(points.values())
    their_left, their_right, _ = _edges(others.values())
    across = (left + right - their_left - their_right) / 2
    down = bottom + _GAP - min((y for _, y in others.values()), default=0.0)
    return {node: (round(x + across, 1), round(y + down, 1)) for node, (x, y) in others.items()}


def _largest(pairs: Iterable[tuple[int, int]]) -> list[int]:
    """The entities of the largest component, by union of what is tied."""
    above: dict[int, int] = {}

    def root(node: int) -> int:
        while above.setdefault(node, node) != node:
            above[node] = node = above[above[node]]
        return node

    for one, other in pairs:
        above[root(one)] = root(other)
    members: dict[int, list[int]] = {}
    for node in sorted(above):
        members.setdefault(root(node), []).append(node)
    return max(members.values(), key=len, default=[])


def _edges(points: Iterable[Point]) -> tuple[float, float, float]:
    held = list(points) or [(0.0, 0.0)]
    return min(x for x, _ in held), max(x for x, _ in held), max(y for _, y in held)


def _ring(points: Mapping[int, Point], documents: Mapping[int, Sequence[int]]) -> dict[int, Point]:
    """Seats on a circle around everything, each document on the side of what it tells of."""
    if not documents:
        return {}
    held = list(points.values()) or [(0.0, 0.0)]
    middle_x = (min(x for x, _ in held) + max(x for x, _ in held)) / 2
    middle_y = (min(y for _, y in held) + max(y for _, y in held)) / 2
    reach = max(math.hypot(x - middle_x, y - middle_y) for x, y in held)
    radius = max(reach + 2 * _GAP, len(documents) * _SEAT / (2 * math.pi))

    def side(document: int) -> tuple[float, int]:
        told = [points[node] for node in documents[document] if node in points] or [(middle_x, middle_y)]
        x = sum(x for x, _ in told) / len(told) - middle_x
        y = sum(y for _, y in told) / len(told) - middle_y
        return math.atan2(y, x), document

    order = sorted(map(side, documents))
    start, turn = order[0][0], 2 * math.pi / len(order)
    return {
        document: (
            round(middle_x + radius * math.cos(start + at * turn), 1),
            round(middle_y + radius * math.sin(start + at * turn), 1),
        )
        for at, (_, document) in enumerate(order)
    }
