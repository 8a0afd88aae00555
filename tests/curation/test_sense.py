"""Fiction gives no fact, nobody acts outside a life, one thing has one entity, a dossier line is encoded or listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.curation.not_encoded import read_not_encoded
from kg.model import Finding, Severity
from kg.resources import Home
from tests.curation.mistakes import BOOK, PLACES, RIVER, findings, line_of, replace

HEAD = "line\treason\tby\tdate\n"
ROW = "H007\tAn opinion, no event.\tkarmen-curators\t2026-11-26\n"


def table(home: Home, text: str) -> None:
    (Path(home.data) / "decisions" / "not_encoded.tsv").write_text(text, encoding="utf-8")


def say(home: Home, statement: str) -> None:
    """Add a statement about Ada to the encyclopaedia."""
    old = "    - {key: spelling,"
    replace(home, BOOK, old, f"    - {{{statement}, evidence: document}}\n{old}")


def test_fiction_yields_no_fact(world_home: Home) -> None:
    replace(world_home, BOOK, "kind: encyclopaedia", "kind: fiction")
    found = findings(world_home)
    assert {(one.severity, one.rule) for one in found} == {(Severity.ERROR, "fiction")}
    assert len(found) == 7, "what is denied or put into a mouth may stay"
    assert all("mode: attributed" in one.remedy for one in found)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("property: met, entity: person/boris-camera, when: 1905", "before the birth (1906-11-01)"),
        ("property: met, entity: person/boris-camera, from: 1979-01, until: 1980", "after the death (1978-12-31)"),
        ("property: tookPartIn, entity: event/late-festival", "after the death"),
    ],
)
def test_nobody_acts_outside_a_life_unless_a_note_says_why(statement: str, says: str, world_home: Home) -> None:
    with (Path(world_home.data) / "entities" / "events.yaml").open("a", encoding="utf-8") as file:
        label = "{en: Late Festival, zh-Hans: 晚节, ru: Поздний фестиваль}"
        file.write(f"event/late-festival:\n  class: Festival\n  label: {label}\n")
    replace(
        world_home,
        BOOK,
        "  org/north-studio:",
        "  event/late-festival:\n    - {property: heldOn, value: 1980, evidence: document}\n  org/north-studio:",
    )
    say(world_home, "property: diedOn, value: 1978")
    assert [one for one in findings(world_home) if one.rule == "chronology"] == []
    say(world_home, statement)
    (found,) = [one for one in findings(world_home) if one.rule == "chronology"]
    assert says in found.message
    assert (found.severity, found.where.file) == (Severity.WARNING, BOOK)
    replace(world_home, BOOK, statement, f"{statement}, note: Shown on film.")
    assert [one for one in findings(world_home) if one.rule == "chronology"] == []


@pytest.mark.parametrize(
    "statement",
    [
        "property: met, entity: person/boris-camera, when: 1906",
        "property: met, entity: person/boris-camera, when: 1905, mode: denied",
        "property: nameAs, value: Ada, lang: en, when: 1905",
        "property: met, entity: person/boris-camera",
    ],
)
def test_what_can_have_been_is_not_questioned(statement: str, world_home: Home) -> None:
    say(world_home, statement)
    assert findings(world_home) == []


def test_two_entities_of_one_name_are_questioned_until_somebody_decides(world_home: Home) -> None:
    replace(world_home, PLACES, "en: Westland", "en: eastland")
    (found,) = findings(world_home)
    assert (found.severity, found.rule, found.where.line) == (Severity.WARNING, "namesakes", 5)
    assert "'place/eastland'" in found.message
    decision = Path(world_home.data) / "decisions" / "namesakes.yaml"
    signed = "    why: Two countries.\n    by: karmen-curators\n    date: 2026-11-26\n"
    decision.write_text(f"namesakes:\n  - entities: [place/eastland, place/westland]\n{signed}", encoding="utf-8")
    assert findings(world_home) == []
    decision.write_text(f"namesakes:\n  - entities: [place/eastland, place/wasteland]\n{signed}", encoding="utf-8")
    assert {one.rule for one in findings(world_home)} == {"namesakes", "unknown-entity"}
    decision.write_text(f"namesakes:\n  - entities: place/eastland\n{signed}", encoding="utf-8")
    assert [one.rule for one in findings(world_home)] == ["wrong-shape"]


def test_a_line_is_encoded_or_listed_and_never_both(world_home: Home) -> None:
    table(world_home, HEAD + ROW)
    assert findings(world_home) == []
    table(world_home, HEAD + ROW + ROW.replace("H007", "H999"))
    (found,) = findings(world_home)
    assert (found.severity, found.rule, found.where.line) == (Severity.ERROR, "line", 3)
    assert f"{BOOK}:{line_of(world_home, BOOK, 'line: H999')}" in found.message
    replace(world_home, BOOK, "line: H999", "line: line 999")
    assert [one.message for one in findings(world_home)] == ["'line 999' is no dossier line"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("line reason by date\n", 1, "does not name the columns"),
        ("", 1, "does not name the columns"),
        (f"{HEAD}H007\tAn opinion.\t\t2026-11-26\n", 2, "this one 3"),
        (HEAD + ROW.replace("H007", "7"), 2, "'7' is no dossier line"),
        (f"{HEAD}<<<<<<< HEAD\n{ROW}=======\n>>>>>>> other\n", 2, "a merge conflict"),
        (HEAD + ROW + ROW, 3, "'H007' stands twice"),
        (HEAD + ROW.replace("H007", "H008") + ROW, 1, "not sorted"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_its_line(text: str, line: int, says: str) -> None:
    found: list[Finding] = []
    read_not_encoded(text, "t.tsv", found)
    assert [(one.where.line, one.severity) for one in found] == [(line, Severity.ERROR)]
    assert says in found[0].message
    assert found[0].remedy


def test_a_date_in_the_table_is_checked_like_every_other(world_home: Home) -> None:
    table(world_home, HEAD + ROW.replace("2026-11-26", "~2026"))
    assert [(one.rule, one.where.line) for one in findings(world_home)] == [("bad-date", 2)]


def test_a_source_nobody_uses_is_a_warning(world_home: Home) -> None:
    path = Path(world_home.root) / RIVER
    copy = path.with_name("1952-unused.yaml")
    head = path.read_text(encoding="utf-8").partition("statements:")[0]
    copy.write_text(
        head.replace("1950-05-01-river-news-ada", "1952-unused")
        .replace("en: River", "en: Second River")
        .replace("zh-Hans: 江", "zh-Hans: 第二江")
        .replace("ru: Речные новости об", "ru: Вторые новости об"),
        encoding="utf-8",
    )
    assert [(one.severity, one.rule) for one in findings(world_home)] == [(Severity.WARNING, "unused-entity")]


def place_at(home: Home, coordinates: str) -> list[str]:
    said = f'  place/eastland:\n    - {{property: coordinates, value: "{coordinates}", evidence: document}}\n\n'
    path = Path(home.root) / BOOK
    before = path.read_text(encoding="utf-8")
    path.write_text(before + said, encoding="utf-8")
    return [one.rule for one in findings(home)]


@pytest.mark.parametrize("coordinates", ["55.7494, 37.6083", "-33, 151.2", "0, -180", "90, 0"])
def test_coordinates_in_decimal_degrees_are_taken(coordinates: str, world_home: Home) -> None:
    assert place_at(world_home, coordinates) == []


@pytest.mark.parametrize("coordinates", ["55°45′N 37°37′E", "55.7494,37.6083", "91, 0", "55.7, 181", "37.6", "５5, 37"])
def test_coordinates_of_another_form_are_refused(coordinates: str, world_home: Home) -> None:
    assert place_at(world_home, coordinates) == ["coordinates"]
