"""Times across the border: Wikidata's value with its precision and calendar, and our EDTF text, both ways.

Wikidata keeps a date in the calendar it names; our value is Gregorian whatever the source prints. A date that the
other side cannot say (about 1957, from 1957 to 1960) is not rounded: there is none.
"""

from __future__ import annotations

import re

from kg.items import ItemValue

__all__ = ["GREGORIAN", "JULIAN", "from_edtf", "to_edtf", "to_gregorian"]

GREGORIAN, JULIAN = "Q1985727", "Q1985786"
DAY, MONTH, YEAR, DECADE, CENTURY = 11, 10, 9, 8, 7
_TIME = re.compile(r"\+0*(\d{4})-(\d\d)-(\d\d)T00:00:00Z", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?|(\d{3})X", re.ASCII)


def to_edtf(value: ItemValue) -> str:
    """An EDTF text for a time of Wikidata; empty for what EDTF here does not say (years before 1, vague ages).

    >>> to_edtf(ItemValue("time", "+1952-10-07T00:00:00Z", precision=11, calendar=GREGORIAN))
    '1952-10-07'
    >>> to_edtf(ItemValue("time", "+1906-11-16T00:00:00Z", precision=11, calendar=JULIAN))
    '1906-11-29'
    """
    found = _TIME.fullmatch(value.text)
    if value.kind != "time" or not found or found[1] == "0000":
        return ""
    year, month, day = found.groups()
    match value.precision:
        case 11:
            return (
                to_gregorian(int(year), int(month), int(day)) if value.calendar == JULIAN else f"{year}-{month}-{day}"
            )
        case 10:
            return f"{year}-{month}"
        case 9:
            return year
        case 8:
            return f"{year[:3]}X"
        case 7:
            last = (int(year) + 99) // 100 * 100
            return f"[{last - 100:04}..{last:04}]"
        case _:
            return ""


def from_edtf(text: str) -> ItemValue | None:
    """A time of Wikidata for a date, month, year or decade; None for every other EDTF text.

    >>> from_edtf("1938-09")
    ItemValue(kind='time', text='+1938-09-00T00:00:00Z', lang='', precision=10, calendar='Q1985727', unit='')
    >>> from_edtf("1957~") is None
    True
    """
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day, decade = found.groups()
    if decade:
        return ItemValue("time", f"+{decade}0-00-00T00:00:00Z", precision=DECADE, calendar=GREGORIAN)
    precision = DAY if day else MONTH if month else YEAR
    return ItemValue(
        "time", f"+{year}-{month or '00'}-{day or '00'}T00:00:00Z", precision=precision, calendar=GREGORIAN
    )


def to_gregorian(year: int, month: int, day: int) -> str:
    """The Gregorian date of a Julian one, by the Julian day number between them.

    >>> to_gregorian(1917, 10, 25)
    '1917-11-07'
    """
    shift = (14 - month) // 12
    y, m = year + 4800 - shift, month + 12 * shift - 3
    number = day + (153 * m + 2) // 5 + 365 * y + y // 4 - 32083
    a = number + 32044
    b = (4 * a + 3) // 146097
    c = a - 146097 * b // 4
    d = (4 * c + 3) // 1461
    e = c - 1461 * d // 4
    f = (5 * e + 2) // 153
    return f"{100 * b + d - 4800 + f // 10:04}-{f + 3 - 12 * (f // 10):02}-{e - (153 * f + 2) // 5 + 1:02}"
