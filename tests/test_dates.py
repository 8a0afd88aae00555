"""Dates are as exact as their source and no more: every reading has real bounds, every doubtful writing a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import Bounds, DateError, bounds, overlap

BOUNDS = {
    "1906": ("1906-01-01", "1906-12-31"),
    "0001": ("0001-01-01", "0001-12-31"),
    "9999": ("9999-01-01", "9999-12-31"),
    "1938-09": ("1938-09-01", "1938-09-30"),
    "1956-02": ("1956-02-01", "1956-02-29"),
    "1900-02": ("1900-02-01", "1900-02-28"),
    "2000-02": ("2000-02-01", "2000-02-29"),
    "2025-05-07": ("2025-05-07", "2025-05-07"),
    "1956-02-29": ("1956-02-29", "1956-02-29"),
    # intervals last from a to b
    "2024/2025": ("2024-01-01", "2025-12-31"),
    "1949-10/1950-02-14": ("1949-10-01", "1950-02-14"),
    "2024/..": ("2024-01-01", None),
    "../2024": (None, "2024-12-31"),
    "1957~/1958": ("1957-01-01", "1958-12-31"),
    "2024-01-01/2024-01-01": ("2024-01-01", "2024-01-01"),
    # once within
    "[1957..1958]": ("1957-01-01", "1958-12-31"),
    "[1957,1959]": ("1957-01-01", "1959-12-31"),
    "[..1957]": (None, "1957-12-31"),
    "[1957..]": ("1957-01-01", None),
    "[1957-06-28..1957-07-01]": ("1957-06-28", "1957-07-01"),
    # doubt does not move bounds
    "1957~": ("1957-01-01", "1957-12-31"),
    "1957?": ("1957-01-01", "1957-12-31"),
    "1957%": ("1957-01-01", "1957-12-31"),
    "1957-06?": ("1957-06-01", "1957-06-30"),
    "195X": ("1950-01-01", "1959-12-31"),
    "19XX": ("1900-01-01", "1999-12-31"),
    "1957-XX": ("1957-01-01", "1957-12-31"),
    "1957-06-XX": ("1957-06-01", "1957-06-30"),
    # seasons
    "1957-21": ("1957-03-01", "1957-05-31"),
    "1957-22": ("1957-06-01", "1957-08-31"),
    "1957-23": ("1957-09-01", "1957-11-30"),
    "1957-24": ("1957-01-01", "1958-02-28"),
    "1955-24": ("1955-01-01", "1956-02-29"),
    "1957-21/1957-24": ("1957-03-01", "1958-02-28"),
}
REFUSED = {
    "~1957": "ISO 8601-2 puts it last: 1957~",
    "?1957-06": "ISO 8601-2 puts it last: 1957-06?",
    "%1957": "ISO 8601-2 puts it last: 1957%",
    "2024/": "write 2024/.. for an open interval",
    "/2024": "write ../2024 for an open interval",
    "/": "leaves one side empty",
    "../..": "leave the date out instead",
    "2024/2023": "write the earlier date first",
    "1957-06-02/1957-06-01": "write the earlier date first",
    "2025/2024-12": "write the earlier date first",
    "[1958..1957]": "write the earlier date first",
    "1957-13": "has no month 13",
    "1957-00": "has no month 00",
    "1957-20": "has no month 20",
    "1957-25": "has no month 25",
    "1957-24-01": "has no month 24",
    "1957-02-29": "1957-02 has 28 days",
    "1900-02-29": "1900-02 has 28 days",
    "1957-04-31": "1957-04 has 30 days",
    "1957-01-00": "1957-01 has 31 days",
    "0000": "no year 0",
    "0000-05": "no year 0",
    "-0044": "outside the years 1 to 9999",
    "Y17000": "outside the years 1 to 9999",
    "9999-24": "",
    "57": "not an EDTF date",
    "1938-9": "not an EDTF date",
    "1938-09-1": "not an EDTF date",
    "September 1938": "not an EDTF date",
    "7 May 2025": "not an EDTF date",
    "20250507": "not an EDTF date",
    "07.05.2025": "not an EDTF date",
    "1949/1950/1951": "not an EDTF date",
    "1957-1X": "not an EDTF date",
    "": "not an EDTF date",
    "/..": "leaves one side empty",
    " ": "",
    "1957 ": "digits 0 to 9 and no spaces",
    " 1957": "digits 0 to 9 and no spaces",
    "1957\n": "digits 0 to 9 and no spaces",
    "１９５７": "digits 0 to 9",
    "٢٠٢٤": "digits 0 to 9",
    "1957年": "digits 0 to 9",
    "1957–1958": "digits 0 to 9",
    "2025-05-07T10:00:00": "write the date alone and the time as clockTime",
    "2025-05-07T10:00:00Z": "write the date alone and the time as clockTime",
}  # fmt: skip


@pytest.mark.parametrize("text", BOUNDS)
def test_a_date_lies_between_its_first_and_last_day(text: str) -> None:
    assert bounds(text) == Bounds(*BOUNDS[text])


@pytest.mark.parametrize("text", REFUSED)
def test_a_date_that_misleads_is_refused_with_a_reason(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DateError) as caught:
        bounds(text)
    assert REFUSED[text] in str(caught.value)
    assert repr(text)[1:-1] in repr(str(caught.value))
    assert capsys.readouterr() == ("", ""), "the edtf package prints; a command's output must not carry that"


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
YEARS = DAYS.map(lambda day: day[:4])
PLAIN = st.one_of(DAYS, MONTHS, YEARS)
LOOSE = st.one_of(
    PLAIN,
    st.tuples(PLAIN, st.sampled_from("~?%")).map("".join),
    st.tuples(YEARS, st.sampled_from(["-21", "-22", "-23", "-24"])).map("".join),
    YEARS.map(lambda year: f"{year[:3]}X"),
    YEARS.map(lambda year: f"{year[:2]}XX"),
)
ANY = st.one_of(
    LOOSE,
    st.tuples(LOOSE, LOOSE).map("/".join),
    LOOSE.map(lambda one: f"{one}/.."),
    LOOSE.map(lambda one: f"../{one}"),
    st.tuples(PLAIN, PLAIN).map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
    st.lists(PLAIN, min_size=1, max_size=3).map(lambda many: f"[{','.join(many)}]"),
)


@given(PLAIN)
def test_our_fast_reading_agrees_with_the_edtf_package(text: str) -> None:
    from edtf import parse_edtf

    read = parse_edtf(text)
    first, last = read.lower_strict()[:3], read.upper_strict()[:3]
    assert bounds(text) == Bounds("{:04}-{:02}-{:02}".format(*first), "{:04}-{:02}-{:02}".format(*last))


@given(st.integers(0, 10_000), st.integers(0, 40), st.integers(0, 40))
def test_a_plain_date_is_read_exactly_when_the_calendar_has_it(year: int, month: int, day: int) -> None:
    text = f"{year:04}-{month:02}-{day:02}"
    try:
        expected: str | None = date(year, month, day).isoformat()
    except ValueError:
        expected = None
    try:
        assert bounds(text) == Bounds(expected, expected)
    except DateError:
        assert expected is None


@given(ANY)
def test_bounds_are_real_days_in_order_or_the_date_is_refused(text: str) -> None:
    try:
        found = bounds(text)
    except DateError:
        return
    days = [date.fromisoformat(side) for side in found if side]
    assert days == sorted(days)
    assert days
    assert all(day.isoformat() == side for day, side in zip(days, [side for side in found if side], strict=True))


@given(st.text(max_size=12) | st.text(alphabet="0123456789-/.[]{}~?%XuYTZ:, ", max_size=16))
def test_any_text_has_bounds_or_a_reason(text: str) -> None:
    try:
        first, last = bounds(text)
    except DateError:
        return
    assert all(side is None or date.fromisoformat(side) for side in (first, last))


@given(DAYS, st.integers(0, 400), DAYS, st.integers(0, 400))
def test_overlap_is_symmetric_and_means_a_common_day(one: str, long: int, other: str, wide: int) -> None:
    first, second = _span(one, long), _span(other, wide)
    common = max(str(first.earliest), str(second.earliest)) <= min(str(first.latest), str(second.latest))
    assert overlap(first, second) is overlap(second, first) is common
    assert overlap(first, first)


def _span(start: str, days: int) -> Bounds:
    first = date.fromisoformat(start)
    return Bounds(start, (first + timedelta(days=min(days, (date.max - first).days))).isoformat())


@given(ANY, ANY)
def test_overlap_is_symmetric_for_open_sides_too(one: str, other: str) -> None:
    try:
        first, second = bounds(one), bounds(other)
    except DateError:
        return
    assert overlap(first, second) is overlap(second, first)
    assert overlap(first, Bounds(None, None))


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("1906-11-26", "1906-11", True),
        ("1906-11-26", "1906-11-29", False),
        ("1906-11", "1906", True),
        ("1906-11-30", "1906-12", False),
        ("1957-24", "1958-02-14", True),
        ("1957/..", "1956-12-31", False),
        ("1957/..", "2025", True),
        ("../1957", "1957-12-31", True),
        ("../1957", "1958", False),
        ("195X", "1960", False),
    ],
)
def test_two_dates_agree_when_they_can_be_one_day(one: str, other: str, agree: bool) -> None:
    assert overlap(bounds(one), bounds(other)) is agree
