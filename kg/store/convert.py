"""The graph for rdflib: a door used by Python users, shapes and exports, never to answer a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib

if TYPE_CHECKING:
    from kg.terms import Terms

__all__ = ["bind_prefixes", "read_rdflib"]


def read_rdflib(path: str, terms: Terms) -> rdflib.Graph:
    """An N-Quads file whose quads all stand in the default graph, as an rdflib graph with prefixes bound."""
    graph = rdflib.Graph(bind_namespaces="none")
    graph.parse(path, format="nt")
    bind_prefixes(graph, terms)
    return graph


def bind_prefixes(graph: rdflib.Graph, terms: Terms) -> None:
    """Bind the project's prefixes, replacing rdflib's own choice."""
    for prefix, iri in sorted(terms.prefixes.items()):
        graph.bind(prefix, iri, override=True, replace=True)
