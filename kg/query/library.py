"""The query library: every `queries/**/*.rq` with a grlc-style header is a question that can be asked by name.

A header is made of comment lines `#+ key: value` (also valid YAML once `#+` is cut off). It must give a
`summary` and a `shape` (table, edges or graph); `params`, `optional`, `tags` and `user` (whose question it is) are one
line each.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import NamedTuple

from kg.errors import QueryError

__all__ = ["SHAPES", "SYSTEM", "TYPES", "LibraryQuery", "find_query", "list_queries", "parse_query"]

SHAPES = ("table", "edges", "graph")
TYPES = ("iri", "text", "date", "year", "integer")
SYSTEM = "system"
"""The folder of queries Karmen itself asks; they are not listed."""

_KEYS = ("summary", "shape", "params", "optional", "tags", "example", "user")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*", re.ASCII)
_PARAM = re.compile(r"[a-z][A-Za-z0-9]*", re.ASCII)


class LibraryQuery(NamedTuple):
    """A stored question: its name, what it asks, the shape of its result, its typed parameters, its text."""

    name: str
    summary: str
    shape: str
    params: dict[str, str]
    optional: frozenset[str]
    tags: tuple[str, ...]
    example: dict[str, str]
    text: str
    user: str = ""


def find_query(folder: str, name: str) -> LibraryQuery:
    """The query called `name` (`people/events`) under `folder`. Raises `QueryError` with the closest name there is."""
    path = f"{folder}/{name}.rq"
    stamp = _stamp(path) if _NAME.fullmatch(name) else None
    if stamp is None:
        from kg.ontology import did_you_mean  # only to mend a typing error

        remedy = did_you_mean(name, (query.name for query in list_queries(folder)))
        raise QueryError(f"no query is called '{name}'; {remedy or 'kg ask --list shows all'}")
    return _read(path, name, stamp)


def list_queries(folder: str) -> list[LibraryQuery]:
    """Every query a user may ask, sorted by name. Raises `QueryError` for a header that cannot be used."""
    found = []
    for root, _, files in os.walk(folder):
        for file in files:
            relative = os.path.relpath(os.path.join(root, file), folder).replace(os.sep, "/")  # noqa: PTH118
            if file.endswith(".rq") and not relative.startswith(f"{SYSTEM}/"):
                path = os.path.join(root, file)  # noqa: PTH118
                found.append(_read(path, relative[:-3], _stamp(path)))
    return sorted(found)


def _stamp(path: str) -> tuple[int, int] | None:
    """When a file was saved and how long it is; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=256)
def _read(path: str, name: str, _: tuple[int, int] | None) -> LibraryQuery:
    """Read a query once for each time it was saved: a tenth of a warm question is spent here otherwise."""
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 -- on the start-up path of every question
            return parse_query(file.read(), name)
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"queries/{name}.rq cannot be read: {error}") from error


def parse_query(text: str, name: str) -> LibraryQuery:
    r"""Read the header of a query. Raises `QueryError` with file and line.

    >>> text = "#+ summary: Who took part\n#+ shape: table\n#+ params: {event: iri}\nSELECT …"
    >>> parse_query(text, "events/people").params
    {'event': 'iri'}
    """
    header: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#+"):
            key, colon, value = line[2:].partition(":")
            key = key.strip()
            if not colon or key not in _KEYS or key in header:
                raise _bad(name, number, f"'{line}' is no header line", f"keys, once each: {', '.join(_KEYS)}")
            header[key] = value.strip()
    params = _mapping(header.get("params", ""), name)
    optional = frozenset(_items(header.get("optional", "")))
    if not header.get("summary"):
        raise _bad(name, 1, "the header has no summary", "add a line: #+ summary: …")
    if header.get("shape") not in SHAPES:
        raise _bad(name, 1, f"shape '{header.get('shape', '')}' is unknown", f"write one of: {', '.join(SHAPES)}")
    for param, type_ in params.items():
        if type_ not in TYPES or not _PARAM.fullmatch(param):
            raise _bad(name, 1, f"parameter '{param}: {type_}' is unusable", f"types: {', '.join(TYPES)}")
    example = _mapping(header.get("example", ""), name)
    if not optional <= set(params) or not set(example) <= set(params):
        raise _bad(name, 1, "optional or example names an undeclared parameter", "declare it under params")
    return LibraryQuery(
        name=name,
        summary=header["summary"],
        shape=header["shape"],
        params=params,
        optional=optional,
        tags=tuple(_items(header.get("tags", ""))),
        example=example,
        text=text,
        user=header.get("user", ""),
    )


def _bad(name: str, line: int, problem: str, remedy: str) -> QueryError:
    return QueryError(f"queries/{name}.rq:{line}: {problem}; {remedy}")


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.strip("[] ").split(",") if item.strip()]


def _mapping(text: str, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in text.strip("{} ").split(",") if text else ():
        key, colon, value = item.partition(":")
        if not colon or not key.strip() or not value.strip() or key.strip() in found:
            raise _bad(name, 1, f"'{item.strip()}' is no 'name: value'", "write {name: value, …}")
        found[key.strip()] = value.strip()
    return found
