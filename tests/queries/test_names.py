"""What a reader may call a thing, what is refused as ambiguous, and how often the graph is asked for names."""

from __future__ import annotations

from typing import Any

import pytest

from kg.api import Graph, open_graph
from kg.errors import QueryError
from kg.pipeline import build
from kg.resources import Home
from kg.store.oxigraph import OxigraphView
from tests.curation.mistakes import PEOPLE, replace


@pytest.fixture
def pen_named(world_home: Home) -> Graph:
    """The small world, in which Boris writes as Camera."""
    replace(world_home, PEOPLE, "alias: {en: [A. Camera]}", "alias: {en: [A. Camera, Camera]}")
    build(world_home)
    return open_graph(world_home.root)


def test_a_pen_name_that_others_bear_in_their_label_is_ambiguous(pen_named: Graph) -> None:
    with pytest.raises(QueryError, match="'camera' is the name of 3 things") as refused:
        pen_named.names.resolve("camera")
    assert "  person/ada-camera  (Ada Camera)\n  person/boris-camera  (Boris Camera)" in str(refused.value)
    assert "person/nameless-niece  (niece of Ada Camera)" in str(refused.value)
    assert pen_named.terms.id(pen_named.names.resolve("Boris Camera")) == "person/boris-camera"


@pytest.mark.parametrize(("name", "thing"), [("CMG", "org/cmg"), ("Red Silk", "work/red-silk")])
def test_names_that_only_one_thing_bears_are_found(seed: Graph, name: str, thing: str) -> None:
    assert seed.terms.id(seed.names.resolve(name)) == thing


def test_what_may_be_meant_is_told_with_its_label_and_labels_that_hold_the_word_come_first(seed: Graph) -> None:
    with pytest.raises(QueryError, match="nothing is called 'Кармен'; did you mean") as refused:
        seed.names.resolve("Кармен")
    first, *others = str(refused.value).partition("did you mean ")[2].removesuffix("?").split(" or ")
    assert first == "person/roman-karmen (Roman Karmen)"
    assert others
    assert all("Karmen" in one for one in others)


def test_names_are_read_from_the_graph_once(seed: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    query = OxigraphView.query

    def counted(view: OxigraphView, text: str, bindings: Any = None) -> Any:
        asked.append("kg:generatedLabel" in text)
        return query(view, text, bindings)

    monkeypatch.setattr(OxigraphView, "query", counted)
    graph = Graph(seed.home, seed.build)
    for name in ("Roman Karmen", "罗曼·卡尔曼", "Red Silk"):
        graph.names.resolve(name)
    assert sum(asked) == 1
