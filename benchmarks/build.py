"""What a build costs beside the engine's own bulk load of the same quads and a bare parse of the same YAML."""

from __future__ import annotations

import gc
import shutil
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pyoxigraph as ox
import yaml

from benchmarks.report import Row, in_turns
from benchmarks.world import make_world
from kg.pipeline import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.resources import Home

__all__ = ["measure"]

_SIZES = (("100k", 100_000, 7), ("1M", 1_000_000, 3))
_QUICK = (("6k", 6_000, 2),)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def measure(folder: Path, *, quick: bool, say: Callable[[str], None]) -> list[Row]:
    """Both sizes; the folders of the larger one need about a gigabyte while it is measured."""
    rows: list[Row] = []
    for name, quads, rounds in _QUICK if quick else _SIZES:
        say(f"build: generating {name} quads")
        home = make_world(folder / name, quads).home
        rows += _measure(name, home, folder / f"{name}-raw", rounds, say)
        shutil.rmtree(home.root)
    return rows


def _measure(name: str, home: Home, raw: Path, rounds: int, say: Callable[[str], None]) -> list[Row]:
    graph = build(home).build.graph  # also imports what is imported once
    steps: list[dict[str, float]] = []
    peers: list[tuple[float, float]] = []

    def ours() -> float:
        say(f"build: {name}, ours")
        gc.collect()
        start = time.perf_counter()
        made = build(home, force=True)
        seconds = time.perf_counter() - start
        steps.append(made.seconds)
        nonlocal graph
        graph = made.build.graph
        return seconds

    def peer() -> float:
        say(f"build: {name}, raw")
        gc.collect()
        peers.append((_parse(home), _load(graph, raw)))
        return sum(peers[-1])

    whole, both = in_turns(ours, peer, rounds)
    steps, peers = steps[1:], peers[1:]  # the warm round is not counted
    reading = tuple(one["read"] for one in steps)
    rest = tuple(total - read for total, read in zip(whole, reading, strict=True))
    parsed, loaded = (tuple(one[at] for one in peers) for at in (0, 1))
    shares = ", ".join(
        f"{step} {median(one[step] / total for one, total in zip(steps, whole, strict=True)):.0%}" for step in steps[0]
    )
    return [
        Row(
            f"`kg build` of {name} quads",
            "bulk load + bare YAML parse",
            whole,
            both,
            1.5,
            f"Steps at {name}: {shares}.",
        ),
        Row(f"the same without reading, {name}", "pyoxigraph `bulk_load` and flush", rest, loaded, 1.5),
        Row(f"reading {name}: YAML, strictly, into the model", "PyYAML's C loader, strings only", reading, parsed),
    ]


def _parse(home: Home) -> float:
    """Load every curated file with PyYAML's C loader: strings, no line numbers, no checks."""
    start = time.perf_counter()
    for path in sorted(Path(home.data).rglob("*.yaml")):
        yaml.load(path.read_bytes(), Loader=_LOADER)
    return time.perf_counter() - start


def _load(graph: str, folder: Path) -> float:
    """Load the same N-Quads into a fresh folder."""
    start = time.perf_counter()
    store = ox.Store(str(folder))
    store.bulk_load(path=graph, format=ox.RdfFormat.N_QUADS)
    store.flush()
    seconds = time.perf_counter() - start
    del store
    shutil.rmtree(folder)
    return seconds
