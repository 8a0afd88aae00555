"""Every mistake is named with rule, file, line and remedy; all of them at once; and the last graph serves on."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.api import open_graph
from kg.errors import CurationError
from kg.model import Severity
from kg.pipeline import build
from kg.resources import Home
from tests.conftest import RunKg
from tests.curation.mistakes import ALL, BOOK, PEOPLE, PLACES, RIVER, Mistake, findings, replace


def test_the_small_world_itself_has_no_finding(world_home: Home) -> None:
    assert findings(world_home) == []


@pytest.mark.parametrize("mistake", list(ALL.values()), ids=str)
def test_a_mistake_is_named_with_its_line_and_remedy(mistake: Mistake, world_home: Home) -> None:
    mistake.plant(world_home)
    errors = [one for one in findings(world_home) if one.severity is Severity.ERROR]
    named = [one for one in errors if one.rule == mistake.rule and one.where.file == mistake.file]
    assert named, [str(one) for one in errors]
    assert mistake.line(world_home) in {one.where.line for one in named}, [str(one) for one in named]
    text = next(str(one) for one in named if one.where.line == mistake.line(world_home))
    assert mistake.remedy in text
    assert mistake.message in text


@pytest.mark.parametrize("mistake", list(ALL.values()), ids=str)
def test_a_mistake_leaves_no_second_finding_far_from_it(mistake: Mistake, world_home: Home) -> None:
    """One mistake is not drowned by what follows from it: what the build refuses stands in few lines."""
    mistake.plant(world_home)
    errors = [one for one in findings(world_home) if one.severity is Severity.ERROR]
    assert len(errors) <= 5, [str(one) for one in errors]
    assert all(one.remedy or one.rule == "bad-date" for one in errors), [str(one) for one in errors]


def test_a_publisher_that_does_not_exist_is_told_once_and_not_as_the_voice_of_each_statement(world_home: Home) -> None:
    replace(world_home, RIVER, "publisher: org/river-news", "publisher: org/river-gnus")
    found = [one for one in findings(world_home) if one.severity is Severity.ERROR]
    assert [(one.rule, one.where.line) for one in found] == [("unknown-entity", 6)]
    assert "'org/river-gnus' under 'publisher'" in found[0].message


def test_mistakes_in_several_files_are_told_together(world_home: Home) -> None:
    planted = [
        ALL[name]
        for name in (
            "an end before the start",
            "a span without a text",
            "a decision about a statement that does not exist",
        )
    ]
    for mistake in planted:
        mistake.plant(world_home)
    replace(
        world_home, PLACES, "{en: Westland, zh-Hans: 西国, ru: Западная страна}", "{en: Westland, ru: Западная страна}"
    )
    with pytest.raises(CurationError) as caught:
        build(world_home)
    rules = {(one.where.file, one.rule) for one in caught.value.findings}
    assert {(one.file, one.rule) for one in planted} <= rules
    assert str(caught.value).startswith("3 errors")


def test_unreadable_files_are_told_together_with_wrong_fields(world_home: Home) -> None:
    replace(world_home, PEOPLE, "unnamed: true", "unnamed: true\n  unnamed: true")
    replace(world_home, PLACES, "class: Country\n  label: {en: East", "clas: Country\n  label: {en: East")
    replace(world_home, BOOK, "kind: encyclopaedia", "kind: &anchor encyclopaedia")
    found = {(one.where.file, one.rule) for one in findings(world_home)}
    assert {(PEOPLE, "duplicate-key"), (PLACES, "unknown-field"), (BOOK, "anchor")} <= found


@pytest.mark.parametrize("lang", ["zh-Hans", "ru"])
def test_a_label_missing_in_a_language_is_a_warning_and_the_graph_is_built(lang: str, world_home: Home) -> None:
    whole = "{en: Westland, zh-Hans: 西国, ru: Западная страна}"
    part = {"zh-Hans": "zh-Hans: 西国, ", "ru": ", ru: Западная страна"}[lang]
    replace(world_home, PLACES, whole, whole.replace(part, ""))
    found = findings(world_home)
    assert [(one.severity, one.rule, one.where.line) for one in found] == [(Severity.WARNING, "label-gap", 5)]
    assert "has no label in " + lang in found[0].message
    made = build(world_home)
    assert [one.rule for one in made.findings] == ["label-gap"]


def test_a_gap_that_was_looked_at_is_no_finding_and_stands_in_the_graph(world_home: Home) -> None:
    replace(world_home, PLACES, "zh-Hans: 西国, ", "")
    replace(world_home, PLACES, "ru: Западная страна}", "ru: Западная страна}\n  unlabelled: [zh-Hans]")
    assert findings(world_home) == []
    made = build(world_home)
    assert '#labelGap> "zh-Hans" .' in Path(made.build.graph).read_text(encoding="utf-8")
    replace(world_home, PLACES, "unlabelled: [zh-Hans]", "unlabelled: [ru]")
    assert "label-gap" in [one.rule for one in findings(world_home) if one.severity is Severity.ERROR]


def test_a_missing_english_label_is_an_error(world_home: Home) -> None:
    replace(world_home, PLACES, "{en: Westland, zh-Hans", "{zh-Hans")
    assert "missing-label" in {one.rule for one in findings(world_home)}


def test_an_entity_nobody_speaks_of_is_a_warning(world_home: Home) -> None:
    with (Path(world_home.root) / PLACES).open("a", encoding="utf-8") as file:
        file.write("\nplace/nowhere:\n  class: Country\n  label: {en: Nowhere, zh-Hans: 无处, ru: Нигде}\n")
    found = findings(world_home)
    assert [(one.severity, one.rule) for one in found] == [(Severity.WARNING, "unused-entity")]


@pytest.mark.parametrize("name", ["judgements.yaml", "notes.yaml"])
def test_a_decision_file_of_no_known_name_is_not_passed_over(name: str, world_home: Home) -> None:
    (Path(world_home.data) / "decisions" / name).write_text("a: 1\n", encoding="utf-8")
    assert [one.rule for one in findings(world_home)] == ["unknown-file"]


@pytest.mark.parametrize("name", ["sources/1970-a.yml", "entities/x.txt", "sources/1970/a.yaml", "decisions/a.json"])
def test_a_file_that_would_not_be_read_is_not_passed_over(name: str, world_home: Home) -> None:
    path = Path(world_home.data) / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("a: 1\n", encoding="utf-8")
    (found,) = findings(world_home)
    read = "/".join(name.split("/")[:2])
    assert (found.rule, found.where.file) == ("unknown-file", f"data/{read}")
    assert "rename, move or delete it" in found.remedy


@pytest.mark.parametrize("name", [".people.yaml.swp", ".hidden.yaml", "people.yaml~"])
def test_what_an_editor_leaves_is_passed_over(name: str, world_home: Home) -> None:
    (Path(world_home.data) / "entities" / name).write_text("a: 1\n", encoding="utf-8")
    assert findings(world_home) == []


def test_an_empty_source_file_is_not_passed_over(world_home: Home) -> None:
    (Path(world_home.data) / "sources" / "1970-empty.yaml").write_text("# to do\n", encoding="utf-8")
    assert [(one.rule, one.remedy) for one in findings(world_home)] == [("empty-file", "fill it or delete it")]


@pytest.mark.parametrize("text", ["- a\n- b\n", "words\n", "source: words\n", "source: [a]\n"])
def test_a_source_file_of_another_shape_is_refused(text: str, world_home: Home) -> None:
    (Path(world_home.data) / "sources" / "1970-odd.yaml").write_text(text, encoding="utf-8")
    assert [(one.rule, one.where.line) for one in findings(world_home)] == [("wrong-shape", 1)]


@pytest.mark.parametrize("mistake", [ALL["a tab"], ALL["an end before the start"]], ids=str)
def test_a_build_of_bad_data_fails_in_words_and_the_last_graph_serves_on(
    mistake: Mistake, world_home: Home, run_kg: RunKg
) -> None:
    good = build(world_home).build.content
    mistake.plant(world_home)
    done = run_kg("build", home=world_home)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "nothing was built" in done.stderr
    assert f"{mistake.file}:{mistake.line(world_home)}: error: " in done.stderr
    assert mistake.remedy in done.stderr
    assert "Traceback" not in done.stderr
    asked = run_kg("sparql", "ASK { person:ada-camera kg:sentTo place:eastland }", home=world_home)
    assert (asked.returncode, asked.stdout.strip()) == (0, "true")
    assert open_graph(world_home.root).build.content == good


def test_a_first_build_of_bad_data_leaves_nothing_behind(world_home: Home, run_kg: RunKg) -> None:
    replace(world_home, RIVER, "property: sentTo", "property: sendTo")
    done = run_kg("build", home=world_home)
    assert done.returncode == 1
    assert [path.name for path in Path(world_home.builds).iterdir()] == ["lock"]
