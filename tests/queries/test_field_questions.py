"""Every question of the field, asked of a small field that has an answer to it; answers are told by ids."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.api import Graph, open_graph
from kg.export.words import cell_text
from kg.pipeline import build
from kg.query.library import list_queries
from tests.conftest import ROOT, WORLD, make_home

FIELD = Path(__file__).parent / "field"
USERS = {"arts researcher", "curator", "historian", "journalist", "media analyst"}

ANSWERS: list[tuple[str, dict[str, str], str]] = [
    ("agreements/signed", {}, "agreement/film-pact 1952-03-01 kg:signedBy person/carl-bridge"),
    ("coverage/classes", {}, "kg:Festival 5"),
    ("coverage/decades", {}, "1950 "),
    ("coverage/evidence", {}, "kg:DocumentLevel"),
    ("coverage/kinds", {}, "press 1"),
    ("coverage/languages", {}, "ru 1"),
    ("coverage/modes", {}, "kg:Planned kg:Stated 1"),
    ("coverage/properties", {}, "kg:owns 2"),
    ("coverage/reliability", {}, "low 1 1"),
    ("coverage/years", {}, "2025 1 1"),
    ("events/announced-only", {}, "event/2026-film-week kg:Festival kg:startedOn 2026-05 2026-05"),
    ("events/commemorations", {}, "event/old-congress event/river-festival 9 1949-04"),
    ("events/exhibited", {}, "event/photo-show  work/bridge-pictures"),
    ("events/in-year", {"year": "1956"}, "event/circus-tour kg:Tour 1956"),
    ("events/numbers", {}, "event/2015-film-week kg:attendance 900 visitors about"),
    ("events/of-series", {"series": "event/film-weeks"}, "event/2025-film-week 2 2025-05-07"),
    ("events/repertoire", {}, "work/swan event/circus-tour 1956"),
    ("events/theme-year-openings", {}, "2012 event/book-year event/book-year-opening kg:spokeAt person/carl-bridge"),
    ("events/theme-year-openings", {}, "2012 event/book-year event/book-year-opening kg:heldAt place/hall"),
    ("events/theme-year-openings", {}, "2012 event/book-year event/book-year kg:openedBy person/carl-bridge"),
    ("events/tours", {}, "event/circus-tour 1956 kg:tookPartIn person/dora-teacher"),
    ("events/winners", {}, "event/piano-contest person/carl-bridge kg:winnerOf 1 1958"),
    ("organizations/above", {"body": "org/river-news"}, "org/river-news kg:owns org/holding 51"),
    ("organizations/below", {"body": "org/holding"}, "org/holding kg:owns org/river-news 51"),
    ("organizations/cooperation", {}, "org/holding org/north-studio 2001 org/far-paper"),
    ("organizations/founded", {}, "org/art-school kg:ArtSchool 1930 person/dora-teacher"),
    ("organizations/lineage", {"body": "org/north-studio"}, "org/north-studio kg:renamedFrom org/old-studio 1948"),
    ("organizations/measures", {}, "org/far-paper kg:restrictedBy org/regulator blocked 2022-03"),
    ("people/bridges", {}, "person/carl-bridge event/old-congress 1949 org/holding 2001"),
    ("people/careers", {"person": "person/carl-bridge"}, "kg:headOf org/holding president 2001"),
    ("people/companions", {"person": "person/ada-camera"}, "person/boris-camera event/river-festival"),
    ("people/decorated", {}, "person/ada-camera award/golden-bridge 1951 work/the-bridge"),
    (
        "people/in-both-years",
        {"year": "2015", "otherYear": "2025"},
        "person/carl-bridge event/2015-film-week event/2025",
    ),
    ("people/lives", {"person": "person/dora-teacher"}, "kg:bornOn 1901 kg:Stated"),
    ("people/met", {"person": "person/dora-teacher"}, "person/carl-bridge 1949-04-20 place/porttown"),
    ("people/schooling", {}, "org/art-school person/carl-bridge kg:graduatedFrom 1950"),
    ("people/taught", {}, "person/dora-teacher kg:taughtAt org/art-school 1947 1950"),
    ("people/teachers", {}, "person/dora-teacher person/carl-bridge"),
    ("people/travels", {"who": "person/carl-bridge"}, "kg:touredIn place/farland 1960"),
    ("places/busiest", {}, "place/hall 2"),
    ("places/happened", {"place": "place/farland"}, "event/2025-film-week place/hall 2025-05-07"),
    ("places/happened", {"place": "place/porttown"}, "event/circus-tour place/porttown 1956"),
    ("places/sister-cities", {}, "place/porttown place/sisterton 1985"),
    ("quality/events-without-place", {}, "event/old-congress kg:Conference 1949-04"),
    ("quality/late-reports", {}, "event/circus-tour kg:heldOn 1956 1956 2025"),
    ("quality/without-topic", {}, "work/swan kg:Ballet"),
    ("sources/by-publisher", {"publisher": "org/far-paper"}, "source/2025-far-paper-field 2025 press medium"),
    ("sources/carriers", {"text": "source/1950-05-01-river-news-ada"}, "source/1951-copy-of-ada org/north-studio"),
    ("sources/denied", {}, "event/river-festival kg:organizedBy org/river-news org/river-news"),
    ("sources/low-only", {}, "event/piano-contest kg:heldOn 1958 source/1990-far-paper-low"),
    ("sources/of-line", {"line": "H123"}, "event/piano-contest kg:heldOn 1958"),
    ("sources/only-one", {"thing": "work/swan"}, "kg:composedBy person/carl-bridge source/2025-far-paper-field"),
    ("sources/outside-both-states", {}, "work/swan kg:composedBy person/carl-bridge place/farland"),
    ("sources/uncertain", {}, "person/ada-camera kg:nameAs Ada Kamera kg:Probable"),
    ("speech/positions", {}, "org/far-paper the block is unlawful  kg:Attributed"),
    ("speech/studies", {}, "work/the-report kg:finds few copies name their source org/far-paper"),
    ("topics/things", {"topic": "topic/film"}, "topic/newsreels event/2025-film-week kg:Festival"),
    ("topics/tree", {}, "topic/film topic/newsreels 1"),
    ("works/adapted", {}, "work/swan kg:adaptedFrom work/swan-tale"),
    ("works/co-production-studios", {}, "undated work/the-bridge org/north-studio 2"),
    ("works/film-exchange", {}, "2010s kg:Festival 1"),
    ("works/makers", {"work": "work/swan"}, "kg:composedBy person/carl-bridge"),
    ("works/of-person", {"person": "person/dora-teacher"}, "work/swan-tale kg:translatedBy  1955"),
    ("works/on-stage", {}, "work/swan kg:stagedAt place/hall 1959"),
    ("works/takings", {}, "work/swan-tale kg:printRun 5000 copies"),
    ("works/translated", {}, "person/dora-teacher kg:translatedBy work/swan-tale 1955"),
    ("works/using", {"person": "person/ada-camera"}, "work/the-bridge kg:uses work/bridge-pictures"),
]


@pytest.fixture(scope="session")
def field(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The small world with a whole field of exchange around it: one of each thing the questions ask for."""
    home = make_home(tmp_path_factory.mktemp("field") / "home", WORLD / "data")
    for part in ("entities", "sources"):
        for path in (FIELD / part).glob("*.yaml"):
            shutil.copy(path, Path(home.data) / part / path.name)
    shutil.copy(FIELD / "topics.yaml", Path(home.data) / "topics.yaml")
    build(home)
    return open_graph(home.root)


def rows(graph: Graph, name: str, params: dict[str, str]) -> list[str]:
    answer = graph.ask(name, **params)

    def text(cell: object) -> str:
        iri = getattr(cell, "value", "")
        return graph.terms.id(iri) if str(iri).startswith("http") else cell_text(cell, graph.names, graph.terms, "en")

    return [" ".join(text(row[at]) for at in answer.shown) for row in answer.rows]


@pytest.mark.parametrize(
    ("name", "params", "wanted"), ANSWERS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_field_has_an_answer(field: Graph, name: str, params: dict[str, str], wanted: str) -> None:
    found = rows(field, name, params)
    assert any(row.startswith(wanted) for row in found), "\n".join(found)


def test_a_row_rests_on_statements_or_counts_them(field: Graph) -> None:
    for name, params, _ in ANSWERS:
        answer = field.ask(name, **params)
        if any(column.startswith("statement") and column != "statements" for column in answer.columns):
            assert any(answer.statements(row) for row in answer.rows), name
            for row in answer.rows:
                for statement in answer.statements(row):
                    assert field.receipt(statement).source
        else:
            assert name.startswith(
                ("coverage/", "quality/", "places/busiest", "sources/by", "topics/tree", "works/film")
            ), name


def test_every_question_of_the_field_says_whose_it_is() -> None:
    users = {one.name: one.user for one in list_queries(str(ROOT / "queries"))}
    asked = {name for name, _, _ in ANSWERS}
    assert len(asked) >= 60
    assert {name: users[name] for name in asked if users[name] not in USERS} == {}


def test_an_event_that_took_place_is_not_only_announced(field: Graph) -> None:
    assert not [row for row in rows(field, "events/announced-only", {}) if "2025-film-week" in row]


def test_nobody_is_a_bridge_without_both_sides(field: Graph) -> None:
    assert {row.split()[0] for row in rows(field, "people/bridges", {})} == {"person/carl-bridge"}


def test_who_was_at_one_film_week_only_is_not_in_both_years(field: Graph) -> None:
    assert rows(field, "people/in-both-years", {"year": "2015", "otherYear": "2014"}) == []


def test_a_fact_with_a_better_source_does_not_rest_on_the_low_one(field: Graph) -> None:
    assert [row.split()[0] for row in rows(field, "sources/low-only", {})] == ["event/piano-contest"]
