"""Where things are: the home folder (ontology/, data/, queries/) and the folder builds are kept in.

The only module that knows whether Karmen runs from a checkout or from an installed wheel. It imports
nothing heavy, since every command starts here.
"""

from __future__ import annotations

import os
import zlib

from kg.errors import UsageError

__all__ = ["Home", "find_home", "fingerprint", "input_files"]

_PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 -- pathlib costs a fifth of the start-up budget
_PARTS = ("ontology", "data", "queries")


class Home:
    """A folder with ontology/, data/ and queries/, and the place where its builds live.

    Attributes: `root` (absolute path), `ontology`, `data`, `queries`, `builds` (folder of immutable
    build folders), `pointer` (file that names the current build), `installed`
    (whether it came with a wheel: nobody edits it, but an upgrade replaces it).
    """

    __slots__ = ("builds", "data", "installed", "ontology", "pointer", "queries", "root")

    def __init__(self, root: str, builds: str, pointer: str, *, installed: bool = False) -> None:
        self.root = root
        self.installed = installed
        self.ontology = os.path.join(root, "ontology")  # noqa: PTH118
        self.data = os.path.join(root, "data")  # noqa: PTH118
        self.queries = os.path.join(root, "queries")  # noqa: PTH118
        self.builds = builds
        self.pointer = os.path.join(builds, pointer)  # noqa: PTH118


def find_home(root: str | os.PathLike[str] | None = None) -> Home:
    """Find the home folder: the argument, else `KG_HOME`, else the one this package came with.

    Builds go to `KG_BUILDS`, else to `build/` in the home folder, else (for an installed wheel, whose
    folder is not ours to write in) to the user's cache. Raises `UsageError` when a part is missing.
    """
    given = root or os.environ.get("KG_HOME")
    if given:
        chosen, installed = os.path.abspath(given), False  # noqa: PTH100
    else:
        inside = os.path.join(_PACKAGE, "_home")  # noqa: PTH118
        installed = os.path.isdir(inside)  # noqa: PTH112
        chosen = inside if installed else os.path.dirname(_PACKAGE)  # noqa: PTH120
    for part in _PARTS:
        if not os.path.isdir(os.path.join(chosen, part)):  # noqa: PTH112, PTH118
            raise UsageError(
                f"{chosen} has no folder {part}/; a home folder holds ontology/, data/ and queries/: "
                "name one with --home DIR or KG_HOME, or stand in a checkout"
            )
    cached = os.environ.get("KG_BUILDS") or (_user_cache() if installed else None)
    if cached:
        tag = zlib.crc32(chosen.encode())
        return Home(chosen, os.path.abspath(cached), f"current-{tag:08x}", installed=installed)  # noqa: PTH100
    return Home(chosen, os.path.join(chosen, "build"), "current")  # noqa: PTH118


def _user_cache() -> str:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH111, PTH118
    return os.path.join(base, "karmen-kg")  # noqa: PTH118


def input_files(home: Home) -> list[tuple[str, str]]:
    """Every file a build reads, as (path relative to the home folder, absolute path), sorted.

    Hidden files, editors' backups and Python files are not inputs.
    """
    found: list[tuple[str, str]] = []
    pending = [(part, os.path.join(home.root, part)) for part in ("data", "ontology")]  # noqa: PTH118
    while pending:
        relative, folder = pending.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name.endswith("~"):
                    continue
                name = f"{relative}/{entry.name}"
                if entry.is_dir():
                    pending.append((name, entry.path))
                elif entry.name.endswith((".yaml", ".ttl", ".tsv", ".json")):
                    found.append((name, entry.path))
    return sorted(found)


def fingerprint(home: Home) -> str:
    """A cheap sign of change: names, sizes and times of every input file, as one checksum.

    Equal means nothing was saved since; it decides only whether to look closer, never what is built. The time is
    that of the last saving, and of installed files that of their coming into this folder: some installers give
    them all the same day.
    """
    seen = 0
    for name, path in input_files(home):
        status = os.stat(path)  # noqa: PTH116
        when = status.st_ctime_ns if home.installed else status.st_mtime_ns
        seen = zlib.crc32(f"{name}\0{status.st_size}\0{when}\n".encode(), seen)
    return f"{seen:08x}"
