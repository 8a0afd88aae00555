"""The scheme of topics is a tree in the data, and SKOS in the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.api import Graph, open_graph
from kg.model import Severity
from kg.pipeline import build
from kg.resources import Home
from tests.curation.mistakes import findings

LABEL = "label: {en: fields, zh-Hans: 领域, ru: области}\n"
TREE = f"{LABEL}top:\n  - topic/arts\nbroader:\n  topic/friendship: topic/arts\n"


@pytest.fixture
def home(world_home: Home) -> Home:
    """The small world with a field of exchange above its one topic."""
    with (Path(world_home.data) / "entities" / "topics.yaml").open("a", encoding="utf-8") as file:
        file.write("topic/arts:\n  class: Topic\n  label: {en: arts, zh-Hans: 艺术, ru: искусства}\n")
    return world_home


def scheme(home: Home, text: str) -> Home:
    (Path(home.data) / "topics.yaml").write_text(text, encoding="utf-8")
    return home


def test_the_tree_is_skos_in_the_graph_as_of_any_day(home: Home) -> None:
    build(scheme(home, TREE))
    for graph in (open_graph(home.root), open_graph(home.root, as_of="1955")):
        asked = "ASK {{ topic:friendship a skos:Concept ; skos:inScheme kg:TopicScheme ; skos:broader topic:arts {} }}"
        assert graph.sparql(asked.format('; skos:prefLabel "友谊"@zh-hans'))
        assert graph.sparql("ASK { kg:TopicScheme a skos:ConceptScheme ; skos:hasTopConcept topic:arts }")
        assert not graph.sparql("ASK { topic:arts skos:broader ?any }")


def test_a_topic_of_the_scheme_needs_no_statement(home: Home) -> None:
    assert [one.rule for one in findings(home)] == ["unused-entity"]
    assert findings(scheme(home, TREE)) == []


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (TREE.replace("topic/friendship:", "topic/frendship:"), 5, "'topic/frendship' does not exist"),
        (TREE.replace("- topic/arts", "- topic/art"), 1, "'topic/art' does not exist"),
        (
            TREE.replace("friendship: topic/arts", "friendship: work/the-bridge"),
            5,
            "'work/the-bridge' is no Topic but a Film",
        ),
        (TREE.replace("friendship: topic/arts", "friendship: topic/friendship"), 5, "does not end on top"),
        (TREE + "  topic/arts: topic/friendship\n", 6, "is on top and below another"),
        (TREE.replace("- topic/arts", "- topic/friendship\n  - topic/arts").partition("broader")[0], 1, "not sorted"),
        (LABEL + "broader:\n  topic/friendship: [topic/arts]\n", 3, "needs one broader topic"),
        ("- topic/arts\n", 1, "must be a mapping"),
    ],
)
def test_what_is_no_tree_of_topics_is_refused(text: str, line: int, says: str, home: Home) -> None:
    found = [one for one in findings(scheme(home, text)) if says in one.message]
    assert [(one.severity, one.where.file, one.where.line) for one in found] == [
        (Severity.ERROR, "data/topics.yaml", line)
    ]
    assert found[0].remedy


def test_the_fields_of_exchange_are_on_top_and_the_older_topics_below(seed: Graph) -> None:
    rows: Any = seed.sparql("SELECT ?field WHERE { kg:TopicScheme skos:hasTopConcept ?field }")
    assert len(list(rows)) >= 26
    tree = seed.ask("topics/tree")
    pairs = {tuple(seed.terms.id(cell.value) for cell in row[:2] if cell) for row in tree.rows}
    assert ("topic/broadcasting", "topic/content-exchange") in pairs
    assert ("topic/film", "topic/film") in pairs
