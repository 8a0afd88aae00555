"""`kg path`: chains between two things, what holds each link, and what is not gone through unless asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.api import Graph, open_graph
from kg.errors import QueryError
from kg.pipeline import build
from kg.resources import Home
from tests.conftest import RunKg
from tests.curation.mistakes import BOOK, replace


@pytest.fixture
def home(world_home: Home) -> Home:
    """The small world with a friendship that is only claimed, and a shared place."""
    said = (
        "    - {property: met, entity: person/boris-camera, mode: attributed, evidence: document}\n"
        "    - {property: livedIn, entity: place/eastland, evidence: document}\n"
    )
    replace(world_home, BOOK, "    - {key: spelling,", f"{said}    - {{key: spelling,")
    boris = "    - {property: livedIn, entity: place/eastland, evidence: document}\n"
    replace(world_home, BOOK, "  person/boris-camera:\n", f"  person/boris-camera:\n{boris}")
    build(world_home)
    return world_home


def nodes(graph: Graph, **options: bool) -> list[list[str]]:
    chains = graph.chains("Ada Camera", "Boris Camera", **options)
    return [[chain[0].source, *dict.fromkeys(link.target for link in chain)] for chain in chains]


def test_a_chain_runs_through_facts_and_through_no_place(home: Home) -> None:
    graph = open_graph(home.root)
    festival = ["person/ada-camera", "event/river-festival", "person/boris-camera"]
    assert nodes(graph) == [festival]
    assert nodes(graph, claims=True) == [["person/ada-camera", "person/boris-camera"], festival]
    assert ["person/ada-camera", "place/eastland", "person/boris-camera"] in nodes(graph, places=True)


def test_every_link_names_the_statements_that_hold_it_and_its_direction(home: Home) -> None:
    graph = open_graph(home.root)
    (chain,) = graph.chains("person/ada-camera", "person/boris-camera")
    assert [(link.property, link.forward, len(link.statements)) for link in chain] == [
        ("tookPartIn", True, 1),
        ("tookPartIn", False, 1),
    ]
    receipts = [graph.receipt(one) for link in chain for one in link.statements]
    assert [one.subject for one in receipts] == ["person/ada-camera", "person/boris-camera"]


def test_the_command_prints_links_and_receipts_and_json_holds_them_whole(home: Home, run_kg: RunKg) -> None:
    told = run_kg("path", "Ada Camera", "鲍里斯·卡梅拉", home=home)
    assert told.returncode == 0
    lines = told.stdout.splitlines()
    assert lines[0] == "1. 2 links: Ada Camera"
    assert lines[1] == "   — took part in → River Festival  [1]"
    assert lines[2] == "   ← took part in — Boris Camera  [1]"
    assert lines[-1].startswith("[1] River News (fact, stated) in: encyclopaedia on Ada Camera")
    made = json.loads(run_kg("path", "Ada Camera", "Boris Camera", "--format", "json", home=home).stdout)
    assert [link["target"] for link in made["chains"][0]] == ["event/river-festival", "person/boris-camera"]
    assert made["chains"][0][0]["statements"][0]["mode"] == "fact"


def test_things_tied_twice_are_one_link_with_one_arrow(home: Home, run_kg: RunKg) -> None:
    replace(home, BOOK, "    - {key: spelling,", "    - {property: spokeAt, entity: event/river-festival, evidence: "
            "document}\n    - {key: spelling,")  # fmt: skip
    build(home)
    lines = run_kg("path", "Ada Camera", "Boris Camera", home=home).stdout.splitlines()
    assert lines[0] == "1. 2 links: Ada Camera"
    assert [line for line in lines if line.startswith("     and ")] == ["     and took part in  [1]"]
    assert sum("→" in line or "←" in line for line in lines) == 2


def test_one_thing_by_two_names_has_no_chain_to_itself(home: Home, run_kg: RunKg) -> None:
    told = run_kg("path", "Ada Camera", "艾达·卡梅拉", home=home)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "kg path: both names mean person/ada-camera; a chain needs two things\n"
    with pytest.raises(QueryError, match="ask for 1 or more"):
        open_graph(home.root).chains("Ada Camera", "Boris Camera", count=-1)


def test_what_is_not_connected_says_how_to_look_further(home: Home, run_kg: RunKg) -> None:
    told = run_kg("path", "Ada Camera", "topic/friendship", home=home)
    assert (told.returncode, told.stdout) == (1, "")
    assert "nothing connects the two; try --claims or --places" in told.stderr
    assert run_kg("path", "Ada Camera", "Nobody", home=home).returncode == 2
    assert run_kg("path", "Ada Camera", "Boris Camera", "--count", "0", home=home).returncode == 2


def test_the_same_chains_every_time(seed: Graph) -> None:
    ends = ("Roman Karmen", "org/vgtrk")
    first = seed.chains(*ends, count=5)
    assert first
    assert Graph(seed.home, seed.build).chains(*ends, count=5) == first
    assert Path(seed.build.graph).is_file()
