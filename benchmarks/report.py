"""What a benchmark finds, as rows of ratios, and the page written from them: docs/performance.md.

A row holds the seconds of every round, ours beside the peer's, taken in turns on one machine; its ratio is the
median of the rounds' ratios. Times are shown for orientation; what is promised and judged is the ratio.
"""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib import metadata
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["BEGIN", "END", "Row", "in_turns", "machine", "page", "table", "written_into"]

BEGIN, END = "<!-- written by: make bench -->", "<!-- end of what make bench writes -->"
_LIBRARIES = ("pyoxigraph", "PyYAML", "pyvis", "networkx", "igraph", "numpy", "scipy")
_INTRODUCTION = """# Performance

Speed is stated as ratios between Karmen and a named peer, measured in turns in one run. Times differ from machine to
machine and from run to run, ratios less so: the range of the rounds stands in brackets, and a median close to its
target may fall on either side of it next time. `make bench` measures everything again and rewrites the table below;
nothing else does, and no test asserts a time. A row without a target is there to explain its neighbours.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: what was done, by whom, the seconds of each round, and the ratio that must not be exceeded.

    What is not time has another `unit`. `equal` tells whether both sides did the job equally well: a target is not met
    by doing it worse.
    """

    what: str
    peer_is: str
    ours: tuple[float, ...] = ()
    peer: tuple[float, ...] = ()
    target: float | None = None
    note: str = ""
    clock: str = "wall"
    unit: str = "s"
    equal: bool = True

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours over the peer's, round by round."""
        return tuple(one / other for one, other in zip(self.ours, self.peer, strict=True))

    @property
    def verdict(self) -> str:
        """Whether the median ratio reaches the target: yes, no, or why that cannot be said."""
        if not self.ours:
            return "not run"
        if self.target is None:
            return "–"
        if not self.equal:
            return "**no**, quality"
        return "yes" if median(self.ratios) <= self.target else "**no**"


def in_turns(
    ours: Callable[[], float], peer: Callable[[], float], rounds: int, warm: int = 1
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Seconds of both sides, measured in turns; whoever goes first changes with every round, `warm` rounds go first."""
    mine: list[float] = []
    theirs: list[float] = []
    for number in range(-warm, rounds):
        for is_mine in (number % 2 == 0, number % 2 == 1):
            seconds = ours() if is_mine else peer()
            if number >= 0:
                (mine if is_mine else theirs).append(seconds)
    return tuple(mine), tuple(theirs)


def machine() -> str:
    """The machine in general words, and what ran on it: never a name, an address or a path."""
    found = [f"{name} {metadata.version(name)}" for name in _LIBRARIES if _is_installed(name)]
    system = f"{os.cpu_count()} cores, {platform.system()} on {platform.machine()}"
    return f"{system}, {platform.python_implementation()} {platform.python_version()}, {', '.join(found)}"


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table, with their notes below it."""
    lines = [
        "| what | peer | ours | peer's | ratio (min–max) | target | met |",
        "| --- | --- | --: | --: | --: | --: | --- |",
    ]
    notes: list[str] = []
    for row in rows:
        mark = ""
        if row.note:
            notes.append(f"{len(notes) + 1}. {row.note}")
            mark = f" ({len(notes)})"
        target = f"≤ {_ratio(row.target)}" if row.target is not None else "–"
        cells = [row.what + mark, row.peer_is, *_measured(row), target, row.verdict]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, *(["", *notes] if notes else [])]) + "\n"


def _measured(row: Row) -> list[str]:
    if not row.ours:
        return ["–", "–", "–"]
    spread = f"{_ratio(median(row.ratios))} ({_ratio(min(row.ratios))}–{_ratio(max(row.ratios))})"
    if row.unit != "s":
        return [f"{median(row.ours):,.0f} {row.unit}", f"{median(row.peer):,.0f} {row.unit}", spread]
    return [_seconds(median(row.ours), row.clock), _seconds(median(row.peer), row.clock), spread]


def _ratio(value: float) -> str:
    return f"{value:.3g}" if value < 1 else f"{value:.2f}"


def _seconds(value: float, clock: str) -> str:
    unit = "" if clock == "wall" else f" {clock}"
    return f"{value:.3g} s{unit}" if value >= 1 else f"{value * 1e3:.3g} ms{unit}"


def page(rows: Sequence[Row], date: str, system: str) -> str:
    """What goes between the two marks: when and where it was measured, and the table."""
    return f"{BEGIN}\n\nMeasured on {date}: {system}.\n\n{table(rows)}\n{END}\n"


def written_into(old: str, new: str) -> str:
    """A page with the part between the marks replaced; a page without marks is begun afresh."""
    before, begin, rest = old.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        return f"{_INTRODUCTION}\n{new}"
    return before + new + after.removeprefix("\n")
