"""What is given back: only what is provable and lacking, each with its reference, and nothing that escapes its cell."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.curation.parse import read_corpus
from kg.decisions import Link, LinkVerdict
from kg.errors import WikidataError
from kg.items import Item, ItemValue
from kg.link.commands import Batch, Create, Reference, Say
from kg.link.known import Known, read_known
from kg.link.propose import propose
from kg.link.quickstatements import render, safe_text, unsafe
from kg.link.simulate import apply
from kg.resources import Home
from tests.curation.test_links import link
from tests.link.conftest import linked
from tests.link.reader import cells, read

NEWS = link("org/river-news", "Q1030")
ADA = link("person/ada-camera", "Q1001")
BORIS = link("person/boris-camera", "Q1004")
FESTIVAL = link("event/river-festival", "Q1020")
BRIDGE = link("work/the-bridge", "Q1050")
LANDS = (link("place/eastland", "Q1010"), link("place/westland", "Q1011"))


def change(home: Home, name: str, old: str, new: str) -> None:
    path = Path(home.data) / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


RIVER = "sources/1950-05-01-river-news-ada.yaml"
BOOK = "sources/1960-encyclopaedia-ada.yaml"
TWO = "entity: [place/eastland, place/westland], evidence: p3"


def items(*ids: str, **claims: Any) -> dict[str, Item]:
    return {one: Item(one, 7, "2026-01-01T00:00:00Z", claims=claims.get(one, ())) for one in ids}


def batch(home: Home, *links: Link, searched: set[str] | None = None, **claims: Any) -> Batch:
    known = linked(home, *links)
    return propose(known, items(*known.item_of.values(), **claims), searched or set())


def held(made: Batch, entity: str, what: str) -> str:
    """The reason why a property of an entity is held back."""
    found = [one.reason for one in made.held_back if one.entity == entity and one.what.startswith(what)]
    assert len(found) == 1, made.held_back
    return found[0]


def test_a_missing_statement_is_given_with_its_references(world_home: Home) -> None:
    made = batch(world_home, NEWS, BRIDGE, *LANDS)
    lines = read(render(made))
    assert [(one.item, one.property, one.value) for one in lines] == [
        ("Q1050", "P495", "Q1010"),
        ("Q1050", "P495", "Q1011"),
    ]
    assert lines[0].references == [
        [("P854", '"https://example.org/ada?a=1&b=2"'), ("P123", "Q1030"), ("P577", "+1950-05-01T00:00:00Z/11")]
    ]


def test_several_sources_of_one_fact_are_several_references_of_one_statement(world_home: Home) -> None:
    change(
        world_home,
        BOOK,
        "  event/river-festival:\n",
        "  work/the-bridge:\n    - {property: coProductionOf, entity: place/eastland, evidence: document}\n\n"
        "  event/river-festival:\n",
    )
    change(
        world_home,
        BOOK,
        "  language: ru\n",
        "  title: {ru: Энциклопедия «Река»}\n  accessed: 2026-11-24\n  language: ru\n",
    )
    (eastland, _) = read(render(batch(world_home, BRIDGE, *LANDS)))
    assert [[name for name, _ in block] for block in eastland.references] == [
        ["P854", "P577"],
        ["P854", "P1476", "P577", "P813"],
    ]
    assert eastland.references[1][1] == ("P1476", 'ru:"Энциклопедия «Река»"')
    assert eastland.references[1][3] == ("P813", "+2026-11-24T00:00:00Z/11")


def test_what_wikidata_has_already_is_not_given_again(world_home: Home) -> None:
    from kg.items import Claim

    there = (Claim("P495", ItemValue("item", "Q1010")),)
    (only,) = read(render(batch(world_home, BRIDGE, *LANDS, Q1050=there)))
    assert only.value == "Q1011"


def test_contested_planned_attributed_denied_doubtful_and_outranked_statements_are_held_back(world_home: Home) -> None:
    made = batch(world_home, NEWS, ADA, FESTIVAL, BRIDGE, *LANDS)
    assert held(made, "person/ada-camera", "bornOn 1906-11-26") == "contested"
    assert held(made, "person/ada-camera", "bornOn 1906-11-29") == "contested"
    assert held(made, "person/ada-camera", "bornOn 1906-11 ") == "contested"
    assert held(made, "event/river-festival", "organizedBy River News") == "denied"
    assert "P569" not in render(made)
    assert "P664" not in render(made)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (TWO, "entity: place/eastland, mode: planned, evidence: p3", "planned"),
        (TWO, "entity: place/eastland, mode: attributed, voice: org/north-studio, evidence: p3", "attributed"),
        (TWO, "entity: place/eastland, certainty: probable, evidence: p3", "low-confidence"),
        (TWO, "entity: place/eastland, certainty: inferred, evidence: p3", "low-confidence"),
        ("reliability: high", "reliability: low", "low-confidence"),
        ("publisher: org/river-news", "publisher: org/north-studio", ""),
        ("url: https://example.org/ada?a=1&b=2", "reliabilityNote: no address", "no-reference"),
        ("kind: agency", "kind: portal", "no-reference"),
        ("kind: agency", "kind: blog", "no-reference"),
    ],
)  # fmt: skip
def test_each_reason_to_hold_back_is_listed(world_home: Home, old: str, new: str, reason: str) -> None:
    change(world_home, RIVER, old, new)
    made = batch(world_home, BRIDGE, *LANDS)
    if reason:
        assert held(made, "work/the-bridge", "coProductionOf Eastland") == reason
        assert "Q1010" not in render(made)
    else:
        assert "Q1010" in render(made)


def test_what_only_a_party_says_is_held_back(world_home: Home) -> None:
    organized = "    - {property: organizedBy, entity: org/river-news, evidence: document}\n"
    change(
        world_home,
        BOOK,
        "    - {property: organizedBy, entity: org/river-news, mode: denied, evidence: document}\n",
        organized,
    )
    made = batch(world_home, NEWS, FESTIVAL)
    assert held(made, "event/river-festival", "organizedBy River News") == "single-party"
    assert any("only bodies that took part in the event say so" in one.what for one in made.held_back)
    assert render(made) == ""


def test_what_only_somebody_tied_to_it_says_is_held_back(world_home: Home) -> None:
    founded = (
        "  org/river-news:\n    - {property: foundedOn, value: 1920, evidence: document}\n\n  person/ada-camera:\n"
    )
    change(world_home, BOOK, "  person/ada-camera:\n", founded)
    made = batch(world_home, NEWS)
    assert held(made, "org/river-news", "foundedOn 1920") == "single-party"
    assert any("only origins tied to somebody in it say so" in one.what for one in made.held_back)
    change(world_home, BOOK, "publisher: org/river-news", "publisher: org/north-studio")
    assert "Q1030\tP571\t+1920-00-00T00:00:00Z/9" in render(batch(world_home, NEWS))


def test_what_a_verdict_ranks_lower_and_whom_a_name_may_mean_is_held_back(world_home: Home) -> None:
    from dataclasses import replace

    from kg.link.hold import Gate

    known = linked(world_home, BRIDGE, *LANDS)
    (made, *_) = [one for one in known.ranked if one.statement.property == "coProductionOf"]
    assert Gate(known).why_not(made) == ("", "")
    assert Gate(known).why_not(replace(made, best=False)) == ("contested", "a verdict ranks it below another statement")
    change(world_home, "decisions/identities.yaml", "verdict: same", "verdict: unsure")
    change(world_home, "decisions/identities.yaml", "entity: person/ada-camera", "entity: place/eastland")
    assert Gate(linked(world_home, BRIDGE, *LANDS)).why_not(made) == (
        "low-confidence",
        "whom a name means is not decided",
    )


def test_a_qualifier_on_which_sources_disagree_is_left_out(world_home: Home) -> None:
    more = "    - {property: coProductionOf, entity: place/eastland, when: 1941, evidence: document}\n\n"
    change(world_home, BOOK, "  event/river-festival:\n", f"  work/the-bridge:\n{more}  event/river-festival:\n")
    change(world_home, RIVER, TWO, "entity: place/eastland, when: 1941, evidence: p3")
    (line,) = read(render(batch(world_home, BRIDGE, *LANDS)))
    assert line.qualifiers == [("P585", "+1941-00-00T00:00:00Z/9")]
    assert len(line.references) == 2
    change(world_home, RIVER, "when: 1941", "when: 1942")
    (line,) = read(render(batch(world_home, BRIDGE, *LANDS)))
    assert line.qualifiers == []


def test_a_value_without_an_item_and_a_date_without_a_form_are_named(world_home: Home) -> None:
    made = batch(world_home, BORIS, FESTIVAL, BRIDGE)
    assert held(made, "work/the-bridge", "coProductionOf Eastland") == "no-item"
    assert held(made, "event/river-festival", "heldOn 1940-05/1940-06") == "no-form"
    assert [(one.item, one.property, one.value) for one in read(render(made))] == [("Q1004", "P1344", "Q1020")]


def test_where_wikidata_says_otherwise_nothing_is_given(world_home: Home) -> None:
    from kg.items import Claim

    change(world_home, BOOK, "value: 1940-05/1940-06", "value: 1940-05")
    other = (Claim("P585", ItemValue("time", "+1941-00-00T00:00:00Z", precision=9, calendar="Q1985727")),)
    made = batch(world_home, FESTIVAL, Q1020=other)
    assert held(made, "event/river-festival", "heldOn 1940-05") == "differs"
    assert "P585\t+1940-05-00T00:00:00Z/10" in render(batch(world_home, FESTIVAL))


def test_an_item_not_in_the_snapshot_is_left_alone(world_home: Home) -> None:
    made = propose(linked(world_home, BRIDGE, *LANDS), {})
    assert len(made) == 0
    assert {one.reason for one in made.held_back if one.entity == "work/the-bridge"} == {"no-snapshot"}


def test_wikipedia_is_no_reference(world_home: Home) -> None:
    known = linked(world_home, BRIDGE, *LANDS)
    table = known.table
    object.__setattr__(table, "no_reference_from", frozenset({"org/river-news"}))
    made = propose(known, items(*known.item_of.values()))
    assert held(made, "work/the-bridge", "coProductionOf Eastland") == "no-reference"


def test_a_new_item_only_for_what_was_looked_for_and_never_for_somebody_who_may_live(world_home: Home) -> None:
    made = batch(world_home, FESTIVAL, *LANDS)
    assert made.creates == ()
    assert held(made, "work/the-bridge", "nobody looked") == "not-searched"
    assert held(made, "person/boris-camera", "a new item about a person") == "may-live"
    assert held(made, "person/nameless-niece", "the source leaves it nameless") == "unnamed"
    text = render(batch(world_home, FESTIVAL, *LANDS, searched={"work/the-bridge", "person/boris-camera"}))
    lines = read(text)
    assert lines[0].item == "CREATE"
    assert [(one.property, one.value) for one in lines[1:]] == [
        ("Len", '"The Bridge"'), ("Lru", '"Мост"'), ("Lzh-hans", '"桥"'),
        ("P31", "Q11424"), ("P495", "Q1010"), ("P495", "Q1011"),
    ]  # fmt: skip
    assert all(one.item == "LAST" for one in lines[1:])
    assert text.count("CREATE\n") == 1
    unsure = link("work/the-bridge", "Q9", LinkVerdict.UNSURE)
    made = batch(world_home, FESTIVAL, *LANDS, unsure, searched={"work/the-bridge"})
    assert held(made, "work/the-bridge", "an item may be it") == "unsure-link"


def test_every_line_of_the_whole_world_parses_and_every_statement_has_a_reference(world_home: Home) -> None:
    everything = set(read_corpus(world_home).entities)
    lines = read(render(batch(world_home, NEWS, BORIS, FESTIVAL, *LANDS, searched=everything)))
    statements = [one for one in lines if one.property.startswith("P")]
    assert statements
    assert all(one.references and one.references[0][0][0] == "P854" for one in statements)


def runs(known: Known, snapshot: dict[str, Item], searched: set[str]) -> list[int]:
    """How much each run proposes, every batch applied before the next, until one is empty."""
    sizes: list[int] = []
    while not sizes or sizes[-1]:
        made = propose(known, snapshot, searched)
        sizes.append(len(made))
        snapshot, links = apply(made, snapshot, 900_000_001 + 1000 * len(sizes), "2026-11-26")
        known.corpus.links = [*known.corpus.links, *links]
        for cached in ("item_of", "entity_of"):
            known.__dict__.pop(cached, None)
        assert len(sizes) < 9
    return sizes


def test_applied_to_the_snapshot_a_second_run_is_empty(world_home: Home) -> None:
    known = linked(world_home, NEWS, BORIS, FESTIVAL, BRIDGE, *LANDS)
    assert runs(known, items(*known.item_of.values()), set()) == [3, 0]


def test_with_new_items_the_second_run_holds_only_their_ties_and_the_third_is_empty(world_home: Home) -> None:
    known = linked(world_home, BORIS, *LANDS)
    change(world_home, BOOK, "value: 1940-05/1940-06", "value: 1940-05")
    known = linked(world_home, BORIS, *LANDS)
    assert runs(known, items(*known.item_of.values()), {"event/river-festival"}) == [3, 1, 0]


def test_on_the_real_data_a_run_after_the_last_is_empty_too(seed_home: Home) -> None:
    known = read_known(seed_home)
    sizes = runs(known, dict(known.corpus.items), set(known.corpus.entities))
    assert sizes[0] > 0
    assert sizes[-1] == 0


def test_nothing_is_sent(world_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert render(batch(world_home, BRIDGE, *LANDS))


# ------ cells


def line_of(text: str, url: str = "https://example.org/") -> str:
    reference = Reference((("P854", ItemValue("text", url)), ("P1476", ItemValue("monolingual", text, lang="en"))))
    say = Say("Q1", "P1476", ItemValue("monolingual", text, lang="zh-hans"), (), (reference,))
    return render(Batch((Create("work/x", (("en", text),), (("en", text),), ()),), (say,), ()))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('The "Red Silk"', "The “Red Silk”"),
        ("one\ttwo", "one two"),
        ("one\nCREATE\nLAST\tP31\tQ5", "one CREATE LAST P31 Q5"),
        ("one | two||three", "one – two – three"),
        ('"', "“"),
        ('x" | Q5', "x“ – Q5"),
        ("一\u2028二", "一 二"),
        ("=1+1", "=1+1"),
    ],
)
def test_no_tab_bar_quote_or_newline_escapes_its_cell(text: str, written: str) -> None:
    lines = read(line_of(text))
    assert [one.item for one in lines] == ["CREATE", "LAST", "LAST", "Q1"]
    assert lines[1].value == f'"{written}"'
    assert lines[3].value == f'zh-hans:"{written}"'
    assert lines[3].references == [[("P854", '"https://example.org/"'), ("P1476", f'en:"{written}"')]]


@given(st.text(max_size=60), st.text(alphabet='abc/?&=|"\\* %“', max_size=20))
def test_whatever_the_text_every_line_has_the_cells_it_was_given(text: str, path: str) -> None:
    if unsafe(text):
        with pytest.raises(WikidataError):
            line_of(text)
        return
    made = line_of(text, f"https://example.org/{path}")
    lines = made.splitlines()
    assert len(lines) == 4
    assert [len(cells(one)) for one in lines] == [1, 3, 3, 7]
    assert '"' not in safe_text(text)


@pytest.mark.parametrize("text", ["a\\", "a /* comment */", "", " \t ", "\x1b[31m"])
def test_what_cannot_be_carried_is_held_back(world_home: Home, text: str) -> None:
    assert unsafe(text)
    if text.strip() and "\x1b" not in text:
        shown = text.replace("\\", "\\\\")
        change(
            world_home,
            RIVER,
            "    - {property: coProductionOf",
            f'    - {{property: title, value: "{shown}", lang: en, evidence: p3}}\n    - {{property: coProductionOf',
        )
        made = batch(world_home, BRIDGE, *LANDS)
        assert held(made, "work/the-bridge", "title") == "unsafe-text"
        assert "P1476" not in render(made)


def test_dates_keep_their_precision(world_home: Home) -> None:
    for value, written in (
        ("1940", "+1940-00-00T00:00:00Z/9"),
        ("1940-05", "+1940-05-00T00:00:00Z/10"),
        ("1940-05-09", "+1940-05-09T00:00:00Z/11"),
        ("194X", "+1940-00-00T00:00:00Z/8"),
    ):
        change(world_home, BOOK, "value: 1940-05/1940-06", f"value: {value}")
        (line,) = read(render(batch(world_home, FESTIVAL)))
        assert line.value == written
        change(world_home, BOOK, f"value: {value}", "value: 1940-05/1940-06")
    assert re.fullmatch(r"Q1020\tP585\t.*", render(batch(world_home, FESTIVAL)) or "Q1020\tP585\t")
