"""A picture as a networkx graph: entities as nodes, ties as keyed edges that remember their statements."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.network.picture import Picture, PictureReceipt

__all__ = ["CERTAINTIES", "MODES", "best_chains", "standing", "tied", "to_graph"]

# strongest first: an edge is drawn as the best its receipts support
MODES = ("fact", "attributed", "planned", "denied")
CERTAINTIES = ("stated", "inferred", "probable", "doubtful")


def to_graph(picture: Picture) -> nx.MultiDiGraph[str]:
    """Turn a picture into a `networkx.MultiDiGraph`, in the picture's order.

    A node is an entity id with `label` (English, else any name), `names`, `cls`, `cls_names` and `kind`.
    An edge is keyed by its property; a second tie of the same property between the same two entities gets
    the key `property#2`. Each edge keeps `property`, `label`, `names`, the tuples `statements` (IRIs),
    `sources` (ids) and `modes`, the `receipts` themselves, and the summary `mode`, `certainty`, `disputed`.
    Raises `OutputError` when a tie ends at an entity that is not in the picture, or an entity stands twice.

    >>> from kg.network.picture import Picture, PictureEdge, PictureNode, PictureReceipt
    >>> karmen = PictureNode("person/roman-karmen", {"en": "Roman Karmen"}, "Person", {}, "person")
    >>> china = PictureNode("place/china", {"en": "China"}, "Country", {"en": "country"}, "place")
    >>> receipt = PictureReceipt("https://w3id.org/karmen-kg/id/statement/1", "source/a", {"en": "A"}, "",
    ...                          "", "p2:505-522:e2650b5d", (), "fact", "stated", "1938-09", disputed=False)
    >>> tie = PictureEdge("person/roman-karmen", "place/china", "sentTo", {"en": "sent to"}, (receipt,))
    >>> graph = to_graph(Picture("missions", "Missions", (karmen, china), (tie,), "0f1e2d3c"))
    >>> graph.nodes["place/china"]["label"], list(graph.edges(keys=True))
    ('China', [('person/roman-karmen', 'place/china', 'sentTo')])
    >>> graph["person/roman-karmen"]["place/china"]["sentTo"]["statements"]
    ('https://w3id.org/karmen-kg/id/statement/1',)
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=picture.name, title=picture.title, build=picture.build)
    for node in picture.nodes:
        if node.id in graph:
            raise OutputError(f"the picture '{picture.name}' holds {node.id} twice: a fault of its query")
        graph.add_node(
            node.id, label=_label(node.names, node.id), names=node.names, cls=node.cls,
            cls_names=node.cls_names, kind=node.kind,
        )  # fmt: skip
    for edge in picture.edges:
        for end in (edge.source, edge.target):
            if end not in graph:
                raise OutputError(f"a tie '{edge.property}' ends at {end}, which '{picture.name}' does not hold")
        graph.add_edge(edge.source, edge.target, key=_key(graph, edge.source, edge.target, edge.property),
                       names=edge.names, **_attributes(edge.property, edge.names, edge.receipts))  # fmt: skip
    return graph


def best_chains(ties: Iterable[tuple[str, str]], start: str, end: str, count: int) -> list[list[str]]:
    """The `count` best ways from one node to another, best first; ties are taken in both directions.

    A step costs more the more ties the node it leads to has, so that a chain runs through what is particular.

    >>> best_chains([("a", "hub"), ("hub", "b"), ("hub", "c"), ("hub", "d"), ("a", "x"), ("x", "b")], "a", "b", 2)
    [['a', 'x', 'b'], ['a', 'hub', 'b']]
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(sorted(set(ties)))
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return []
    cost = {node: 1 + math.log2(degree) / 2 for node, degree in graph.degree()}

    def weight(_: str, node: str, __: object) -> float:
        return cost[node]

    return list(islice(nx.shortest_simple_paths(graph, start, end, weight=weight), count))


def standing(receipts: Sequence[PictureReceipt]) -> tuple[str, str, bool]:
    """Return mode, certainty and dispute of a tie as a whole: the best any receipt supports.

    It is disputed when a receipt is, or when one source denies what another affirms. A tie without receipts
    has no standing and is an error (`OutputError`): every edge must answer "who says so?".
    """
    if not receipts:
        raise OutputError("a tie without a statement behind it cannot be drawn: a fault of its query")
    if len(receipts) == 1:
        return receipts[0].mode, receipts[0].certainty, receipts[0].disputed
    modes = {receipt.mode for receipt in receipts}
    mode = min(modes, key=lambda m: _rank(MODES, m))
    among = [receipt.certainty for receipt in receipts if receipt.mode == mode]
    certainty = min(among, key=lambda c: _rank(CERTAINTIES, c))
    disputed = any(receipt.disputed for receipt in receipts) or ("denied" in modes and len(modes) > 1)
    return mode, certainty, disputed


def _attributes(name: str, names: dict[str, str], receipts: Sequence[PictureReceipt]) -> dict[str, Any]:
    mode, certainty, disputed = standing(receipts)
    return {
        "property": name,
        "label": _label(names, name),
        "statements": tuple(receipt.statement for receipt in receipts),
        "sources": tuple(dict.fromkeys(receipt.source for receipt in receipts)),
        "modes": tuple(dict.fromkeys(receipt.mode for receipt in receipts)),
        "mode": mode,
        "certainty": certainty,
        "disputed": disputed,
        "receipts": tuple(receipts),
    }


def _rank(order: tuple[str, ...], word: str) -> int:
    return order.index(word) if word in order else len(order)


def _label(names: dict[str, str], default: str) -> str:
    return names.get("en") or next(iter(names.values()), default)


def _key(graph: nx.MultiDiGraph[str], source: str, target: str, name: str) -> str:
    """Give repeated ties of one property a number: the same picture, the same keys."""
    taken = graph.get_edge_data(source, target) or {}
    if name not in taken:
        return name
    number = 2
    while f"{name}#{number}" in taken:
        number += 1
    return f"{name}#{number}"


def tied(nodes: int, pairs: Iterable[tuple[int, int]]) -> nx.MultiDiGraph[str]:
    """A graph of nothing but numbered nodes and the pairs that are tied, to lay out: nodes are "0", "1", …"""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(map(str, range(nodes)))
    graph.add_edges_from((str(one), str(other)) for one, other in pairs)
    return graph
