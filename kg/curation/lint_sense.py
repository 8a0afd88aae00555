"""Checks on what statements add up to: fiction gives no fact, nobody acts outside a life, one thing is one entity."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.curation.lint_order import bounds_or_none, holds, lint_order
from kg.dates import Bounds, outer
from kg.model import Finding, Literal, Mode, Ref, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.corpus import Corpus
    from kg.model import Statement
    from kg.ontology import Ontology

__all__ = ["FICTION", "lint_sense", "times_of_events"]

FICTION = "fiction"
"""The kind of source that tells a made-up story."""

_DEGREES = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,7})?), (-?[0-9]{1,3}(?:\.[0-9]{1,7})?)")
_TIMES_OF_EVENTS = ("heldOn", "startedOn", "endedOn")


def lint_sense(corpus: Corpus, ontology: Ontology) -> Iterator[Finding]:
    """Every finding on fiction, lifetimes, order, namesakes and coordinates."""
    yield from _fiction(corpus)
    yield from _lifetimes(corpus, ontology)
    yield from lint_order(corpus, ontology)
    yield from _namesakes(corpus)
    yield from _coordinates(corpus)


def _fiction(corpus: Corpus) -> Iterator[Finding]:
    invented = {source.id for source in corpus.sources.values() if source.kind == FICTION}
    for statement in corpus.statements:
        if statement.source in invented and statement.mode is Mode.FACT:
            problem = f"'{statement.source}' is fiction, and fiction yields no fact"
            remedy = "write mode: attributed, find a source that is no fiction, or list the line as not encoded"
            yield Finding(Severity.ERROR, "fiction", problem, statement.where, remedy)


def _coordinates(corpus: Corpus) -> Iterator[Finding]:
    for statement in corpus.statements:
        if statement.property == "coordinates" and isinstance(statement.value, Literal):
            found = _DEGREES.fullmatch(statement.value.text)
            if not found or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
                problem = f"'{statement.value.text}' is no latitude and longitude"
                remedy = 'write decimal degrees, south and west negative, as in "55.7494, 37.6083"'
                yield Finding(Severity.ERROR, "coordinates", problem, statement.where, remedy)


class _Life(NamedTuple):
    """The widest life the sources allow: first day it can have begun, last day it can have ended, "" where unknown."""

    born: str
    died: str


def _lifetimes(corpus: Corpus, ontology: Ontology) -> Iterator[Finding]:
    """Somebody acts before birth or after death, by any reading of the dates, and no note says why."""
    lives, events = _lives(corpus), times_of_events(corpus)
    for statement in corpus.statements:
        if not ontology.properties[statement.property].in_life or statement.note or statement.mode is Mode.DENIED:
            continue
        time = _time(statement, events)
        for person in _people(statement) if time else ():
            life = lives.get(person, _Life("", ""))
            if time and life.born and time.latest and time.latest < life.born:
                yield _outside(statement, person, f"before the birth ({life.born})", time)
            elif time and life.died and time.earliest and time.earliest > life.died:
                yield _outside(statement, person, f"after the death ({life.died})", time)


def _outside(statement: Statement, person: str, when: str, time: Bounds) -> Finding:
    problem = f"'{person}' is said to act ({statement.property}, {time.earliest} to {time.latest}) {when}"
    remedy = "mend the date or the person, or say in a note why it is so"
    return Finding(Severity.WARNING, "chronology", problem, statement.where, remedy)


def _people(statement: Statement) -> Iterator[str]:
    yield statement.subject
    if isinstance(statement.value, Ref):
        yield statement.value.id


def _lives(corpus: Corpus) -> dict[str, _Life]:
    born: dict[str, list[str]] = {}
    died: dict[str, list[str]] = {}
    for statement in corpus.statements:
        if statement.property in ("bornOn", "diedOn") and holds(statement) and isinstance(statement.value, Literal):
            time = bounds_or_none(statement.value.text)
            if statement.property == "bornOn":
                born.setdefault(statement.subject, []).append(time.earliest or "" if time else "")
            else:
                died.setdefault(statement.subject, []).append(time.latest or "" if time else "")
    return {
        person: _Life(
            min(born[person]) if person in born else "",
            max(died[person]) if person in died and all(died[person]) else "",
        )
        for person in born.keys() | died.keys()
    }


def times_of_events(corpus: Corpus) -> dict[str, Bounds]:
    """When each event can have been, from its first possible day to its last, by all facts about its dates."""
    found: dict[str, list[Bounds]] = {}
    for statement in corpus.statements:
        if statement.property in _TIMES_OF_EVENTS and holds(statement) and isinstance(statement.value, Literal):
            time = bounds_or_none(statement.value.text)
            if time:
                found.setdefault(statement.subject, []).append(time)
    return {event: outer(times) for event, times in found.items()}


def _time(statement: Statement, events: dict[str, Bounds]) -> Bounds | None:
    """When the statement says it was, else when the event it names was."""
    when, start, end = (statement.qualifier(name) for name in ("when", "from", "until"))
    if when:
        return bounds_or_none(when)
    if start or end:
        first, last = bounds_or_none(start) if start else None, bounds_or_none(end) if end else None
        return Bounds(first.earliest if first else None, last.latest if last else None)
    return events.get(statement.value.id) if isinstance(statement.value, Ref) else None


def _namesakes(corpus: Corpus) -> Iterator[Finding]:
    """Two entities of one class with the same label in a language, unless a curator decided that they differ."""
    decided = {frozenset((one, other)) for made in corpus.namesakes for one in made.entities for other in made.entities}
    for made in corpus.namesakes:
        for entity_id in made.entities:
            if entity_id not in corpus.entities:
                problem = f"'{entity_id}' under 'entities' does not exist"
                yield Finding(Severity.ERROR, "unknown-entity", problem, made.where, "mend the id")
    named: dict[tuple[str, str, str], str] = {}
    reported: set[frozenset[str]] = set()
    for entity in corpus.entities.values():
        for label in entity.labels:
            first = named.setdefault((entity.cls, label.lang, " ".join(label.text.casefold().split())), entity.id)
            pair = frozenset((first, entity.id))
            if first != entity.id and pair not in decided and pair not in reported:
                reported.add(pair)
                problem = (
                    f"'{entity.id}' is called '{label.text}' ({label.lang}), and so is '{first}', also a {entity.cls}"
                )
                remedy = "merge them, tell them apart in the label, or decide in data/decisions/namesakes.yaml"
                yield Finding(Severity.WARNING, "namesakes", problem, entity.where, remedy)
