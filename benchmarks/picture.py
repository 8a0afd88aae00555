"""Writing the network page of a thousand nodes against pyvis's own way, and laying it out against networkx."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import math
import os
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import networkx as nx
from pyvis.network import Network

from benchmarks.report import Row, in_turns
from benchmarks.world import ROOT
from kg.export.network import write_network
from kg.network.graph import to_graph
from kg.network.layout import positions
from kg.network.picture import Picture, PictureEdge, PictureNode, PictureReceipt
from kg.strict_yaml import read_strict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["crowd", "measure", "spread"]

_KINDS = ("person", "org", "event", "work", "place", "speech")
_WORDS = {"en": "took part in", "zh-Hans": "参加", "ru": "участвует в"}
_TITLE = {"en": "Report on film exchange", "zh-Hans": "电影交流报道", "ru": "Сообщение о кинообмене"}
_VOICE = {"en": "CGTN", "zh-Hans": "中国国际电视台"}
_EQUAL = 1.05  # up to here two layouts count as equally good; those of networkx differ by 1 % from seed to seed
_NEEDED = ("numpy", "scipy")  # networkx's spring layout imports them; nothing in Karmen does


def measure(folder: Path, *, quick: bool, say: Callable[[str], None]) -> list[Row]:
    """The page, apart from the layout; the layout, with what it is worth."""
    size = 60 if quick else 1000
    picture = crowd(size, size * 5 // 2)
    graph = to_graph(picture)
    say(f"picture: the page of {size} nodes")
    places = positions(graph)
    rows = _pages(picture, places, folder, 2 if quick else 15)
    say(f"picture: the layout of {size} nodes")
    rows.append(_layout(graph, size, 1 if quick else 5))
    return rows


def crowd(size: int, ties: int, seed: int = 7) -> Picture:
    """A picture of entities in three languages; every tie has one receipt, a few nodes have many ties."""
    draw = Random(seed)
    nodes = tuple(
        PictureNode(
            f"{_KINDS[i % 6]}/n{i}",
            {"en": f"Name {i}", "zh-Hans": f"名称{i}", "ru": f"Имя {i}"},
            "Person",
            {"en": "person"},
            _KINDS[i % 6],
        )
        for i in range(size)
    )
    pairs = sorted({(draw.randrange(size), int(size * draw.random() ** 2)) for _ in range(ties)})
    edges = tuple(
        PictureEdge(nodes[a].id, nodes[b].id, "tookPartIn", _WORDS, (_receipt(n),))
        for n, (a, b) in enumerate(pairs)
        if a != b
    )
    return Picture("crowd", "A thousand names", nodes, edges, "0f1e2d3c")


def _receipt(number: int) -> PictureReceipt:
    return PictureReceipt(
        statement=f"https://w3id.org/karmen-kg/id/statement/{number:016x}",
        source=f"source/report-{number % 50}",
        source_names=_TITLE,
        source_date="2025-05-08",
        url=f"https://example.org/{number % 50}",
        place=f"p{number % 12}:{number}-{number + 40}:{number:08x}",
        voices=(_VOICE,),
        mode=("fact", "planned", "attributed")[number % 3],
        certainty="stated",
        when="2025-05",
        disputed=number % 50 == 0,
    )


def _pages(picture: Picture, places: Mapping[str, tuple[float, float]], folder: Path, rounds: int) -> list[Row]:
    """Against pyvis drawing what we draw (directed, one file), and against pyvis as it comes (undirected, no file)."""
    display = read_strict(ROOT / "ontology" / "display.yaml")
    graph = _plain(picture, places)

    def ours() -> float:
        start = time.perf_counter()
        write_network(picture, display, folder / "ours.html", places=places)
        return time.perf_counter() - start

    def peer(**options: Any) -> float:
        start = time.perf_counter()
        network = Network(**options)
        network.from_nx(graph)
        network.toggle_physics(False)
        network.write_html("peer.html", notebook=False)
        return time.perf_counter() - start

    what = f"page of {len(picture.nodes):,} nodes and {len(picture.edges):,} ties"
    peer_is = "pyvis `from_nx` + `write_html`"
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):  # pyvis prints, and writes beside itself
        alike = in_turns(ours, lambda: peer(directed=True, cdn_resources="in_line"), rounds)
        sizes = [os.stat(name).st_size / 1024 for name in ("ours.html", "peer.html")]
        default = in_turns(ours, peer, rounds)
    note = (
        f"Ours holds names in three languages and a receipt for each tie ({sizes[0]:,.0f} KiB), pyvis's a label and "
        f"a title ({sizes[1]:,.0f} KiB). Both are given the layout."
    )
    loose = "Undirected, and the page loads its library from the network."
    return [
        Row(what, f"{peer_is}, directed, library in line", *alike, 0.1, note),
        Row(what, f"{peer_is}, as it comes", *default, 0.1, loose),
    ]


def _plain(picture: Picture, places: Mapping[str, tuple[float, float]]) -> nx.DiGraph[str]:
    """The picture as a pyvis user would have it: labels, titles and places as attributes."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for node in picture.nodes:
        x, y = places[node.id]
        graph.add_node(node.id, label=node.names["en"], title=node.cls, group=node.kind, x=x, y=y)
    for edge in picture.edges:
        graph.add_edge(edge.source, edge.target, label=edge.names["en"], title=edge.receipts[0].place)
    return graph


def _layout(graph: nx.MultiDiGraph[str], size: int, rounds: int) -> Row:
    what, peer_is = f"layout of {size:,} nodes", "networkx `spring_layout`"
    if not all(importlib.util.find_spec(name) for name in _NEEDED):
        return Row(what, peer_is, target=0.02, note=f"networkx's layout needs {' and '.join(_NEEDED)}: see `--peers`.")
    found: dict[str, Mapping[str, Sequence[float]]] = {}
    simple: nx.Graph[str] = nx.Graph(graph)

    def timed(name: str, lay: Callable[[], Any]) -> float:
        start = time.perf_counter()
        found[name] = lay()
        return time.perf_counter() - start

    mine, theirs = in_turns(
        lambda: timed("ours", lambda: positions(graph)),
        lambda: timed("peer", lambda: nx.spring_layout(simple, seed=1)),
        rounds,
    )
    ours, peer = (spread(found[name], list(simple.edges)) for name in ("ours", "peer"))
    note = (
        "Quality is mean length of an edge over mean distance of two nodes, lower is better: "
        f"ours {ours:.3f}, networkx's {peer:.3f}."
    )
    return Row(what, peer_is, mine, theirs, 0.02, note, equal=ours <= peer * _EQUAL)


def spread(places: Mapping[str, Sequence[float]], edges: Sequence[tuple[str, str]]) -> float:
    """Mean edge length over the mean distance of two nodes: about 1 when places are drawn at random."""
    draw, names = Random(1), list(places)
    some = [(draw.choice(names), draw.choice(names)) for _ in range(20_000)]
    long, far = (sum(math.dist(places[a], places[b]) for a, b in pairs) / max(1, len(pairs)) for pairs in (edges, some))
    return long / far if far else 0.0
