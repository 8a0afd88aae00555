"""The pointer to the build that is served, and what that build says of itself in its manifest."""

from __future__ import annotations

import fcntl
import json
import os
from typing import Any

from kg.errors import StoreError

__all__ = [
    "FORMAT",
    "GRAPH_FILE",
    "LEDGER_FOLDER",
    "MANIFEST_FILE",
    "STORE_FOLDER",
    "Build",
    "current_build",
    "read_build",
]

FORMAT = 2
"""Raised when a build folder of an older Karmen can no longer be read."""
GRAPH_FILE, MANIFEST_FILE, STORE_FOLDER, LEDGER_FOLDER = "graph.nq", "manifest.json", "store", "ledgers"
_REBUILD = "run: kg build --force"


class Build:
    """One immutable build: its folder and its manifest. Nobody prunes it as long as this object lives.

    Attributes: `folder`, `name` (hash of the inputs), `content` (SHA-256 of the sorted N-Quads),
    `prefixes`, `base`, `counts` (quads, statements, entities, sources, …), `as_of` (empty, or the `date` by which
    everything in it was published and how many `later` and `undated` sources and `statements` are left out).
    """

    __slots__ = ("_held", "as_of", "base", "content", "counts", "folder", "name", "prefixes")

    def __init__(self, folder: str, manifest: dict[str, Any], held: _Held) -> None:
        self._held = held
        self.folder = folder
        self.name = str(manifest["name"])
        self.content = str(manifest["content"])
        self.base = str(manifest["base"])
        self.prefixes: dict[str, str] = dict(manifest["prefixes"])
        self.counts: dict[str, int] = dict(manifest["counts"])
        self.as_of: dict[str, Any] = dict(manifest.get("as_of", {}))

    @property
    def graph(self) -> str:
        """Path of the sorted N-Quads."""
        return f"{self.folder}/{GRAPH_FILE}"

    @property
    def store(self) -> str:
        """Path of the engine's folder."""
        return f"{self.folder}/{STORE_FOLDER}"

    @property
    def remedy(self) -> str:
        """What to do when the build turns out to be damaged."""
        return f"delete {self.folder} and ask again" if self.as_of else _REBUILD


class _Held:
    """A manifest that is kept open under a shared lock until this object is collected; see `kg.store.builds.prune`.

    Raises `OSError` when it cannot be read.
    """

    __slots__ = ("_handle",)

    def __init__(self, path: str) -> None:
        self._handle = -1
        self._handle = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_SH)
        except OSError:  # a file system without locks: read all the same
            return
        if not os.fstat(self._handle).st_nlink:
            raise FileNotFoundError(path)  # it was being pruned

    def read(self) -> bytes:
        with open(self._handle, "rb", closefd=False) as file:
            return file.read()

    def __del__(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)


def current_build(builds: str, pointer: str) -> tuple[Build, str] | None:
    """The build that the pointer names and the fingerprint of the inputs it was made from; None before the first build.

    Raises `StoreError` when the pointer or the manifest cannot be used.
    """
    try:
        with open(pointer, encoding="utf-8") as file:  # noqa: PTH123 -- on the start-up path of every question
            name, _, seen = file.read().strip().partition(" ")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{pointer} cannot be read: {error.strerror}; {_REBUILD}") from error
    except UnicodeDecodeError as error:
        raise StoreError(f"{pointer} does not name a build; {_REBUILD}") from error
    if not name.isalnum():
        raise StoreError(f"{pointer} does not name a build; {_REBUILD}")
    return read_build(os.path.join(builds, name)), seen  # noqa: PTH118


def read_build(folder: str) -> Build:
    """The build in a folder. Raises `StoreError` when it is missing, damaged or of another version."""
    path = f"{folder}/{MANIFEST_FILE}"
    try:
        held = _Held(path)
        manifest = json.loads(held.read())
        found = manifest["format"]
        if found != FORMAT:
            raise StoreError(
                f"{folder} was made by another version (format {found}, this one reads {FORMAT}); {_REBUILD}"
            )
        return Build(folder, manifest, held)
    except FileNotFoundError as error:
        raise StoreError(f"the build {folder} is gone or incomplete; {_REBUILD}") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path} is damaged; {_REBUILD}") from error
