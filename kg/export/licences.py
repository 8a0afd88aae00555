"""The licences of others' code that a page carries: who holds the copyright, and the terms in full.

A licence asks that its words go along with the code. kg/export/licences/ holds them without names, one file for each
licence; the manifest of a page says whose code is under which.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Notice", "notices"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One licence: its SPDX name, a line for each holder with the code that is theirs, and its terms."""

    licence: str
    holders: Sequence[str]
    terms: str


def notices(libraries: Sequence[Mapping[str, Any]]) -> list[Notice]:
    """What must be said of the libraries of a manifest: each licence once, by name; those of one holder in one line.

    A library has `name`, `licence` and `copyright`, a list of lines. Raises `OutputError` when the terms of a licence
    are not among those we have.

    >>> made = notices([
    ...     {"name": "one", "licence": "MIT", "copyright": ["Copyright 2020 Ada"]},
    ...     {"name": "two", "licence": "MIT", "copyright": ["Copyright 2020 Ada"]},
    ... ])
    >>> [(notice.licence, notice.holders, notice.terms[:20]) for notice in made]
    [('MIT', ['one, two: Copyright 2020 Ada'], 'Permission is hereby')]
    """
    return [
        Notice(licence, _holders([one for one in libraries if one["licence"] == licence]), _terms(licence))
        for licence in sorted({one["licence"] for one in libraries})
    ]


def _holders(libraries: Sequence[Mapping[str, Any]]) -> list[str]:
    named: dict[str, list[str]] = {}
    for one in libraries:
        named.setdefault("; ".join(one["copyright"]), []).append(one["name"])
    return [f"{', '.join(names)}: {holder}" for holder, names in named.items()]


def _terms(licence: str) -> str:
    path = resources.files("kg.export") / "licences" / f"{licence}.txt"
    if not path.is_file():
        raise OutputError(f"kg/export/licences/ has no terms of {licence}; put them there as {licence}.txt")
    return path.read_text(encoding="utf-8").replace("\r\n", "\n").strip()
