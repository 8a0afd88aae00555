"""Homes in two known states, a builder in a process of its own, and a reader that never stops asking."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType

from kg.errors import KGError
from kg.pipeline import build
from kg.resources import Home
from kg.store.current import current_build
from kg.store.oxigraph import open_folder
from tests.conftest import ROOT

RIVER = "data/sources/1950-05-01-river-news-ada.yaml"
BUILDER = Path(__file__).with_name("builder.py")
ASK_YEAR = "SELECT ?year { ?st kgs:sentTo place:eastland ; kgq:when ?when BIND(STR(?when) AS ?year) }"


def set_year(home: Home, year: str) -> None:
    """Change one date of the small world."""
    path = Path(home.root) / RIVER
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("      when: "))
    lines[at] = f"      when: {year}\n"
    path.write_text("".join(lines), encoding="utf-8")


def served_year(home: Home) -> str:
    """The year that whoever asks now is told; empty when there is no build."""
    found = current_build(home.builds, home.pointer)
    if found is None:
        return ""
    view = open_folder(found[0].store, found[0].prefixes, "run: kg build --force")
    years = [row[0].value for row in view.query(ASK_YEAR)]  # type: ignore[union-attr]  # a SELECT gives rows
    assert len(years) == 1, years
    assert len(view) == found[0].counts["quads"]
    return str(years[0])


def served_content(home: Home) -> str:
    found = current_build(home.builds, home.pointer)
    return found[0].content if found else ""


def builder(home: Home, *words: str) -> subprocess.Popen[str]:
    """A builder in a process of its own."""
    return subprocess.Popen(
        [sys.executable, str(BUILDER), home.root, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_builder(home: Home, *words: str) -> tuple[int, str, str]:
    process = builder(home, *words)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def leftovers(home: Home) -> list[str]:
    """What a builder that died has left in the builds folder."""
    return sorted(path.name for path in Path(home.builds).iterdir() if path.name.startswith("."))


def rebuilt(home: Home) -> str:
    """Build in this process; returns the content hash."""
    return build(home).build.content


class Reader(threading.Thread):
    """Opens the graph and asks, again and again, until the block ends; gathers answers and errors."""

    def __init__(self, home: Home) -> None:
        super().__init__(daemon=True)
        self._home = home
        self._over = threading.Event()
        self.seen: set[str] = set()
        self.errors: list[str] = []
        self.asked = 0

    def run(self) -> None:
        while not self._over.is_set():
            try:
                self.seen.add(served_year(self._home))
                self.asked += 1
            except (KGError, AssertionError, OSError) as error:
                self.errors.append(repr(error))

    def __enter__(self) -> Reader:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self.join(timeout=30)
