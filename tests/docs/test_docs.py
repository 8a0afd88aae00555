"""Documents under test: generated pages are current, commands print what is shown, nothing is undescribed."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.api import Graph
from kg.cli import VERBS
from kg.resources import Home
from tests.conftest import ROOT, RunKg, make_home

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "data" / "README.md", *sorted(DOCS.rglob("*.md"))]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["vocabulary.md", "questions.md", "commands.md", "coverage.md"])
def test_generated_pages_are_current(page: str) -> None:
    written = generator().PAGES[page]()
    assert (DOCS / page).read_text(encoding="utf-8") == written, "run: make docs"


def test_the_page_on_coverage_counts_every_decade_and_year_and_kind() -> None:
    page = (DOCS / "coverage.md").read_text(encoding="utf-8")
    for decade in range(1900, 2000, 10):
        assert re.search(rf"^\| {decade} \| [0-9]+ \|", page, re.MULTILINE), decade
    for year in range(2006, 2027):
        assert re.search(rf"^\| {year} \| [0-9]+ \|", page, re.MULTILINE), year
    for row in ("span-locked", "document-level", "high", "fact | stated", "parties to the event alone", "Person"):
        assert row.lower() in page.lower(), row


def consoles(page: Path) -> list[tuple[str, list[str]]]:
    """The commands of a page with the lines shown under each."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.strip().splitlines():
            if line.startswith("$ "):
                found.append((line.removeprefix("$ "), []))
            else:
                found[-1][1].append(line)
    return found


def matches(shown: str, printed: str) -> bool:
    pattern = ".*".join(re.escape(part.strip()) for part in shown.split("…"))
    return re.fullmatch(pattern, printed.strip()) is not None


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", DOCS / "tutorial.md", DOCS / "who-says-so.md"], ids=lambda page: page.name
)
def test_every_command_shown_prints_the_lines_shown(page: Path, run_kg: RunKg, seed: Graph) -> None:
    commands = consoles(page)
    assert commands
    for command, lines in commands:
        words = shlex.split(command)
        assert words[0] == "kg"
        result = run_kg(*words[1:], home=seed.home)
        assert result.returncode == 0, f"{command}: {result.stderr}"
        prints(command, lines, result.stdout)


def test_the_walk_through_one_article_works_as_shown(tmp_path: Path, seed_home: Home, run_kg: RunKg) -> None:
    """The files of docs/curating.md are written, and its commands run, in the page's order, on a copy of the data."""
    home = make_home(tmp_path / "copy", Path(seed_home.data))
    page = (DOCS / "curating.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(console|(?:text|yaml) file=\S+)\n(.*?)```", page, re.DOTALL)
    assert len(blocks) > 6
    for kind, body in blocks:
        if kind != "console":
            name = kind.partition("=")[2]
            path = (tmp_path if "/" not in name else Path(home.root)) / name
            before = path.read_text(encoding="utf-8") if "/entities/" in name else ""
            path.write_text(before + body, encoding="utf-8")
            continue
        first, *lines = body.strip().splitlines()
        commands: list[tuple[str, list[str]]] = [(first, [])]
        for line in lines:
            if line.startswith("$ "):
                commands.append((line, []))
            else:
                commands[-1][1].append(line)
        for command, shown in commands:
            result = run_kg(*shlex.split(command.removeprefix("$ "))[1:], home=home)
            assert result.returncode == 0, f"{command}: {result.stderr}{result.stdout}"
            prints(command, shown, result.stdout)
    (tmp_path / "article.txt").write_text("Another text.", encoding="utf-8")
    assert "not verified: 5 statements of source/2026-03-04" in run_kg("check", "--texts", ".", home=home).stdout


def prints(command: str, lines: list[str], stdout: str) -> None:
    """Whether the lines shown are printed, in their order; `…` stands for what is left out."""
    printed = stdout.splitlines()
    at = 0
    for shown in lines:
        if shown.strip() != "…":
            hits = [number for number in range(at, len(printed)) if matches(shown, printed[number])]
            assert hits, f"{command} does not print: {shown}\nit prints:\n{stdout}"
            at = hits[0] + 1


def test_every_name_the_readme_shows_finds_one_thing(seed: Graph) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [shlex.split(command)[2] for command in re.findall(r"`(kg show [^`]+)`", readme)]
    assert len(shown) > 3
    for name in shown:
        assert seed.names.resolve(name), name


def test_the_shell_commands_of_the_readme_work(run_kg: RunKg, seed: Graph) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^kg [^#\n]*", readme, re.MULTILINE)
    assert len(commands) >= 5
    for command in commands:
        result = run_kg(*shlex.split(command)[1:], home=seed.home)
        assert result.returncode == 0, f"{command}: {result.stderr}"


def test_the_python_of_the_tutorial_runs(
    seed: Graph, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_HOME", seed.home.root)
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / "tutorial.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "tutorial.md", "exec"), {})
    assert "releasedIn planned inferred 2025-09" in capsys.readouterr().out


def test_the_sparql_of_the_docs_answers(seed: Graph) -> None:
    for page in PAGES:
        for query in re.findall(r"```sparql\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            rows: Any = seed.sparql(query)
            assert list(rows), f"{page.name}: no rows"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_verb_is_described_and_every_one_has_tests() -> None:
    commands = (DOCS / "commands.md").read_text(encoding="utf-8")
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for verb in VERBS:
        assert f"## kg {verb}\n" in commands
        assert f'"{verb}"' in tests or f"from kg.cli import {verb}" in tests


def test_the_readme_names_only_make_targets_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in PAGES:
        for target in re.findall(r"`make ([a-z]+)`", page.read_text(encoding="utf-8")):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{page.name} names make {target}"
