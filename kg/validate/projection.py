"""What the reasoner is told: the part of ontology and data that logic can speak about.

HermiT crashes on literals of datatypes it does not know (EDTF) and overlooks predicates nobody declared.
So it sees classes, object properties with what the ontology says of them, individuals with the class
curators gave them, and plain facts between entities; datatype properties are declared as annotations and
carry nothing. Plans, denials, doubtful statements and what somebody merely says stay out: they are no facts.

`kg:singleValued` is not made an `owl:FunctionalProperty`. Without unique names two birthplaces would
become one place instead of a clash; with unique names every disagreement between sources would make the
whole graph inconsistent, and disagreements belong in the ledger of conflicts, where both sides stay.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.claims.rank import rank_statements
from kg.errors import OntologyError
from kg.model import Ref, Where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph

    from kg.model import Corpus
    from kg.ontology import Ontology
    from kg.terms import Terms

__all__ = ["Assertion", "Schema", "assertions_of", "line_of", "ntriples", "read_schema"]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_STRUCTURE = frozenset(f"{_RDFS}{name}" for name in ("subClassOf", "subPropertyOf", "domain", "range"))
_RESTRICTIVE = frozenset(
    f"{_OWL}{name}Property" for name in ("Asymmetric", "Irreflexive", "Functional", "InverseFunctional")
)


@dataclass(frozen=True, slots=True)
class Assertion:
    """One thing said of an individual: its class (`property` is empty), or a plain fact; and every line that says it."""

    subject: str
    property: str
    object: str
    said: tuple[Where, ...] = ()

    def __str__(self) -> str:
        if not self.property:
            return f"'{self.subject}' has the class {self.object}"
        return f"'{self.subject}' {self.property} '{self.object}'"


@dataclass(frozen=True, slots=True)
class Schema:
    """The ontology as the reasoner sees it (`lines`), and as tables for guessing where a clash may lie.

    `views[p]` are the properties that a fact of `p` is also a fact of, by sub-property, inverse and symmetry,
    each with whether subject and value change places; `restrictive` are those that some facts alone can break.
    """

    lines: tuple[str, ...]
    disjoint: frozenset[frozenset[str]]
    domains: dict[str, tuple[str, ...]]
    ranges: dict[str, tuple[str, ...]]
    views: dict[str, tuple[tuple[str, bool], ...]]
    restrictive: frozenset[str]


def assertions_of(corpus: Corpus, ontology: Ontology) -> list[Assertion]:
    """The classes of all entities, then all plain facts between entities, each once, in a fixed order."""
    said: dict[tuple[str, str, str], list[Where]] = defaultdict(list)
    for made in rank_statements(corpus.statements):
        statement = made.statement
        if made.plain and isinstance(statement.value, Ref) and ontology.properties[statement.property].is_object:
            said[statement.subject, statement.property, statement.value.id].append(statement.where)
    for source in corpus.sources.values():
        for other in source.reproduces:
            said[source.id, "reproduces", other].append(source.where)
    classes = [Assertion(entity.id, "", entity.cls, (entity.where,)) for entity in corpus.entities.values()]
    return classes + [Assertion(*fact, tuple(said[fact])) for fact in sorted(said)]


def ntriples(assertions: Iterable[Assertion], schema: Schema, terms: Terms) -> str:
    """Ontology and assertions as sorted N-Triples (owlready2 reads Turtle as nothing); every individual is declared."""
    kg, lines, individuals = terms.prefixes["kg"], set(schema.lines), set[str]()
    for one in assertions:
        individuals.add(one.subject)
        if one.property:
            individuals.add(one.object)
            lines.add(f"<{terms.iri(one.subject)}> <{kg}{one.property}> <{terms.iri(one.object)}> .")
        else:
            lines.add(f"<{terms.iri(one.subject)}> <{_RDF}type> <{kg}{one.object}> .")
    lines.update(f"<{terms.iri(name)}> <{_RDF}type> <{_OWL}NamedIndividual> ." for name in individuals)
    return "\n".join(sorted(lines)) + "\n"


def read_schema(path: Path, terms: Terms) -> Schema:
    """Read an ontology file. Raises `OntologyError` when it cannot be parsed."""
    from rdflib import Graph, URIRef

    try:
        graph = Graph().parse(data=path.read_bytes(), format="turtle")
    except (SyntaxError, OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"ontology/{path.name}: cannot be read: {error}; mend the file") from error
    kg = terms.prefixes["kg"]

    def names(predicate: str) -> list[tuple[str, str]]:
        pairs = ((str(s), str(o)) for s, o in graph.subject_objects(URIRef(predicate)))
        return sorted((s.removeprefix(kg), o.removeprefix(kg)) for s, o in pairs)

    types = names(f"{_RDF}type")
    return Schema(
        lines=tuple(_axioms(graph)),
        disjoint=frozenset(frozenset(pair) for pair in names(f"{_OWL}disjointWith")),
        domains=_grouped(names(f"{_RDFS}domain")),
        ranges=_grouped(names(f"{_RDFS}range")),
        views=_views(names, types),
        restrictive=frozenset(s for s, o in types if o in _RESTRICTIVE)
        | {name for pair in names(f"{_OWL}propertyDisjointWith") for name in pair},
    )


def _axioms(graph: Graph) -> list[str]:
    """The logical part of an ontology: no labels, no header, no datatype properties beyond their being annotations."""
    from rdflib import OWL, RDF, RDFS

    texts = set(graph.subjects(RDF.type, OWL.DatatypeProperty)) | set(graph.subjects(RDF.type, OWL.AnnotationProperty))
    silent = texts | set(graph.subjects(RDF.type, RDFS.Datatype)) | set(graph.subjects(RDF.type, OWL.Ontology))
    kept = []
    for s, p, o in graph:
        logical = str(p) in _STRUCTURE or str(p).startswith((_OWL, _RDF))
        foreign = str(p) in _STRUCTURE and str(o).startswith((_RDF, _RDFS))  # the range rdf:Property is no class of ours
        if logical and not foreign and s not in silent and o not in texts:
            kept.append(f"{s.n3()} {p.n3()} {o.n3()} .")
    kept += [f"{s.n3()} <{_RDF}type> <{_OWL}AnnotationProperty> ." for s in texts]
    kept += [f"{s.n3()} <{_RDF}type> <{_OWL}Ontology> ." for s in graph.subjects(RDF.type, OWL.Ontology)]
    return sorted(kept)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, value in pairs:
        found[key] = (*found.get(key, ()), value)
    return found
