"""Decisions that decide nothing are errors with file, line and remedy; a chain of copies may not close."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.curation.lint import lint
from kg.curation.parse import collect
from kg.model import Finding, Severity
from kg.ontology import read_ontology
from kg.resources import Home
from kg.terms import read_terms

SIGNED = "    why: Because.\n    by: karmen-curators\n    date: 2026-11-23\n"
RELEASE = "source/1950-05-01-river-news-ada#release"
BORN = "source/1960-encyclopaedia-ada#born"


def errors(home: Home) -> list[Finding]:
    ontology = read_ontology(home, read_terms(home))
    corpus, unreadable = collect(home, ontology)
    return [one for one in unreadable or lint(corpus, ontology) if one.severity is Severity.ERROR]


def decide(home: Home, name: str, body: str) -> None:
    (Path(home.data) / "decisions" / f"{name}.yaml").write_text(f"{name}:\n{body}{SIGNED}", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "body", "rule", "says", "remedy"),
    [
        ("verdicts", f"  - statement: {BORN}x\n    rank: preferred\n", "unknown-statement", "names no statement", BORN),
        (
            "verdicts",
            "  - statement: source/1950-05-01-river-news-ada#release\n    rank: preferred\n",
            "",
            "",
            "",
        ),
        (
            "verdicts",
            "  - statement: source/1960-encyclopaedia-ada#spelling\n    rank: deprecated\n",
            "verdict",
            "'nameAs' may have several values",
            "kg:singleValued",
        ),
        ("verdicts", f"  - statement: {BORN}\n", "missing-field", "'rank' is missing", "rank: preferred"),
        ("verdicts", f"  - statement: {BORN}\n    rank: best\n", "unknown-value", "'best' is no rank", "preferred"),
        (
            "outcomes",
            f"  - promise: {RELEASE}\n    outcome: fulfilled\n    by_statement: source/none#x\n",
            "unknown-statement",
            "'source/none#x' names no statement",
            "has a key",
        ),
        (
            "outcomes",
            f"  - promise: {BORN}\n    outcome: dropped\n",
            "promise",
            "is no plan",
            "mode planned",
        ),
        (
            "outcomes",
            f"  - promise: {RELEASE}\n    outcome: fulfilled\n    by_statement: {RELEASE}\n",
            "promise",
            "is itself a plan",
            "what happened",
        ),
        (
            "outcomes",
            f"  - promise: {RELEASE}\n    outcome: fulfilled\n",
            "missing-field",
            "'by_statement'",
            "add a line",
        ),
    ],
)
def test_a_decision_that_decides_nothing_names_file_line_and_remedy(
    world_home: Home, name: str, body: str, rule: str, says: str, remedy: str
) -> None:
    decide(world_home, name, body)
    found = errors(world_home)
    if not rule:  # `releasedIn` has a single time, so its statements may be ranked
        assert found == []
        return
    assert [one.rule for one in found][:1] == [rule]
    assert found[0].where.file == f"data/decisions/{name}.yaml"
    assert found[0].where.line in (2, 3, 4)
    assert says in found[0].message
    assert remedy in found[0].remedy


def test_two_verdicts_on_one_statement_and_two_outcomes_of_one_promise_are_refused(world_home: Home) -> None:
    one = f"  - statement: {BORN}\n    rank: preferred\n{SIGNED}"
    decide(world_home, "verdicts", one + f"  - statement: {BORN}\n    rank: deprecated\n")
    assert [found.rule for found in errors(world_home)] == ["two-verdicts"]


def test_a_text_that_copies_itself_through_its_copies_is_named(world_home: Home) -> None:
    path = Path(world_home.data) / "sources" / "1950-05-01-river-news-ada.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("  reliability: high\n", "  reliability: high\n  reproduces: [source/1951-copy-of-ada]\n"),
        encoding="utf-8",
    )
    found = errors(world_home)
    assert {one.rule for one in found} == {"circle"}
    assert {one.where.file.rpartition("/")[2] for one in found} == {
        "1950-05-01-river-news-ada.yaml",
        "1951-copy-of-ada.yaml",
    }
    assert all("take one reproduces or follows out" in one.remedy for one in found)


def test_a_verdict_changes_ranks_and_deletes_nothing(world_home: Home) -> None:
    from kg.claims.rank import rank_corpus

    ontology = read_ontology(world_home, read_terms(world_home))
    before = {made.id for made in rank_corpus(collect(world_home, ontology)[0])}
    decide(world_home, "verdicts", f"  - statement: {BORN}\n    rank: preferred\n")
    after = rank_corpus(collect(world_home, ontology)[0])
    assert {made.id for made in after} == before
    born = [made for made in after if made.statement.property == "bornOn"]
    assert [made.statement.key for made in born if made.plain] == ["born"]
    assert sum(made.best for made in born) == 1
