"""`kg check` as a curator meets it: exit codes, forms, what could not be verified, logic."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.api import Graph
from kg.resources import Home
from tests.conftest import ROOT, RunKg

TEXTS = str(ROOT / "tests" / "world" / "texts")


def replace(home: Home, name: str, old: str, new: str) -> None:
    path = Path(home.data) / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_without_the_text_it_says_what_it_could_not_verify_and_how_many_statements_that_is(
    run_kg: RunKg, seed: Graph
) -> None:
    result = run_kg("check", home=seed.home)
    assert result.returncode == 0
    assert "compared with their text just now: 0" in result.stdout
    assert re.search(r"not verified: 1\d\d statements of source/2025-05-08-finanznachrichten-cgtn", result.stdout)


@pytest.mark.shared
def test_with_the_text_every_statement_of_the_seed_is_verified(run_kg: RunKg, seed: Graph, shared: Path) -> None:
    result = run_kg("check", "--texts", str(shared / "texts"), home=seed.home)
    assert result.returncode == 0, result.stdout
    locked = re.search(r"statements: (\d+) span-locked", result.stdout)
    assert locked
    assert f"compared with their text just now: {locked[1]}\n" in result.stdout
    assert "not verified" not in result.stdout


def test_one_changed_character_names_exactly_the_statements_it_touches(
    run_kg: RunKg, world_home: Home, tmp_path: Path
) -> None:
    source = (ROOT / "tests" / "world" / "texts" / "river.txt").read_text(encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "other-name.txt").write_text(source, encoding="utf-8")
    assert run_kg("check", "--texts", "texts", home=world_home).returncode == 0
    replace(world_home, "sources/1950-05-01-river-news-ada.yaml", "p2:41-82:b536146d", "p2:41-81:b536146d")
    result = run_kg("check", "--texts", "texts", "--format", "json", home=world_home)
    assert result.returncode == 1
    errors = [one for one in json.loads(result.stdout)["findings"] if one["severity"] == "error"]
    assert [(one["rule"], one["line"]) for one in errors] == [("evidence-digest", 24)]
    assert "person/ada-camera sentTo" in errors[0]["message"]
    assert "kg cite" in errors[0]["remedy"]


def test_a_text_in_which_one_character_changed_is_still_known_and_names_the_statements_it_touches(
    run_kg: RunKg, world_home: Home, tmp_path: Path
) -> None:
    source = (ROOT / "tests" / "world" / "texts" / "river.txt").read_text(encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "river.txt").write_text(source.replace("1938", "1939"), encoding="utf-8")
    result = run_kg("check", "--texts", "texts", "--format", "json", home=world_home)
    errors = [one for one in json.loads(result.stdout)["findings"] if one["severity"] == "error"]
    assert [one["rule"] for one in errors] == ["text-changed", "evidence-digest"]
    assert "person/ada-camera sentTo" in errors[1]["message"]
    (tmp_path / "texts" / "river.txt").write_text("quite another text " * 20, encoding="utf-8")
    other = run_kg("check", "--texts", "texts", home=world_home)
    assert (other.returncode, "not verified" in other.stdout) == (0, True)


def test_a_missing_label_is_a_finding_and_no_error_unless_strict(run_kg: RunKg, world_home: Home) -> None:
    replace(world_home, "entities/topics.yaml", ", ru: дружба", "")
    lenient = run_kg("check", "--texts", TEXTS, home=world_home)
    assert lenient.returncode == 0
    assert "not shown: 1 warning [label-gap]\n" in lenient.stdout
    whole = run_kg("check", "--texts", TEXTS, "--all", home=world_home)
    assert "data/entities/topics.yaml:1: warning: 'topic/friendship' has no label in ru" in whole.stdout
    assert run_kg("check", "--texts", TEXTS, "--strict", home=world_home).returncode == 1


def test_an_error_names_file_line_and_remedy_and_gives_exit_code_1(run_kg: RunKg, world_home: Home) -> None:
    replace(world_home, "sources/1960-encyclopaedia-ada.yaml", "organizedBy", "organisedBy")
    result = run_kg("check", home=world_home)
    assert result.returncode == 1
    line = result.stdout.splitlines()[0]
    assert line.startswith("data/sources/1960-encyclopaedia-ada.yaml:15: error: unknown property 'organisedBy'")
    assert "did you mean 'organizedBy'?" in line


def test_one_file_is_told_whole_with_the_entities_only_it_names_and_the_rest_is_counted(
    run_kg: RunKg, world_home: Home
) -> None:
    river, copy = "data/sources/1950-05-01-river-news-ada.yaml", "source/1951-copy-of-ada"
    replace(world_home, "entities/topics.yaml", ", ru: дружба", "")
    replace(world_home, "entities/speeches.yaml", ", ru: ", ", fi: ")
    replace(world_home, river.removeprefix("data/"), "      due: 1940-05\n", "")
    given = ("check", "--texts", TEXTS)
    found = run_kg(*given, river, home=world_home)
    assert found.returncode == 0
    speech, plan, *rest = found.stdout.splitlines()
    assert speech.startswith("data/entities/speeches.yaml:1: warning: 'speech/studio-announcement' has no label in ru")
    assert plan.startswith(f"{river}:38: info: 'work/the-bridge releasedIn': A plan has no window")
    assert rest[:3] == ["not shown: 1 warning [label-gap]", "not shown: 1 info [TopicShape]", "2 warnings, 2 infos"]
    clean = run_kg(*given, copy, home=world_home).stdout.splitlines()
    assert clean[:2] == [f"nothing found that concerns {copy}", "not shown: 2 warnings [label-gap]"]
    assert run_kg(*given, copy, "--strict", home=world_home).returncode == 1
    topics = run_kg(*given, "data/entities/topics.yaml", home=world_home).stdout
    assert topics.startswith("data/entities/topics.yaml:1: warning: 'topic/friendship' has no label in ru")
    whole = run_kg(*given, river, "--format", "json", home=world_home)
    assert len(json.loads(whole.stdout)["findings"]) == 4
    strict = run_kg(*given, "--strict", home=world_home).stdout.splitlines()
    assert sum(".yaml:" in line for line in strict) == 4


def test_a_file_that_is_none_is_one_sentence(run_kg: RunKg, world_home: Home) -> None:
    result = run_kg("check", "data/sources/nothing.yaml", home=world_home)
    assert (result.returncode, result.stdout) == (2, "")
    assert "'data/sources/nothing.yaml' is no file under" in result.stderr


def test_a_broken_shape_is_mapped_back_to_its_line(run_kg: RunKg, world_home: Home) -> None:
    replace(world_home, "sources/1950-05-01-river-news-ada.yaml", "{property: speaker,", "{property: praises,")
    result = run_kg("check", "--texts", TEXTS, home=world_home)
    assert result.returncode == 1
    assert "data/entities/speeches.yaml:1: error: 'speech/studio-announcement'" in result.stdout
    assert "[SpeechActShape]" in result.stdout


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("language: en", "language: cn", 8, "or one that is not in use"),
        ("kind: agency", "kind: gossip", 4, "A source has exactly one kind"),
        ("reliability: high", "reliability: superb", 10, "is high, medium or low"),
    ],
)
def test_a_wrong_word_in_the_metadata_is_named_at_its_own_line(
    old: str, new: str, line: int, says: str, run_kg: RunKg, world_home: Home
) -> None:
    replace(world_home, "sources/1950-05-01-river-news-ada.yaml", old, new)
    result = run_kg("check", "--texts", TEXTS, home=world_home)
    assert result.returncode == 1
    error = result.stdout.splitlines()[0]
    assert error.startswith(f"data/sources/1950-05-01-river-news-ada.yaml:{line}: error: ")
    assert says in error


@pytest.mark.java
def test_reason_proves_the_seed_consistent_and_reports_what_it_classified(
    run_kg: RunKg, seed: Graph, java: str
) -> None:
    result = run_kg("check", "--reason", home=seed.home)
    assert java
    assert result.returncode == 0
    assert "logic: consistent" in result.stdout
    assert "classified: " in result.stdout


def test_without_java_it_says_what_it_skipped(run_kg: RunKg, seed: Graph) -> None:
    result = run_kg("check", "--reason", home=seed.home, PATH="/nonexistent")
    assert result.returncode == 0
    assert "logic: skipped. Java was not found" in result.stdout


def test_json_has_findings_counts_evidence_and_logic(run_kg: RunKg, seed: Graph) -> None:
    made = json.loads(run_kg("check", "--format", "json", home=seed.home).stdout)
    assert set(made) == {"findings", "counts", "evidence", "logic"}
    assert made["counts"]["error"] == 0
    assert made["logic"] is None
    assert sum(made["evidence"]["unverified"].values()) == made["evidence"]["statements"]["span-locked"] > 100
