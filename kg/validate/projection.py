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
from typing import TYPE_CHECKING

from kg.claims.rank import rank_corpus
from kg.model import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.corpus import Corpus
    from kg.model import Where
    from kg.ontology import Ontology
    from kg.terms import Terms
    from kg.validate.schema import Schema

__all__ = ["Assertion", "assertions_of", "ntriples"]

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_INDIVIDUAL = "http://www.w3.org/2002/07/owl#NamedIndividual"


@dataclass(frozen=True, slots=True)
class Assertion:
    """One thing said of an individual: its class (`property` is empty) or a plain fact, and the lines that say it."""

    subject: str
    property: str
    object: str
    said: tuple[Where, ...] = ()

    def __str__(self) -> str:
        if not self.property:
            return f"'{self.subject}' has the class {self.object}"
        return f"'{self.subject}' {self.property} '{self.object}'"


def assertions_of(corpus: Corpus, ontology: Ontology) -> list[Assertion]:
    """The classes of all entities, then all plain facts between entities, each once, in a fixed order."""
    said: dict[tuple[str, str, str], list[Where]] = defaultdict(list)
    for made in rank_corpus(corpus):
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
            lines.add(f"<{terms.iri(one.subject)}> <{_TYPE}> <{kg}{one.object}> .")
    lines.update(f"<{terms.iri(name)}> <{_TYPE}> <{_INDIVIDUAL}> ." for name in individuals)
    return "\n".join(sorted(lines)) + "\n"
