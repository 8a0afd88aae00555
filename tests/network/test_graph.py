"""A picture as a networkx graph: nothing lost, every edge with its statements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import OutputError
from kg.network.graph import standing, to_graph
from kg.network.picture import PictureReceipt
from tests.network.sample import small_picture


def receipt(mode: str = "fact", certainty: str = "stated", *, disputed: bool = False) -> PictureReceipt:
    return PictureReceipt("st", "source/a", {}, "", "", "document", (), mode, certainty, "", disputed=disputed)


def test_every_node_edge_and_statement_of_the_picture_is_there() -> None:
    picture = small_picture()
    graph = to_graph(picture)
    assert list(graph) == [node.id for node in picture.nodes]
    assert graph.number_of_edges() == len(picture.edges)
    told = [iri for _, _, iris in graph.edges(data="statements") for iri in iris]
    assert sorted(told) == sorted(r.statement for edge in picture.edges for r in edge.receipts)
    assert graph.graph["build"] == "0f1e2d3c"


def test_a_repeated_tie_gets_a_numbered_key() -> None:
    picture = small_picture()
    graph = to_graph(replace(picture, edges=picture.edges[:1] * 3))
    assert [key for _, _, key in graph.edges(keys=True)] == ["sentTo", "sentTo#2", "sentTo#3"]


def test_a_tie_to_a_stranger_is_refused() -> None:
    picture = small_picture()
    with pytest.raises(OutputError, match="place/china"):
        to_graph(replace(picture, nodes=picture.nodes[:2]))


def test_an_entity_that_stands_twice_is_refused() -> None:
    picture = small_picture()
    with pytest.raises(OutputError, match="twice"):
        to_graph(replace(picture, nodes=picture.nodes + picture.nodes[:1]))


def test_a_tie_is_as_firm_as_its_best_receipt() -> None:
    assert standing([receipt("planned"), receipt("fact", "probable")]) == ("fact", "probable", False)
    assert standing([receipt("attributed"), receipt("planned")]) == ("attributed", "stated", False)


def test_a_certainty_of_another_mode_does_not_lift_the_tie() -> None:
    assert standing([receipt("planned", "stated"), receipt("fact", "doubtful")])[1] == "doubtful"


def test_affirmed_here_and_denied_there_is_a_dispute() -> None:
    assert standing([receipt("fact"), receipt("denied")]) == ("fact", "stated", True)
    assert standing([receipt("denied"), receipt("denied")]) == ("denied", "stated", False)


def test_a_tie_without_a_statement_is_refused() -> None:
    with pytest.raises(OutputError, match="without a statement"):
        standing([])
