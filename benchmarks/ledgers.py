"""Reading a ledger that the build computed, against the engine finding the same each time."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from benchmarks.report import Row, in_turns
from benchmarks.world import make_world
from kg.api import open_graph
from kg.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.api import Graph

__all__ = ["measure"]

_LEDGERS = ("conflicts", "promises", "corroboration", "balance", "voices")


def measure(folder: Path, *, quick: bool, say: Callable[[str], None]) -> list[Row]:
    """Every ledger of a large graph, each against a SPARQL query that finds what it holds."""
    size, quads = ("6k", 6_000) if quick else ("1M", 1_000_000)
    say(f"ledgers: building {size} quads")
    world = make_world(folder / size, quads)
    build(world.home)
    graph = open_graph(world.home.root)
    rows = []
    for name in _LEDGERS:
        say(f"ledgers: {name} on {size}")
        rows.append(_measure(graph, name, size, 2 if quick else 5))
    shutil.rmtree(world.home.root)
    return rows


def _measure(graph: Graph, name: str, size: str, rounds: int) -> Row:
    text = (Path(__file__).parent / f"{name}.rq").read_text(encoding="utf-8")
    store = ox.Store.read_only(graph.build.store)

    def ours() -> float:
        start = time.perf_counter()
        assert graph.ledger(name)
        return time.perf_counter() - start

    def peer() -> float:
        start = time.perf_counter()
        rows: Any = store.query(text, prefixes=graph.build.prefixes)
        assert list(rows)
        return time.perf_counter() - start

    mine, theirs = in_turns(ours, peer, rounds)
    entries = len(graph.ledger(name))
    return Row(f"ledger of {name}, {entries:,} entries, {size} quads", "SPARQL on pyoxigraph", mine, theirs, 0.05)
