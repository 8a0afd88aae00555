"""The property table says the same both ways, agrees with the ontology's alignments, and refuses what cannot be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import EDTF, bounds, overlap
from kg.errors import OntologyError
from kg.items import ItemValue
from kg.link.known import Known, read_known
from kg.link.names import fold_name, likeness, script_of
from kg.link.table import read_table
from kg.link.times import GREGORIAN, JULIAN, from_edtf, to_edtf, to_gregorian
from kg.model import Ref
from kg.ontology import read_ontology
from kg.resources import Home, find_home
from kg.terms import read_terms
from tests.conftest import ROOT

HOME = find_home(str(ROOT))
ONTOLOGY = read_ontology(HOME, read_terms(HOME))
TABLE = read_table(HOME, ONTOLOGY)
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def aligned() -> set[tuple[str, str]]:
    """Every pair of our term and Wikidata's in ontology/alignments.ttl."""
    text = (ROOT / "ontology" / "alignments.ttl").read_text(encoding="utf-8")
    found = set()
    for name, rest in re.findall(r"^kg:(\w+) ([^\n]*)", text, re.MULTILINE):
        found |= {(name, number) for number in re.findall(r"\bwdt?:([PQ]\d+)", rest)}
    return found


def test_every_pair_of_the_table_is_aligned_and_every_alignment_is_in_the_table_or_left_out_with_a_reason() -> None:
    pairs = {(one.name, one.property) for one in TABLE.maps() if not one.inverse}
    pairs |= set(TABLE.qualifiers.items()) | set(TABLE.classes.items())
    references = {("statedIn", "P248"), ("seenAt", "P854"), ("accessedOn", "P813")}
    assert pairs - aligned() == set()
    missing = {
        (name, number)
        for name, number in aligned() - pairs - references
        if number.startswith("P") and name not in TABLE.left_out
    }
    assert missing == {("agreedBy", "P710")}  # participant in: an agreement's parties would be its participants


def test_our_words_lead_to_theirs_and_theirs_back_to_ours() -> None:
    for one in TABLE.maps():
        assert one in TABLE.ours(one.property, inverse=one.inverse)
        assert TABLE.ours(one.property, inverse=not one.inverse) == () or one.name not in {
            other.name for other in TABLE.ours(one.property, inverse=not one.inverse)
        }
    assert [one.name for one in TABLE.ours("P569")] == ["bornOn"]
    assert [one.name for one in TABLE.ours("P1346", inverse=True)] == ["winnerOf"]
    assert TABLE.ours("P1346") == ()


def test_each_value_has_a_form_on_both_sides() -> None:
    for one in TABLE.maps():
        property_ = ONTOLOGY.properties[one.name]
        assert property_.is_object or property_.range in (EDTF, LANG_STRING), one.name
        assert not one.inverse or property_.is_object
        for cls in filter(None, (one.subject, one.value)):
            assert cls in ONTOLOGY.classes


def test_statements_of_the_real_data_go_there_and_come_back() -> None:
    known = read_known(HOME)
    there = 0
    for facts in known.facts.values():
        for fact in facts:
            value = known.value_there(fact)
            back = {one.name for one in known.table.ours(fact.map.property, inverse=fact.map.inverse)}
            assert fact.statement.property in back
            if value is None:
                continue
            there += 1
            if value.kind == "time":
                assert to_edtf(value) == getattr(fact.statement.value, "text", "")
            elif value.kind == "item":
                assert isinstance(fact.statement.value, Ref)
                assert known.entity_of[value.text] == fact.other
    assert there > 20


def test_a_class_without_a_number_takes_the_nearest_above() -> None:
    assert TABLE.item_class("Film", ONTOLOGY) == "Q11424"
    assert TABLE.item_class("Newsreel", ONTOLOGY) in {"Q11424", "Q93204", "Q17537576"}
    assert TABLE.item_class("FriendshipAssociation", ONTOLOGY) == "Q43229"
    assert TABLE.item_class("Topic", ONTOLOGY) == ""


def test_a_property_is_narrowed_by_class(world_home: Home) -> None:
    known = read_known(world_home)
    names = {(fact.statement.property, fact.map.property) for facts in known.facts.values() for fact in facts}
    assert ("tookPartIn", "P1344") in names
    assert not any(name == "saidOn" for name, _ in names)
    assert isinstance(known, Known)
    known = read_known(HOME)
    held = {
        (known.corpus.entities[fact.other].cls, fact.map.property)
        for facts in known.facts.values()
        for fact in facts
        if fact.statement.property == "heldAt"
    }
    assert all((number == "P17") == (cls == "Country") for cls, number in held)
    assert held


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  bornOn: [{prop", "  bornOm: [{prop", "'bornOm' is not in ontology/kg.ttl; did you mean 'bornOn'"),
        ("property: P569", "property: Q569", "'Q569' under 'property' is no number"),
        ("property: P569", "property: P５69", "is no number"),
        ("Person: Q5\n", "Person: P5\n", "'P5' under 'Person' is no number"),
        ("Person: Q5\n", "Persom: Q5\n", "did you mean 'Person'"),
        ('compare: "true"}', 'compere: "true"}', "unknown field 'compere'"),
        ("references:\n", "referencez:\n", "needs the keys"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_table_names_line_and_remedy(world_home: Home, old: str, new: str, says: str) -> None:
    path = Path(world_home.ontology) / "wikidata.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(OntologyError, match=re.escape(says)) as caught:
        read_table(world_home, ONTOLOGY)
    assert re.match(r"ontology/wikidata\.yaml(:\d+)?: ", str(caught.value))


# ------ times


@pytest.mark.parametrize(
    ("time", "precision", "calendar", "edtf"),
    [
        ("+1952-10-07T00:00:00Z", 11, GREGORIAN, "1952-10-07"),
        ("+1906-11-16T00:00:00Z", 11, JULIAN, "1906-11-29"),
        ("+1906-11-00T00:00:00Z", 10, JULIAN, "1906-11"),
        ("+1952-00-00T00:00:00Z", 9, GREGORIAN, "1952"),
        ("+1950-00-00T00:00:00Z", 8, GREGORIAN, "195X"),
        ("+1901-00-00T00:00:00Z", 7, GREGORIAN, "[1900..2000]"),
        ("+2000-00-00T00:00:00Z", 7, GREGORIAN, "[1900..2000]"),
        ("+1000-00-00T00:00:00Z", 6, GREGORIAN, ""),
        ("-0500-00-00T00:00:00Z", 9, GREGORIAN, ""),
        ("+0000-00-00T00:00:00Z", 9, GREGORIAN, ""),
        ("+12000-00-00T00:00:00Z", 9, GREGORIAN, ""),
        ("+00000001994-01-01T00:00:00Z", 11, GREGORIAN, "1994-01-01"),
        ("tomorrow", 11, GREGORIAN, ""),
    ],
)
def test_times_are_read_with_precision_and_calendar(time: str, precision: int, calendar: str, edtf: str) -> None:
    assert to_edtf(ItemValue("time", time, precision=precision, calendar=calendar)) == edtf
    assert not edtf or bounds(edtf).earliest


@pytest.mark.parametrize("text", ["1957~", "1957?", "1957/1960", "[1957..1960]", "2024/..", "1957-24", "19XX", "X"])
def test_what_wikidata_cannot_say_is_not_rounded(text: str) -> None:
    assert from_edtf(text) is None


@given(st.dates())
def test_a_day_month_or_year_comes_back_as_it_went(day: object) -> None:
    text = str(day)
    for part in (text, text[:7], text[:4]):
        value = from_edtf(part)
        assert value is not None
        assert to_edtf(value) == part
        assert overlap(bounds(part), bounds(text))


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1582, 10, 5), "1582-10-15"), ((1900, 2, 28), "1900-03-12"), ((1900, 2, 29), "1900-03-13"),
        ((1917, 10, 25), "1917-11-07"), ((1906, 11, 16), "1906-11-29"),
    ],
)  # fmt: skip
def test_old_style_dates_become_new_style(julian: tuple[int, int, int], gregorian: str) -> None:
    assert to_gregorian(*julian) == gregorian


# ------ names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Roman  Karmen", "KARMEN, Roman"),
        ("Роман Кармён", "Роман Кармен"),
        ("罗曼·卡尔曼", "罗曼・卡尔曼"),
        ("Zhou Enlai", "Zhōu Ēnlái"),
    ],
)
def test_spelling_habits_do_not_part_a_name(one: str, other: str) -> None:
    (pair,) = likeness([one], [other])
    assert pair.alike == 1.0


def test_names_are_compared_within_a_script_only() -> None:
    assert likeness(["Roman Karmen"], ["Роман Кармен"]) == []
    scripts = [one.script for one in likeness(["Roman Karmen", "罗曼", "Роман"], ["Roman Kalman", "罗曼", "Роман"])]
    assert scripts == ["cyrillic", "han", "latin"]
    assert script_of("12") == "other"
    assert fold_name("…") == ""
