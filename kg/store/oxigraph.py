"""The engine: pyoxigraph in memory or in a folder. With kg/ontology.py the only door to it.

A built folder is opened read-only and never written to again; a build fills a fresh one with one bulk load.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.store.guard import check_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.store.base import Bindings, Result

__all__ = ["OxigraphView", "OxigraphWriter", "iri_term", "open_folder", "open_memory", "text_term"]

_READ_ONLY = "Karmen answers only SELECT, ASK, CONSTRUCT and DESCRIBE: change the files in data/ and build"
_GIVEN = "# given ?"
_KEPT = 256  # queries that passed the guard, whose prefixes are remembered
_PLACE = re.compile(r"error at (\d+):(\d+): ", re.ASCII)


class OxigraphView:
    """Read access to a pyoxigraph store; `prefixes` need no declaration in a query."""

    __slots__ = ("_prefixes", "_remedy", "_store", "_used")

    def __init__(self, store: ox.Store, prefixes: Mapping[str, str], remedy: str = "") -> None:
        self._store = store
        self._prefixes = dict(prefixes)
        self._used: dict[str, dict[str, str]] = {}
        self._remedy = remedy

    def query(self, text: str, bindings: Bindings | None = None) -> Result:
        """See `kg.store.base.View.query`."""
        given: Any = {ox.Variable(name): term for name, term in bindings.items()} if bindings else None
        prefixes = self._prefixes_in(text)
        planned = _planned(text, bindings)
        if planned is not text and "'''" in planned:  # the one end of a string that no written term escapes
            check_query(planned)
        try:
            return self._store.query(planned, prefixes=prefixes, substitutions=given)
        except SyntaxError as error:
            raise QueryError(_syntax(str(error), text)) from error
        except (ValueError, RuntimeError) as error:
            raise QueryError(f"the query cannot run: {error}") from error
        except OSError as error:
            raise self.damaged(error) from error

    def _prefixes_in(self, text: str) -> dict[str, str]:
        """The prefixes a query may use: the engine reads each one given anew, which costs as much as a small query.

        A text that is met for the first time must pass the guard before.
        """
        used = self._used.get(text)
        if used is None:
            check_query(text)
            if len(self._used) >= _KEPT:
                self._used.clear()
            used = self._used[text] = {name: iri for name, iri in self._prefixes.items() if f"{name}:" in text}
        return used

    def damaged(self, error: Exception) -> StoreError:
        """The error to raise when rows stop coming because the files cannot be read."""
        return StoreError(f"the graph cannot be read: {_first_line(error)}; {self._remedy or 'build it again'}")

    def __len__(self) -> int:
        return len(self._store)


class OxigraphWriter:
    """Fills a fresh store with one bulk load."""

    def __init__(self, folder: str | None = None) -> None:
        try:
            self._store = ox.Store(folder) if folder else ox.Store()
        except OSError as error:
            raise StoreError(
                f"no store can be made in {folder}: {_first_line(error)}; free space or choose another folder"
            ) from error

    def load(self, path: str) -> None:
        """See `kg.store.base.Writer.load`."""
        try:
            self._store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
            self._store.flush()
        except SyntaxError as error:
            raise StoreError(f"{path} is not N-Quads: {error}") from error
        except OSError as error:
            raise StoreError(
                f"the graph cannot be written: {_first_line(error)}; free space and build again"
            ) from error

    def view(self, prefixes: Mapping[str, str]) -> OxigraphView:
        """The loaded graph, for reading."""
        return OxigraphView(self._store, prefixes)


def open_folder(folder: str, prefixes: Mapping[str, str], remedy: str) -> OxigraphView:
    """Open a built store for reading. Raises `StoreError` that names the folder and `remedy` (a command)."""
    try:
        return OxigraphView(ox.Store.read_only(folder), prefixes, remedy)
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"the store {folder} cannot be opened: {_first_line(error)}; {remedy}") from error


def open_memory(path: str, prefixes: Mapping[str, str]) -> OxigraphView:
    """Load an N-Quads file into memory for reading."""
    writer = OxigraphWriter()
    writer.load(path)
    return writer.view(prefixes)


def iri_term(iri: str) -> ox.NamedNode:
    """An IRI as a term. Raises `QueryError` when it is none."""
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"'{iri}' is not an IRI: {error}") from error


def text_term(text: str, datatype: str | None = None) -> ox.Literal:
    """A text, or a text of a datatype, as a term."""
    return ox.Literal(text, datatype=ox.NamedNode(datatype)) if datatype else ox.Literal(text)


def _planned(text: str, bindings: Bindings | None) -> str:
    """Write what is bound where a query says `# given ?name`, as VALUES: substituted terms the planner cannot see."""
    if bindings and _GIVEN in text:
        for name, term in bindings.items():
            text = text.replace(f"{_GIVEN}{name}\n", f"VALUES ?{name} {{ {term} }}\n")
    return text


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _syntax(message: str, text: str) -> str:
    """The parser's message with line and column in front, and the words they stand at."""
    found = _PLACE.match(message)
    if not found:
        return f"the query cannot be parsed: {_first_line(SyntaxError(message))}"
    line, column = int(found[1]), int(found[2])
    if re.match(r"\s*(PREFIX\b.*\s)*(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b", text, re.IGNORECASE):
        return f"this is an update; {_READ_ONLY}"
    rows = text.splitlines() or [""]
    row = rows[min(line, len(rows)) - 1]
    near = row[max(column - 1, 0) :].strip()[:40] or (rows[line][:40].strip() if line < len(rows) else "")
    if "Prefix not found" in message:
        word = row[: column - 1].split()[-1:] or [near]
        remedy = "kg knows those of ontology/prefixes.yaml"
        return f"line {line}, column {column}: the prefix of '{word[0]}' is not declared; {remedy}"
    if "IRI parsing failed" in message:
        return f"line {line}, column {column}: the address before this is no absolute IRI; write it with its scheme"
    what = f"'{near}' was not expected here" if near else "the query may not end here"
    return f"line {line}, column {column}: {what}"
