"""What every test may use: the small world, the real seed, and the things that may be missing, which then say so."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from kg.api import Graph, open_graph
from kg.pipeline import build
from kg.resources import Home, find_home

ROOT = Path(__file__).parent.parent
WORLD = Path(__file__).parent / "world"
settings.register_profile("kg", deadline=None)  # no test asserts a time
settings.load_profile("kg")
RunKg = Callable[..., "subprocess.CompletedProcess[str]"]


def missing(what: str, variable: str) -> None:
    """Skip with a printed reason, or fail where the environment says that nothing may be missing."""
    if os.environ.get(variable):
        pytest.fail(f"{what}; {variable} says that it must be there")
    pytest.skip(what)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where nothing may be skipped (`KG_NO_SKIP`), a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", ())) if reporter else 0
    if skipped and os.environ.get("KG_NO_SKIP") and session.exitstatus == pytest.ExitCode.OK:
        sys.stderr.write(f"\n{skipped} tests were skipped, and KG_NO_SKIP says that none may be\n")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections that leave this machine (of this process; browsers are held by their own tests)."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material kept beside the project: source texts, suites, seed facts. Never needed by the product."""
    folder = Path(os.environ.get("KG_SHARED") or ROOT.parent / "shared")
    if not (folder / "texts").is_dir():
        missing(f"no shared material at {folder} (name it with KG_SHARED): this test was not run", "KG_REQUIRE_SHARED")
    return folder


@pytest.fixture(scope="session")
def java() -> str:
    """Path of a Java runtime that works."""
    found = shutil.which("java")
    if not found or subprocess.run([found, "-version"], capture_output=True, check=False).returncode:
        missing("no Java runtime: consistency by HermiT was not checked", "KG_REQUIRE_JAVA")
    assert found
    return found


def make_home(folder: Path, data: Path) -> Home:
    """A home folder of its own: the project's ontology and queries, and some data."""
    shutil.copytree(ROOT / "ontology", folder / "ontology", ignore=shutil.ignore_patterns("examples"))
    shutil.copytree(ROOT / "queries", folder / "queries")
    shutil.copytree(data, folder / "data")
    return find_home(str(folder))


@pytest.fixture
def world_home(tmp_path: Path) -> Home:
    """A fresh copy of the small world, not built yet: change it as the test needs."""
    return make_home(tmp_path / "world", WORLD / "data")


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The small world, built and open for reading."""
    home = make_home(tmp_path_factory.mktemp("built") / "world", WORLD / "data")
    build(home)
    return open_graph(home.root)


@pytest.fixture(scope="session")
def seed_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The real data in a home of its own, so that no test writes into the checkout."""
    return make_home(tmp_path_factory.mktemp("real") / "seed", ROOT / "data")


@pytest.fixture(scope="session")
def seed(seed_home: Home) -> Graph:
    """The real data, built and open for reading."""
    build(seed_home)
    return open_graph(seed_home.root)


@pytest.fixture
def run_kg(tmp_path: Path) -> RunKg:
    """Run the command line in a process of its own, in an empty folder; the home is named by `home=`."""

    def run(
        *words: str, home: Home | None = None, stdin: str | None = None, **env: str
    ) -> subprocess.CompletedProcess[str]:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("KG_")}
        where = {"KG_HOME": home.root} if home else {}
        return subprocess.run(
            [sys.executable, "-m", "kg", *words],
            cwd=tmp_path,
            env={**inherited, **where, "PYTHONPATH": str(ROOT), **env},
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run
