"""The data holds at least what it is expected to hold, and a loss is told with the number and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.curation.expectations import FILE, check_expectations, counts_of, read_expectations
from kg.curation.parse import read_corpus
from kg.model import Finding, Severity
from kg.ontology import read_ontology
from kg.resources import Home, find_home
from kg.terms import read_terms
from kg.validate.check import check

ROOT = Path(__file__).resolve().parents[2]


def test_the_data_holds_what_is_expected_of_it() -> None:
    home, unreadable = find_home(str(ROOT)), list[Finding]()
    expected = read_expectations(home, unreadable)
    assert unreadable == []
    assert {"entities", "statements", "sources"} <= {one.name for one in expected}
    ontology = read_ontology(home, read_terms(home))
    assert [str(one) for one in check_expectations(expected, read_corpus(home), ontology)] == []


def findings(home: Home, text: str) -> list[Finding]:
    (Path(home.root) / FILE).write_text(text, encoding="utf-8")
    return [one for one in check(home, "nowhere").findings if one.where.file == FILE]


def test_a_number_that_is_not_reached_is_a_warning_with_its_reason(world_home: Home) -> None:
    reached = "totals:\n  sources: {least: 3, why: There are three.}\nclasses:\n  Work: {least: 1, why: The film.}\n"
    assert findings(world_home, reached) == []
    (found,) = findings(world_home, reached.replace("Work: {least: 1", "Work: {least: 1200"))
    assert (found.severity, found.rule, found.where.line) == (Severity.WARNING, "expectation", 4)
    assert found.message == "Work: 1 where at least 1,200 are expected"
    assert "(The film.)" in found.remedy


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("classes:\n  Filme: {least: 1, why: x}\n", "'Filme' is nothing"),
        ("kinds:\n  Film: {least: 1, why: x}\n", "unknown part 'kinds'"),
        ("classes:\n  Film: {least: many, why: x}\n", "'many' under 'least' is not a whole number"),
        ("classes:\n  Film: {least: 1}\n", "'why' is missing"),
        ("classes:\n  Film: 1\n", "'Film' needs least and why"),
    ],
)
def test_an_expectation_that_cannot_be_used_is_an_error(text: str, says: str, world_home: Home) -> None:
    (found,) = findings(world_home, text)
    assert found.severity is Severity.ERROR
    assert says in found.message
    assert found.remedy


def test_a_class_counts_what_lies_below_it_and_no_source(world_home: Home) -> None:
    ontology = read_ontology(world_home, read_terms(world_home))
    counts = counts_of(read_corpus(world_home), ontology)
    assert (counts["classes"]["Agent"], counts["classes"]["Place"], counts["classes"].get("Source", 0)) == (7, 2, 0)
    assert (counts["totals"]["sources"], counts["properties"]["bornOn"]) == (3, 4)
