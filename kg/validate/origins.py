"""From a node of the graph back to the line of YAML that a curator wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.decisions import LinkVerdict
from kg.ids import decision_id, evidence_id, link_id, statement_id

if TYPE_CHECKING:
    from kg.corpus import Corpus
    from kg.model import Where
    from kg.terms import Terms

__all__ = ["metadata_places", "origins_of", "statement_names"]


_METADATA = {
    "dcterms:publisher": "publisher", "dcterms:language": "language", "dcterms:issued": "published",
    "schema:url": "url", "kg:sourceKind": "kind", "kg:reliability": "reliability", "kg:reproduces": "reproduces",
    "kg:earliest": "published", "kg:textDigest": "text", "kg:textLength": "text",
}  # fmt: skip
"""The field of a source that a predicate comes from."""


def origins_of(corpus: Corpus, terms: Terms) -> dict[str, Where]:
    """Where each node comes from, by its IRI: entities, sources, statements, evidence, selectors, decisions.
    A place in a text is written inside the statements that use it, so evidence and its selector come from
    the first of these.
    """
    found = {terms.iri(entity.id): entity.where for entity in corpus.entities.values()}
    for source in corpus.sources.values():
        found.setdefault(terms.iri(source.id), source.where)
    for statement in corpus.statements:
        found.setdefault(terms.prefixes["st"] + statement_id(statement), statement.where)
        for place in statement.evidence:
            evidence = terms.prefixes["ev"] + evidence_id(statement.source, place)
            found.setdefault(evidence, statement.where)
            if place.digest:
                found.setdefault(f"{evidence}/selector", statement.where)
    for decision in corpus.identities:
        found.setdefault(terms.prefixes["decision"] + decision_id(decision), decision.where)
    for link in corpus.links:
        if link.verdict is not LinkVerdict.ACCEPTED:
            continue  # not in the graph
        found.setdefault(terms.prefixes["decision"] + link_id(link), link.where)
    return found


def metadata_places(corpus: Corpus, terms: Terms) -> dict[str, Where]:
    """Where each field of a source's metadata stands, by the IRI of the source, a space, and that of the predicate."""
    predicates = [(terms.expand(predicate), name) for predicate, name in _METADATA.items()]
    return {
        f"{terms.iri(source.id)} {predicate}": source.at(name)
        for source in corpus.sources.values()
        for predicate, name in predicates
    }


def statement_names(corpus: Corpus, terms: Terms) -> dict[str, str]:
    """How findings call each statement node, by its IRI: subject and property, as a curator finds them in the file."""
    start = terms.prefixes["st"]
    return {start + statement_id(one): f"{one.subject} {one.property}" for one in corpus.statements}
