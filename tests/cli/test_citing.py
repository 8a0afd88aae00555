"""Footnotes, bibliographies and unfolded receipts as a writer asks for them on the command line."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kg.api import Graph
from kg.resources import Home
from tests.conftest import RunKg


@pytest.fixture
def home(world: Graph) -> Home:
    return world.home


def test_an_answer_comes_as_a_markdown_or_html_table_with_footnotes(run_kg: RunKg, home: Home) -> None:
    markdown = run_kg("ask", "people/missions", "--footnotes", "markdown", home=home)
    assert (markdown.returncode, markdown.stderr) == (0, "")
    assert "| Ada Camera | Eastland | 1938 | North Studio |  | [^1] |\n" in markdown.stdout
    assert "\n[^1]: River News on Ada Camera. River News, 1950-05-01: p2, characters 41-82 (digest b536146d)." in (
        markdown.stdout
    )
    html = run_kg("ask", "people/missions", "--footnotes", "html", home=home).stdout
    assert html.startswith('<section class="kg-footnoted">\n<table>')


def test_a_question_keeps_its_parameters_beside_the_new_options(run_kg: RunKg, home: Home) -> None:
    given = ("--person", "Ada Camera", "--cite", "csl")
    made = json.loads(run_kg("ask", "people/missions", *given, home=home).stdout)
    assert [entry["id"] for entry in made] == ["1950-05-01-river-news-ada"]


def test_show_has_a_paragraph_for_each_statement_and_its_bibliography(run_kg: RunKg, home: Home) -> None:
    page = run_kg("show", "The Bridge", "--footnotes", "markdown", "--lang", "ru", home=home).stdout
    assert page.startswith("**Мост**\n")
    assert page.count("[^3]") == 2
    assert page.count("[^4]") == 0
    bibtex = run_kg("show", "person/ada-camera", "--cite", "bibtex", home=home).stdout
    assert [line for line in bibtex.splitlines() if line.startswith("@")] == [
        "@article{1950-05-01-river-news-ada,",
        "@misc{1951-copy-of-ada,",
        "@incollection{1960-encyclopaedia-ada,",
    ]


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_receipts_unfold_into_columns_of_csv_and_tsv(run_kg: RunKg, home: Home, form: str, delimiter: str) -> None:
    out = run_kg("ask", "quality/disputed", "--receipts", "--format", form, home=home).stdout
    (row,) = csv.DictReader(io.StringIO(out), delimiter=delimiter)
    assert len(row["statements"].split()) == 2
    assert row["voices"] == "River News | River News"
    assert row["told"] == "fact stated disputed | fact stated disputed"
    assert row["sources"] == "source/1950-05-01-river-news-ada | source/1960-encyclopaedia-ada"
    assert row["places"] == "p1, characters 0-39 | whole document"
    assert row["addresses"] == "https://example.org/ada?a=1&b=2 | https://example.org/encyclopaedia"
    plain = run_kg("ask", "quality/disputed", "--format", form, home=home).stdout
    assert next(csv.reader(io.StringIO(plain), delimiter=delimiter))[-2:] == ["statements", "told"]


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_plan_is_told_from_a_fact_in_csv_and_tsv_without_asking(
    run_kg: RunKg, home: Home, form: str, delimiter: str
) -> None:
    out = run_kg("ask", "works/showings", "--work", "work/the-bridge", "--format", form, home=home).stdout
    rows = list(csv.DictReader(io.StringIO(out), delimiter=delimiter))
    assert rows
    assert {row["told"] for row in rows} == {"planned inferred"}
    assert not {"voices", "sources", "places", "addresses"} & rows[0].keys()


def test_rows_without_statements_have_empty_receipts(run_kg: RunKg, home: Home) -> None:
    out = run_kg("ask", "entities/all", "--receipts", "--format", "csv", home=home).stdout
    assert {len(row) for row in csv.reader(io.StringIO(out))} == {len(out.splitlines()[0].split(","))}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ask", "people/missions", "--footnotes", "pdf"), "invalid choice: 'pdf'"),
        (("ask", "people/missions", "--cite", "csl", "--format", "csv"), "not allowed with argument --cite"),
        (("ask", "people/missions", "--cite", "csl", "--footnotes", "html"), "not allowed with argument --cite"),
        (("ask", "people/missions", "--receipts", "--no-receipts"), "not allowed with argument --receipts"),
        (("show", "The Bridge", "--cite", "ris"), "invalid choice: 'ris'"),
        (("ask", "networks/nothing", "--cite", "csl"), "no query is called"),
    ],
)
def test_what_does_not_fit_together_is_one_sentence(
    run_kg: RunKg, home: Home, words: tuple[str, ...], says: str
) -> None:
    result = run_kg(*words, home=home)
    assert (result.returncode, result.stdout) == (2, "")
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_the_real_data_is_cited_in_three_scripts(run_kg: RunKg, seed: Graph) -> None:
    text = run_kg("show", "Roman Karmen", "--footnotes", "markdown", "--lang", "zh-Hans", home=seed.home).stdout
    assert "罗曼·卡尔曼" in text
    assert "*CGTN: Deepening cultural exchanges" in text
