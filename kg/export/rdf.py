"""The graph as RDF files: sorted N-Quads as they were built, Turtle for readers, TriG with a graph per source."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import rdflib
from rdflib.plugins.serializers.trig import TrigSerializer
from rdflib.plugins.serializers.turtle import TurtleSerializer

from kg.build.wikidata import WIKIDATA_GRAPH
from kg.store.convert import bind_prefixes, read_named, read_rdflib

if TYPE_CHECKING:
    from kg.store.current import Build
    from kg.terms import Terms

__all__ = ["FORMATS", "export_rdf"]

FORMATS = ("nquads", "turtle", "trig")


def export_rdf(build: Build, terms: Terms, form: str) -> bytes:
    """The whole graph in one of `FORMATS`; the same build gives the same bytes.

    `turtle` holds the default graph: all that is curated. `trig` puts each statement node with its evidence into a
    graph named after its source, what Wikidata says into `graph/wikidata`, and leaves entities, plain facts and the
    vocabulary in the default graph.
    """
    if form == "nquads":
        return Path(build.graph).read_bytes()
    graph = read_rdflib(build.graph, terms)
    if form == "turtle":
        return _written(_AsWritten(graph))
    dataset = _by_source(graph, terms)
    wikidata = dataset.graph(rdflib.URIRef(f"{terms.base}graph/{WIKIDATA_GRAPH}"))
    for triple in read_named(build.graph, terms, WIKIDATA_GRAPH):
        wikidata.add(triple)
    return _trig(dataset)


class _AsWritten(TurtleSerializer):
    """rdflib writes the decimal 29 as `29.0`, which is another term; a decimal without a point keeps its datatype."""

    def label(self, node: rdflib.term.Node, position: int) -> str:
        if isinstance(node, rdflib.Literal) and node.datatype == rdflib.XSD.decimal and "." not in node:
            return node.n3(self.store.namespace_manager)
        return str(super().label(node, position))


class _Trig(_AsWritten, TrigSerializer):
    """TriG with every literal as it is written."""


def _trig(dataset: rdflib.Dataset) -> bytes:
    """TriG with the graphs in the order of their names; rdflib alone writes them in the order of a set."""
    writer = _Trig(dataset)
    writer.contexts = sorted(writer.contexts, key=lambda one: str(one.identifier))
    return _written(writer)


def _written(writer: TurtleSerializer) -> bytes:
    out = io.BytesIO()
    writer.serialize(out, encoding="utf-8")
    return out.getvalue()


def _by_source(graph: rdflib.Graph, terms: Terms) -> rdflib.Dataset:
    """A dataset in which whatever one source holds up lies in that source's graph."""
    homes: dict[rdflib.term.Node, rdflib.term.Node] = {}
    for predicate in (terms.expand("kg:statedIn"), terms.expand("oa:hasSource")):
        homes.update(graph.subject_objects(rdflib.URIRef(predicate)))
    for node, selector in graph.subject_objects(rdflib.URIRef(terms.expand("oa:hasSelector"))):
        if node in homes:
            homes[selector] = homes[node]
    dataset = rdflib.Dataset()
    bind_prefixes(dataset, terms)
    for subject, relation, value in graph:
        place = homes.get(subject)
        target = dataset.graph(place) if isinstance(place, rdflib.URIRef) else dataset.default_graph
        target.add((subject, relation, value))
    return dataset
