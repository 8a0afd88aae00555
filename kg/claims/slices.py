"""Time slices that admit ignorance: at a window of days a statement is in, possible, out or undated.

A statement's time is four days: its beginning lies between the first two, its end between the last two. What
happened once, within a month, began and ended within that month. One rule follows for what lasts and what happens:

- `out` when it surely ended before the window or surely began after it;
- `in` when it surely had begun by the window's last day and surely had not ended before its first;
- `possible` when its dates leave that open;
- `undated` when the source gives no time: such a statement is counted apart and never dropped.

A wider window never loses a statement. The explorer's page keeps the same rule in `kg/export/explorer/slices.js`, and
a test compares the counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kg.dates import EDTF, DateError, bounds
from kg.errors import UsageError
from kg.model import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.model import Statement
    from kg.ontology import Ontology

__all__ = ["STATES", "Stretch", "best_state", "state_in", "stretch_of", "time_ledger", "window_of"]

STATES = ("in", "possible", "undated", "out")
"""What a statement can be in a window. A tie that several statements hold is the first of these that one of them is."""

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"  # what an open side (`../1949`, `2018/..`) stands for


class Stretch(NamedTuple):
    """The days between which something began, and those between which it ended; None where no source bounds it."""

    begun_after: str | None
    begun_by: str
    ended_after: str
    ended_by: str | None


def state_in(stretch: Stretch | None, first: str, last: str) -> str:
    """The state of a statement's time in the window from `first` to `last`, both included: one of `STATES`.

    >>> september = Stretch("1938-09-01", "1938-09-30", "1938-09-01", "1938-09-30")
    >>> [state_in(september, *window) for window in
    ...  (("1938-01-01", "1938-12-31"), ("1938-09-10", "1938-09-20"), ("1939-01-01", "1939-12-31"))]
    ['in', 'possible', 'out']
    """
    if stretch is None:
        return "undated"
    begun_after, begun_by, ended_after, ended_by = stretch
    if (ended_by is not None and ended_by < first) or (begun_after is not None and begun_after > last):
        return "out"
    return "in" if begun_by <= last and ended_after >= first else "possible"


def best_state(states: Iterable[str]) -> str:
    """The state of a tie that several statements hold.

    >>> best_state(["out", "undated"])
    'undated'
    """
    return min(states, key=STATES.index)


def stretch_of(statement: Statement, ontology: Ontology) -> Stretch | None:
    """When what a statement tells was so: its `when` or `due`, else its `from`, `until` and `asOf`, else its value.

    `from` without `until` leaves the end open, and `asOf` both sides: it held then, and may have before and after.
    """
    once = statement.qualifier("when") or statement.qualifier("due")
    if once:
        return _stretch(once)
    lasting = [statement.qualifier(name) for name in ("from", "until", "asOf")]
    if any(lasting):
        return _lasting(*lasting)
    value = statement.value
    if isinstance(value, Ref) or ontology.properties[statement.property].range != EDTF:
        return None
    return _stretch(value.text)


def _stretch(text: str) -> Stretch:
    """A date by itself: `a/b` lasts, everything else happens once between its bounds."""
    first, slash, last = text.partition("/")
    if not slash or first.startswith("["):
        low, high = bounds(text)
        return Stretch(low, high or LAST_DAY, low or FIRST_DAY, high)
    begun, ended = (bounds(side) if side != ".." else None for side in (first, last))
    return Stretch(
        begun.earliest if begun else FIRST_DAY,
        (begun.latest or LAST_DAY) if begun else FIRST_DAY,
        (ended.earliest or FIRST_DAY) if ended else LAST_DAY,
        ended.latest if ended else LAST_DAY,
    )


def _lasting(start: str, end: str, as_of: str) -> Stretch:
    begun, ended, held = (bounds(text) if text else None for text in (start, end, as_of))
    by = [one.latest or LAST_DAY for one in ((begun,) if begun else (held, ended)) if one]
    after = [one.earliest or FIRST_DAY for one in ((ended,) if ended else (held, begun)) if one]
    return Stretch(begun.earliest if begun else None, min(by), max(after), ended.latest if ended else None)


def time_ledger(_: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> list[dict[str, Any]]:
    """One entry per statement that has a time, in the order of ids: `statement` and `days`, the four of `Stretch`."""
    found = []
    for made in sorted(ranked, key=lambda one: one.id):
        stretch = stretch_of(made.statement, ontology)
        if stretch is not None:
            found.append({"statement": made.id, "days": list(stretch)})
    return found


def window_of(text: str) -> tuple[str, str]:
    """The first and last day of a window: a date, or two with two dots between. Raises `UsageError` for what is none.

    >>> window_of("1950..1959-06"), window_of("2025-05")
    (('1950-01-01', '1959-06-30'), ('2025-05-01', '2025-05-31'))
    """
    start, dots, end = text.partition("..")
    try:
        first, last = bounds(start).earliest, bounds(end if dots else start).latest
    except DateError as error:
        raise UsageError(f"{error}; write a day, month or year, or two of them as in 1950..1959") from error
    if first is None or last is None or first > last:
        raise UsageError(f"'{text}' is no window; write the earlier date first, as in 1950..1959")
    return first, last
