"""The logical part of the ontology: as axioms for the reasoner, and as tables that say where a type comes from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.validate.turtle import read_turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rdflib import Graph

    from kg.resources import Home
    from kg.terms import Terms

__all__ = ["ONTOLOGY_FILE", "Schema", "line_of", "read_schema"]

ONTOLOGY_FILE = "ontology/kg.ttl"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_STRUCTURE = frozenset(f"{_RDFS}{name}" for name in ("subClassOf", "subPropertyOf", "domain", "range"))
_RESTRICTIVE = frozenset(
    f"{_OWL}{name}Property" for name in ("Asymmetric", "Irreflexive", "Functional", "InverseFunctional")
)
_Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Schema:
    """The ontology as the reasoner sees it (`lines`), and as tables of names.

    `views[p]` are the properties that a fact of `p` is also a fact of, by sub-property, inverse and symmetry,
    each with whether subject and value change places. `restrictive`
    are properties whose facts can clash with one another whatever the classes.
    """

    lines: tuple[str, ...]
    disjoint: frozenset[frozenset[str]]
    domains: dict[str, tuple[str, ...]]
    ranges: dict[str, tuple[str, ...]]
    views: dict[str, tuple[tuple[str, bool], ...]]
    restrictive: frozenset[str]

    def views_of(self, name: str) -> tuple[tuple[str, bool], ...]:
        """The views of a property: itself, and what `views` has for it."""
        return self.views.get(name, ((name, False),))


def read_schema(home: Home, terms: Terms) -> Schema:
    """Read `ontology/kg.ttl` for reasoning. Raises `OntologyError` when it cannot be parsed."""
    from rdflib import URIRef

    graph = read_turtle(home, "kg.ttl")
    kg = terms.prefixes["kg"]

    def names(predicate: str) -> _Pairs:
        pairs = ((str(s), str(o)) for s, o in graph.subject_objects(URIRef(predicate)))
        return sorted((s.removeprefix(kg), o.removeprefix(kg)) for s, o in pairs)

    types = names(f"{_RDF}type")
    apart = {name for pair in names(f"{_OWL}propertyDisjointWith") for name in pair}
    return Schema(
        lines=tuple(_axioms(graph)),
        disjoint=frozenset(frozenset(pair) for pair in names(f"{_OWL}disjointWith")),
        domains=_grouped(names(f"{_RDFS}domain")),
        ranges=_grouped(names(f"{_RDFS}range")),
        views=_views(names, [name for name, made in types if made == f"{_OWL}SymmetricProperty"]),
        restrictive=frozenset(apart | {name for name, made in types if made in _RESTRICTIVE}),
    )


def line_of(home: Home, name: str) -> int:
    """The line of `ontology/kg.ttl` on which a class or property is declared; 1 when none starts with its name."""
    text = (Path(home.ontology) / "kg.ttl").read_text(encoding="utf-8")
    starts = (at for at, line in enumerate(text.splitlines(), 1) if line.startswith(f"kg:{name} "))
    return next(starts, 1)


def _axioms(graph: Graph) -> list[str]:
    """N-Triples without labels and header; a datatype property is declared as an annotation and nothing more."""
    from rdflib import OWL, RDF, RDFS

    texts = set(graph.subjects(RDF.type, OWL.DatatypeProperty)) | set(graph.subjects(RDF.type, OWL.AnnotationProperty))
    headers = set(graph.subjects(RDF.type, OWL.Ontology))
    silent = texts | headers | set(graph.subjects(RDF.type, RDFS.Datatype))
    kept = []
    for s, p, o in graph:
        logical = str(p) in _STRUCTURE or str(p).startswith((_OWL, _RDF))
        foreign = str(p) in _STRUCTURE and str(o).startswith((_RDF, _RDFS))  # rdf:Property is no class of ours
        if logical and not foreign and s not in silent and o not in texts:
            kept.append(f"{s.n3()} {p.n3()} {o.n3()} .")
    kept += [f"{s.n3()} <{_RDF}type> <{_OWL}AnnotationProperty> ." for s in texts]
    kept += [f"{s.n3()} <{_RDF}type> <{_OWL}Ontology> ." for s in headers]
    return sorted(kept)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, value in pairs:
        found[key] = (*found.get(key, ()), value)
    return found


def _views(names: Callable[[str], _Pairs], symmetric: Iterable[str]) -> dict[str, tuple[tuple[str, bool], ...]]:
    steps: dict[str, list[tuple[str, bool]]] = {}
    for low, high in names(f"{_RDFS}subPropertyOf"):
        steps.setdefault(low, []).append((high, False))
    for one, other in names(f"{_OWL}inverseOf"):
        steps.setdefault(one, []).append((other, True))
        steps.setdefault(other, []).append((one, True))
    for name in symmetric:
        steps.setdefault(name, []).append((name, True))
    return {name: _reached(name, steps) for name in steps}


def _reached(name: str, steps: dict[str, list[tuple[str, bool]]]) -> tuple[tuple[str, bool], ...]:
    found = [(name, False)]
    for at, turned in found:  # the list grows while it is walked
        found += [view for step, turns in steps.get(at, ()) if (view := (step, turned != turns)) not in found]
    return tuple(found)
