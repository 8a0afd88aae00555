"""The whole corpus as N-Quads lines: sorted, each once, without blank nodes, so that one input has one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, AnyStr

from kg.build.about import dataset_lines
from kg.build.provenance import ProvenanceWriter
from kg.build.statements import StatementWriter
from kg.build.wikidata import WikidataWriter
from kg.ids import statement_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.ontology import Ontology
    from kg.terms import Terms

__all__ = ["graph_blocks", "graph_lines", "in_order"]


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
    blocks = graph_blocks(corpus, ranked, conflicts, terms, ontology)
    return in_order(line for block in blocks for line in block.split("\n"))


def in_order(lines: Iterable[AnyStr]) -> list[AnyStr]:
    """Lines sorted and unique. They come nearly in order, and keeping that order makes sorting five times as fast."""
    return sorted(dict.fromkeys(lines))


def graph_blocks(
    corpus: Corpus,
    ranked: Iterable[Ranked],
    conflicts: Mapping[str, tuple[str, ...]],
    terms: Terms,
    ontology: Ontology,
) -> Iterator[str]:
    """The lines of the graph, one thing after another: the vocabulary, the dataset itself, each entity, source,
    statement, place and link.

    A block has at least one line and no line break at its end; two blocks may share a line.
    """
    provenance, writer = ProvenanceWriter(terms, ontology), StatementWriter(terms, ontology)
    yield "\n".join(provenance.vocabulary())
    yield "\n".join(dataset_lines(corpus, terms))
    for entity in corpus.entities.values():
        yield "\n".join(provenance.entity(entity))
    if corpus.scheme:
        yield "\n".join(provenance.scheme(corpus.scheme, corpus.entities))
    for source in corpus.sources.values():
        yield "\n".join(provenance.source(source))
    for made in sorted(ranked, key=lambda one: one.id):
        yield writer.block(made, conflicts.get(made.id, ()))
    for (source_id, place), name in sorted(writer.places.items(), key=lambda item: item[1]):
        yield "\n".join(provenance.evidence(source_id, place, name))
    if corpus.identities:
        by_key = {key: [statement_id(one) for one in found] for key, found in corpus.keyed().items()}
        for decision in corpus.identities:
            yield "\n".join(provenance.identity(decision, by_key.get(decision.statement, ())))
    wikidata = WikidataWriter(terms)
    for link in corpus.links:
        if lines := list(wikidata.link(link)):
            yield "\n".join(lines)
    for item in corpus.items.values():
        yield "\n".join(wikidata.item(item))
