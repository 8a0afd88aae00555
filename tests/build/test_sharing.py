"""Several at once: who asks first waits for who builds, what is read is not pruned, an upgrade brings its data."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from kg.api import Graph, open_graph
from kg.errors import StoreError
from kg.pipeline import build
from kg.resources import Home, find_home, fingerprint
from kg.store.builds import KEEP, lock_builds
from kg.store.current import current_build, read_build
from kg.store.shelf import as_of_home
from tests.build.homes import ASK_YEAR, RIVER, builder, run_builder, set_year
from tests.conftest import WORLD, make_home

SENT = "ASK { person:ada-camera kg:sentTo place:eastland }"


def at_once(*opens: Callable[[], Graph]) -> list[Graph]:
    """Open graphs in threads that start together; all of them stay open."""
    start = Barrier(len(opens))

    def one(open_: Callable[[], Graph]) -> Graph:
        start.wait()
        return open_()

    with ThreadPoolExecutor(len(opens)) as pool:
        return list(pool.map(one, opens))


def test_two_who_ask_first_at_once_are_both_answered_from_one_build(world_home: Home) -> None:
    graphs = at_once(*[lambda: open_graph(world_home.root)] * 2)
    assert [bool(graph.sparql(SENT)) for graph in graphs] == [True, True]
    assert len({graph.build.folder for graph in graphs}) == 1
    assert len(list(Path(world_home.builds).glob("*/manifest.json"))) == 1


def test_many_days_asked_for_at_once_stay_whole_as_long_as_they_are_open(world_home: Home) -> None:
    days = [f"{year}-12-31" for year in range(1948, 1948 + KEEP + 3)]
    graphs = at_once(*[lambda day=day: open_graph(world_home.root, as_of=day) for day in days])
    assert [graph.build.as_of["date"] for graph in graphs] == days
    for graph in graphs:
        assert len(graph.to_rdflib()) > 100
        assert isinstance(graph.ledger("conflicts"), list)
    del graph, graphs
    open_graph(world_home.root, as_of="1970")
    shelf = Path(as_of_home(world_home, "1970-12-31").builds)
    assert len(list(shelf.glob("*/manifest.json"))) == KEEP
    assert not list(shelf.glob(".*"))


def test_a_question_waits_for_a_builder_and_says_so_on_a_terminal_but_a_build_does_not(
    world_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("kg.store.builds._PATIENCE", 0.0)
    first = builder(world_home, "--hold")
    assert first.stdout
    assert first.stdout.readline() == "holding\n"
    with pytest.raises(StoreError, match="another kg build is at work"):
        build(world_home)
    assert terminal.getvalue() == ""
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(lambda: bool(open_graph(world_home.root).sparql(SENT)))
        while not terminal.getvalue() and not asked.done():
            pass
        assert not asked.done()
        first.communicate("go\n", timeout=60)
        assert asked.result(timeout=60)
    assert terminal.getvalue() == "waiting for another kg that builds the graph …\n"


def test_who_waits_for_the_lock_gets_it_when_it_is_free(world_home: Home) -> None:
    Path(world_home.builds).mkdir()
    with ThreadPoolExecutor(1) as pool:
        with lock_builds(world_home):
            asked = pool.submit(build, world_home, wait=True)
            assert run_builder(world_home)[0] == 2
            assert not asked.done()
        assert not asked.result(timeout=60).unchanged


def test_a_damaged_build_that_somebody_still_reads_is_not_found_again_when_its_input_returns(world_home: Home) -> None:
    damaged = build(world_home).build
    shutil.rmtree(damaged.store)
    build(world_home, force=True)
    set_year(world_home, "1939")
    build(world_home)
    set_year(world_home, "1938")
    assert build(world_home).build.folder != damaged.folder
    assert bool(open_graph(world_home.root).sparql(SENT))


def test_a_build_that_is_being_pruned_is_gone(world_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader opens the manifest, waits for the lock of who prunes, and finds nothing behind its handle."""
    folder = Path(build(world_home).build.folder)

    def prune_first(handle: int, how: int) -> None:
        shutil.rmtree(folder, ignore_errors=True)

    monkeypatch.setattr("kg.store.current.fcntl.flock", prune_first)
    with pytest.raises(StoreError, match="is gone or incomplete"):
        read_build(str(folder))


# ------ installed from a wheel


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an installed package whose data is the small world; builds go to a user's cache of its own."""
    for name in ("KG_HOME", "KG_BUILDS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("kg.resources._PACKAGE", str(tmp_path / "site" / "kg"))
    make_home(tmp_path / "site" / "kg" / "_home", WORLD / "data")
    return tmp_path / "site" / "kg"


def year_of(graph: Graph) -> str:
    (row,) = graph.sparql(ASK_YEAR)  # type: ignore[misc]  # a SELECT gives rows
    return str(row[0].value)


def upgrade(package: Path, year: str) -> None:
    """Put another version of the data in place, as installers do that give every file the same time."""
    path = package / "_home" / RIVER
    status = path.stat()
    set_year(find_home(), year)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)


def test_after_an_upgrade_the_first_question_is_answered_from_the_new_data(package: Path) -> None:
    assert year_of(open_graph()) == "1938"
    upgrade(package, "1939")
    graph = open_graph()
    assert (year_of(graph), graph.stale) == ("1939", False)
    stamp = Path(graph.build.graph).stat().st_mtime_ns
    assert Path(open_graph().build.graph).stat().st_mtime_ns == stamp
    assert year_of(open_graph(as_of="1960")) == "1939"


def test_the_same_data_installed_again_is_not_built_again(package: Path) -> None:
    first = open_graph().build
    shutil.copytree(package, package.with_name("copy"))
    shutil.rmtree(package)
    package.with_name("copy").rename(package)
    seen = current_build(find_home().builds, find_home().pointer)
    assert seen
    assert seen[1] != fingerprint(find_home())
    assert open_graph().build.folder == first.folder
    assert len(list(Path(find_home().builds).glob("*/manifest.json"))) == 1


def test_after_an_upgrade_a_build_of_an_older_form_is_made_anew(package: Path) -> None:
    folder = Path(open_graph().build.folder)
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"format": 1', '"format": 0'), encoding="utf-8")
    assert year_of(open_graph()) == "1938"
    shutil.rmtree(find_home().builds + "/" + Path(open_graph().build.folder).name)
    assert year_of(open_graph()) == "1938"


def test_a_home_that_people_edit_is_only_said_to_be_stale(package: Path) -> None:
    root = str(package / "_home")
    assert year_of(open_graph(root)) == "1938"
    set_year(find_home(root), "1939")
    graph = open_graph(root)
    assert (year_of(graph), graph.stale) == ("1938", True)
