"""Whatever stops a builder on the way, whoever asks gets the last good graph, old or new and nothing between."""

from __future__ import annotations

import random
import signal
import subprocess
from pathlib import Path

import pytest

from kg.pipeline import build
from kg.resources import Home
from tests.build.homes import (
    Reader,
    builder,
    leftovers,
    rebuilt,
    run_builder,
    served_content,
    served_year,
    set_year,
)

STEPS = (
    "look", "read", "check", "quads", "write", "ledgers", "load", "manifest", "flush", "rename", "switch", "sweep",
)  # fmt: skip
SWITCHED = ("sweep",)
"""Steps announced after the pointer has moved."""


def test_the_steps_that_are_killed_here_are_all_the_steps_there_are(world_home: Home) -> None:
    announced: list[str] = []
    build(world_home, on_step=announced.append)
    assert tuple(announced) == STEPS


@pytest.mark.parametrize("step", STEPS)
def test_a_first_build_killed_at_a_step_leaves_nothing_that_serves_wrongly(step: str, world_home: Home) -> None:
    code, _, _ = run_builder(world_home, "--die-at", step)
    assert code == -signal.SIGKILL
    assert served_year(world_home) == ("1938" if step in SWITCHED else "")
    rebuilt(world_home)
    assert served_year(world_home) == "1938"
    assert leftovers(world_home) == []


@pytest.mark.parametrize("force", [(), ("--force",)], ids=["change", "force"])
@pytest.mark.parametrize("step", STEPS)
def test_a_rebuild_killed_at_a_step_leaves_the_old_graph_or_the_new(
    step: str, force: tuple[str, ...], world_home: Home
) -> None:
    old = rebuilt(world_home)
    if not force:
        set_year(world_home, "1939")
    with Reader(world_home) as reader:
        code, _, _ = run_builder(world_home, "--die-at", step, *force)
        assert code == -signal.SIGKILL
        new_year = "1938" if force else "1939"
        assert served_year(world_home) == (new_year if step in SWITCHED else "1938")
        new = rebuilt(world_home)
    assert reader.errors == []
    assert reader.asked > 0
    assert reader.seen <= {"1938", new_year}
    assert served_year(world_home) == new_year
    assert (new == old) is bool(force)
    assert leftovers(world_home) == []


def test_builds_killed_at_random_moments_leave_the_old_graph_or_the_new(world_home: Home) -> None:
    chance = random.Random(1938)
    rebuilt(world_home)
    years = ["1938"]
    with Reader(world_home) as reader:
        for turn in range(10):
            years.append(str(1940 + turn))
            set_year(world_home, years[-1])
            process = builder(world_home)
            try:
                process.communicate(timeout=0.08 + 0.3 * chance.random())
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
            assert served_year(world_home) in years
    assert reader.errors == []
    assert reader.seen <= set(years)
    rebuilt(world_home)
    assert served_year(world_home) == years[-1]
    assert leftovers(world_home) == []


def test_readers_of_a_graph_that_is_built_again_and_again_never_meet_a_gap(world_home: Home) -> None:
    rebuilt(world_home)
    with Reader(world_home) as one, Reader(world_home) as two:
        for turn in range(12):
            set_year(world_home, str(1938 + turn // 3))
            build(world_home, force=True)
    assert one.errors + two.errors == []
    assert one.seen | two.seen <= {str(year) for year in range(1938, 1942)}


@pytest.mark.parametrize("limit", [1, 100, 5_000, 50_000, 120_000, 200_000])
def test_a_full_disk_is_named_and_the_last_good_build_serves(limit: int, world_home: Home) -> None:
    """No file may grow beyond `limit` bytes: graph.nq has 250,000, the engine's files some thousands each."""
    old = rebuilt(world_home)
    set_year(world_home, "1939")
    code, out, err = run_builder(world_home, "--limit", str(limit))
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert "too large" in err
    assert "still serves" in err or "free space" in err
    assert served_content(world_home) == old
    assert served_year(world_home) == "1938"
    assert leftovers(world_home) == []
    assert len(list(Path(world_home.builds).glob("*/manifest.json"))) == 1
    rebuilt(world_home)
    assert served_year(world_home) == "1939"


def test_a_disk_that_fills_during_a_first_build_leaves_nothing_behind(world_home: Home) -> None:
    code, _, err = run_builder(world_home, "--limit", "5000")
    assert code == 2
    assert world_home.builds in err
    assert sorted(path.name for path in Path(world_home.builds).iterdir()) == ["lock"]


def test_a_second_builder_is_told_that_another_is_at_work(world_home: Home) -> None:
    first = builder(world_home, "--hold")
    assert first.stdout
    assert first.stdin
    assert first.stdout.readline() == "holding\n"
    code, _, err = run_builder(world_home)
    assert code == 2
    assert "another kg build is at work" in err
    assert "wait for it, then build again" in err
    out, _ = first.communicate("go\n", timeout=60)
    assert out.startswith("built ")
    assert served_year(world_home) == "1938"


def test_a_lock_whose_holder_was_killed_holds_nobody_up(world_home: Home) -> None:
    first = builder(world_home, "--hold")
    assert first.stdout
    assert first.stdout.readline() == "holding\n"
    first.kill()
    first.communicate()
    code, out, _ = run_builder(world_home)
    assert (code, out.split()[0]) == (0, "built")
