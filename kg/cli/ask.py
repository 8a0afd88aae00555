"""`kg ask`: a question of the library, by name, with typed parameters; every row with its receipts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kg.cli.options import LANGUAGES, as_of_option, opened, output_options, parser
from kg.errors import UsageError
from kg.export.words import answer_json, cell_text, heading, marks, place_text, receipt_text, table_text
from kg.query.library import list_queries

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.query.receipts import Receipt
    from kg.query.run import Answer

__all__ = ["parameters", "run"]

_FORMATS = ("table", "json", "csv", "tsv")


def run(words: list[str]) -> int:
    """Parse the words and print the answer. A question's own parameters are given as `--name value`."""
    options = parser("ask", "Ask a question of the library: kg ask people/events --person 'Roman Karmen'")
    options.add_argument("name", nargs="?", help="the question, as kg ask --list shows it")
    options.add_argument("--list", action="store_true", dest="listing", help="list the questions and their parameters")
    output_options(options, _FORMATS, None, "default: table on a terminal, tsv when piped")
    options.add_argument("--lang", choices=LANGUAGES, default="en", help="language of labels (default: en)")
    unfold = options.add_mutually_exclusive_group()
    unfold.add_argument("--no-receipts", action="store_true", help="leave the receipts out of the table")
    unfold.add_argument(
        "--receipts",
        action="store_true",
        help="with csv and tsv, beside the column told: columns voices, sources, places and addresses, each with one "
        "entry for each of the row's statements, in their order, separated by ' | ' (table and json have receipts "
        "anyway)",
    )
    as_of_option(options)
    given, rest = options.parse_known_args(words)
    if given.listing or not given.name:
        return _list(given.home)
    params = parameters(rest)
    graph = opened(given.home, given.as_of)
    answer = graph.ask(given.name, **params)
    if given.footnotes or given.cite:
        print(_cited(graph, answer, given.footnotes, given.cite, given.lang), end="")
        return 0
    form = given.format or ("table" if sys.stdout.isatty() else "tsv")
    if form == "json":
        import json

        receipts = [[graph.receipt(one) for one in answer.statements(row)] for row in answer.rows]
        made = answer_json(answer, receipts, graph.names, graph.terms, graph.build.content)
        if graph.build.as_of:
            made["asOf"] = graph.build.as_of
        print(json.dumps(made, ensure_ascii=False, indent=2))
    elif form == "table":
        _print_table(graph, answer, given.lang, receipts=not given.no_receipts)
    else:
        _print_rows(graph, answer, given.lang, form, receipts=given.receipts)
    return 0


def _cited(graph: Graph, answer: Answer, footnotes: str | None, cite: str | None, lang: str) -> str:
    from kg.query.sources import Sources

    sources = Sources(graph.view, graph.home.queries, graph.terms)
    if cite:
        from kg.export.bibliography import Bibliography, cited_by_answer

        ids = cited_by_answer(answer, graph.receipt, graph.terms)
        return Bibliography(sources, graph.names, graph.terms, lang).write(ids, cite)
    from kg.export.footnotes import as_html, as_markdown, footnoted_answer

    made = footnoted_answer(answer, graph.receipt, sources, graph.names, graph.terms, lang)
    return as_html(made) if footnotes == "html" else as_markdown(made)


def parameters(rest: list[str]) -> dict[str, str]:
    """The `--name value` pairs of a question. Raises `UsageError` for a word that belongs to none."""
    found: dict[str, str] = {}
    words = iter(rest)
    for word in words:
        if not word.startswith("--") or word == "--":
            raise UsageError(f"'{word}' belongs to no parameter; write --name value")
        name, equals, value = word[2:].partition("=")
        if not equals:
            value = next(words, "")
            if not value:
                raise UsageError(f"--{name} has no value; write --{name} value")
        if name in found:
            raise UsageError(f"--{name} is given twice; give it once")
        found[name] = value
    return found


def _list(home: str | None) -> int:
    from kg.resources import find_home

    for query in list_queries(find_home(home).queries):
        takes = " ".join(
            f"[--{name} {type_.upper()}]" if name in query.optional else f"--{name} {type_.upper()}"
            for name, type_ in query.params.items()
        )
        print(f"{query.name}{' ' + takes if takes else ''}\n    {query.summary}")
    return 0


def _texts(graph: Graph, answer: Answer, lang: str) -> list[list[str]]:
    return [[cell_text(row[at], graph.names, graph.terms, lang) for at in answer.shown] for row in answer.rows]


def _print_rows(graph: Graph, answer: Answer, lang: str, form: str, *, receipts: bool) -> None:
    """Labels for readers, ids for joining; and how each statement is told, or a plan would look like a fact."""
    import csv

    writer = csv.writer(sys.stdout, delimiter="," if form == "csv" else "\t", lineterminator="\n")
    things = [
        at
        for at in answer.shown
        if any(row[at] is not None and not hasattr(row[at], "datatype") for row in answer.rows)
    ]
    writer.writerow(
        [
            *(answer.columns[at] for at in answer.shown),
            *(f"{answer.columns[at]}_id" for at in things),
            "statements",
            "told",
            *(_RECEIPT_COLUMNS if receipts else ()),
        ]
    )
    for row, texts in zip(answer.rows, _texts(graph, answer, lang), strict=True):
        ids = ["" if (thing := row[at]) is None else graph.terms.id(thing.value) for at in things]
        held = answer.statements(row)
        found = [graph.receipt(one) for one in held]
        unfolded = _unfolded(graph, found, lang) if receipts else []
        told = _BETWEEN.join(" ".join(_told(one)) for one in found)
        writer.writerow([*texts, *ids, " ".join(graph.terms.id(one) for one in held), told, *unfolded])


_BETWEEN = " | "  # between the entries of a cell, one for each statement
_RECEIPT_COLUMNS = ("voices", "sources", "places", "addresses")


def _told(receipt: Receipt) -> list[str]:
    """Mode, certainty, and whether another statement disputes it: "fact stated disputed"."""
    return [receipt.mode, receipt.certainty, *(["disputed"] if receipt.disputed_by else [])]


def _unfolded(graph: Graph, receipts: list[Receipt], lang: str) -> list[str]:
    """The receipts of a row as one cell for each of `_RECEIPT_COLUMNS`."""
    lines = []
    for receipt in receipts:
        voices = " and ".join(graph.names.label(graph.terms.iri(voice), lang) for voice in receipt.voices)
        lines.append((voices, receipt.source, place_text(receipt), receipt.url))
    return [_BETWEEN.join(column) for column in zip(*lines, strict=True)] or [""] * len(_RECEIPT_COLUMNS)


def _print_table(graph: Graph, answer: Answer, lang: str, *, receipts: bool) -> None:
    import shutil

    print(answer.query.summary)
    if not answer.rows:
        print("no rows: the graph holds no statement that answers this")
        return
    receipts = receipts and any(answer.statements(row) for row in answer.rows)
    numbered: dict[str, tuple[int, Receipt]] = {}
    cells = []
    for row, texts in zip(answer.rows, _texts(graph, answer, lang), strict=True):
        notes = []
        for statement in answer.statements(row):
            if statement not in numbered:
                numbered[statement] = (len(numbered) + 1, graph.receipt(statement))
            number, receipt = numbered[statement]
            notes.append(f"[{number}]" + "".join(f" {mark}" for mark in marks(receipt)))
        cells.append([*texts, " ".join(notes)] if receipts else texts)
    columns = [heading(answer.columns[at]) for at in answer.shown] + (["who says so"] if receipts else [])
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    print(table_text(columns, cells, width=width))
    if receipts:
        print()
        for number, receipt in numbered.values():
            print(f"[{number}] {receipt_text(receipt, graph.names, graph.terms, lang)}")
            if receipt.note:
                print(f"    note: {receipt.note}")
