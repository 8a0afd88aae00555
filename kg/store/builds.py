"""The folder of builds as whoever writes it sees it: lock it, sweep it, put a build in place, switch to it, prune.

A build is made aside, flushed to disk, renamed into place, and only then named by the pointer; whatever is killed on
the way, the last good build goes on serving. How a build is found and read is `kg.store.current`'s.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.store.current import MANIFEST_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from kg.resources import Home
    from kg.store.current import Build

__all__ = ["ASIDE", "KEEP", "flush", "lock_builds", "prune", "put_in_place", "sweep", "switch"]

ASIDE = ".making-"
"""How the names of all begin that is not yet in place."""
KEEP = 5
"""How many builds are kept."""
_LOOK_AGAIN, _PATIENCE = 0.05, 1.0  # seconds: between two tries for the lock, and until a word is said


@contextmanager
def lock_builds(home: Home, *, wait: bool = False) -> Iterator[None]:
    """Hold the builders' lock; the kernel lets go of it whatever happens to this process.

    Raises `StoreError` when another builder holds it, unless told to wait for that one.
    """
    with (Path(home.builds) / "lock").open("a") as file:
        start, said = time.monotonic(), False
        while not _locked(file):
            if not wait:
                raise StoreError(f"another kg build is at work in {home.builds}; wait for it, then build again")
            if not said and time.monotonic() - start > _PATIENCE:
                said = True
                if sys.stderr.isatty():
                    sys.stderr.write("waiting for another kg that builds the graph …\n")
            time.sleep(_LOOK_AGAIN)
        yield


def _locked(file: TextIO) -> bool:
    """Whether the file could be locked for this process alone."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def flush(folder: Path) -> None:
    """See to it that the disk has a folder and everything in it."""
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)


def put_in_place(aside: Path, target: Path) -> Path:
    """Rename the finished folder to its name, or to a name beside it when a damaged build of that name still serves."""
    place = target if not target.exists() else target.with_name(f"{target.name}x{time.time_ns()}")
    aside.rename(place)
    _sync(place.parent)
    return place


def switch(home: Home, name: str, seen: str) -> str:
    """Make the pointer name a build, in one step; returns what it named before."""
    pointer = Path(home.pointer)
    data = f"{name} {seen}\n".encode()
    before = pointer.read_bytes() if pointer.exists() else b""
    if before == data:
        return name
    fresh = pointer.with_name(f"{ASIDE}pointer-{os.getpid()}")
    fresh.write_bytes(data)
    _sync(fresh)
    fresh.replace(pointer)
    _sync(pointer.parent)
    return before.partition(b" ")[0].decode(errors="replace")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(home: Home) -> None:
    """Remove what builders that died left behind; the lock says that none of them lives."""
    for left in Path(home.builds).glob(f"{ASIDE}*"):
        shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def prune(home: Home, made: Build, before: str) -> None:
    """Keep the newest few builds, so that two can be compared, and of one input the newest alone.

    The build served until now stays in any case: a reader may have read its name and be about to open it. So does
    what somebody reads, until a later build.
    """
    builds = [path.parent for path in Path(home.builds).glob(f"*/{MANIFEST_FILE}")]
    inputs: set[str] = set()
    for at, old in enumerate(sorted(builds, key=lambda path: path.stat().st_mtime, reverse=True)):
        name = old.name.partition("x")[0]
        if str(old) != made.folder and old.name != before and (name in inputs or at >= KEEP):
            _remove(old)
        inputs.add(name)


def _remove(build: Path) -> None:
    """Remove a build, unless a reader holds its manifest; what is left of it when we die is swept."""
    with suppress(OSError), (build / MANIFEST_FILE).open("r+") as file:
        if _locked(file):
            shutil.rmtree(build.rename(build.with_name(f"{ASIDE}{build.name}")), ignore_errors=True)
