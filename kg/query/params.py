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
_DAYS = 31


def bind(
    query: LibraryQuery, given: Mapping[str, str], resolve: Callable[[str], str]
) -> dict[str, ox.NamedNode | ox.Literal]:
    """The terms for a query's variables. `resolve` turns what a user calls an entity into its IRI.

    Raises `QueryError` for an unknown or missing parameter, and for a value that is not of its type.
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
    return {name: _term(name, query.params[name], text, resolve) for name, text in given.items()}


def _term(name: str, type_: str, text: str, resolve: Callable[[str], str]) -> ox.NamedNode | ox.Literal:
    if type_ == "iri":
        return iri_term(resolve(text))
    if type_ == "integer":
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
            raise QueryError(f"--{name}: '{text}' is not a whole number")
        return text_term(text, f"{_XSD}integer")
    if type_ == "date":
        parts = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
        if not parts or not 1 <= int(parts[2]) <= 12 or not 1 <= int(parts[3]) <= _DAYS:
            raise QueryError(f"--{name}: '{text}' is not a day; write YYYY-MM-DD, as in 2025-05-07")
        return text_term(text, f"{_XSD}date")
    return text_term(text)
