"""Our link tables read by the sssom package: what others will use them with."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from kg.curation.link_tables import link_tables
from kg.curation.links import COLUMNS
from kg.curation.parse import read_corpus
from kg.decisions import LinkVerdict
from kg.resources import find_home
from kg.terms import read_terms
from tests.conftest import ROOT, missing

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
HOME = find_home(str(ROOT))
CORPUS = read_corpus(HOME)
TABLES = sorted((ROOT / "data" / "decisions").glob("*.sssom.tsv"))


@pytest.fixture(scope="module")
def sssom() -> Any:
    if importlib.util.find_spec("sssom") is None:
        missing(
            "no sssom package (make .venv/.outside-reader installs it): the tables were not read by it",
            "KG_REQUIRE_SSSOM",
        )
    import sssom.parsers

    return sssom


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_the_sssom_package_reads_every_table_and_finds_it_valid(sssom: Any, path: Path) -> None:
    from sssom.constants import SchemaValidationType
    from sssom.validators import validate

    read = sssom.parsers.parse_sssom_table(path)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "\twd:Q" in line]
    assert len(read.df) == len(lines) > 0
    assert set(read.df["object_id"]) <= {f"wd:{link.item}" for link in CORPUS.links}
    reports = validate(
        read, [SchemaValidationType.JsonSchema, SchemaValidationType.PrefixMapCompleteness], fail_on_error=False
    )
    problems = [result.message for report in reports.values() for result in report.results]
    assert problems == []
    expanded = read.converter.expand(read.df["object_id"].iloc[0])
    assert expanded.startswith("http://www.wikidata.org/entity/Q")


def test_the_verdict_reads_the_same_outside(sssom: Any) -> None:
    read = sssom.parsers.parse_sssom_table(ROOT / "data" / "decisions" / "links.rejected.sssom.tsv")
    assert set(read.df["predicate_modifier"]) == {"Not"}
    read = sssom.parsers.parse_sssom_table(ROOT / "data" / "decisions" / "links.sssom.tsv")
    assert set(read.df.get("predicate_modifier", [""]).fillna("") if "predicate_modifier" in read.df else [""]) <= {""}
    assert set(COLUMNS) >= set(read.df.columns)


def test_a_table_with_quotes_and_bars_is_read_the_same_by_both(sssom: Any, tmp_path: Path) -> None:
    from tests.curation.test_links import link

    made = link("person/roman-karmen", "Q1", item_label='The "Great" one', why='He said "no"; see = and , too')
    text = link_tables([made], read_terms(HOME))[LinkVerdict.ACCEPTED]
    (tmp_path / "links.sssom.tsv").write_text(text, encoding="utf-8")
    read = sssom.parsers.parse_sssom_table(tmp_path / "links.sssom.tsv")
    row = read.df.iloc[0]
    assert row["object_label"] == 'The "Great" one'
    assert row["comment"] == 'He said "no"; see = and , too'


# ------ the project's own tables


def test_the_tables_of_the_project_are_in_the_form_kg_link_writes() -> None:
    made = link_tables(CORPUS.links, read_terms(HOME))
    names = {LinkVerdict.ACCEPTED: "links", LinkVerdict.REJECTED: "links.rejected", LinkVerdict.UNSURE: "links.unsure"}
    for verdict, name in names.items():
        path = ROOT / "data" / "decisions" / f"{name}.sssom.tsv"
        assert path.read_text(encoding="utf-8") == made[verdict]


def test_every_accepted_link_names_where_it_was_seen_and_every_other_says_why() -> None:
    assert CORPUS.links
    for link in CORPUS.links:
        assert link.why
        assert link.by
        assert link.verdict is not LinkVerdict.ACCEPTED or link.evidence
    accepted = {(link.entity, link.item) for link in CORPUS.links if link.verdict is LinkVerdict.ACCEPTED}
    assert ("event/great-patriotic-war", "Q19896779") in accepted
    rejected = {(link.entity, link.item) for link in CORPUS.links if link.verdict is LinkVerdict.REJECTED}
    assert ("event/great-patriotic-war", "Q189266") in rejected
