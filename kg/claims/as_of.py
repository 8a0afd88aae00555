"""What was known by a day: the corpus without anything from a source published later.

Ranks, conflicts and plain facts are computed anew from what is left. Three rules, since dates are rarely whole:

- A source counts when it *may* have been published by that day: one of which only the year is known counts
  from the first day of that year on, but not before the last beginning it tells as a fact. A text that tells of
  September was not there in January.
- A source without a date is left out, since nobody can say that it was there; `LeftOut` counts those apart. So is
  one of which only the end is known (`[..2026-11-23]`, the day it was seen), until that end has come.
- A source that is left out but named by what stays (a text that an earlier copy reproduces) stays as a document,
  so that two copies of one text still have one origin; nothing it says stays.

A decision that points at a statement left out goes with it. Other decisions stay, links to Wikidata among them: they
are ours, not a source's. Of the snapshot of Wikidata stay the items as they were on that day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.corpus import Corpus
from kg.dates import EDTF, bounds
from kg.model import Mode, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Source, Statement
    from kg.ontology import Ontology

__all__ = ["LeftOut", "corpus_as_of", "first_days"]


class LeftOut(NamedTuple):
    """How much was left out: sources published later, sources without a date, and the statements of both."""

    later: int
    undated: int
    statements: int


def corpus_as_of(corpus: Corpus, ontology: Ontology, day: str) -> tuple[Corpus, LeftOut]:
    """The part of a corpus that was known on a day (`YYYY-MM-DD`), and how much is missing from it."""
    first = first_days(corpus, ontology)
    there = {id_ for id_, start in first.items() if start and start <= day}
    statements = [statement for statement in corpus.statements if statement.source in there]
    documents = there | _named(corpus.sources, there, statements)
    left = Corpus(
        entities={id_: one for id_, one in corpus.entities.items() if id_ in documents or id_ not in corpus.sources},
        sources={id_: source for id_, source in corpus.sources.items() if id_ in documents},
        statements=statements,
        scheme=corpus.scheme,
        as_of=day,
    )
    keyed = left.keyed()
    left.identities = [one for one in corpus.identities if one.statement in keyed]
    left.verdicts = [one for one in corpus.verdicts if one.statement in keyed]
    left.outcomes = [
        one for one in corpus.outcomes if one.promise in keyed and (not one.by_statement or one.by_statement in keyed)
    ]
    left.links = [one for one in corpus.links if one.entity in left.entities]
    left.items = {id_: item for id_, item in corpus.items.items() if item.modified[:10] <= day}
    undated = sum(not _has_start(source) for source in corpus.sources.values() if source.id not in there)
    gone = len(corpus.statements) - len(statements)
    return left, LeftOut(len(corpus.sources) - len(there) - undated, undated, gone)


def first_days(corpus: Corpus, ontology: Ontology) -> dict[str, str]:
    """For each source the first day on which it may count as published; empty when its date tells none."""
    told: dict[str, str] = {}
    for statement in corpus.statements:
        if statement.mode is Mode.FACT:
            told[statement.source] = max(told.get(statement.source, ""), _begun(statement, ontology))
    return {id_: _first_day(source, told.get(id_, "")) for id_, source in corpus.sources.items()}


def _first_day(source: Source, told: str) -> str:
    """The first day its date can mean, or that on which all it tells as fact can have begun; never after its last."""
    if not source.published:
        return ""
    first, last = bounds(source.published)
    if not first:
        return last or ""
    return max(first, min(told, last or told))


def _begun(statement: Statement, ontology: Ontology) -> str:
    """The first day on which what a fact tells can have begun, or been; empty where it has no date of its own.

    An end (`until`) tells nothing here: who is appointed until 2030 is so before.
    """
    texts = [statement.qualifier(name) for name in ("when", "from", "asOf")]
    if not isinstance(statement.value, Ref) and ontology.properties[statement.property].range == EDTF:
        texts.append(statement.value.text)
    return max((bounds(text).earliest or "" for text in texts if text), default="")


def _has_start(source: Source) -> bool:
    return bool(source.published and bounds(source.published).earliest)


def _named(sources: dict[str, Source], there: set[str], statements: Iterable[Statement]) -> set[str]:
    """The sources that remaining sources reproduce or remaining statements name, and what those reproduce in turn."""
    pending = [other for id_ in there for other in sources[id_].reproduces]
    pending += [name for statement in statements for name in _names(statement)]
    found: set[str] = set()
    while pending:
        one = pending.pop()
        if one in sources and one not in found:
            found.add(one)
            pending.extend(sources[one].reproduces)
    return found


def _names(statement: Statement) -> Iterator[str]:
    yield statement.subject
    for value in (statement.value, *(value for _, value in statement.qualifiers)):
        if isinstance(value, Ref):
            yield value.id
