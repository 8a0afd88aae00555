"""`kg sparql`: any read-only query, in the W3C result formats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from kg.cli.options import opened, parser
from kg.errors import QueryError, UsageError

__all__ = ["run"]

_FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples")


def run(words: list[str]) -> int:
    """Parse the words, run the query, write the result as it comes."""
    options = parser("sparql", "Answer a read-only SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE).")
    options.add_argument("query", nargs="?", help="the query, or - to read it from standard input")
    options.add_argument("--file", metavar="F", help="read the query from a file")
    options.add_argument("--format", choices=_FORMATS, help="default: table (turtle for CONSTRUCT); tsv when piped")
    given = options.parse_args(words)
    text = _text(given.query, given.file)
    graph = opened(given.home)
    _die_on_interrupt()
    try:
        _write(graph.sparql(text), given.format, graph.terms)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
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


def _write(result: Any, form: str | None, terms: Any) -> None:
    import pyoxigraph as ox

    if isinstance(result, ox.QueryTriples):
        _write_triples(result, form, terms)
        return
    chosen = form or ("table" if sys.stdout.isatty() else "tsv")
    formats = {
        "json": ox.QueryResultsFormat.JSON,
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
        "xml": ox.QueryResultsFormat.XML,
    }
    if isinstance(result, ox.QueryBoolean) and chosen in ("table", "csv", "tsv"):
        print("true" if result else "false")
    elif chosen == "table":
        from kg.export.words import table_text

        rows = [["" if term is None else _short(term, terms) for term in row] for row in result]
        print(table_text([variable.value for variable in result.variables], rows))
    elif chosen in formats:
        sys.stdout.flush()
        result.serialize(sys.stdout.buffer, format=formats[chosen])
        if chosen in ("json", "xml"):
            print()
    else:
        raise QueryError(f"{chosen} is for CONSTRUCT and DESCRIBE; a SELECT or ASK is written as {', '.join(formats)}")


def _write_triples(result: Any, form: str | None, terms: Any) -> None:
    import pyoxigraph as ox

    if form not in (None, "turtle", "ntriples"):
        raise QueryError(f"{form} is for SELECT and ASK; a graph is written as turtle or ntriples")
    triples = sorted(set(result), key=str)
    used = form != "ntriples"
    sys.stdout.flush()
    ox.serialize(
        triples,
        sys.stdout.buffer,
        format=ox.RdfFormat.TURTLE if used else ox.RdfFormat.N_TRIPLES,
        prefixes=terms.prefixes if used else None,
    )


def _short(term: Any, terms: Any) -> str:
    if hasattr(term, "datatype"):
        return str(term.value).replace("\n", " ")
    return str(terms.compress(term.value)) if hasattr(term, "value") else str(term)
