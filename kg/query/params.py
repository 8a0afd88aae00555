"""Typed parameters: what a user typed becomes a term, never a piece of query text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.store.oxigraph import iri_term, text_term

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.query.library import LibraryQuery

__all__ = ["bind"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"(?!0000)[0-9]{4}")
_ORDERED = ("start", "end")


def bind(
    query: LibraryQuery, given: Mapping[str, str], resolve: Callable[[str], str]
) -> dict[str, ox.NamedNode | ox.Literal]:
    """The terms for a query's variables. `resolve` turns what a user calls an entity into its IRI.

    Raises `QueryError` for an unknown or missing parameter, for a value that is not of its type, and for an `end`
    before its `start`.
    """
    unknown = [name for name in given if name not in query.params]
    if unknown:
        takes = ", ".join(f"--{name}" for name in query.params) or "none"
        raise QueryError(f"'{query.name}' has no parameter '{unknown[0]}'; it takes: {takes}")
    missing = [name for name in query.params if name not in given and name not in query.optional]
    if missing:
        shape = query.params[missing[0]]
        example = query.example.get(missing[0], "person/roman-karmen" if shape == "iri" else "…")
        raise QueryError(f"'{query.name}' needs --{missing[0]} ({shape}), for example: --{missing[0]} {example}")
    terms = {name: _term(name, query.params[name], text, resolve) for name, text in given.items()}
    start, end = (given.get(name, "") for name in _ORDERED)
    if start and end and end < start and all(query.params[name] == "date" for name in _ORDERED):
        raise QueryError(f"--end: {end} is before --start: {start}; write the earlier day first")
    return terms


def _term(name: str, type_: str, text: str, resolve: Callable[[str], str]) -> ox.NamedNode | ox.Literal:
    if type_ == "iri":
        return iri_term(resolve(text))
    if type_ == "year":
        if not _YEAR.fullmatch(text):
            raise QueryError(f"--{name}: '{text}' is not a year; write YYYY, as in 2025")
        return text_term(text, f"{_XSD}integer")
    if type_ == "integer":
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
            raise QueryError(f"--{name}: '{text}' is not a whole number")
        return text_term(text, f"{_XSD}integer")
    if type_ == "date":
        from kg.dates import DateError, bounds  # brings the calendar, which most questions need not

        if not _DAY.fullmatch(text):
            raise QueryError(f"--{name}: '{text}' is not a day; write YYYY-MM-DD, as in 2025-05-07")
        try:
            bounds(text)
        except DateError as error:
            raise QueryError(f"--{name}: {error}") from error
        return text_term(text, f"{_XSD}date")
    return text_term(text)
