"""What the tests of the ontology share: its files, and its terms by kind."""

from __future__ import annotations

from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
EXAMPLES = ONTOLOGY / "examples"
VALID = sorted((EXAMPLES / "valid").glob("*.ttl"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.ttl"))
TURTLE_FILES = [*sorted(ONTOLOGY.glob("*.ttl")), *VALID, *INVALID]

KG = Namespace("https://w3id.org/karmen-kg/ontology#")
LANGUAGES = {"en", "zh-Hans", "ru"}
OUTSIDE_DOMAINS = {OWL.Thing, OWL.Class, RDF.Property}
OUTSIDE_RANGES = {OWL.Thing, RDF.Property}  # a Wikidata item may be anything
ALIGNMENTS = {RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.exactMatch}


def local(term: object) -> str:
    return str(term).removeprefix(KG)


def classes(graph: Graph) -> set[URIRef]:
    return {term for term in graph.subjects(RDF.type, OWL.Class) if isinstance(term, URIRef)}


def properties(graph: Graph) -> set[URIRef]:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    return {term for kind in kinds for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}


def terms(graph: Graph) -> list[URIRef]:
    return sorted(classes(graph) | properties(graph))


def tags(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    return [str(text.language) for text in graph.objects(subject, predicate) if isinstance(text, Literal)]


def declared(graph: Graph) -> set[URIRef]:
    return {term for term in graph.subjects(RDF.type) if isinstance(term, URIRef) and term.startswith(KG)}
