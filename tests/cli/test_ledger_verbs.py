"""`kg conflicts` and `kg promises`: sides beside one another, states on a day, and every line with its receipt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.pipeline import build
from kg.resources import Home
from tests.conftest import WORLD, RunKg, make_home

PLANS = """\
source:
  id: source/1940-03-01-river-news-plans
  class: Source
  kind: agency
  label: {en: River News on plans, zh-Hans: 江河通讯社的计划, ru: Речные новости о планах}
  publisher: org/river-news
  published: 1940-03-01
  language: en

statements:
  org/river-news:
    - {key: talks, property: cooperatesWith, entity: org/north-studio, mode: planned, evidence: document}

  work/the-bridge:
    - {key: east, property: releasedIn, entity: place/eastland, mode: planned, due: 1940-05, evidence: document}
    - key: shown
      property: firstShownIn
      entity: place/westland
      mode: planned
      voice: org/north-studio
      due: 1940
      evidence: p1
"""
NEWS = """\
source:
  id: source/1940-07-01-river-news-bridge
  class: Source
  kind: agency
  label: {en: River News on The Bridge, zh-Hans: 江河通讯社关于桥的报道, ru: Речные новости о «Мосте»}
  publisher: org/river-news
  published: 1940-07-01
  language: en

statements:
  work/the-bridge:
    - {key: east, property: releasedIn, entity: place/eastland, when: 1940-06-02, evidence: document}
    - {key: shown, property: firstShownIn, entity: place/eastland, when: 1940-05-20, evidence: document}
    - key: shown-late
      property: firstShownIn
      entity: place/eastland
      when: 1940-05-31
      certainty: probable
      evidence: p1
"""
VERDICTS = """\
verdicts:
  - statement: source/1940-07-01-river-news-bridge#shown-late
    rank: deprecated
    why: The hall was closed on that day.
    by: karmen-curators
    date: 2026-11-23
"""
OUTCOMES = """\
outcomes:
  - promise: source/1940-03-01-river-news-plans#east
    outcome: fulfilled
    by_statement: source/1940-07-01-river-news-bridge#east
    why: It opened in June.
    by: karmen-curators
    date: 2026-11-23
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The small world with three more plans, one of them fulfilled too late, and a premiere told in two ways."""
    made = make_home(tmp_path_factory.mktemp("ledgers") / "world", WORLD / "data")
    data = Path(made.root) / "data"
    (data / "sources" / "1940-03-01-river-news-plans.yaml").write_text(PLANS, encoding="utf-8")
    (data / "sources" / "1940-07-01-river-news-bridge.yaml").write_text(NEWS, encoding="utf-8")
    (data / "decisions" / "verdicts.yaml").write_text(VERDICTS, encoding="utf-8")
    (data / "decisions" / "outcomes.yaml").write_text(OUTCOMES, encoding="utf-8")
    build(made)
    return made


CONFLICTS = """\
disagreements: 1 open, 1 decided

Ada Camera (person/ada-camera), born on: open

1906-11-26                                         1906-11-29
─────────────────────────────────────────────────  ──────────────────────────────────────────────────────────────
[1] River News on Ada Camera, p1, characters 0-39  [2] River News in: encyclopaedia on Ada Camera, whole document

takes no side: 1906-11: [3] River News in: encyclopaedia on Ada Camera, whole document, \
[4] copy of River News on Ada Camera, whole document

The Bridge (work/the-bridge), first shown in Eastland, time: decided

1940-05-20                                    1940-05-31
────────────────────────────────────────────  ────────────────────────────────────────────────────────
[5] River News on The Bridge, whole document  [6] River News on The Bridge, p1 (probable) (deprecated)

deprecated: [6], by karmen-curators, 2026-11-23
  The hall was closed on that day.

[1] River News (fact, stated, disputed) in: River News on Ada Camera, p1, characters 0-39
[2] River News (fact, stated, disputed) in: encyclopaedia on Ada Camera, whole document
[3] River News (fact, stated) in: encyclopaedia on Ada Camera, whole document
[4] River News (fact, stated) in: copy of River News on Ada Camera, whole document
[5] River News (fact, stated, disputed) in: River News on The Bridge, whole document
[6] River News (fact, probable, disputed) in: River News on The Bridge, p1
"""


def test_both_sides_stand_beside_one_another_with_evidence_and_verdict(run_kg: RunKg, home: Home) -> None:
    result = run_kg("conflicts", home=home)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == CONFLICTS


def test_conflicts_can_be_asked_by_state_and_by_subject(run_kg: RunKg, home: Home) -> None:
    assert run_kg("conflicts", "--state", "open", home=home).stdout.startswith("disagreements: 1 open, 0 decided\n")
    about_bridge = run_kg("conflicts", "--subject", "Мост", "--lang", "ru", home=home).stdout
    assert "Мост (work/the-bridge), премьера в Восточная страна, time: decided" in about_bridge
    assert "person/ada-camera" not in about_bridge
    nothing = run_kg("conflicts", "--subject", "person/boris-camera", home=home)
    assert (nothing.returncode, nothing.stdout) == (0, "no disagreement of this kind was found\n")


def test_conflicts_as_json_hold_the_receipt_of_every_statement(run_kg: RunKg, home: Home) -> None:
    made = json.loads(run_kg("conflicts", "--format", "json", home=home).stdout)
    assert (made["open"], made["decided"]) == (1, 1)
    born, shown = made["conflicts"]
    assert [side["value"] for side in born["sides"]] == ["1906-11-26", "1906-11-29"]
    assert shown["verdicts"][0]["rank"] == "deprecated"
    named = {one for entry in made["conflicts"] for side in entry["sides"] + entry["compatible"]
             for one in side["statements"]}  # fmt: skip
    assert set(made["receipts"]) == named
    assert made["receipts"][shown["verdicts"][0]["statement"]]["rank"] == "deprecated"


def test_an_unknown_subject_or_state_is_named(run_kg: RunKg, home: Home) -> None:
    unknown = run_kg("conflicts", "--subject", "Nobody", home=home)
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert unknown.stderr.startswith("kg conflicts: nothing is called 'Nobody'")
    assert "invalid choice: 'shut'" in run_kg("conflicts", "--state", "shut", home=home).stderr


def promises(run_kg: RunKg, home: Home, *words: str) -> dict[str, Any]:
    result = run_kg("promises", "--format", "json", *words, home=home)
    assert result.returncode == 0, result.stderr
    made: dict[str, Any] = json.loads(result.stdout)
    return made


@pytest.mark.parametrize(
    ("day", "states", "later"),
    [
        ("1940-02-29", [], 4),
        ("1940-04-30", ["open", "open", "due"], 1),
        ("1940-05-31", ["open", "due", "due"], 1),
        ("1940-06-30", ["open", "due", "unknown"], 1),
        ("1940-07", ["open", "due", "late"], 1),
        ("1950-05-01", ["open", "unknown", "unknown", "late"], 0),
    ],
)
def test_states_on_six_days(run_kg: RunKg, home: Home, day: str, states: list[str], later: int) -> None:
    made = promises(run_kg, home, "--at", day)
    assert [entry["state"] for entry in made["promises"]] == states
    assert made["notYetAnnounced"] == later


def test_what_became_of_a_promise_is_not_told_before_it_was_known(run_kg: RunKg, home: Home) -> None:
    before = promises(run_kg, home, "--at", "1940-06-30", "--state", "unknown")["promises"]
    assert [entry["outcome"] for entry in before] == [None]
    after = promises(run_kg, home, "--at", "1940-07-01", "--state", "late")
    (late,) = after["promises"]
    fulfilling = after["receipts"][late["outcome"]["statement"]]
    assert (fulfilling["when"], fulfilling["source"]["id"]) == ("1940-06-02", "source/1940-07-01-river-news-bridge")


PROMISES = """\
promises as of 1940-07-01: 1 open, 1 late
not announced by then, and left out: 1

open    River News cooperates with North Studio [1]
        announced 1940-03-01 by River News; no day was named

late    The Bridge released in Eastland · due 1940-05 [1]
        announced 1940-03-01 by River News; due from 1940-05-01 to 1940-05-31
        fulfilled: The Bridge released in Eastland · when 1940-06-02 [2], known by 1940-07-01
        decided by karmen-curators, 2026-11-23: It opened in June.

[1] River News (planned, stated) in: River News on plans, whole document
[2] River News (fact, stated) in: River News on The Bridge, whole document
"""


def test_the_page_says_what_was_promised_what_became_of_it_and_who_says_so(run_kg: RunKg, home: Home) -> None:
    result = run_kg("promises", "--at", "1940-07-01", "--state", "late", "--state", "open", home=home)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == PROMISES


def test_a_fact_that_nobody_has_judged_is_told_beside_the_promise_and_an_unknown_day_is_counted_apart(
    run_kg: RunKg, tmp_path: Path
) -> None:
    made = make_home(tmp_path / "world", WORLD / "data")
    sources = Path(made.root) / "data" / "sources"
    (sources / "plans.yaml").write_text(PLANS.replace("1940-03-01\n", '"[..1941-03-01]"\n', 1), encoding="utf-8")
    (sources / "plans.yaml").rename(sources / "1940-03-01-river-news-plans.yaml")
    (sources / "1940-07-01-river-news-bridge.yaml").write_text(NEWS, encoding="utf-8")
    build(made)
    early = promises(run_kg, made, "--at", "1940-12-31")
    assert (early["promises"], early["notYetAnnounced"], early["announcedOnAnUnknownDay"]) == ([], 1, 3)
    assert "announced on an unknown day, and left out: 3\n" in run_kg("promises", "--at", "1940", home=made).stdout
    text = run_kg("promises", "--at", "1941-03-01", "--state", "unknown", home=made).stdout
    assert "unknown The Bridge released in Eastland · due 1940-05 [" in text
    assert (
        "        told as fact by River News; not yet judged: The Bridge released in Eastland · when 1940-06-02 ["
        in text
    )


def test_promises_of_one_voice(run_kg: RunKg, home: Home) -> None:
    made = promises(run_kg, home, "--at", "1960", "--by", "North Studio")
    assert [(entry["property"], entry["value"]) for entry in made["promises"]] == [
        ("releasedIn", "place/westland"),
        ("firstShownIn", "place/westland"),
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "--at is missing: the clock is an argument"),
        (("--at", "today"), "'today' is no day; the clock is an argument here: write YYYY-MM-DD, as in 2025-09-30"),
        (("--at", "1940-02-30"), "'1940-02-30': 1940-02 has 29 days; write YYYY-MM-DD, as in 2025-09-30"),
        (("--at", "1940", "--by", "Nobody"), "nothing is called 'Nobody'"),
        (("--at", "1940", "--state", "broken"), "invalid choice: 'broken'"),
    ],
)
def test_bad_words_are_named_with_a_remedy(run_kg: RunKg, home: Home, words: tuple[str, ...], message: str) -> None:
    result = run_kg("promises", *words, home=home)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr


def test_as_of_leaves_out_later_sources_and_what_they_tell(run_kg: RunKg, home: Home) -> None:
    made = promises(run_kg, home, "--at", "1960", "--as-of", "1940-06-30")
    assert [entry["state"] for entry in made["promises"]] == ["open", "unknown", "unknown"]
    assert run_kg("conflicts", "--as-of", "1940-06-30", home=home).stdout == "no disagreement of this kind was found\n"


def test_the_seed_release_of_red_silk_in_china_is_kept(run_kg: RunKg, seed_home: Home) -> None:
    before = promises(run_kg, seed_home, "--at", "2025-05-08", "--by", "CGTN")
    assert [(entry["state"], entry["subject"], entry["due"]) for entry in before["promises"]] == [
        ("open", "work/red-silk", "2025-09")
    ]
    after = promises(run_kg, seed_home, "--at", "2026", "--by", "CGTN")
    assert [(entry["state"], entry["outcome"]["latest"]) for entry in after["promises"]] == [("kept", "2025-09-06")]


def test_the_seed_has_three_birthdays_of_karmen(run_kg: RunKg, seed_home: Home) -> None:
    made = json.loads(run_kg("conflicts", "--subject", "Roman Karmen", "--format", "json", home=seed_home).stdout)
    (born,) = [entry for entry in made["conflicts"] if entry["property"] == "bornOn"]
    assert [side["value"] for side in born["sides"]] == ["1906-11-26", "1906-11-29", "1906-11-30"]
