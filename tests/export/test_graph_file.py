"""A network as a file for Gephi or yEd: all of it, with what each tie rests on, when it was, and no clock in it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.export.graph_file import render_graph
from tests.network.sample import small_picture

if TYPE_CHECKING:
    from pathlib import Path

    from kg.api import Graph
    from kg.network.picture import Picture

GEXF = "{http://www.gexf.net/1.2draft}"


def read(made: bytes, ending: str, folder: Path) -> nx.MultiDiGraph[str]:
    path = folder / f"made{ending}"
    path.write_bytes(made)
    graph: nx.MultiDiGraph[str] = (
        nx.read_gexf(path) if ending == ".gexf" else nx.read_graphml(path, force_multigraph=True)
    )
    return graph


def times_of(picture: Picture) -> dict[str, list[str | None]]:
    """The first two dated statements: one within a month, one that may go on."""
    dated = [one.statement.rpartition("/")[2] for edge in picture.edges for one in edge.receipts if one.when]
    return {dated[0]: ["1938-09-01", "1938-09-30", "1938-09-01", "1938-09-30"],
            dated[2]: ["1939-01-01", "1939-12-31", "9999-12-31", "9999-12-31"]}  # fmt: skip


@pytest.mark.parametrize("ending", [".gexf", ".graphml"])
def test_the_file_holds_the_picture_with_what_each_tie_rests_on(ending: str, tmp_path: Path) -> None:
    picture = small_picture()
    made = render_graph(picture, times_of(picture), ending)
    assert made == render_graph(picture, times_of(picture), ending)
    found = read(made, ending, tmp_path)
    assert list(found) == [node.id for node in picture.nodes]
    assert found.nodes["person/roman-karmen"]["name_zh-Hans"] == "罗曼·卡尔曼"
    ties = [
        (one, other, told)
        for _, one, other, told in sorted(
            ((int(key), one, other, told) for one, other, key, told in found.edges(keys=True, data=True)),
            key=lambda tie: tie[0],
        )
    ]
    assert [(one, other, told["property"]) for one, other, told in ties] == [
        (edge.source, edge.target, edge.property) for edge in picture.edges
    ]
    for edge, (_, _, told) in zip(picture.edges, ties, strict=True):
        assert told["statements"].split(" | ") == [one.statement for one in edge.receipts]
        assert told["disputed"] is any(one.disputed for one in edge.receipts)
        assert told["mode"] in {"fact", "attributed", "planned", "denied"}
        assert told["places"].startswith(edge.receipts[0].source)
    born = next(told for _, _, told in ties if told["property"] == "bornIn")
    assert (born["mode"], born["certainty"], born["dated"]) == ("fact", "probable", False)


def test_gephi_gets_the_days_of_dated_ties_and_none_for_the_others(tmp_path: Path) -> None:
    picture = small_picture()
    root = ElementTree.fromstring(render_graph(picture, times_of(picture), ".gexf"))
    spells = [[one.attrib for one in edge.iter(f"{GEXF}spell")] for edge in root.iter(f"{GEXF}edge")]
    assert [one for one in spells if one] == [
        [{"start": "1938-09-01", "end": "1938-09-30"}],
        [{"start": "1939-01-01"}],
    ]
    still = ElementTree.fromstring(render_graph(picture, {}, ".gexf"))
    assert [one.attrib["mode"] for one in still.iter(f"{GEXF}graph")] == ["static"]
    assert not any("modified" in name for one in root.iter() for name in one.attrib)


@pytest.mark.parametrize("ending", [".gexf", ".graphml"])
def test_labels_follow_the_language_asked_for(ending: str, tmp_path: Path) -> None:
    found = read(render_graph(small_picture(), {}, ending, lang="ru"), ending, tmp_path)
    assert found.nodes["place/china"]["label"] == "Китай"
    assert {told["label"] for *_, told in found.edges(data=True)} >= {"направлен в", "родился в"}


@pytest.mark.shared
@pytest.mark.parametrize("ending", [".gexf", ".graphml"])
def test_no_hostile_string_breaks_the_file(ending: str, shared: Path, tmp_path: Path) -> None:
    suite: dict[str, Any] = json.loads((shared / "suites/hostile/html/strings.json").read_text("utf-8"))
    texts = _texts(suite)
    assert len(texts) > 20
    for text in [*texts, "\x00\x1b[31m\ud800"]:
        picture = small_picture()
        node = replace(picture.nodes[0], names={"en": text})
        receipt = replace(picture.edges[0].receipts[0], when=text, voices=({"en": text},))
        edge = replace(picture.edges[0], names={"en": text}, receipts=(receipt,))
        made = replace(picture, title=text, nodes=(node, *picture.nodes[1:]), edges=(edge, *picture.edges[1:]))
        assert len(read(render_graph(made, {}, ending), ending, tmp_path)) == len(picture.nodes)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in parts for text in _texts(part)]


def test_the_command_chooses_by_the_ending(seed: Graph, run_kg: Any, tmp_path: Path) -> None:
    event = "event/2025-05-07-victory-80-exchange"
    for name in ("made.gexf", "made.graphml"):
        done = run_kg("network", "event", "--event", event, "-o", name, home=seed.home)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(str(tmp_path / name))
        assert "opens from disk" not in done.stdout
    both = [read((tmp_path / f"made{ending}").read_bytes(), ending, tmp_path) for ending in (".gexf", ".graphml")]
    picture = seed.picture("event", event=event)
    for found in both:
        assert found.number_of_edges() == len(picture.edges)
        assert all(told["statements"] for *_, told in found.edges(data=True))
    dated = sum(told["dated"] for *_, told in both[0].edges(data=True))
    spells = ElementTree.parse(tmp_path / "made.gexf").getroot().iter(f"{GEXF}spells")
    assert 0 < sum(1 for _ in spells) <= dated < len(picture.edges)
