"""What a command costs before it answers: whole processes against bare Python, by the CPU time the kernel counted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.report import Row, in_turns
from benchmarks.world import ROOT, make_home, make_world
from kg.api import open_graph
from kg.strict_yaml import read_strict

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.resources import Home

__all__ = ["bare_script", "measure"]

_QUESTION, _PARAMETER = "people/events", "person"
_SCRIPT = '''\
import sys

import pyoxigraph

QUERY = """
{query}
"""

store = pyoxigraph.Store.read_only(sys.argv[1])
for row in store.query(QUERY):
    print(*("" if term is None else term.value for term in row), sep="\\t")
'''


class _Spent(NamedTuple):
    cpu: float
    wall: float


def measure(folder: Path, *, quick: bool, say: Callable[[str], None]) -> list[Row]:
    """`kg --help`, and one row cold from the real data and from a generated graph of 100k quads."""
    rounds = 3 if quick else 61
    say("startup: kg --help")
    rows = _rows("`kg --help`", "`python -c pass`", [*_kg(), "--help"], [sys.executable, "-c", "pass"], 3.0, rounds)
    say("startup: kg ask, on the real data")
    seed = make_home(folder / "seed", ROOT / "data")
    rows += _ask("the real data", seed, _guest(seed), folder / "seed.py", rounds)
    say("startup: kg ask, on a generated graph")
    world = make_world(folder / "world", 6_000 if quick else 100_000)
    rows += _ask(f"{'6k' if quick else '100k'} quads", world.home, world.guest, folder / "world.py", rounds)
    return rows


def _kg() -> list[str]:
    """The installed command, beside the interpreter; the module where it is not installed."""
    script = Path(sys.executable).parent / "kg"
    return [str(script)] if script.exists() else [sys.executable, "-m", "kg"]


def _guest(home: Home) -> str:
    """The first person of whom exactly one row is told."""
    graph = open_graph(home.root)
    people: dict[str, object] = read_strict(Path(home.data) / "entities" / "people.yaml")
    return next(one for one in people if len(graph.ask(_QUESTION, **{_PARAMETER: one}).rows) == 1)


def _ask(where: str, home: Home, guest: str, script: Path, rounds: int) -> list[Row]:
    """One row, piped, by `kg ask` and by a script; both print what they found. Built before anything is timed."""
    graph = open_graph(home.root)
    found = len(graph.ask(_QUESTION, **{_PARAMETER: guest}).rows)
    text = (Path(home.queries) / f"{_QUESTION}.rq").read_text(encoding="utf-8")
    script.write_text(bare_script(text, _PARAMETER, graph.terms.iri(guest), graph.terms.prefixes), encoding="utf-8")
    ours = [*_kg(), "ask", _QUESTION, f"--{_PARAMETER}", guest, "--home", home.root]
    peer = [sys.executable, str(script), graph.build.store]
    # kg prints a heading more than the script
    assert len(_output(ours).splitlines()) - 1 == len(_output(peer).splitlines()) == found == 1
    return _rows(f"`kg ask` of one row, cold, {where}", "the query in a pyoxigraph script", ours, peer, 2.0, rounds)


def bare_script(text: str, parameter: str, iri: str, prefixes: dict[str, str]) -> str:
    """The script a pyoxigraph user would write for one library query, its parameter written into the query."""
    lines = [line for line in text.splitlines() if not line.startswith("#+")]
    body = "\n".join(lines).replace(f"?{parameter} ", "", 1)  # it is no longer asked for
    body = re.sub(rf"\?{parameter}\b", f"<{iri}>", body)
    used = [f"PREFIX {name}: <{start}>" for name, start in prefixes.items() if re.search(rf"\b{name}:", body)]
    return _SCRIPT.format(query="\n".join([*used, body]))


def _rows(what: str, peer_is: str, ours: list[str], peer: list[str], target: float, rounds: int) -> list[Row]:
    """One row by CPU time, which is judged, and one by the clock, which shows what a user waits."""
    walls: dict[str, list[float]] = {"ours": [], "peer": []}

    def timed(name: str, command: list[str]) -> float:
        spent = _spend(command)
        walls[name].append(spent.wall)
        return spent.cpu

    mine, theirs = in_turns(lambda: timed("ours", ours), lambda: timed("peer", peer), rounds, warm=2)
    return [
        Row(what, peer_is, mine, theirs, target, clock="CPU"),
        Row(f"{what}, by the clock", peer_is, tuple(walls["ours"][2:]), tuple(walls["peer"][2:])),
    ]


def _spend(command: list[str]) -> _Spent:
    """Run a command to its end, its output piped and unread (a page at most)."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=_environment())
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stdout:
        process.stdout.close()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with exit code {process.returncode}")
    return _Spent(used.ru_utime + used.ru_stime, wall)


def _output(command: list[str]) -> str:
    return subprocess.run(
        command, env=_environment(), capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
