"""How many independent origins state each fact, after copies and close paraphrases are counted as one.

Ten portals with one text are one origin. An origin whose publisher or speaker belongs to somebody the fact is
about is *tied*: it is counted, and said to be so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.claims.copies import is_loose_copy
from kg.claims.origins import ANY_TIME, Origins, belongs, parties
from kg.dates import EDTF, Bounds, bounds, overlap
from kg.model import Certainty, Mode, Ref

if TYPE_CHECKING:
    from kg.claims.origins import Way
    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.model import Statement, Term
    from kg.ontology import Ontology

__all__ = ["corroboration_ledger"]


def corroboration_ledger(corpus: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> list[dict[str, Any]]:
    """One entry per fact that is stated more than once, or by an origin tied to it; sorted by fact.

    A fact is a subject, property and value, with its time where the property has a single one (`kg:singleWhen`).
    It is stated by every statement of mode `fact` that is not doubtful and whose date can be the same: "26
    November 1906" is also stated by "November 1906", and the other way round. Where dates disagree, each has
    an entry of its own, and a wider date that fits both stands in both. `independent` counts origins,
    `untied` those of them without a tie, and `copies` those that are said to be copies of an original nobody names:
    with any of these among several, `independent` is an upper bound.

    A fact stated once by an origin without a tie has no entry: one independent origin, untied, is what
    absence means.
    """
    counter = _Counter(corpus, ranked, ontology)
    found = [counter.entry(fact) for fact in _facts(ranked, ontology)]
    return [one for one in found if len(one["statements"]) > 1 or one["untied"] < one["independent"]]


class _Fact(NamedTuple):
    """A fact and the statements that state it; `when` is its single time, if its property has one."""

    subject: str
    property: str
    value: Term
    when: str
    stated: list[Ranked]


_Key = tuple[str, str, str, str, str]


def _facts(ranked: Iterable[Ranked], ontology: Ontology) -> list[_Fact]:
    """Every fact with its statements, by exact value first; then dates that can be the same are put together."""
    exact: dict[_Key, dict[str, list[Ranked]]] = defaultdict(lambda: defaultdict(list))
    for made in ranked:
        statement = made.statement
        if statement.mode is Mode.FACT and statement.certainty is not Certainty.DOUBTFUL:
            key, time = _key(statement, ontology)
            exact[key][time].append(made)
    facts = []
    for key in sorted(exact):
        for time, stated in _by_date(exact[key]).items():
            first = exact[key][time][0].statement
            when = time if ontology.properties[first.property].single_when else ""
            facts.append(_Fact(first.subject, first.property, first.value, when, stated))
    return facts


def _by_date(exact: dict[str, list[Ranked]]) -> dict[str, list[Ranked]]:
    """The statements that agree with each date; of dates that the same statements agree with, the narrowest."""
    if len(exact) == 1:
        return exact
    narrowest = sorted(exact, key=_width)
    agreeing: dict[tuple[str, ...], str] = {}
    for time in narrowest:
        mine = _bounds(time)
        agreeing.setdefault(tuple(sorted(one for one in exact if overlap(mine, _bounds(one)))), time)
    return {time: [made for one in times for made in exact[one]] for times, time in sorted(agreeing.items())}


def _width(time: str) -> tuple[int, str]:
    """How many days a date may mean, for sorting."""
    low, high = (date.fromisoformat(day) if day else None for day in _bounds(time))
    return ((high - low).days if low and high else date.max.toordinal(), time)


def _key(statement: Statement, ontology: Ontology) -> tuple[_Key, str]:
    """What must be the same in two statements of one fact, and the date that must be able to be the same."""
    value, property_ = statement.value, ontology.properties[statement.property]
    if isinstance(value, Ref):
        time = statement.qualifier("when") if property_.single_when else ""
        return (statement.subject, statement.property, value.id, "", ""), time
    if property_.range == EDTF:
        return (statement.subject, statement.property, "", "", ""), value.text
    return (statement.subject, statement.property, value.text, value.lang, value.unit), ""


def _bounds(time: str) -> Bounds:
    return bounds(time) if time else ANY_TIME


class _Counter:
    """Counts the origins of facts, and names their ties."""

    def __init__(self, corpus: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> None:
        self._corpus, self._ontology = corpus, ontology
        self._origins = Origins(corpus, ranked, ontology)
        self._ties, self._parties = belongs(ranked, ontology), parties(ranked, ontology)
        self._classes = {name: self._sorts(name) for name in ontology.classes}

    def _sorts(self, cls: str) -> tuple[bool, bool]:
        """Whether a class is one of agents, and whether one of places: a country is both."""
        return self._ontology.is_a(cls, "Agent"), self._ontology.is_a(cls, "Place")

    def entry(self, fact: _Fact) -> dict[str, Any]:
        """The ledger's entry of one fact."""
        origins = [self._origin(root, held, fact) for root, held in sorted(self._counted(fact.stated).items())]
        return {
            "subject": fact.subject,
            "property": fact.property,
            "value": _plain(fact.value),
            "when": fact.when or None,
            "statements": sorted(made.id for made in fact.stated),
            "origins": origins,
            "independent": len(origins),
            "untied": sum(not origin["tied"] for origin in origins),
            "copies": sum(is_loose_copy(self._corpus.sources.get(origin["source"])) for origin in origins),
        }

    def _counted(self, stated: list[Ranked]) -> dict[str, list[Ranked]]:
        """The independent origins with their statements.

        A text that draws on several counts with one of them that is counted already, else as one: it never
        adds more than one, and nothing at all when it is a copy.
        """
        by_roots: dict[tuple[str, ...], list[Ranked]] = defaultdict(list)
        for made in stated:
            by_roots[self._origins.of(made.statement.source, made.statement.subject)].append(made)
        found: dict[str, list[Ranked]] = {}
        for roots in sorted(by_roots, key=lambda one: (len(one), one)):
            root = next((one for one in roots if one in found), roots[0])
            found.setdefault(root, []).extend(by_roots[roots])
        return found

    def _origin(self, root: str, held: list[Ranked], fact: _Fact) -> dict[str, Any]:
        named, events = self._actors(fact, held)
        known = self._corpus.sources.get(root)
        at = bounds(known.published) if known and known.published else ANY_TIME
        witnesses = {voice for made in held for voice in made.statement.voice}
        if known:
            witnesses.add(known.publisher)
        tied = [tie for agent in sorted(witnesses) for tie in self._ties_of(agent, at, named, events)]
        return {"source": root, "statements": sorted(made.id for made in held), "tied": tied}

    def _actors(self, fact: _Fact, held: list[Ranked]) -> tuple[set[str], set[str]]:
        """Whom a fact is about: the agents it names, and the events whose parties count too.

        A country that is only named as a place ("sent to China") is no actor.
        """
        property_ = self._ontology.properties[fact.property]
        named = {fact.subject} if self._acts(fact.subject, property_.domain) else set()
        others = {fact.subject}
        if isinstance(fact.value, Ref):
            others.add(fact.value.id)
            if self._acts(fact.value.id, property_.range):
                named.add(fact.value.id)
        for made in held:
            for name, value in made.statement.qualifiers:
                if isinstance(value, Ref):
                    others.add(value.id)
                    if name == "by":
                        named.add(value.id)
        return named, others & self._parties.keys()

    def _acts(self, entity_id: str, wanted: str) -> bool:
        entity = self._corpus.entities.get(entity_id)
        agent, _ = self._classes.get(entity.cls, (False, False)) if entity else (False, False)
        as_agent, as_place = self._classes.get(wanted, (False, False))
        return agent and (as_agent or not as_place)

    def _ties_of(self, agent: str, at: Bounds, named: set[str], events: set[str]) -> Iterable[dict[str, Any]]:
        up: dict[str, Way] = {agent: (), **self._ties.above(agent, at)}
        for owner, way in up.items():
            if owner in named:
                yield {"agent": agent, "to": owner, "through": list(way)}
                continue
            event = next((event for event in sorted(events) if owner in self._parties[event]), "")
            if event:
                yield {"agent": agent, "to": owner, "through": [*way, *self._parties[event][owner]]}


def _plain(value: Term) -> dict[str, str]:
    if isinstance(value, Ref):
        return {"id": value.id}
    parts = {"value": value.text, "lang": value.lang, "unit": value.unit}
    return {name: text for name, text in parts.items() if text or name == "value"}
