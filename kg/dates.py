"""The only door to the edtf package: dates as the source gives them, and the days they can lie between.

A date is an EDTF string (ISO 8601-2) and is never padded: `1938-09` stays a month. Its bounds are the
first and the last day it can mean; an open side has no bound.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["EDTF", "Bounds", "DateError", "bounds", "outer", "overlap"]

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
"""The datatype IRI of an EDTF literal."""

_SIMPLE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)  # １９５７ is no date, though int() reads it


class DateError(ValueError):
    """A text that is not a usable EDTF date; the message says why and what to write instead."""


class Bounds(NamedTuple):
    """First and last day (`YYYY-MM-DD`) a date can mean; None where that side is open."""

    earliest: str | None
    latest: str | None


@lru_cache(maxsize=65536)
def bounds(text: str) -> Bounds:
    """The days between which `text` lies. Raises `DateError` for what is not ISO 8601-2, or is reversed.

    `a/b` lasts from a to b, `[a..b]` is once within; both have the outer days as bounds. Winter (`-24`)
    is given the widest reading, from January of its year to the end of February of the next.

    >>> bounds("1938-09")
    Bounds(earliest='1938-09-01', latest='1938-09-30')
    >>> bounds("2024/..")
    Bounds(earliest='2024-01-01', latest=None)
    >>> bounds("~1957")
    Traceback (most recent call last):
    ...
    kg.dates.DateError: '~1957' puts the qualifier first; ISO 8601-2 puts it last: 1957~
    """
    simple = _SIMPLE.fullmatch(text)
    if simple:
        return _simple(text, *simple.groups())
    first, slash, last = text.partition("/")
    if slash and "/" not in last:
        return _interval(text, first, last)
    return _general(text)


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether two dates can be the same day: 26 November 1906 and November 1906 can, the 26th and the 29th cannot."""
    return not (
        (one.latest and other.earliest and one.latest < other.earliest)
        or (other.latest and one.earliest and other.latest < one.earliest)
    )


def outer(times: Sequence[Bounds]) -> Bounds:
    """From the first day that any of some dates can mean to the last; None on a side where one of them is open.

    >>> outer([bounds("1938-09"), bounds("1939/..")])
    Bounds(earliest='1938-09-01', latest=None)
    """
    first, last = [one.earliest for one in times], [one.latest for one in times]
    return Bounds(
        min(one for one in first if one) if all(first) else None, max(one for one in last if one) if all(last) else None
    )


def _simple(text: str, year: str, month: str | None, day: str | None) -> Bounds:
    if year == "0000":
        raise DateError(f"'{text}': there is no year 0 in what our sources print")
    if month is None:
        return Bounds(f"{year}-01-01", f"{year}-12-31")
    if not 1 <= int(month) <= 12:
        if int(month) in (21, 22, 23):
            return _general(text)
        if int(month) == 24 and day is None and year != "9999":
            return Bounds(f"{year}-01-01", f"{int(year) + 1:04}-02-{monthrange(int(year) + 1, 2)[1]}")
        raise DateError(f"'{text}' has no month {month}; write YYYY-MM-DD")
    last = monthrange(int(year), int(month))[1]
    if day is None:
        return Bounds(f"{year}-{month}-01", f"{year}-{month}-{last}")
    if not 1 <= int(day) <= last:
        raise DateError(f"'{text}': {year}-{month} has {last} days")
    return Bounds(text, text)


def _interval(text: str, first: str, last: str) -> Bounds:
    if not first or not last:
        open_end = f"{first}/.." if first else f"../{last}"
        raise DateError(f"'{text}' leaves one side empty; write {open_end} for an open interval")
    start = Bounds(None, None) if first == ".." else bounds(first)
    end = Bounds(None, None) if last == ".." else bounds(last)
    if start == end == Bounds(None, None):
        raise DateError(f"'{text}' is open on both sides; leave the date out instead")
    if start.earliest and end.latest and start.earliest > end.latest:
        raise DateError(f"'{text}' ends before it starts; write the earlier date first")
    return Bounds(start.earliest, end.latest)


def _general(text: str) -> Bounds:
    """Everything beyond plain dates and intervals is left to the edtf package (slow to import: build only)."""
    from contextlib import redirect_stdout
    from io import StringIO

    from edtf import EDTFParseException, parse_edtf

    if text != text.strip() or not text.isascii():
        raise DateError(f"'{text}' has other characters than a date has; write it with the digits 0 to 9 and no spaces")
    if text[:1] in "~?%" and text:
        raise DateError(f"'{text}' puts the qualifier first; ISO 8601-2 puts it last: {text[1:]}{text[0]}")
    try:
        with redirect_stdout(StringIO()):  # the package prints what it gives up on
            parsed = parse_edtf(text)
            low, high = parsed.lower_strict(), parsed.upper_strict()
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError) as error:
        hint = "write YYYY, YYYY-MM, YYYY-MM-DD, a/b, [a..b], 1957~ or 195X"
        raise DateError(f"'{text}' is not an EDTF date; {hint}") from error
    if ":" in text:
        raise DateError(f"'{text}' has a time of day; write the date alone and the time as clockTime")
    found = Bounds(_day(text, low), _day(text, high))
    if found.earliest and found.latest and found.earliest > found.latest:
        raise DateError(f"'{text}' ends before it starts; write the earlier date first")
    return found


def _day(text: str, moment: Any) -> str | None:
    if isinstance(moment, float):  # edtf gives plus or minus infinity for an open side
        return None
    year, month, day = moment[:3]
    if not 1 <= year <= 9999:
        raise DateError(f"'{text}' lies outside the years 1 to 9999")
    return f"{year:04}-{month:02}-{day:02}"
