"""Promises: when a plan is due, and which facts in the graph say the same as it does."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.dates import EDTF, Bounds, bounds, outer, overlap
from kg.model import Mode, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.model import Source, Statement
    from kg.ontology import Ontology

__all__ = ["UNBOUNDED", "Told", "Windows", "known_by", "says_the_same", "time_told"]

UNBOUNDED = Bounds(None, None)

_TIMES_OF_EVENTS = ("heldOn", "startedOn", "endedOn")


class Windows:
    """By when each plan of a corpus is due.

    Its `due`; else the date that it states ("held on 2014-07"); else its `when` or `from`; else the time of the event
    it is about, by the facts about that event's dates, or by the plans for them where there is no fact.
    """

    def __init__(self, ranked: Iterable[Ranked], ontology: Ontology) -> None:
        self._ontology = ontology
        facts: dict[str, list[str]] = defaultdict(list)
        plans: dict[str, list[str]] = defaultdict(list)
        for made in ranked:
            one = made.statement
            if one.property in _TIMES_OF_EVENTS and not isinstance(one.value, Ref):
                if made.plain:
                    facts[one.subject].append(one.value.text)
                elif one.mode is Mode.PLANNED:
                    plans[one.subject].append(one.value.text)
        self._events = {**plans, **facts}

    def of(self, plan: Statement) -> tuple[str, Bounds]:
        """The window as the source writes it, empty where it is an event's, and its bounds, open where none is said."""
        value = plan.value
        dated = not isinstance(value, Ref) and self._ontology.properties[plan.property].range == EDTF
        text = plan.qualifier("due") or (value.text if dated and not isinstance(value, Ref) else "")
        text = text or plan.qualifier("when") or plan.qualifier("from")
        if text:
            return text, bounds(text)
        for event in (plan.subject, value.id if isinstance(value, Ref) else ""):
            if event in self._events:
                return "", outer([bounds(time) for time in self._events[event]])
        return "", UNBOUNDED


def time_told(statement: Statement, ontology: Ontology, events: Mapping[str, Bounds]) -> Bounds:
    """When what a statement tells happened or began.

    Its `when`, else its `from`, else the date that it states, else the days of the event that it names or is about.
    """
    value = statement.value
    text = statement.qualifier("when") or statement.qualifier("from")
    if not text and ontology.properties[statement.property].range == EDTF and not isinstance(value, Ref):
        text = value.text
    if text:
        return bounds(text)
    return events.get(value.id if isinstance(value, Ref) else "") or events.get(statement.subject) or UNBOUNDED


def known_by(source: Source | None) -> tuple[str, str] | None:
    """When what a source says came to be known, and the last day that can mean: when it came out, else was read."""
    for text in (source.published, source.accessed) if source else ():
        if text and (latest := bounds(text).latest):
            return text, latest
    return None


class Told:
    """The plain facts that say what a plan says: same subject, property and value, or a date that can be the same.

    Nobody has judged that they tell what became of the plan; that is a curator's decision.
    """

    def __init__(self, corpus: Corpus, ranked: Iterable[Ranked], ontology: Ontology) -> None:
        self._sources, self._ontology = corpus.sources, ontology
        self._facts: dict[tuple[str, str], list[Ranked]] = defaultdict(list)
        for made in ranked:
            if made.plain:
                self._facts[made.statement.subject, made.statement.property].append(made)

    def of(self, plan: Statement) -> list[dict[str, Any]]:
        """Each as `statement` and `knownBy`, the last day its source can have come out (or null), in that order."""
        found = []
        for made in self._facts.get((plan.subject, plan.property), ()):
            if says_the_same(made.statement, plan, self._ontology):
                known = known_by(self._sources.get(made.statement.source))
                found.append({"statement": made.id, "knownBy": known[1] if known else None})
        return sorted(found, key=lambda one: (one["knownBy"] or _NEVER, one["statement"]))


def says_the_same(fact: Statement, plan: Statement, ontology: Ontology) -> bool:
    """Whether a fact about the same subject and property has the value planned, or a date that can be the same day."""
    one, other = fact.value, plan.value
    if isinstance(one, Ref) or isinstance(other, Ref) or ontology.properties[plan.property].range != EDTF:
        return one == other
    return overlap(bounds(one.text), bounds(other.text))


_NEVER = "~"  # sorts after every day
