"""Warm selective questions through the library, against the engine asked directly with the same text and terms."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from benchmarks.report import Row, in_turns
from benchmarks.world import make_world
from kg.api import open_graph
from kg.pipeline import build
from kg.query.library import find_query

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.api import Graph

__all__ = ["measure"]

_SIZES = (("100k", 100_000), ("1M", 1_000_000))
_QUICK = (("6k", 6_000),)
_QUESTIONS = (
    ("people/events", "person"),
    ("people/offices", "person"),
    ("events/participants", "event"),
    ("events/hosts", "event"),
)
_BATCH = 0.05  # seconds a round should take on either side


def measure(folder: Path, *, quick: bool, say: Callable[[str], None]) -> list[Row]:
    """Four questions at each size, through `graph.ask` with its names, parameters and checks."""
    rows: list[Row] = []
    for name, quads in _QUICK if quick else _SIZES:
        say(f"queries: building {name} quads")
        world = make_world(folder / name, quads)
        build(world.home)
        graph = open_graph(world.home.root)
        known = {"person": world.person, "event": world.event}
        for question, parameter in _QUESTIONS:
            say(f"queries: {question} on {name}")
            rows.append(_measure(graph, name, question, parameter, known[parameter], 3 if quick else 31))
        del graph
        shutil.rmtree(world.home.root)
    return rows


def _measure(graph: Graph, size: str, question: str, parameter: str, entity: str, rounds: int) -> Row:
    text = find_query(graph.home.queries, question).text
    store = ox.Store.read_only(graph.build.store)
    prefixes = graph.build.prefixes
    bound: dict[Any, Any] = {ox.Variable(parameter): ox.NamedNode(graph.terms.iri(entity))}
    given = {parameter: entity}

    def ours() -> list[Any]:
        return graph.ask(question, **given).rows

    def peer() -> list[Any]:
        rows: Any = store.query(text, prefixes=prefixes, substitutions=bound)
        return list(rows)

    found = len(ours())
    assert found == len(peer()) > 0, f"{question} of {entity}: the two sides must find the same rows, and some"
    batch = _batch(peer)
    mine, theirs = in_turns(lambda: _each(ours, batch), lambda: _each(peer, batch), rounds, warm=2)
    return Row(f"`{question}`, warm, {size} quads, {found} rows", "pyoxigraph, same query", mine, theirs, 1.1)


def _batch(ask: Callable[[], object]) -> int:
    """How many times to ask in one round."""
    return max(1, round(_BATCH / _each(ask, 5)))


def _each(ask: Callable[[], object], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        ask()
    return (time.perf_counter() - start) / times
