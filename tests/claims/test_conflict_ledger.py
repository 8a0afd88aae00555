"""The conflict ledger: sides beside one another, verdicts that delete nothing, and no side for what fits two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.claims.conflicts import conflict_ledger, find_conflicts
from kg.claims.rank import rank_corpus
from kg.corpus import Corpus
from kg.dates import EDTF, bounds
from kg.decisions import Rank, RankVerdict
from kg.ids import statement_id
from kg.model import Literal, Mode, Ref, Statement, Where
from kg.ontology import Ontology, PropertyDef, read_ontology
from kg.resources import find_home
from kg.terms import read_terms
from tests.claims.samples import said
from tests.conftest import ROOT

_TEXT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
ONTOLOGY = Ontology(
    properties={
        "bornOn": PropertyDef("bornOn", {}, "", "Person", EDTF, is_object=False, single_valued=True),
        "bornAt": PropertyDef("bornAt", {}, "", "Person", "Place", is_object=True, single_valued=True),
        "title": PropertyDef("title", {}, "", "Work", _TEXT, is_object=False, single_valued=True),
        "firstShownIn": PropertyDef("firstShownIn", {}, "", "Work", "Place", is_object=True, single_when=True),
    }
)


def told(value: Any, name: str, **fields: Any) -> Statement:
    """A statement of the source `name`, with the key `it`."""
    return said(value, source=f"source/{name}", key="it", **fields)


def shown(when: str, name: str, place: str = "place/eastland") -> Statement:
    qualifiers = (("when", Literal(when)),) if when else ()
    return told(Ref(place), name, property="firstShownIn", subject="work/bridge", qualifiers=qualifiers)


def verdict(name: str, rank: Rank) -> RankVerdict:
    return RankVerdict(f"why {name}", "curators", "2026-11-23", Where("", 0), f"source/{name}#it", rank)


def ledger(statements: Iterable[Statement], *verdicts: RankVerdict) -> list[dict[str, Any]]:
    corpus = Corpus(statements=list(statements), verdicts=list(verdicts))
    return conflict_ledger(corpus, rank_corpus(corpus), ONTOLOGY)


def side(value: str | None, *members: Statement) -> dict[str, Any]:
    return {
        "value": value,
        "statements": sorted(map(statement_id, members)),
        "sources": sorted({one.source for one in members}),
    }


DAY, SAME, OTHER, MONTH = (
    told("1906-11-26", "a"),
    told("1906-11-26", "b"),
    told("1906-11-29", "c"),
    told("1906-11", "d"),
)


def test_a_day_and_its_month_are_no_conflict_and_two_days_are() -> None:
    assert ledger([DAY, SAME, MONTH]) == []
    assert ledger([DAY, SAME, OTHER, MONTH]) == [
        {
            "subject": "person/ada",
            "property": "bornOn",
            "value": None,
            "kind": "value",
            "sides": [side("1906-11-26", DAY, SAME), side("1906-11-29", OTHER)],
            "compatible": [side("1906-11", MONTH)],
            "verdicts": [],
            "state": "open",
        }
    ]


def test_two_days_within_one_source_are_a_conflict() -> None:
    other = replace(DAY, value=Literal("1906-11-29"), key="other")
    (entry,) = ledger([DAY, other])
    assert [one["sources"] for one in entry["sides"]] == [["source/a"], ["source/a"]]


def test_a_vaguer_value_that_fits_one_side_alone_takes_it_and_the_most_exact_names_the_side() -> None:
    (entry,) = ledger([DAY, MONTH, told("1907", "e"), told("1907-02", "f"), told("[1907-02-01..1907-02-09]", "g")])
    assert [one["value"] for one in entry["sides"]] == ["1906-11-26", "[1907-02-01..1907-02-09]"]
    assert [len(one["statements"]) for one in entry["sides"]] == [2, 3]
    assert entry["compatible"] == []


def test_open_ends_and_decades_take_no_side_where_they_reach_two() -> None:
    (entry,) = ledger([DAY, OTHER, told("../1907", "e"), told("190X", "f"), told("1907/..", "g")])
    assert [one["value"] for one in entry["sides"]] == ["1906-11-26", "1906-11-29", "1907/.."]
    assert [one["value"] for one in entry["compatible"]] == ["../1907", "190X"]


def test_three_sides_stand_in_the_order_of_time() -> None:
    (entry,) = ledger([told("1906-11-30", "e"), OTHER, DAY])
    assert [one["value"] for one in entry["sides"]] == ["1906-11-26", "1906-11-29", "1906-11-30"]


def test_two_birthplaces_are_two_sides() -> None:
    here, there = (told(Ref(f"place/{name}"), name, property="bornAt") for name in ("eastland", "westland"))
    (entry,) = ledger([there, here, replace(here, source="source/other")])
    assert [(one["value"], len(one["statements"])) for one in entry["sides"]] == [
        ("place/eastland", 2),
        ("place/westland", 1),
    ]


def test_titles_disagree_within_each_language() -> None:
    texts = [("Bridge", "en"), ("The Bridge", "en"), ("Мост", "ru"), ("Мосты", "ru"), ("桥", "zh-Hans")]
    entries = ledger([told(Literal(text, lang), text.split()[-1] + lang, property="title") for text, lang in texts])
    assert sorted([one["value"] for one in entry["sides"]] for entry in entries) == [
        ["Bridge", "The Bridge"],
        ["Мост", "Мосты"],
    ]


def test_a_premiere_has_one_time_in_one_place_and_a_showing_without_a_day_takes_no_side() -> None:
    one, other, elsewhere, undated = (
        shown("1940-05", "a"),
        shown("1940-06", "b"),
        shown("1941", "c", "place/westland"),
        shown("", "d"),
    )
    assert ledger([one, elsewhere, undated]) == []
    (entry,) = ledger([one, other, elsewhere, undated])
    assert (entry["kind"], entry["value"]) == ("time", "place/eastland")
    assert entry["sides"] == [side("1940-05", one), side("1940-06", other)]
    assert entry["compatible"] == [side(None, undated)]


def test_what_is_planned_attributed_or_denied_is_no_side() -> None:
    others = [replace(OTHER, mode=mode) for mode in (Mode.PLANNED, Mode.ATTRIBUTED, Mode.DENIED)]
    assert ledger([DAY, *others]) == []


def test_a_verdict_decides_and_deletes_nothing() -> None:
    (before,) = ledger([DAY, SAME, OTHER, MONTH])
    (after,) = ledger([DAY, SAME, OTHER, MONTH], verdict("c", Rank.DEPRECATED))
    assert after["verdicts"] == [
        {
            "statement": statement_id(OTHER),
            "rank": "deprecated",
            "why": "why c",
            "by": "curators",
            "date": "2026-11-23",
        }
    ]
    assert after == {**before, "verdicts": after["verdicts"], "state": "decided"}


def test_a_disagreement_is_open_until_what_is_left_can_all_be_true() -> None:
    third = told("1906-11-30", "e")

    def state(*verdicts: RankVerdict) -> str:
        (entry,) = ledger([DAY, OTHER, third, MONTH], *verdicts)
        return str(entry["state"])

    assert state() == "open"
    assert state(verdict("e", Rank.DEPRECATED)) == "open"
    assert state(verdict("e", Rank.DEPRECATED), verdict("c", Rank.DEPRECATED)) == "decided"
    assert state(verdict("c", Rank.PREFERRED)) == "decided"
    assert state(verdict("c", Rank.PREFERRED), verdict("a", Rank.PREFERRED)) == "open"
    assert state(verdict("d", Rank.PREFERRED)) == "decided"
    assert state(verdict("d", Rank.DEPRECATED)) == "open"


def test_a_verdict_on_a_vague_value_that_another_side_contradicts_leaves_it_open() -> None:
    wide, early, late = told("1906/1907", "a"), told("1906", "b"), told("1909", "c")
    (entry,) = ledger([wide, early, late], verdict("a", Rank.PREFERRED), verdict("c", Rank.PREFERRED))
    assert entry["state"] == "open"


def test_a_verdict_on_one_town_leaves_another_towns_premiere_open() -> None:
    told_of = [
        shown("1940-05", "a"),
        shown("1940-06", "b"),
        shown("1941-05", "c", "place/westland"),
        shown("1941-06", "d", "place/westland"),
    ]
    entries = ledger(told_of, verdict("a", Rank.PREFERRED))
    assert [(entry["value"], entry["state"]) for entry in entries] == [
        ("place/eastland", "decided"),
        ("place/westland", "open"),
    ]


def test_what_can_happen_again_has_no_single_time() -> None:
    home = find_home(str(ROOT))
    properties = read_ontology(home, read_terms(home)).properties
    assert sorted(name for name, made in properties.items() if made.single_when) == ["firstShownIn", "releasedIn"]
    assert properties["startedOn"].single_valued


DATES = st.sampled_from(
    ["1906", "1906-11", "1906-12", "1906-11-26", "1906-11-29", "1907", "190X", "1906-11-28/1906-12-02", "1907/..",
     "../1906-11-27", "[1906-11-20..1906-11-27]", "1906-11-26~"]
)  # fmt: skip
CORPORA = st.lists(DATES, min_size=1, max_size=7).map(
    lambda dates: [told(value, f"s{at}") for at, value in enumerate(dates)]
)


def clashes(one: Statement, other: Statement) -> bool:
    corpus = Corpus(statements=[one, other])
    return bool(find_conflicts(rank_corpus(corpus), ONTOLOGY))


@given(CORPORA)
def test_sides_hold_what_can_be_true_together_and_contradict_each_other(statements: list[Statement]) -> None:
    by_id = {statement_id(one): one for one in statements}
    found = find_conflicts(rank_corpus(Corpus(statements=statements)), ONTOLOGY)
    entries = ledger(statements)
    assert len(entries) == bool(found)
    for entry in entries:
        sides = [[by_id[one] for one in side["statements"]] for side in entry["sides"]]
        neither = [by_id[one] for side in entry["compatible"] for one in side["statements"]]
        assert sorted(map(statement_id, chain(*sides, neither))) == sorted(by_id)
        assert len(sides) > 1
        assert all(not clashes(one, other) for members in sides for one, other in combinations(members, 2))
        for here, there in combinations(sides, 2):
            assert all(clashes(one, other) for one in here for other in there)
        for one in neither:
            reached = [s for s in sides if not all(clashes(one, other) for other in s)]
            assert len(reached) > 1 or any(not clashes(one, other) for other in neither if other is not one)


@given(CORPORA, st.randoms())
def test_order_in_the_corpus_changes_nothing(statements: list[Statement], chance: Any) -> None:
    shuffled = list(statements)
    chance.shuffle(shuffled)
    assert ledger(shuffled) == ledger(statements)


@given(CORPORA, st.lists(st.sampled_from([None, Rank.PREFERRED, Rank.DEPRECATED]), min_size=7, max_size=7))
def test_verdicts_change_only_verdicts_and_state(statements: list[Statement], ranks: list[Rank | None]) -> None:
    verdicts = [verdict(f"s{at}", rank) for at, rank in enumerate(ranks[: len(statements)]) if rank]
    judged, plain = ledger(statements, *verdicts), ledger(statements)
    assert [{**entry, "verdicts": [], "state": "open"} for entry in judged] == plain
    for entry in judged:
        assert len(entry["verdicts"]) == len(verdicts)


@given(CORPORA, DATES)
def test_a_statement_compatible_with_all_adds_no_conflict(statements: list[Statement], value: str) -> None:
    added = told(value, "added")
    if any(clashes(added, one) for one in statements):
        return
    before, after = ledger(statements), ledger([*statements, added])
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        assert len(new["sides"]) == len(old["sides"])
        assert statement_id(added) in [one for side in new["compatible"] for one in side["statements"]]


@given(CORPORA)
def test_a_side_is_named_by_none_wider_than_its_members(statements: list[Statement]) -> None:
    by_id = {statement_id(one): one for one in statements}
    for entry in ledger(statements):
        for one in entry["sides"]:
            name = bounds(one["value"])
            for member in map(by_id.__getitem__, one["statements"]):
                assert isinstance(member.value, Literal)
                other = bounds(member.value.text)
                narrower = other != name and (other.earliest or "") >= (name.earliest or "")
                assert not (narrower and (other.latest or "~") <= (name.latest or "~"))
