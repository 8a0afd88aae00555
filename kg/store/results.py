"""Results in the W3C's formats, written by the engine: rows as they come, graphs sorted."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.store.base import Result

__all__ = ["GRAPH_FORMATS", "ROW_FORMATS", "is_graph", "write_result"]

ROW_FORMATS = ("json", "csv", "tsv", "xml")
GRAPH_FORMATS = ("turtle", "ntriples")
_ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}


def is_graph(result: Result) -> bool:
    """Whether a query gave triples (CONSTRUCT, DESCRIBE) rather than rows or a yes or no."""
    return isinstance(result, ox.QueryTriples)


def write_result(result: Result, form: str, out: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write a result in one of the formats its kind has. Raises `QueryError` for a format of the other kind.

    A yes or no in csv or tsv, for which the W3C has no form, is the word alone.
    """
    if isinstance(result, ox.QueryTriples):
        if form not in GRAPH_FORMATS:
            raise QueryError(f"{form} is for SELECT and ASK; a graph is written as {' or '.join(GRAPH_FORMATS)}")
        out.write(_graph(result, form, prefixes))
    elif form not in _ROWS:
        raise QueryError(f"{form} is for CONSTRUCT and DESCRIBE; rows are written as {', '.join(_ROWS)}")
    elif isinstance(result, ox.QueryBoolean) and form in ("csv", "tsv"):
        out.write(b"true\n" if result else b"false\n")
    else:
        result.serialize(out, format=_ROWS[form])
        if form in ("json", "xml"):
            out.write(b"\n")


def _graph(result: ox.QueryTriples, form: str, prefixes: Mapping[str, str]) -> bytes:
    triples = sorted(set(result), key=str)
    if form == "ntriples":
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    data = (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b"").decode()
    lines = data.splitlines(keepends=True)
    body = "".join(line for line in lines if not line.startswith("@prefix"))
    used = [line for line in lines if line.startswith("@prefix") and line.split()[1] in body]
    return "".join([*sorted(used), body]).encode()  # the engine writes prefixes in no fixed order
