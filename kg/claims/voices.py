"""The chain of voices behind each statement about an event, and whether all of it belongs to the event's parties.

speaker → body spoken for → outlet → carriers. A statement whose every hop is, or belongs to, a party of the
event it tells of has no outside witness: *single-party*. That may still be true; nobody else says so here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.claims.origins import ANY_TIME, Origins, belongs, parties, time_of
from kg.dates import bounds, overlap
from kg.model import Ref

if TYPE_CHECKING:
    from kg.claims.origins import Way
    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.dates import Bounds
    from kg.model import Statement
    from kg.ontology import Ontology

__all__ = ["Bodies", "Body", "voice_ledger"]


def voice_ledger(corpus: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> list[dict[str, Any]]:
    """One entry per statement and event it names, in the order of event, then statement id.

    A statement names an event in its subject, value or qualifiers, or through the occasion of its speech act;
    events without a known party are left out. `hops` runs from the speaker to the portal that was read:
    - `held_by` names the statements that hold the hop, or `metadata of source/…`;
    - `party` and `through` say whether, and by which statements, it is tied to the event. A carrier repeats
      and witnesses nothing, so it is not asked: null;
    - `source` is the text that an outlet or carrier put out.

    Ties hold as of the day on which the origin of the text was published. A body that a person speaks for is
    there in that person when the person is a party; it counts for that person's words alone.
    """
    chains = _Chains(corpus, ranked, ontology)
    found = []
    for made in ranked:
        for event in chains.events(made.statement):
            hops = list(chains.hops(made, event))
            single = all(hop["party"] for hop in hops if hop["role"] != "carrier")
            found.append({"statement": made.id, "event": event, "single_party": single, "hops": hops})
    return sorted(found, key=lambda entry: (entry["event"], entry["statement"]))


class Body(NamedTuple):
    """A body a person speaks for, the statements that say so, and when that holds."""

    agent: str
    through: Way
    held: tuple[Bounds, ...]


class Bodies:
    """Which bodies each person speaks for, by plain facts: those headed, worked for, or in which a post is held."""

    def __init__(self, ranked: Sequence[Ranked], ontology: Ontology) -> None:
        speaks_for = ontology.tied("speaksFor")
        self._direct: dict[str, list[Body]] = defaultdict(list)
        posts: list[tuple[str, str, str, Bounds]] = []
        places: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for made in ranked:
            statement, value = made.statement, made.statement.value
            if not made.plain or not isinstance(value, Ref):
                continue
            if statement.property in speaks_for:
                self._direct[statement.subject].append(Body(value.id, (made.id,), (time_of(statement),)))
            elif statement.property == "holdsPosition":
                posts.append((statement.subject, value.id, made.id, time_of(statement)))
            elif statement.property == "positionIn":
                places[statement.subject].append((value.id, made.id))
        for person, post, held_by, held in posts:
            for agent, placed_by in places.get(post, ()):
                self._direct[person].append(Body(agent, (held_by, placed_by), (held,)))

    def of(self, person: str, at: Bounds = ANY_TIME) -> list[Body]:
        """The bodies of a person at a time, one record each, sorted by id."""
        found: dict[str, Body] = {}
        for body in sorted(self._direct.get(person, ()), key=lambda one: (one.agent, len(one.through), one.through)):
            if all(overlap(held, at) for held in body.held):
                found.setdefault(body.agent, body)
        return list(found.values())


class _Chains:
    """Everything a chain is made of, looked up once; hops by agent, event and time are remembered."""

    def __init__(self, corpus: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> None:
        self._corpus, self._ontology = corpus, ontology
        self._origins = Origins(corpus, ranked, ontology)
        self._ties, self._parties = belongs(ranked, ontology), parties(ranked, ontology)
        self._bodies = Bodies(ranked, ontology)
        self._occasions: dict[str, list[str]] = defaultdict(list)
        self._spoken: dict[tuple[str, str], str] = {}
        self._published: dict[tuple[str, str], str] = {}
        for made in ranked:
            if made.plain and isinstance(made.statement.value, Ref):
                self._index(made, made.statement.value.id, ontology.properties[made.statement.property].ties)
        self._tied: dict[tuple[str, str, Bounds], Way | None] = {}
        self._printed: dict[tuple[str, str, str], list[dict[str, Any]]] = {}

    def _index(self, made: Ranked, value: str, ties: frozenset[str]) -> None:
        subject = made.statement.subject
        if "spokenBy" in ties:
            self._first(self._spoken, (subject, value), made.id)
        elif "speaks" in ties:
            self._first(self._spoken, (value, subject), made.id)
        elif made.statement.property == "occasion":
            self._occasions[subject].append(value)
        elif made.statement.property == "publishedBy":
            self._first(self._published, (subject, value), made.id)

    @staticmethod
    def _first(known: dict[tuple[str, str], str], key: tuple[str, str], statement_id: str) -> None:
        known[key] = min(known.get(key, statement_id), statement_id)

    def events(self, statement: Statement) -> list[str]:
        """The events with parties that a statement is about, sorted."""
        named = {statement.subject, *self._occasions.get(statement.act, ())}
        named.update(value.id for _, value in statement.qualifiers if isinstance(value, Ref))
        if isinstance(statement.value, Ref):
            named.add(statement.value.id)
        return sorted(named & self._parties.keys())

    def hops(self, made: Ranked, event: str) -> Iterator[dict[str, Any]]:
        """The hops of one statement's chain, from the speaker outward."""
        source, scope = made.statement.source, self._origins.scope(made.statement.subject)
        at = self._time(source, scope)
        bodies: dict[str, dict[str, Any]] = {}
        for voice, held_by in self._speakers(made, scope):
            yield _hop("speaker", voice, self._tie(voice, event, at), (held_by,))
            if self._is_person(voice):
                for body in self._bodies.of(voice, at):
                    tied = self._tie(body.agent, event, at)
                    if tied is None and voice in self._parties[event]:
                        tied = (*body.through, *self._parties[event][voice])
                    # two persons may speak for one body: an outside speaker does not undo what ties it to the event
                    if body.agent not in bodies or bodies[body.agent]["party"] is False:
                        bodies[body.agent] = _hop("body", body.agent, tied, body.through)
        yield from (bodies[agent] for agent in sorted(bodies))
        key = (source, scope, event)
        if key not in self._printed:
            self._printed[key] = [*self._outlets(source, scope, event, at), *self._carriers(source, scope)]
        yield from self._printed[key]

    def _time(self, source: str, scope: str) -> Bounds:
        """When the words were first put out: the day of the origin, where there is one origin and it is dated."""
        roots = self._origins.of(source, scope)
        known = self._corpus.sources.get(roots[0]) if len(roots) == 1 else None
        return bounds(known.published) if known and known.published else ANY_TIME

    def _speakers(self, made: Ranked, scope: str) -> list[tuple[str, str]]:
        """Who speaks, each with what says so: the act's speaker, the text's own voice, or the statement itself.

        A paraphrase in its publisher's own voice repeats; who speaks in it is the own voice of its origin.
        """
        statement, source = made.statement, self._corpus.sources.get(made.statement.source)
        own = (source.voice or source.publisher) if source else ""
        roots = self._origins.of(statement.source, scope)
        repeats = source is not None and own == source.publisher and roots != (source.id,)
        found = []
        for voice in statement.voice:
            if (statement.act, voice) in self._spoken:
                found.append((voice, self._spoken[statement.act, voice]))
            elif voice != own:
                found.append((voice, made.id))
            elif not repeats:
                found.append((voice, f"metadata of {statement.source}"))
            else:
                origins = [self._corpus.sources[root] for root in roots if root in self._corpus.sources]
                found += [(root.voice or root.publisher, f"metadata of {root.id}") for root in origins]
        return found

    def _is_person(self, agent: str) -> bool:
        entity = self._corpus.entities.get(agent)
        return entity is not None and self._ontology.is_a(entity.cls, "Person")

    def _tie(self, agent: str, event: str, at: Bounds) -> Way | None:
        """The statements that tie an agent to an event: its own part in it, else that of what it belongs to."""
        key = (agent, event, at)
        if key not in self._tied:
            known = self._parties[event]
            up = ((*way, *known[owner]) for owner, way in self._ties.above(agent, at).items() if owner in known)
            self._tied[key] = known[agent] if agent in known else next(up, None)
        return self._tied[key]

    def _publisher(self, source: str) -> str:
        known = self._corpus.sources.get(source)
        return known.publisher if known else ""

    def _outlets(self, source: str, scope: str, event: str, at: Bounds) -> Iterator[dict[str, Any]]:
        for root in self._origins.of(source, scope):
            agent = self._publisher(root)
            held_by = self._published.get((root, agent), f"metadata of {root}")
            yield _hop("outlet", agent, self._tie(agent, event, at), (held_by,)) | {"source": root}

    def _carriers(self, source: str, scope: str) -> Iterator[dict[str, Any]]:
        """The texts between the origin and the one that was read, nearest the origin first."""
        far: dict[str, int] = {source: 0}
        pending = [source]
        for one in pending:  # grows while it is read: nearest first
            for up in self._origins.above(one, scope):
                if up not in far:
                    far[up] = far[one] + 1
                    pending.append(up)
        roots = set(self._origins.of(source, scope))
        for one in sorted(far.keys() - roots, key=lambda copy: (-far[copy], copy)):
            held = {statement for way in self._origins.above(one, scope).values() for statement in way}
            held_by = sorted(held) or [f"metadata of {one}"]
            yield _hop("carrier", self._publisher(one), None, held_by) | {"party": None, "source": one}


def _hop(role: str, agent: str, tied: Way | None, held_by: Sequence[str]) -> dict[str, Any]:
    return {
        "role": role,
        "agent": agent,
        "source": None,
        "party": tied is not None,
        "through": list(tied or ()),
        "held_by": list(held_by),
    }
