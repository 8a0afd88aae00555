"""What a graph says of itself beyond what `ontology/dataset.ttl` says of all: version, days, curators, an example.

The content hash is not among it, since it cannot stand inside what it hashes; nor is the day of the build, since the
same input gives the same graph on any day.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.build.literals import XSD, typed_literal
from kg.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.corpus import Corpus
    from kg.terms import Terms

__all__ = ["dataset_lines"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def dataset_lines(corpus: Corpus, terms: Terms) -> Iterator[str]:
    """The lines of the dataset's own node, `<base>dataset`, that follow from the corpus.

    `dcterms:modified` is the last day on which a source was entered or a decision taken, `kg:builtAsOf` the day
    of a build as of a day, `void:exampleResource` what most statements are about (the first by id among equals).
    """

    def line(predicate: str, value: str) -> str:
        return f"<{terms.base}dataset> <{terms.expand(predicate)}> {value} ."

    yield line("dcat:version", typed_literal(__version__))
    if days := [day for day in _days(corpus) if _DAY.fullmatch(day)]:
        yield line("dcterms:modified", typed_literal(max(days), f"{XSD}date"))
    if corpus.as_of:
        yield line("kg:builtAsOf", typed_literal(corpus.as_of, f"{XSD}date"))
    for name in sorted({source.curated_by for source in corpus.sources.values()} - {""}):
        yield line("kg:curatedBy", typed_literal(name))
    said = Counter(statement.subject for statement in corpus.statements)
    if said:
        yield line("void:exampleResource", f"<{terms.iri(min(said, key=lambda one: (-said[one], one)))}>")


def _days(corpus: Corpus) -> Iterator[str]:
    for source in corpus.sources.values():
        yield source.curated_on
    for decision in (*corpus.identities, *corpus.verdicts, *corpus.outcomes, *corpus.links):
        yield decision.date
