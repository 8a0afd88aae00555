"""Where a text comes from, to whom an agent belongs, and who is party to an event: all three from plain facts.

Nothing here knows an owner or a host: take the statement away and the tie is gone. Which properties tie is said by
`kg:tie` in the ontology.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.claims.rank import rank_corpus
from kg.dates import Bounds, bounds, overlap
from kg.model import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.model import Statement
    from kg.ontology import Ontology

__all__ = ["ANY_TIME", "Origins", "Parties", "Ties", "Way", "belongs", "origin_of", "parties", "time_of"]

ANY_TIME = Bounds(None, None)

Way = tuple[str, ...]
"""Ids of the statements that hold a tie together, in order."""


class Origins:
    """Which texts each text copies, and where the chain of copies ends.

    `reproduces` and `follows` hold for a whole text; with `about` only for what it says of that subject: a
    release may take its passage on a cameraman from an older article and the rest from nobody.
    """

    def __init__(self, corpus: Corpus, ranked: Iterable[Ranked], ontology: Ontology) -> None:
        copies = ontology.tied("copies")  # no witness of its own: a copy, a close paraphrase
        self._above: dict[str, dict[str, dict[str, Way]]] = defaultdict(lambda: defaultdict(dict))
        """Subject (or "" for the whole text) → source → text above → statements; none means the metadata."""
        self._ends: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for source in corpus.sources.values():
            self._above[""][source.id] = dict.fromkeys(sorted(source.reproduces), ())
        for made in ranked:
            statement, value = made.statement, made.statement.value
            if made.plain and statement.property in copies and isinstance(value, Ref):
                subjects = [term.id for name, term in statement.qualifiers if name == "about" and isinstance(term, Ref)]
                for subject in subjects or [""]:
                    above = self._above[subject][statement.subject]
                    above[value.id] = tuple(sorted({*above.get(value.id, ()), made.id}))

    def scope(self, subject: str) -> str:
        """The subject where chains differ for it, else "": chains are looked up once for all other subjects."""
        return subject if subject in self._above else ""

    def above(self, source: str, subject: str = "") -> Mapping[str, Way]:
        """The texts that a source copies in what it says of `subject`, each with the statements that say so."""
        whole = self._above[""].get(source, {})
        part = self._above[subject].get(source, {}) if subject and subject in self._above else {}
        return {**whole, **part} if part else whole

    def of(self, source: str, subject: str = "") -> tuple[str, ...]:
        """The texts at the end of the chain, sorted; a text that copies none is its own.

        A text that draws on several has several. Circles are refused by `kg check`; should one come through,
        the chain is cut where it closes, so that its texts still count once.
        """
        scope = self.scope(subject)
        found = self._ends[scope]
        open_: set[str] = set()
        pending = [] if source in found else [source]
        while pending:
            one = pending[-1]
            above = self.above(one, scope)
            left = next((up for up in sorted(above) if up not in found and up not in open_ and up != one), "")
            if left:
                open_.add(one)
                pending.append(left)
                continue
            pending.pop()
            open_.discard(one)
            found[one] = tuple(sorted({end for up in above for end in found.get(up, ())})) or (one,)
        return found[source]


def origin_of(corpus: Corpus, ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """For each source, the texts its whole text goes back to; see `Origins` for what holds only for a passage."""
    origins = Origins(corpus, rank_corpus(corpus), ontology)
    return {source: origins.of(source) for source in sorted(corpus.sources)}


@dataclass(slots=True)
class Ties:
    """Who belongs to whom: `steps` from an agent to what it belongs to, with statement id and the time it holds."""

    steps: dict[str, list[tuple[str, str, Bounds]]] = field(default_factory=dict)
    _known: dict[tuple[str, Bounds], dict[str, Way]] = field(default_factory=dict)

    def above(self, agent: str, at: Bounds = ANY_TIME) -> Mapping[str, Way]:
        """Everything `agent` belongs to, nearest first, with the statements that lead there.

        `at` is the time asked about: a tie that had ended (`until`) or not begun (`from`) by then is left out.
        """
        if (agent, at) not in self._known:
            found: dict[str, Way] = {agent: ()}
            level = [agent]
            while level:
                after = []
                for one in level:
                    for owner, statement, held in self.steps.get(one, ()):
                        if owner not in found and overlap(held, at):
                            found[owner] = (*found[one], statement)
                            after.append(owner)
                level = after
            del found[agent]
            self._known[agent, at] = found
        return self._known[agent, at]


def belongs(ranked: Iterable[Ranked], ontology: Ontology) -> Ties:
    """Who belongs to whom, by plain facts: part of, owned by, head of, holder of a position in, works for …"""
    up, down = ontology.tied("belongs"), ontology.tied("has")
    steps: dict[str, list[tuple[str, str, Bounds]]] = defaultdict(list)
    for made in ranked:
        statement, value = made.statement, made.statement.value
        if not made.plain or not isinstance(value, Ref):
            continue
        if statement.property in up:
            steps[statement.subject].append((value.id, made.id, time_of(statement)))
        elif statement.property in down:
            steps[value.id].append((statement.subject, made.id, time_of(statement)))
    return Ties({agent: sorted(found, key=lambda step: step[:2]) for agent, found in steps.items()})


def time_of(statement: Statement) -> Bounds:
    """The time a tie holds: open where the source names no `from` or `until`; `asOf` ends nothing."""
    start, end = statement.qualifier("from"), statement.qualifier("until")
    if not start and not end:
        return ANY_TIME
    return Bounds(bounds(start).earliest if start else None, bounds(end).latest if end else None)


Parties = dict[str, dict[str, Way]]
"""Event → agent → the statements that make it a party."""


def parties(ranked: Sequence[Ranked], ontology: Ontology) -> Parties:
    """The parties of each event by plain facts, each with the shortest way in which it is one.

    A party hosts, organises, attends, takes part, speaks, presents a work there (`by` of `presentedAt`), or speaks or
    sends an act of speech whose occasion or addressee is the event. Who belongs to a party is left to `Ties`.
    """
    spoken_by, speaks, occasion = (ontology.tied(tie) for tie in ("spokenBy", "speaks", "occasion"))
    hosts, guests = ontology.tied("party"), ontology.tied("partyTo")
    found: Parties = defaultdict(dict)
    speakers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    occasions: list[tuple[str, str, str]] = []
    for made in ranked:
        statement, value = made.statement, made.statement.value
        if not made.plain or not isinstance(value, Ref):
            continue
        if statement.property in spoken_by:
            speakers[statement.subject].append((value.id, made.id))
        elif statement.property in speaks:
            speakers[value.id].append((statement.subject, made.id))
        elif statement.property in occasion and value.id.startswith("event/"):
            occasions.append((statement.subject, value.id, made.id))
        elif statement.property in hosts:
            _enter(found, statement.subject, value.id, (made.id,))
        elif statement.property in guests and value.id.startswith("event/"):
            _enter(found, value.id, statement.subject, (made.id,))
        elif statement.property == "presentedAt":
            for agent in _presenters(statement):
                _enter(found, value.id, agent, (made.id,))
    for act, event, said_at in occasions:
        for agent, said_by in speakers.get(act, ()):
            _enter(found, event, agent, (said_by, said_at))
    return {event: dict(sorted(agents.items())) for event, agents in sorted(found.items())}


def _presenters(statement: Statement) -> Iterator[str]:
    """Who presented the work there."""
    return (agent.id for name, agent in statement.qualifiers if name == "by" and isinstance(agent, Ref))


def _enter(found: Parties, event: str, agent: str, way: Way) -> None:
    known = found[event].get(agent)
    if known is None or (len(way), way) < (len(known), known):
        found[event][agent] = way
