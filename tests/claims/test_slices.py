"""Time slices: four states, a wider window loses nothing, what is undated is never dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.slices import STATES, Stretch, state_in, stretch_of, window_of
from kg.errors import UsageError
from kg.model import Certainty, Literal, Mode, Ref, Statement
from kg.ontology import Ontology, read_ontology
from kg.resources import find_home
from kg.terms import read_terms
from tests.conftest import ROOT

if TYPE_CHECKING:
    from kg.api import Graph


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    home = find_home(str(ROOT))
    return read_ontology(home, read_terms(home))


def told(name: str = "met", value: str = "", **qualifiers: str) -> Statement:
    term = Literal(value) if value else Ref("person/b")
    times = tuple((name_, Literal(text)) for name_, text in qualifiers.items())
    return Statement("source/a", "person/a", name, term, times, Mode.FACT, (), Certainty.STATED, ())


@pytest.mark.parametrize(("statement", "days"), [
    (told(when="1938-09"), ("1938-09-01", "1938-09-30", "1938-09-01", "1938-09-30")),
    (told(when="1957/1959"), ("1957-01-01", "1957-12-31", "1959-01-01", "1959-12-31")),
    (told(when="[1957..1959]"), ("1957-01-01", "1959-12-31", "1957-01-01", "1959-12-31")),
    (told(when="[..2025-02-20]"), (None, "2025-02-20", "0001-01-01", "2025-02-20")),
    (told(when="2018/.."), ("2018-01-01", "2018-12-31", "9999-12-31", "9999-12-31")),
    (told(due="2025-12/2026-02"), ("2025-12-01", "2025-12-31", "2026-02-01", "2026-02-28")),
    (told(**{"from": "2013"}), ("2013-01-01", "2013-12-31", "2013-01-01", None)),
    (told(until="1939-09"), (None, "1939-09-30", "1939-09-01", "1939-09-30")),
    (told(**{"from": "1938-09", "until": "1939-09"}), ("1938-09-01", "1938-09-30", "1939-09-01", "1939-09-30")),
    (told(asOf="2018"), (None, "2018-12-31", "2018-01-01", None)),
    (told(**{"from": "2013", "asOf": "2018"}), ("2013-01-01", "2013-12-31", "2018-01-01", None)),
    (told("bornOn", "1906-11-26"), ("1906-11-26",) * 4),
    (told("nameAs", "Roman Kalman"), None),
    (told(), None),
])  # fmt: skip
def test_a_statement_has_the_time_its_source_gives(
    ontology: Ontology, statement: Statement, days: tuple[str | None, ...] | None
) -> None:
    assert stretch_of(statement, ontology) == days


HELD = Stretch("2013-01-01", "2013-12-31", "2013-01-01", None)


@pytest.mark.parametrize(("window", "state"), [
    ("2012", "out"), ("2013", "in"), ("2013-06", "possible"), ("2014", "possible"), ("2000..2020", "in"),
])  # fmt: skip
def test_held_from_a_year_with_no_end_told(window: str, state: str) -> None:
    assert state_in(HELD, *window_of(window)) == state


DAYS = st.dates().map(str)
STRETCHES = st.one_of(
    st.none(),
    st.tuples(st.tuples(DAYS, DAYS).map(sorted), st.tuples(DAYS, DAYS).map(sorted), st.booleans(), st.booleans()).map(
        lambda parts: Stretch(
            None if parts[2] else min(parts[0][0], parts[1][0]), max(parts[0]), min(parts[1]),
            None if parts[3] else max(parts[0][1], parts[1][1]),
        )
    ),
)  # fmt: skip


@given(STRETCHES, st.lists(DAYS, min_size=4, max_size=4).map(sorted))
def test_a_wider_window_never_loses_anything(stretch: Stretch | None, days: list[str]) -> None:
    narrow, wide = state_in(stretch, days[1], days[2]), state_in(stretch, days[0], days[3])
    assert narrow in STATES
    assert (narrow == "undated") == (wide == "undated") == (stretch is None)
    if narrow != "undated":
        order = ("out", "possible", "in")
        assert order.index(wide) >= order.index(narrow)


@pytest.mark.parametrize("text", ["", "1959..1950", "soon", "1950..", "..1950", "1950-13", "2018/.."])
def test_what_is_no_window_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"1950\.\.1959"):
        window_of(text)


def test_the_four_states_share_out_everything(seed: Graph) -> None:
    drawn = seed.picture("everything")
    documents = sum(edge.target.startswith("source/") for edge in drawn.edges)
    for window in ("1906", "1935..1949", "2025-05-07"):
        found = seed.slices(window)
        assert sum(found.statements.values()) == seed.build.counts["statements"]
        assert sum(found.ties.values()) == len(drawn.edges) - documents


def test_sides_follow_from_statements_alone(seed: Graph) -> None:
    sides = {entry["entity"]: entry["sides"] for entry in seed.ledger("sides")}
    assert sides["org/cgtn"] == ["place/china"]
    assert sides["place/china"] == ["place/china"]
    assert sides["work/red-silk"] == ["place/china", "place/russia"]
    assert "org/finanznachrichten" not in sides
