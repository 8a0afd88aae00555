"""Find dates in a text, as English, Russian and Chinese write them, and give each as EDTF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.dates import DateError, bounds
from kg.errors import OntologyError
from kg.strict_yaml import read_strict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.resources import Home

__all__ = ["DateForms", "FoundDate", "find_dates", "read_date_forms"]

_DIGITS = {one: str(value) for value, one in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_SPRING = 21
_Numbered = tuple[tuple[int, re.Pattern[str]], ...]
_FIRST_DIGIT = re.compile(r"[0-9]")


class FoundDate(NamedTuple):
    """A date in a text: characters [start, end), and what they say as EDTF."""

    start: int
    end: int
    value: str


class DateForms(NamedTuple):
    """The expressions of `ontology/dates_in_text.yaml`, and for each the names of months and seasons of its language.

    A name goes with its number in EDTF: 1 to 12, 21 (spring) to 24 (winter).
    """

    patterns: tuple[tuple[re.Pattern[str], _Numbered], ...]


def read_date_forms(home: Home) -> DateForms:
    """Read `ontology/dates_in_text.yaml`. Raises `OntologyError` naming an expression that cannot be used."""
    loaded = read_strict(f"{home.ontology}/dates_in_text.yaml", "ontology/dates_in_text.yaml")
    made = []
    for lang, patterns in loaded["patterns"].items():
        months, seasons = loaded["months"].get(lang, ()), loaded["seasons"].get(lang, ())
        for pattern in patterns:
            try:
                named = pattern.replace("MONTH", _either(months)).replace("SEASON", _either(seasons))
                whole = re.compile(_bounded(named))
            except re.error as error:
                raise OntologyError(
                    f"ontology/dates_in_text.yaml: '{pattern}' is unusable: {error}; mend it"
                ) from error
            numbered = [*enumerate(months, 1), *enumerate(seasons, _SPRING)]
            made.append((whole, tuple((number, re.compile(name)) for number, name in numbered)))
    return DateForms(tuple(made))


def _either(names: Iterable[str]) -> str:
    return "|".join(f"(?:{name})" for name in names)


def _bounded(pattern: str) -> str:
    """No digit and no Latin or Cyrillic letter may stand right before or after; a Chinese character may."""
    return rf"(?<![0-9A-Za-z\u0400-\u04ff])(?:{pattern})(?![0-9A-Za-z\u0400-\u04ff])"


def find_dates(text: str, forms: DateForms) -> list[FoundDate]:
    """Every date of a text in its order; where several readings begin or overlap, the longest.

    >>> from kg.resources import find_home
    >>> forms = read_date_forms(find_home())
    >>> [one.value for one in find_dates("From 7 May 2025, в мае 1938 года, 1938年9月30日, the 1950s.", forms)]
    ['2025-05-07', '1938-05', '1938-09-30', '195X']
    """
    found = sorted(_all(text, forms), key=lambda one: (one.start - one.end, one.start))
    taken: list[FoundDate] = []
    covered = bytearray(len(text))
    for one in found:
        if not any(covered[one.start : one.end]):
            covered[one.start : one.end] = b"\x01" * (one.end - one.start)
            taken.append(one)
    return sorted(taken)


def _all(text: str, forms: DateForms) -> Iterator[FoundDate]:
    for pattern, months in forms.patterns:
        for match in pattern.finditer(text):
            value = _edtf(match.groupdict(), months)
            if value:
                yield FoundDate(match.start(), match.end(), value)


def _edtf(groups: dict[str, str | None], months: _Numbered) -> str:
    """What the groups of a match say; empty when it is no date after all, as 45 May is none."""
    if groups.get("decade"):
        value = f"{groups['decade']}X"
    elif groups.get("century"):
        value = f"{_number(groups['century'] or '') - 1}{_number(groups['ten'] or '') // 10}X"
    elif groups.get("year2"):
        value = f"{groups['year']}/{groups['year2']}"
    else:
        year = "".join(_DIGITS.get(one, one) for one in groups["year"] or "")
        parts = [year, _month(groups.get("month") or "", months), _two(groups.get("day") or "")]
        value = "-".join(part for part in parts if part)
    try:
        bounds(value)
    except DateError:
        return ""
    return value


def _month(text: str, months: _Numbered) -> str:
    for number, month in months:
        if month.fullmatch(text):
            return f"{number:02}"
    return _two(text)


def _two(text: str) -> str:
    return f"{_number(text):02}" if text else ""


def _number(text: str) -> int:
    """A number in Western or Chinese digits: 7, 十二, 三十一."""
    if _FIRST_DIGIT.match(text):
        return int(text)
    tens, ten, ones = text.rpartition("十")
    value = int(_DIGITS.get(ones, "0"))
    return value + 10 * int(_DIGITS.get(tens, "1")) if ten else value
