"""Which of our statements may be given away: those nobody disputes, that happened, and that an outsider also tells.

A statement is held back, with the reason listed, when it is a plan, a claim or a denial, less than stated, contested,
outranked, or when everybody who says so took part in what it tells of or belongs to it.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from kg.claims.conflicts import find_conflicts
from kg.claims.corroboration import corroboration_ledger
from kg.claims.voices import voice_ledger
from kg.decisions import Verdict
from kg.model import Certainty, Mode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.claims.rank import Ranked
    from kg.link.known import Known

__all__ = ["Gate"]

_LOW = "low"


class Gate:
    """Holds statements back; the ledgers it asks are computed once."""

    def __init__(self, known: Known) -> None:
        self._known = known

    @cached_property
    def _disputing(self) -> dict[tuple[str, str], int]:
        """How many statements are disputed, by subject and property: a fact is contested whichever of them tells it."""
        disputed = find_conflicts(self._known.ranked, self._known.ontology)
        about = (
            (made.statement.subject, made.statement.property) for made in self._known.ranked if made.id in disputed
        )
        return Counter(about)

    @cached_property
    def _by_parties(self) -> set[str]:
        """Statements about an event whose every voice is a party of it, or tied to one."""
        outside: set[str] = set()
        inside: set[str] = set()
        for entry in voice_ledger(self._known.corpus, self._known.ranked, self._known.ontology):
            (inside if entry["single_party"] else outside).add(entry["statement"])
        return inside - outside

    @cached_property
    def _tied(self) -> set[str]:
        """Statements of a fact that only origins tied to somebody in it tell."""
        entries = corroboration_ledger(self._known.corpus, self._known.ranked, self._known.ontology)
        return {one for entry in entries if not entry["untied"] for one in entry["statements"]}

    @cached_property
    def _doubted(self) -> set[str]:
        """Entities that a name may or may not mean, by an identity decision left open."""
        return {one.entity for one in self._known.corpus.identities if one.verdict is Verdict.UNSURE}

    def why_not(self, made: Ranked) -> tuple[str, str]:
        """Kind of reason and sentence why a statement is held back; both empty when it may be given."""
        return next(self._reasons(made), ("", ""))

    def _reasons(self, made: Ranked) -> Iterator[tuple[str, str]]:
        statement = made.statement
        if statement.mode is not Mode.FACT:
            yield str(statement.mode), f"the source gives it as {statement.mode}, not as a fact"
        if self._disputing.get((statement.subject, statement.property)):
            yield "contested", "sources disagree about it here"
        if not made.best:
            yield "contested", "a verdict ranks it below another statement"
        if statement.certainty is not Certainty.STATED:
            yield "low-confidence", f"it is {statement.certainty}, not stated"
        source = self._known.corpus.sources[statement.source]
        if source.reliability == _LOW:
            yield "low-confidence", f"{source.id} is of low reliability"
        if {statement.subject, getattr(statement.value, "id", "")} & self._doubted:
            yield "low-confidence", "whom a name means is not decided"
        if made.id in self._by_parties:
            yield "single-party", "only bodies that took part in the event say so"
        if made.id in self._tied:
            yield "single-party", "only origins tied to somebody in it say so"
