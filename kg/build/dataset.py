"""The whole corpus as N-Quads lines: sorted, each once, without blank nodes, so that one input has one form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.build.provenance import ProvenanceWriter
from kg.build.statements import StatementWriter
from kg.build.wikidata import WikidataWriter
from kg.ids import statement_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.ontology import Ontology
    from kg.terms import Terms

__all__ = ["graph_lines"]


def graph_lines(
    corpus: Corpus,
    ranked: Iterable[Ranked],
    conflicts: Mapping[str, tuple[str, ...]],
    terms: Terms,
    ontology: Ontology,
) -> list[str]:
    """Every line of the graph, sorted and unique.

    Everything curated is in the default graph; what Wikidata says of linked items is in `graph/wikidata`.
    """
    provenance, writer = ProvenanceWriter(terms, ontology), StatementWriter(terms, ontology)
    lines = dict.fromkeys(provenance.vocabulary())  # nearly in order from here on: sorting costs a fifth then
    for entity in corpus.entities.values():
        lines |= dict.fromkeys(provenance.entity(entity))
    if corpus.scheme:
        lines |= dict.fromkeys(provenance.scheme(corpus.scheme, corpus.entities))
    for source in corpus.sources.values():
        lines |= dict.fromkeys(provenance.source(source))
    by_key = {key: [statement_id(one) for one in found] for key, found in corpus.keyed().items()}
    for made in sorted(ranked, key=lambda one: one.id):
        lines |= dict.fromkeys(writer.lines(made, conflicts.get(made.id, ())))
    for (source_id, place), name in sorted(writer.places.items(), key=lambda item: item[1]):
        lines |= dict.fromkeys(provenance.evidence(source_id, place, name))
    for decision in corpus.identities:
        lines |= dict.fromkeys(provenance.identity(decision, by_key.get(decision.statement, ())))
    wikidata = WikidataWriter(terms)
    for link in corpus.links:
        lines |= dict.fromkeys(wikidata.link(link))
    for item in corpus.items.values():
        lines |= dict.fromkeys(wikidata.item(item))
    return sorted(lines)
