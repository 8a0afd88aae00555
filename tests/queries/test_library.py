"""Every question of the library, asked of the real data: rows as expected, receipts that hold them up."""

from __future__ import annotations

import csv
import io
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.api import Graph
from kg.export.words import cell_text
from kg.query.library import LibraryQuery, find_query, list_queries
from kg.query.run import run

ROOT = Path(__file__).parent.parent.parent
EXPECTED = Path(__file__).parent / "expected"
QUERIES = list_queries(str(ROOT / "queries"))
MUST_BE_EMPTY = [query for query in QUERIES if "must-be-empty" in query.tags]


@cache
def standing(build: str, graph: Graph) -> dict[str, str]:
    """How each statement is told, asked once for a build: many questions rest on the same ones."""
    rows: Any = graph.sparql("SELECT ?one ?mode ?sure WHERE { ?one kg:mode ?mode ; kg:certainty ?sure }")
    return {one.value: f"{_word(mode.value)}/{_word(sure.value)}" for one, mode, sure in rows}


def _word(iri: str) -> str:
    return iri.rpartition("#")[2].lower()


def as_csv(graph: Graph, query: LibraryQuery) -> str:
    """The answer to a question's own example, with how surely each row is held up."""
    answer = graph.ask(query.name, **query.example)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*(answer.columns[at] for at in answer.shown), "held"])
    for row in answer.rows:
        told = " ".join(sorted(standing(graph.build.content, graph)[one] for one in answer.statements(row)))
        writer.writerow([*(cell_text(row[at], graph.names, graph.terms, "en") for at in answer.shown), told])
    return out.getvalue()


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_question_has_the_rows_we_expect(seed: Graph, query: LibraryQuery) -> None:
    path = EXPECTED / f"{query.name.replace('/', '__')}.csv"
    found = as_csv(seed, query)
    if os.environ.get("KG_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert path.is_file(), f"no expected rows for {query.name}; make golden writes them"
    assert found == path.read_text(encoding="utf-8")


def test_the_example_of_every_question_finds_something() -> None:
    empty = {path.stem for path in EXPECTED.glob("*.csv") if len(path.read_text(encoding="utf-8").splitlines()) < 2}
    assert empty == {query.name.replace("/", "__") for query in MUST_BE_EMPTY}


def test_there_are_enough_questions_and_no_expected_rows_without_one() -> None:
    assert len([query for query in QUERIES if query.shape == "table" and "quality" not in query.tags]) >= 15
    assert {path.stem for path in EXPECTED.glob("*.csv")} == {query.name.replace("/", "__") for query in QUERIES}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_question_gives_the_same_rows_twice(seed: Graph, query: LibraryQuery) -> None:
    assert "ORDER BY" in query.text
    assert seed.ask(query.name, **query.example).rows == seed.ask(query.name, **query.example).rows


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_the_order_of_rows_does_not_hang_on_how_the_engine_finds_them(query: LibraryQuery) -> None:
    projected = re.search(r"SELECT (?:DISTINCT )?(.*?) WHERE", query.text, re.DOTALL)
    order = query.text.rpartition("ORDER BY")[2]
    assert projected
    for column in re.findall(r"\?(statement\w*)", projected[1].partition("(")[0]):
        assert f"?{column}" in order, f"{query.name}: end ORDER BY with ?{column}, or rows may change places"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_header_is_also_yaml_and_every_parameter_is_projected(query: LibraryQuery) -> None:
    lines = [line[2:].strip() for line in query.text.splitlines() if line.startswith("#+")]
    header = yaml.load("\n".join(lines), Loader=yaml.BaseLoader)
    assert header["summary"] == query.summary
    assert header.get("params", {}) == query.params
    assert tuple(header.get("tags", ())) == query.tags
    projected = re.search(r"SELECT (?:DISTINCT )?(.*?) WHERE", query.text, re.DOTALL)
    assert projected
    for param in query.params:
        assert f"?{param}" in projected[1], f"{query.name}: ?{param} must be projected, or it cannot be bound"


@pytest.mark.parametrize("query", MUST_BE_EMPTY, ids=lambda query: query.name)
def test_what_must_be_empty_is_empty_on_the_small_world_too(world: Graph, query: LibraryQuery) -> None:
    assert world.ask(query.name).rows == []


def test_a_planted_speech_act_that_became_a_fact_is_found(tmp_path: Path, seed: Graph) -> None:
    from kg.store.oxigraph import open_memory

    planted = Path(seed.build.graph).read_text(encoding="utf-8")
    base = seed.build.base
    topic = f"{base}id/topic/cultural-exchange"
    fact = f"<{topic}> <{base}ontology#strengthens> <{base}id/topic/public-support> .\n"
    (tmp_path / "planted.nq").write_text(planted + fact, encoding="utf-8")
    view = open_memory(str(tmp_path / "planted.nq"), seed.build.prefixes)
    query = find_query(seed.home.queries, "quality/speech-as-fact")
    rows = [tuple(solution) for solution in view.query(query.text)]  # type: ignore[union-attr]  # a SELECT
    assert [row[0].value for row in rows] == [topic]


def test_a_row_goes_when_the_statements_of_its_receipt_go(tmp_path: Path, seed: Graph) -> None:
    from kg.store.oxigraph import open_memory

    query = find_query(seed.home.queries, "people/missions")
    answer = seed.ask("people/missions")
    held = answer.statements(answer.rows[0])
    count = sum(bool(set(answer.statements(row)) & set(held)) for row in answer.rows)
    assert count >= 1
    lines = Path(seed.build.graph).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not any(one in line for one in held)]
    (tmp_path / "without.nq").write_text("\n".join(kept) + "\n", encoding="utf-8")
    left: Any = open_memory(str(tmp_path / "without.nq"), seed.build.prefixes).query(query.text)
    assert len(list(left)) == len(answer.rows) - count


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("SELECT * {}", "has no summary"),
        ("#+ summary: x\nSELECT * {}", "shape '' is unknown"),
        ("#+ summary: x\n#+ shape: picture\n", "shape 'picture' is unknown"),
        ("#+ summary: x\n#+ shape: table\n#+ params: {a: colour}\n", "'a: colour' is unusable"),
        ("#+ summary: x\n#+ shape: table\n#+ optional: [b]\n", "undeclared parameter"),
        ("#+ summary: x\n#+ summary: y\n#+ shape: table\n", "q.rq:2"),
        ("#+ endpoint: x\n", "is no header line"),
    ],
)
def test_a_header_that_cannot_be_used_names_file_and_remedy(text: str, problem: str) -> None:
    from kg.errors import QueryError
    from kg.query.library import parse_query

    with pytest.raises(QueryError, match=re.escape(problem)) as caught:
        parse_query(text, "q")
    assert "queries/q.rq:" in str(caught.value)
    assert ";" in str(caught.value)


HINTED = [query for query in QUERIES if "# given" in query.text]


@pytest.mark.parametrize("query", HINTED, ids=lambda query: query.name)
def test_telling_the_planner_what_is_given_changes_no_row(seed: Graph, query: LibraryQuery) -> None:
    told = re.findall(r"# given \?(\w+)\n", query.text)
    assert set(told) <= query.params.keys(), f"{query.name} gives what is no parameter"
    assert query.text.count("# given") == len(told), f"{query.name}: write '# given ?name' at the end of a line"
    untold = query._replace(text=query.text.replace("# given", "# not told"))
    assert found_by(seed, query) == found_by(seed, untold)


def found_by(graph: Graph, query: LibraryQuery) -> set[tuple[str, ...]]:
    """The rows of a query as it is written, without the columns that only repeat a parameter."""
    answer = run(graph._view, query, query.example, graph.names.resolve)  # graph.ask would take it from its file
    return {
        tuple(str(term) for name, term in zip(answer.columns, row, strict=True) if name not in query.params)
        for row in answer.rows
    }
