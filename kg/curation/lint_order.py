"""Checks on order: nothing is told before it began, a plan looks ahead, nobody dies unborn, no part holds its whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.dates import EDTF, Bounds, DateError, bounds
from kg.model import Certainty, Finding, Literal, Mode, Ref, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.corpus import Corpus
    from kg.model import Source, Statement
    from kg.ontology import Ontology

__all__ = ["bounds_or_none", "holds", "lint_order"]

_UNBOUNDED = Bounds(None, None)
_NEVER = "9999-12-31"
_NO_CIRCLE = ("childOf", "locatedIn", "partOf")
"""Properties along which nothing comes back to itself."""


def lint_order(corpus: Corpus, ontology: Ontology) -> Iterator[Finding]:
    """Every finding on facts told too early, plans told too late, days of reading, lives and circles."""
    saids = _said_on(corpus)
    for statement in corpus.statements:
        if (source := corpus.sources.get(statement.source)) and not statement.note:
            yield from _told_before(statement, source, ontology)
            yield from _window(statement, source, saids)
    for source in corpus.sources.values():
        yield from _read_before(source)
    yield from _unborn(corpus)
    for name in _NO_CIRCLE:
        yield from _circles(name, [one for one in corpus.statements if one.property == name and holds(one)])


def holds(statement: Statement) -> bool:
    """Whether a source states it as a fact, and not doubtfully."""
    return statement.mode is Mode.FACT and statement.certainty is not Certainty.DOUBTFUL


def bounds_or_none(text: str) -> Bounds | None:
    """The days of a date; None for what is none, which the check of dates reports."""
    try:
        return bounds(text)
    except DateError:
        return None


def _days(text: str) -> Bounds:
    return (bounds_or_none(text) if text else None) or _UNBOUNDED


def _warning(rule: str, problem: str, statement: Statement, remedy: str) -> Finding:
    return Finding(Severity.WARNING, rule, problem, statement.where, remedy)


def _told_before(statement: Statement, source: Source, ontology: Ontology) -> Iterator[Finding]:
    """A fact whose time surely begins after its source came out."""
    published = _days(source.published).latest
    if statement.mode is not Mode.FACT or not published:
        return
    times = [(name, statement.qualifier(name)) for name in ("when", "from")]
    if isinstance(statement.value, Literal) and ontology.properties[statement.property].range == EDTF:
        times.append((statement.property, statement.value.text))
    for name, text in times:
        if (_days(text).earliest or "") > published:
            problem = (
                f"'{statement.subject} {statement.property}' is a fact, but its time ({name}: {text}) begins after "
            )
            problem += f"the source was published ({source.published})"
            remedy = "write mode: planned with due:, mend the date, or say in a note why it is so"
            yield _warning("told-before", problem, statement, remedy)


def _window(statement: Statement, source: Source, saids: dict[str, str]) -> Iterator[Finding]:
    """A window on what is no plan, or one that had closed when the plan was told."""
    due = statement.qualifier("due")
    if not due:
        return
    shown = f"'{statement.subject} {statement.property}'"
    if statement.mode is Mode.FACT:
        problem = f"{shown} is a fact and has a window (due: {due})"
        yield _warning("window", problem, statement, "write mode: planned, or when: in place of due:")
    told = saids.get(statement.act) or source.published
    if statement.mode is Mode.PLANNED and (_days(due).latest or _NEVER) < (_days(told).earliest or ""):
        problem = f"{shown}: the window of the plan (due: {due}) had closed when it was told ({told})"
        remedy = "mend the window, name the act by which it was announced, or say in a note why it is so"
        yield _warning("window", problem, statement, remedy)


def _said_on(corpus: Corpus) -> dict[str, str]:
    """The day of each speech act, by its id: a text may tell of a plan that was announced long before."""
    told = (one for one in corpus.statements if one.property == "saidOn" and holds(one))
    return {one.subject: one.value.text for one in told if isinstance(one.value, Literal)}


def _read_before(source: Source) -> Iterator[Finding]:
    if (_days(source.published).earliest or "") > (_days(source.accessed).latest or _NEVER):
        problem = f"'{source.id}' was read ({source.accessed}) before it was published ({source.published})"
        yield Finding(Severity.WARNING, "read-before", problem, source.at("published"), "mend published or accessed")


def _unborn(corpus: Corpus) -> Iterator[Finding]:
    """Somebody whose last possible day, by all facts, lies before the first possible day of birth."""
    born: dict[str, str] = {}
    died: dict[str, tuple[str, Statement]] = {}
    for one in corpus.statements:
        if one.property in ("bornOn", "diedOn") and holds(one) and isinstance(one.value, Literal):
            time = _days(one.value.text)
            if one.property == "bornOn":
                born[one.subject] = min(born.get(one.subject, _NEVER), time.earliest or "")
            elif one.subject not in died or died[one.subject][0] < (time.latest or _NEVER):
                died[one.subject] = (time.latest or _NEVER, one)
    for person, (last, statement) in died.items():
        if last < born.get(person, ""):
            problem = f"'{person}' died ({last} at the latest) before being born ({born[person]} at the earliest)"
            remedy = "mend one of the dates, or mark the wrong one certainty: doubtful"
            yield Finding(Severity.ERROR, "unborn", problem, statement.where, remedy)


def _circles(name: str, statements: Iterable[Statement]) -> Iterator[Finding]:
    """Each chain of statements that comes back to where it began, named once, at one of its statements."""
    above: dict[str, dict[str, Statement]] = {}
    for one in statements:
        if isinstance(one.value, Ref):
            above.setdefault(one.subject, {}).setdefault(one.value.id, one)
    done: set[str] = set()
    for start in above:
        path: dict[str, Iterator[str]] = {}
        at: str | None = None if start in done else start
        while at is not None:
            path[at] = iter(above.get(at, ()))
            at = None
            while path and at is None:
                last = next(reversed(path))
                step = next(path[last], None)
                if step is None:
                    done.add(last)
                    del path[last]
                elif step in path:
                    yield _circle(name, [*path][[*path].index(step) :], above[last][step])
                elif step not in done:
                    at = step


def _circle(name: str, members: list[str], statement: Statement) -> Finding:
    through = f" through {', '.join(members[1:])}" if len(members) > 1 else ""
    problem = f"'{members[0]}' is {name} itself{through}"
    return Finding(Severity.ERROR, "circle", problem, statement.where, f"take one {name} of the circle out")
