"""Where nodes stand: the same on every run, apart from each other, components side by side."""

from __future__ import annotations

import itertools
import math
import random

import igraph
import networkx as nx
import pytest

from kg.network.graph import to_graph
from kg.network.layout import positions
from tests.network.sample import big_picture, small_picture


def graph_of(*edges: tuple[str, str], nodes: str = "") -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return graph


def test_no_node_and_one_node_have_a_place() -> None:
    assert positions(graph_of()) == {}
    assert positions(graph_of(nodes="a")) == {"a": (0.0, 0.0)}
    assert positions(graph_of(("a", "a"))) == {"a": (0.0, 0.0)}


def test_two_nodes_stand_side_by_side() -> None:
    assert positions(graph_of(("a", "b"))) == {"a": (-75.0, 0.0), "b": (75.0, 0.0)}


@pytest.mark.parametrize("picture", [small_picture(), big_picture(300, 700)], ids=["small", "large"])
def test_the_same_graph_and_seed_give_the_same_places(picture: object) -> None:
    graph = to_graph(picture)  # type: ignore[arg-type]
    first = positions(graph)
    random.seed(99)
    assert positions(graph) == first
    assert positions(graph, seed=2) != first
    assert all(round(c, 1) == c for point in first.values() for c in point)


def test_pythons_own_random_numbers_stay_untouched() -> None:
    random.seed(5)
    expected = random.random()
    random.seed(5)
    positions(to_graph(small_picture()))
    assert random.random() == expected
    random.seed(5)
    igraph.Graph.Erdos_Renyi(n=5, p=0.5)  # and igraph draws from Python's generator again
    assert random.random() != expected


def test_nodes_of_a_small_picture_leave_room_for_labels() -> None:
    places = positions(to_graph(small_picture()))
    for (x1, y1), (x2, y2) in itertools.combinations(places.values(), 2):
        assert math.hypot((x1 - x2) / 150, (y1 - y2) / 74) > 0.9


def test_components_do_not_overlap() -> None:
    edges = [(f"{k}{i}", f"{k}{(i + 1) % size}") for k, size in (("a", 9), ("b", 5), ("c", 3)) for i in range(size)]
    places = positions(graph_of(*edges, nodes="xyz"))
    boxes = []
    for prefix in "abcxyz":
        own = [p for n, p in places.items() if n.startswith(prefix)]
        boxes.append([f(p[axis] for p in own) for f in (min, max) for axis in (0, 1)])
    for one, two in itertools.combinations(boxes, 2):
        assert one[2] < two[0] or two[2] < one[0] or one[3] < two[1] or two[3] < one[1]


def test_a_thousand_nodes_spread_over_the_plane() -> None:
    places = positions(to_graph(big_picture()))
    assert len(places) == 1000
    assert len(set(places.values())) == 1000
    assert max(x for x, _ in places.values()) > 1000
