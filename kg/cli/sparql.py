"""`kg sparql`: any read-only query, in the W3C result formats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.options import as_of_option, opened, parser
from kg.errors import QueryError, UsageError
from kg.export.words import table_text
from kg.store.results import GRAPH_FORMATS, ROW_FORMATS, is_graph, write_result

if TYPE_CHECKING:
    from kg.terms import Terms

__all__ = ["run"]

_FORMATS = ("table", *ROW_FORMATS, *GRAPH_FORMATS)


def run(words: list[str]) -> int:
    """Parse the words, run the query, write the result as it comes."""
    options = parser("sparql", "Answer a read-only SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE).")
    options.add_argument("query", nargs="?", help="the query, or - to read it from standard input")
    options.add_argument("--file", metavar="F", help="read the query from a file")
    options.add_argument("--format", choices=_FORMATS, help="default: table (turtle for CONSTRUCT); tsv when piped")
    as_of_option(options)
    given = options.parse_args(words)
    text = _text(given.query, given.file)
    graph = opened(given.home, given.as_of)
    _die_on_interrupt()
    try:
        _write(graph.sparql(text), given.format, graph.terms)
    except OSError as error:
        if error.errno:  # of the output: the engine's own have no number
            raise
        raise graph.view.damaged(error) from error
    return 0


def _text(query: str | None, file: str | None) -> str:
    if (query is None) == (file is None):
        raise UsageError("give one query: as words, with --file F, or - for standard input")
    try:
        if file is not None:
            return Path(file).read_text(encoding="utf-8-sig")
        return sys.stdin.read() if query == "-" else str(query)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file or 'standard input'} cannot be read as UTF-8: {error}") from error


def _die_on_interrupt() -> None:
    """The engine cannot be interrupted from Python; let Ctrl-C end the process at once."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _write(result: Any, form: str | None, terms: Terms) -> None:
    chosen = form or "turtle" if is_graph(result) else form or ("table" if sys.stdout.isatty() else "tsv")
    if chosen != "table":
        sys.stdout.flush()
        write_result(result, chosen, sys.stdout.buffer, terms.prefixes)
    elif is_graph(result):
        raise QueryError("a graph has no table; write it as turtle or ntriples")
    elif not hasattr(result, "variables"):
        print("true" if result else "false")
    else:
        rows = [["" if term is None else _short(term, terms) for term in row] for row in result]
        print(table_text([variable.value for variable in result.variables], rows))


def _short(term: Any, terms: Terms) -> str:
    if hasattr(term, "datatype"):
        return str(term.value).replace("\n", " ")
    return terms.compress(term.value) if hasattr(term, "value") else str(term)
