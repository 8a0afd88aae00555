"""The store contract: a scoped, read-only view that answers SPARQL, and a writer that loads one file at once.

Rows are pyoxigraph's query results whatever the engine behind: a remote endpoint's answer is parsed into
the same type. One test suite holds every implementation to this.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pyoxigraph as ox

    Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
    Bindings = Mapping[str, ox.NamedNode | ox.Literal]

__all__ = ["View", "Writer"]


class View(Protocol):
    """Read access to one graph."""

    def query(self, text: str, bindings: Bindings | None = None) -> Result:
        """Answer a SPARQL query, with variables bound to terms (each must be projected by a SELECT).

        Raises `QueryError` for a query that cannot be parsed (with line and column) or may not run, and
        `StoreError` when the data behind it cannot be read.
        """

    def __len__(self) -> int:
        """The number of quads."""


class Writer(Protocol):
    """Write access to a graph that nobody reads yet."""

    def load(self, path: str) -> None:
        """Load a whole N-Quads file, all of it or nothing. Raises `StoreError`."""
