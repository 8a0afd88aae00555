"""Where builds are found: beside the current one by name, and on a shelf of their own those made as of a day.

A build as of a day is like any other, but lies in `as-of/` under the builds folder, with one pointer for each
day: it never takes the place of the current build, and is pruned only among its like.
"""

from __future__ import annotations

import os
import re

from kg.dates import DateError, bounds
from kg.errors import StoreError, UsageError
from kg.resources import Home
from kg.store.current import GRAPH_FILE, MANIFEST_FILE, current_build, read_build

__all__ = ["as_of_day", "as_of_home", "find_graph"]

_SHELF = "as-of"


def as_of_day(text: str) -> str:
    """The last day of what a user gives as a date. Raises `UsageError` for what is no date.

    >>> as_of_day("1960"), as_of_day("2024-02"), as_of_day("2025-05-08")
    ('1960-12-31', '2024-02-29', '2025-05-08')
    """
    try:
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII):
            return str(bounds(text).latest)
    except DateError as error:
        raise UsageError(f"the date as of which to answer: {error}") from error
    raise UsageError(f"'{text}' is no date to answer as of; write YYYY, YYYY-MM or YYYY-MM-DD, as in 2025-05-08")


def as_of_home(home: Home, day: str) -> Home:
    """The same home, whose builds lie on the shelf of those as of a day."""
    shelf = os.path.join(home.builds, _SHELF)  # noqa: PTH118 -- pathlib is slow to import
    return Home(home.root, shelf, f"{os.path.basename(home.pointer)}-{day}", installed=home.installed)  # noqa: PTH119


def find_graph(home: Home, wanted: str) -> str:
    """The path of a build's sorted N-Quads.

    `wanted` is `current`, the name of a build folder or the beginning of one, the path of such a folder, or
    the path of a `graph.nq`. Raises `UsageError` with the builds there are, `StoreError` for a broken pointer.
    """
    if wanted == "current":
        found = current_build(home.builds, home.pointer)
        if found is None:
            raise StoreError("there is no current build yet; run: kg build")
        return found[0].graph
    if os.path.isfile(wanted):  # noqa: PTH113
        return wanted
    inside = os.path.join(wanted, GRAPH_FILE)  # noqa: PTH118
    if os.path.isfile(inside):  # noqa: PTH113
        return inside
    folders = _folders(home)
    fitting = [path for path in folders if os.path.basename(path) == wanted] or [  # noqa: PTH119
        path
        for path in folders
        if wanted and os.path.basename(path).startswith(wanted)  # noqa: PTH119
    ]
    if len(fitting) == 1:
        return os.path.join(fitting[0], GRAPH_FILE)  # noqa: PTH118
    listed = "\n".join(f"  {_told(path)}" for path in fitting or folders)
    if fitting:
        raise UsageError(f"{len(fitting)} builds begin with '{wanted}'; write more of the name:\n{listed}")
    raise UsageError(
        f"no build is called '{wanted}', and no file or folder with a {GRAPH_FILE}; "
        + (f"the builds there are:\n{listed}" if listed else "run: kg build")
    )


def _folders(home: Home) -> list[str]:
    """Every whole build of a home, newest first; those as of a day included."""
    found: list[tuple[int, str]] = []
    for place in (home.builds, os.path.join(home.builds, _SHELF)):  # noqa: PTH118
        if not os.path.isdir(place):  # noqa: PTH112
            continue
        with os.scandir(place) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and os.path.isfile(os.path.join(entry.path, MANIFEST_FILE)):  # noqa: PTH113, PTH118
                    found.append((entry.stat().st_mtime_ns, entry.path))
    return [path for _, path in sorted(found, reverse=True)]


def _told(folder: str) -> str:
    """A build in a list: its name and what is in it."""
    name = os.path.basename(folder)  # noqa: PTH119
    try:
        build = read_build(folder)
    except StoreError:
        return f"{name}  (cannot be read)"
    day = f", as of {build.as_of['date']}" if build.as_of else ""
    return f"{name}  ({build.counts['statements']} statements{day})"
