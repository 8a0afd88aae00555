"""Ask a library query: text and parameters in, columns and rows out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import QueryError
from kg.query.params import bind

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.query.library import LibraryQuery
    from kg.store.oxigraph import OxigraphView

__all__ = ["Answer", "is_statement_column", "run"]


class Answer(NamedTuple):
    """The rows of a question.

    `columns` are variable names; each row has one term (or None) per column. Columns whose name starts
    with `statement` hold statement nodes: they are what a row's receipts are unfolded from.
    """

    query: LibraryQuery
    given: dict[str, str]
    columns: tuple[str, ...]
    rows: list[tuple[ox.NamedNode | ox.Literal | None, ...]]

    @property
    def shown(self) -> tuple[int, ...]:
        """Indexes of the columns a reader wants to see: no parameters, no statement nodes."""
        return tuple(
            at for at, name in enumerate(self.columns) if name not in self.given and not is_statement_column(name)
        )

    def statements(self, row: tuple[Any, ...]) -> list[str]:
        """IRIs of the statements that hold up a row."""
        return [term.value for name, term in zip(self.columns, row, strict=True) if is_statement_column(name) and term]


def is_statement_column(name: str) -> bool:
    """Whether a column holds statement nodes, by its name: `statement`, `statementA`, `statement2`."""
    return name.startswith("statement") and (len(name) == _PLAIN or name[_PLAIN].isupper() or name[_PLAIN].isdigit())


_PLAIN = len("statement")


def run(view: OxigraphView, query: LibraryQuery, given: Mapping[str, str], resolve: Callable[[str], str]) -> Answer:
    """Ask. Raises `QueryError` for parameters that do not fit, `StoreError` when rows stop coming."""
    if query.shape == "graph":
        raise QueryError(
            f"'{query.name}' gives a graph, not a table; use: kg sparql --file queries/{query.name}.rq --format turtle"
        )
    result: Any = view.query(query.text, bind(query, given, resolve))
    columns = tuple(variable.value for variable in result.variables)
    try:
        rows = [tuple(solution) for solution in result]
    except OSError as error:
        raise view.damaged(error) from error
    return Answer(query, dict(given), columns, rows)
