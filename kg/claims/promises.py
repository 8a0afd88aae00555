"""Promises: what was announced for a time to come, what became of it, and how that looked on any day.

A promise is a statement of mode `planned`; what became of it is a curator's decision that points at the statement
telling of it. The clock is an argument: on a day, a promise is what a careful reader could know of it on that day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kg.claims.as_of import first_days
from kg.claims.windows import UNBOUNDED, Told, Windows, known_by, time_told
from kg.curation.lint_sense import times_of_events
from kg.dates import Bounds, DateError, bounds
from kg.decisions import Outcome
from kg.errors import UsageError
from kg.ids import statement_id
from kg.model import Finding, Mode, Ref, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.decisions import PromiseOutcome
    from kg.model import Source, Statement
    from kg.ontology import Ontology

__all__ = [
    "STATES", "day_of", "facts_at", "history", "lint_promises", "outcome_at", "outcome_day", "promise_ledger",
    "state_at", "was_announced",
]  # fmt: skip

STATES = ("open", "due", "unknown", "kept", "late", "changed", "dropped")
"""What a promise can be on a day. The first three follow one another; the last four are for good."""


def promise_ledger(corpus: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> list[dict[str, Any]]:
    """One entry per planned statement, in the order of the day by which it is due; those without a day last.

    - `due`, its window as the source gives it (EDTF; null where it gives none) and the bounds `dueEarliest` and
      `dueLatest`, which are those of the event it is about where it has no window of its own (`kg.claims.windows`);
    - `announced`, when the source came out; `announcedEarliest`, the first day that can mean, and `announcedFrom`,
      the day from which it counts as announced, by the rule of `--as-of` (`kg.claims.as_of`);
    - `facts`: the facts that say the same, each a `statement` and when it was `knownBy`; nobody need have judged them;
    - `outcome`: null, or what a curator decided: `outcome` (fulfilled, changed, dropped), the `statement` that
      tells of it, the bounds `earliest` and `latest` of the time told, when it came to be `known` (publication of
      that source), and `knownBy`, the last day that can mean;
    - `unclear` in the outcome: null, or why its time cannot be compared with the window.
    """
    keyed = corpus.keyed()
    outcomes = {
        statement_id(statement): outcome for outcome in corpus.outcomes for statement in keyed.get(outcome.promise, ())
    }
    windows, told = Windows(ranked, ontology), Told(corpus, ranked, ontology)
    first, events = first_days(corpus, ontology), times_of_events(corpus)
    found = []
    for made in ranked:
        if made.statement.mode is Mode.PLANNED:
            entry = _promise(made, corpus.sources[made.statement.source], windows)
            entry["announcedFrom"] = first[made.statement.source] or None
            entry["facts"] = told.of(made.statement)
            if decided := outcomes.get(made.id):
                telling = _telling(keyed.get(decided.by_statement, ()), made.statement)
                entry["outcome"] = _outcome(
                    decided, telling, corpus, time_told(telling, ontology, events) if telling else UNBOUNDED
                )
                entry["outcome"]["unclear"] = _unclear(entry)
            found.append(entry)
    return sorted(found, key=lambda entry: (entry["dueLatest"] or _NEVER, entry["subject"], entry["statement"]))


_NEVER = "~"  # sorts after every day


def _promise(made: Ranked, source: Source, windows: Windows) -> dict[str, Any]:
    statement = made.statement
    due, window = windows.of(statement)
    return {
        "statement": made.id,
        "subject": statement.subject,
        "property": statement.property,
        "value": statement.value.id if isinstance(statement.value, Ref) else statement.value.text,
        "due": due or None,
        "dueEarliest": window.earliest,
        "dueLatest": window.latest,
        "voices": list(statement.voice),
        "announced": source.published or None,
        "announcedEarliest": bounds(source.published).earliest if source.published else None,
        "outcome": None,
    }


def _telling(named: Sequence[Statement], promise: Statement) -> Statement | None:
    """The statement an outcome points at; of several under one key, the one about the same thing as the promise."""
    return min(named, key=lambda one: (one.value != promise.value, statement_id(one)), default=None)


def _outcome(decided: PromiseOutcome, telling: Statement | None, corpus: Corpus, time: Bounds) -> dict[str, Any]:
    known = known_by(corpus.sources[telling.source] if telling else None)
    known_on, last = known or (decided.date, bounds(decided.date).latest or decided.date)
    return {
        "outcome": str(decided.outcome),
        "statement": statement_id(telling) if telling else None,
        "earliest": time.earliest,
        "latest": time.latest,
        "known": known_on,
        "knownBy": last,
        "unclear": None,
        "why": decided.why,
        "by": decided.by,
        "date": decided.date,
    }


def _done_by(outcome: Mapping[str, Any]) -> str:
    """The last day on which it can have happened: a text tells as done what was done when it came out."""
    latest, earliest, known = outcome["latest"], outcome["earliest"], str(outcome["knownBy"])
    if latest is None or (latest > known and (earliest or "") <= known):
        return known
    return str(latest)


def _unclear(entry: Mapping[str, Any]) -> str | None:
    outcome, due = entry["outcome"], entry["dueLatest"]
    if outcome["outcome"] != Outcome.FULFILLED or due is None or _done_by(outcome) <= due:
        return None
    if outcome["earliest"] is None:
        return f"it was due by {due}; the statement that tells of it gives no day on which it happened"
    if outcome["earliest"] > due:
        return None
    return f"it was due by {due} and happened between {outcome['earliest']} and {_done_by(outcome)}"


def lint_promises(corpus: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> Iterator[Finding]:
    """Outcomes whose time cannot be compared with the window, of a corpus that has passed its other checks.

    A warning, since nothing false is said: such a promise stays `unknown`.
    """
    entries = {entry["statement"]: entry for entry in promise_ledger(corpus, ranked, ontology)}
    keyed = corpus.keyed()
    for decided in corpus.outcomes:
        for promise in keyed.get(decided.promise, ()):
            unclear = entries[statement_id(promise)]["outcome"]["unclear"]
            if unclear:
                problem = f"whether '{decided.promise}' was kept or late cannot be told: {unclear}"
                remedy = "point by_statement at a statement with a time that is more exact"
                yield Finding(Severity.WARNING, "unclear-outcome", problem, decided.where, remedy)


def day_of(text: str) -> str:
    """The day a user means by a date: of a month or a year, its last day. Raises `UsageError` for what is no date.

    There is no word for today: the same question must have the same answer tomorrow.

    >>> day_of("2025-09"), day_of("2025-09-06")
    ('2025-09-30', '2025-09-06')
    >>> day_of("today")
    Traceback (most recent call last):
    ...
    kg.errors.UsageError: 'today' is no day; the clock is an argument here: write YYYY-MM-DD, as in 2025-09-30
    """
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII):
        try:
            return bounds(text).latest or text
        except DateError as error:
            raise UsageError(f"{error}; write YYYY-MM-DD, as in 2025-09-30") from error
    raise UsageError(f"'{text}' is no day; the clock is an argument here: write YYYY-MM-DD, as in 2025-09-30")


def was_announced(entry: Mapping[str, Any], day: str) -> bool:
    """Whether the promise counts as made by `day`: the rule by which `--as-of` lets its source in on that day.

    One of which only the end is known (`announcedEarliest` is null) counts from that end on; without a date, never.
    """
    return bool(entry["announcedFrom"]) and entry["announcedFrom"] <= day_of(day)


def facts_at(entry: Mapping[str, Any], day: str) -> list[dict[str, Any]]:
    """The facts that say what the promise says, of which the source had surely come out by `day`."""
    at = day_of(day)
    return [fact for fact in entry["facts"] if fact["knownBy"] and fact["knownBy"] <= at]


def outcome_day(entry: Mapping[str, Any]) -> str | None:
    """The day from which the outcome of an entry counts; None where it has none.

    It counts once it has surely happened and its source has surely come out. A vague time ("2025") is read by its
    last day, for before that nobody can be sure; but what a text tells as done was done by the day the text came
    out. Where a source has no date, the day on which it was read stands in, and then that of the decision.
    """
    outcome = entry["outcome"]
    return max(_done_by(outcome), str(outcome["knownBy"])) if outcome else None


def outcome_at(entry: Mapping[str, Any], day: str) -> Mapping[str, Any] | None:
    """The outcome of an entry, if it counts on `day` (`outcome_day`); else None."""
    at, since = day_of(day), outcome_day(entry)
    outcome: Mapping[str, Any] | None = entry["outcome"]
    return outcome if since is not None and since <= at else None


def state_at(entry: Mapping[str, Any], day: str) -> str:
    """The state of an entry of the promise ledger on a day: one of `STATES`.

    `open` before its window, or without one; `due` in it; `unknown` after it, when nothing is known of it. An
    outcome that counts (`outcome_at`) makes it `changed`, `dropped`, or fulfilled: `kept` when that surely was by the
    last day of the window (or there is none), `late` when it surely was after. Where the dates cannot be
    compared (`unclear`) it stays `unknown`. As days pass, a promise goes from open to due to unknown, and from any of
    these to one of the other four, and never back. Raises `UsageError` when `day` is no date.

    >>> told = {"outcome": "fulfilled", "earliest": "2025-09-06", "latest": "2025-09-06", "knownBy": "2025-09-26"}
    >>> release = {"dueEarliest": "2025-09-01", "dueLatest": "2025-09-30", "outcome": told}
    >>> [state_at(release, day) for day in ("2025-08-31", "2025-09-06", "2025-09-26")]
    ['open', 'due', 'kept']
    """
    at, outcome = day_of(day), outcome_at(entry, day)
    first, last = entry["dueEarliest"], entry["dueLatest"]
    if outcome and outcome["outcome"] != Outcome.FULFILLED:
        return str(outcome["outcome"])
    if outcome and (last is None or _done_by(outcome) <= last):
        return "kept"
    if outcome and outcome["earliest"] and outcome["earliest"] > last:
        return "late"
    if last is not None and at > last:
        return "unknown"
    return "due" if (first or last) and (first or "") <= at else "open"


def history(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The state of an entry on every day there is: each state it comes to, with the first day on which it is so.

    The state on a day is that of the last pair whose day is not after it; the first pair has the first day of all.

    >>> told = {"outcome": "fulfilled", "earliest": "2025-09-06", "latest": "2025-09-06", "knownBy": "2025-09-26"}
    >>> history({"dueEarliest": "2025-09-01", "dueLatest": "2025-09-30", "outcome": told})
    [('0001-01-01', 'open'), ('2025-09-01', 'due'), ('2025-09-26', 'kept')]
    """
    last = entry["dueLatest"]
    days = {_FIRST, entry["dueEarliest"], _day_after(last) if last else None, outcome_day(entry)} - {None}
    found: list[tuple[str, str]] = []
    for day in sorted(days):
        state = state_at(entry, day)
        if not found or found[-1][1] != state:
            found.append((day, state))
    return found


_FIRST, _LAST = "0001-01-01", "9999-12-31"


def _day_after(day: str) -> str | None:
    return None if day >= _LAST else (date.fromisoformat(day) + timedelta(days=1)).isoformat()
