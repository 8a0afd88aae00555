"""The truthy rule: which statements give a plain fact.

As in Wikidata: each best-ranked, non-deprecated statement about a subject and property, if its mode is
`fact` and it is not `doubtful`. A plan, an attributed claim or a denial has a node and no plain fact.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.decisions import Rank
from kg.ids import statement_id
from kg.model import Certainty, Mode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.corpus import Corpus
    from kg.model import Statement

__all__ = ["Rank", "Ranked", "rank_corpus", "rank_statements"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A statement, its id and rank; `best` of its subject and property; `plain` when it gives a plain fact."""

    statement: Statement
    id: str
    rank: Rank
    best: bool
    plain: bool


def rank_corpus(corpus: Corpus) -> list[Ranked]:
    """Rank the statements of a corpus by its verdicts."""
    keyed = corpus.keyed()
    decided = {
        statement_id(statement): verdict.rank
        for verdict in corpus.verdicts
        for statement in keyed.get(verdict.statement, ())
    }
    return rank_statements(corpus.statements, decided)


def rank_statements(statements: Iterable[Statement], ranks: Mapping[str, Rank] | None = None) -> list[Ranked]:
    """Rank statements, in their order; `ranks` (by statement id) are what verdicts say, all others are normal."""
    decided = ranks or {}
    identified = [(statement, statement_id(statement)) for statement in statements]
    preferred = Counter(
        (statement.subject, statement.property) for statement, made in identified if decided.get(made) is Rank.PREFERRED
    )
    result = []
    for statement, made in identified:
        rank = decided.get(made, Rank.NORMAL)
        above = preferred[statement.subject, statement.property] > 0
        best = rank is Rank.PREFERRED or (rank is Rank.NORMAL and not above)
        sure = statement.mode is Mode.FACT and statement.certainty is not Certainty.DOUBTFUL
        result.append(Ranked(statement, made, rank, best, best and sure))
    return result
