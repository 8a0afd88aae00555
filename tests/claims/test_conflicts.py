"""Disagreements are found by rule, on both sides, and nothing that can be true together is one."""

from __future__ import annotations

import pytest

from kg.claims.conflicts import find_conflicts
from kg.claims.rank import rank_statements
from kg.dates import EDTF
from kg.ids import statement_id
from kg.model import Certainty, Literal, Mode, Ref, Statement
from kg.ontology import Ontology, PropertyDef
from tests.claims.samples import said

_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_TEXT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def _property(
    name: str, range_: str, *, is_object: bool = False, value: bool = False, when: bool = False
) -> PropertyDef:
    return PropertyDef(name, {}, "", "Person", range_, is_object, single_valued=value, single_when=when)


ONTOLOGY = Ontology(
    properties={
        made.name: made
        for made in (
            _property("bornOn", EDTF, value=True),
            _property("heldOn", EDTF),
            _property("bornAt", "Place", is_object=True, value=True),
            _property("firstShownIn", "Place", is_object=True, when=True),
            _property("sentTo", "Place", is_object=True),
            _property("seats", _INTEGER, value=True),
            _property("title", _TEXT, value=True),
        )
    }
)


def clash(one: Statement, other: Statement) -> bool:
    """Whether two statements disagree; asserts that both sides say so and that order does not matter."""
    first, second = statement_id(one), statement_id(other)
    found = find_conflicts(rank_statements([one, other]), ONTOLOGY)
    assert found == find_conflicts(rank_statements([other, one]), ONTOLOGY)
    assert found in ({}, {first: (second,), second: (first,)})
    return bool(found)


@pytest.mark.parametrize("source", ["source/one", "source/two"], ids=["within-one-source", "between-two"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [("1906-11", False), ("1906", False), ("1906-11-26", False), ("1906-11-29", True), ("1906-12", True),
     ("190X", False), ("1906-11-26~", False), ("[1906-11-20..1906-11-27]", False), ("1907/..", True)],
)  # fmt: skip
def test_two_dates_disagree_when_they_cannot_be_one_day(value: str, expected: bool, source: str) -> None:
    other = said(value, source=source, key="other", voice=("org/two",))
    assert clash(said("1906-11-26"), other) is expected


def test_a_property_that_may_have_many_values_has_no_conflicts() -> None:
    assert not clash(said("1906", property="heldOn"), said("1907", property="heldOn"))


def test_two_places_of_birth_disagree_and_the_same_place_twice_does_not() -> None:
    here, there = Ref("place/eastland"), Ref("place/westland")
    assert clash(said(property="bornAt", value=here), said(property="bornAt", value=there, source="source/two"))
    assert not clash(said(property="bornAt", value=here), said(property="bornAt", value=here, source="source/two"))


def test_numbers_and_units_disagree() -> None:
    hundred = said(property="seats", value=Literal("100"))
    assert clash(hundred, said(property="seats", value=Literal("120")))
    assert clash(hundred, said(property="seats", value=Literal("100", unit="rows")))
    assert not clash(hundred, said(property="seats", value=Literal("100"), source="source/two"))


def test_titles_in_two_languages_agree_and_two_in_one_language_do_not() -> None:
    russian = said(property="title", value=Literal("Мост", "ru"))
    assert not clash(russian, said(property="title", value=Literal("The Bridge", "en")))
    assert clash(russian, said(property="title", value=Literal("Мосты", "ru")))


@pytest.mark.parametrize("mode", [Mode.PLANNED, Mode.ATTRIBUTED, Mode.DENIED])
def test_what_is_not_said_as_a_fact_conflicts_with_nothing(mode: Mode) -> None:
    assert not clash(said("1906-11-26"), said("1906-11-29", mode=mode))
    assert not clash(said("1906-11-26", mode=mode), said("1906-11-29", mode=mode))


def test_a_doubtful_fact_is_in_the_ledger_all_the_same() -> None:
    assert clash(said("1906-11-26"), said("1906-11-29", certainty=Certainty.DOUBTFUL))


def _shown(place: str, when: str, source: str = "source/one") -> Statement:
    qualifiers = (("when", Literal(when)),) if when else ()
    return said(property="firstShownIn", value=Ref(place), qualifiers=qualifiers, source=source)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("place/eastland", "1940-05"), ("place/eastland", "1940-06"), True),
        (("place/eastland", "1940-05"), ("place/eastland", "1940-05-31"), False),
        (("place/eastland", "1940-05"), ("place/westland", "1940-06"), False),
        (("place/eastland", "1940-05"), ("place/eastland", ""), False),
        (("place/eastland", ""), ("place/eastland", ""), False),
    ],
)
def test_a_premiere_has_one_time_at_one_place(one: tuple[str, str], other: tuple[str, str], expected: bool) -> None:
    assert clash(_shown(*one), _shown(*other, source="source/two")) is expected


def test_times_of_what_may_happen_often_agree() -> None:
    one = said(property="sentTo", value=Ref("place/eastland"), qualifiers=(("when", Literal("1938")),))
    other = said(property="sentTo", value=Ref("place/eastland"), qualifiers=(("when", Literal("1939")),))
    assert not clash(one, other)


def test_of_three_dates_each_lists_those_it_disagrees_with() -> None:
    day, month, other = (
        said("1906-11-26"),
        said("1906-11", source="source/two"),
        said("1906-11-29", source="source/two"),
    )
    found = find_conflicts(rank_statements([day, month, other]), ONTOLOGY)
    assert found == {statement_id(day): (statement_id(other),), statement_id(other): (statement_id(day),)}
    decade = said("1890", source="source/three")
    found = find_conflicts(rank_statements([day, month, other, decade]), ONTOLOGY)
    assert found[statement_id(decade)] == tuple(sorted(map(statement_id, (day, month, other))))


def test_two_people_do_not_disagree() -> None:
    assert not clash(said("1906"), said("1907", subject="person/boris"))
