"""networkx's writers: nodes and edges with plain attributes as GEXF or GraphML, the same bytes each time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import SubElement

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Nodes = Iterable[tuple[str, Mapping[str, Any]]]
    Edges = Iterable[tuple[str, str, Mapping[str, Any]]]

__all__ = ["to_gexf", "to_graphml"]


def to_gexf(nodes: Nodes, edges: Edges, *, title: str, creator: str) -> bytes:
    """GEXF 1.2 with the title as its description. An edge's `spells` are pairs of days, None where it is open.

    networkx writes today's date into the file; this leaves it out.
    """
    writer = GEXFWriter(_graph(nodes, edges))
    meta = writer.xml.find("meta")
    del meta.attrib["lastmodifieddate"]
    meta.find("creator").text = creator
    SubElement(meta, "description").text = title
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue() + b"\n"


def to_graphml(nodes: Nodes, edges: Edges, *, title: str) -> bytes:
    """GraphML with the title as an attribute of the graph."""
    held = io.BytesIO()
    nx.write_graphml_xml(_graph(nodes, edges, title=title), held)
    return held.getvalue()


def _graph(nodes: Nodes, edges: Edges, **told: str) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(**told)
    graph.add_nodes_from(nodes)
    for number, (source, target, attributes) in enumerate(edges):
        graph.add_edge(source, target, key=number, **attributes)
    return graph
