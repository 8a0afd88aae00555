"""Nothing is told before it began, a plan looks ahead, nobody dies unborn, no part holds its whole."""

from __future__ import annotations

import pytest

from kg.model import Severity
from kg.resources import Home
from tests.curation.mistakes import BOOK, findings, line_of, replace


def say(home: Home, subject: str, *statements: str) -> None:
    """Add statements to the encyclopaedia, which was published in 1960."""
    old = f"  {subject}:\n"
    lines = "".join(f"    - {{{one}, evidence: document}}\n" for one in statements)
    if subject in ("person/ada-camera", "event/river-festival"):
        replace(home, BOOK, old, old + lines)
    else:
        replace(home, BOOK, "\nstatements:\n", f"\nstatements:\n{old}{lines}\n")


@pytest.mark.parametrize(
    ("statement", "rule", "says"),
    [
        ("property: met, entity: person/boris-camera, when: 1961", "told-before", "(when: 1961) begins after"),
        ("property: met, entity: person/boris-camera, from: 1961-01", "told-before", "(from: 1961-01) begins after"),
        ("property: diedOn, value: 1961-02-01", "told-before", "(diedOn: 1961-02-01) begins after"),
        ("property: met, entity: person/boris-camera, due: 1961", "window", "is a fact and has a window (due: 1961)"),
        (
            "property: met, entity: person/boris-camera, due: 1959, mode: planned",
            "window",
            "(due: 1959) had closed when it was told (1960)",
        ),
    ],
)
def test_what_a_source_cannot_know_yet_is_questioned_unless_a_note_says_why(
    statement: str, rule: str, says: str, world_home: Home
) -> None:
    say(world_home, "person/ada-camera", statement)
    (found,) = findings(world_home)
    assert (found.severity, found.rule, found.where.file) == (Severity.WARNING, rule, BOOK)
    assert found.where.line == line_of(world_home, BOOK, statement)
    assert says in found.message
    replace(world_home, BOOK, statement, f"{statement}, note: In the second printing.")
    assert findings(world_home) == []


@pytest.mark.parametrize(
    "statement",
    [
        "property: met, entity: person/boris-camera, when: 1960-12-31",
        "property: met, entity: person/boris-camera, from: 1959, until: 1970",
        "property: met, entity: person/boris-camera, when: 1961, mode: planned",
        "property: met, entity: person/boris-camera, due: 1960, mode: planned",
        "property: met, entity: person/boris-camera, due: 1940-06, mode: planned, act: speech/studio-announcement",
        "property: diedOn, value: 1959",
        "property: diedOn, value: 1900, certainty: doubtful",
    ],
)
def test_what_can_have_been_so_is_not_questioned(statement: str, world_home: Home) -> None:
    say(world_home, "person/ada-camera", statement)
    assert findings(world_home) == []


def test_a_text_read_before_it_was_published_is_a_warning(world_home: Home) -> None:
    replace(world_home, BOOK, "published: 1960", "published: 1960\n  accessed: 1960-05-01")
    assert findings(world_home) == []
    replace(world_home, BOOK, "published: 1960\n", "published: 1960-05-02\n")
    (found,) = findings(world_home)
    assert (found.severity, found.rule) == (Severity.WARNING, "read-before")
    assert "was read (1960-05-01) before it was published (1960-05-02)" in found.message


def test_who_surely_died_before_being_born_is_an_error_at_the_death(world_home: Home) -> None:
    say(world_home, "person/ada-camera", "property: diedOn, value: 1906-10")
    (found,) = [one for one in findings(world_home) if one.rule == "unborn"]
    assert (found.severity, found.where.line) == (Severity.ERROR, line_of(world_home, BOOK, "value: 1906-10"))
    assert "died (1906-10-31 at the latest) before being born (1906-11-01 at the earliest)" in found.message
    assert "certainty: doubtful" in found.remedy
    replace(world_home, BOOK, "value: 1906-10", "value: 1906-11-01")
    assert [one for one in findings(world_home) if one.rule == "unborn"] == []


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"person/ada-camera": ("property: childOf, entity: person/ada-camera",)},
            "'person/ada-camera' is childOf itself",
        ),
        (
            {
                "place/eastland": ("property: locatedIn, entity: place/westland",),
                "place/westland": ("property: locatedIn, entity: place/eastland",),
            },
            "'place/westland' is locatedIn itself through place/eastland",
        ),
        (
            {"event/river-festival": ("property: partOf, entity: event/river-festival",)},
            "'event/river-festival' is partOf itself",
        ),
    ],
)
def test_a_circle_is_an_error_told_once(said: dict[str, tuple[str, ...]], message: str, world_home: Home) -> None:
    for subject, statements in said.items():
        say(world_home, subject, *statements)
    (found,) = findings(world_home)
    assert (found.severity, found.rule, found.message) == (Severity.ERROR, "circle", message)
    assert found.where.line


def test_two_ways_to_one_whole_are_no_circle_and_a_denial_closes_none(world_home: Home) -> None:
    say(world_home, "place/eastland", "property: locatedIn, entity: place/westland")
    say(world_home, "place/westland", "property: locatedIn, entity: place/eastland, mode: denied")
    assert findings(world_home) == []
