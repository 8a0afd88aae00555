"""The graph for rdflib: a door used by Python users, shapes and exports, never to answer a question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import rdflib

from kg.build.wikidata import default_lines
from kg.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.terms import Terms

__all__ = ["bind_prefixes", "read_named", "read_rdflib"]


def read_rdflib(path: str, terms: Terms) -> rdflib.Graph:
    """The default graph of a build's N-Quads file as an rdflib graph with prefixes bound: all that is curated."""
    return _parsed(default_lines(_lines(path), terms), terms)


def read_named(path: str, terms: Terms, name: str) -> rdflib.Graph:
    """The graph of a build's N-Quads file whose IRI ends in `graph/` and `name`, apart from everything curated."""
    end = f" <{terms.base}graph/{name}> ."
    return _parsed((f"{line.removesuffix(end)} ." for line in _lines(path) if line.endswith(end)), terms)


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except OSError as error:
        remedy = f"delete {Path(path).parent} and build or ask again"
        raise StoreError(f"the graph {path} cannot be read: {error.strerror}; {remedy}") from error


def _parsed(lines: Iterable[str], terms: Terms) -> rdflib.Graph:
    graph = rdflib.Graph(bind_namespaces="none")
    graph.parse(data="\n".join(lines), format="nt")
    bind_prefixes(graph, terms)
    return graph


def bind_prefixes(graph: rdflib.Graph, terms: Terms) -> None:
    """Bind the project's prefixes, replacing rdflib's own choice."""
    for prefix, iri in sorted(terms.prefixes.items()):
        graph.bind(prefix, iri, override=True, replace=True)
