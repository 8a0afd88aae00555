"""`kg voices` and `kg balance` as their users meet them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.api import Graph
from kg.pipeline import build
from kg.resources import Home
from tests.conftest import WORLD, RunKg, make_home

TEXT = "source/2025-05-08-finanznachrichten-cgtn-cultural-exchanges"
FESTIVAL = "event/river-festival"
REGISTER = """\
source:
  id: source/1961-register
  class: Source
  kind: official
  label: {en: register of companies, zh-Hans: 公司登记册, ru: реестр компаний}
  publisher: person/boris-camera
  published: 1961
  language: en
  url: https://example.org/register
  curated: {by: karmen-curators, date: 2026-11-23}

statements:
  event/river-festival:
    - {property: hostedBy, entity: org/north-studio, evidence: document}

  org/north-studio:
    - {property: owns, entity: org/river-news, evidence: document}
"""


def planted(folder: Path, register: str) -> Home:
    """The small world with a register in which the agency belongs to the festival's host."""
    home = make_home(folder / "world", WORLD / "data")
    (Path(home.data) / "sources" / "1961-register.yaml").write_text(register, encoding="utf-8")
    build(home)
    return home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return planted(tmp_path_factory.mktemp("voices"), REGISTER)


def test_voices_prints_the_chain_and_what_ties_each_hop(run_kg: RunKg, home: Home) -> None:
    told = run_kg("voices", home=home)
    assert (told.returncode, told.stderr) == (0, "")
    lines = told.stdout.splitlines()
    assert lines[0].endswith("statements rest only on parties to the event they tell of")
    assert any(line.endswith(f"({FESTIVAL})") for line in lines)
    (speaker,) = {line.strip() for line in lines if line.strip().startswith("speaker  River News")}
    assert "North Studio owns River News" in speaker
    assert "hosted by North Studio" in speaker
    assert "others speak too" not in told.stdout
    assert any(line.startswith("[1] ") for line in lines)


def test_voices_without_the_owner_names_nobody(run_kg: RunKg, tmp_path: Path) -> None:
    unowned = planted(
        tmp_path,
        REGISTER.replace("{property: owns, entity: org/river-news", "{property: partOf, entity: place/westland"),
    )
    found = json.loads(run_kg("voices", "--all", "--format", "json", home=unowned).stdout)
    by_agency = [one for one in found["statements"] if one["hops"][0]["agent"] == "org/river-news"]
    assert by_agency
    assert not any(one["single_party"] for one in by_agency)


def test_voices_all_shows_the_others_and_event_only_its_own(run_kg: RunKg, home: Home) -> None:
    everything = json.loads(run_kg("voices", "--all", "--format", "json", home=home).stdout)
    single = json.loads(run_kg("voices", "--format", "json", home=home).stdout)
    assert len(everything["statements"]) == everything["of"] >= len(single["statements"]) == single["singleParty"] > 0
    named = {one for entry in single["statements"] for hop in entry["hops"] for one in hop["through"]}
    assert named | {entry["statement"] for entry in single["statements"]} == single["receipts"].keys()
    here = json.loads(run_kg("voices", "--all", "--event", FESTIVAL, "--format", "json", home=home).stdout)
    assert {one["event"] for one in here["statements"]} == {FESTIVAL}


def test_voices_of_what_is_no_event_says_so(run_kg: RunKg, home: Home) -> None:
    told = run_kg("voices", "--event", "The Bridge", home=home)
    assert (told.returncode, told.stdout) == (2, "")
    assert "'The Bridge' is work/the-bridge, which is no event; kg show work/the-bridge" in told.stderr
    wrong = run_kg("voices", "--event", "no such festival", home=home)
    assert wrong.returncode == 2
    assert "nothing is called" in wrong.stderr


def test_balance_of_the_seed_in_a_table_with_bars(run_kg: RunKg, seed: Graph) -> None:
    told = run_kg("balance", TEXT, home=seed.home)
    assert (told.returncode, told.stderr) == (0, "")
    (xi,) = [line for line in told.stdout.splitlines() if line.startswith("Xi Jinping")]
    assert "520" in xi.split()
    assert xi.endswith("█")
    assert " of 4073 characters (" in told.stdout
    assert told.stdout.count("characters  ") == 3


def test_balance_adds_several_sources_and_counts_each_once(run_kg: RunKg, seed: Graph, home: Home) -> None:
    once = json.loads(run_kg("balance", TEXT, TEXT, "--format", "json", home=seed.home).stdout)
    assert once["total"]["chars"] == 4073
    (entry,) = once["sources"]
    for part in ("voices", "sides", "institutions"):
        assert sum(bucket["chars"] for bucket in once["total"][part]) == once["total"]["attributed"]
        assert once["total"][part] == entry[part]
    river = json.loads(run_kg("balance", "source/1950-05-01-river-news-ada", "--format", "json", home=home).stdout)
    assert river["total"]["voices"] == [
        {"voices": ["org/river-news"], "chars": 39 + 41 + 15},
        {"voices": ["org/north-studio"], "chars": 44},
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("source/1960-encyclopaedia-ada", "has no span-locked evidence, so there is nothing to count"),
        ("person/ada-camera", "is no source"),
        ("no such text", "nothing is called"),
    ],
)
def test_balance_says_why_it_cannot_count(run_kg: RunKg, home: Home, name: str, message: str) -> None:
    wrong = run_kg("balance", name, home=home)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert message in wrong.stderr
