"""`kg conflicts`: what sources disagree about, the sides beside one another, and what curators decided."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from kg.cli.options import LANGUAGES, as_of_option, opened, parser
from kg.export.words import marks, place_text, receipt_json, receipt_text, table_text, value_text

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.query.receipts import Receipt

__all__ = ["run"]

_STATES = ("open", "decided")
_Entry = dict[str, Any]


def run(words: list[str]) -> int:
    """Parse the words and print the disagreements."""
    options = parser("conflicts", "What sources disagree about: the sides beside one another, each with its evidence")
    options.add_argument("--state", choices=_STATES, help="only what verdicts leave open, or what they decided")
    options.add_argument("--subject", metavar="ENTITY", help="only about this entity: id, or any of its names")
    options.add_argument("--format", choices=("text", "json"), default="text")
    options.add_argument("--lang", choices=LANGUAGES, default="en", help="language of labels (default: en)")
    as_of_option(options)
    given = options.parse_args(words)
    graph = opened(given.home, given.as_of)
    subject = graph.terms.id(graph.names.resolve(given.subject)) if given.subject else ""
    entries = [
        entry
        for entry in graph.ledger("conflicts")
        if given.state in (None, entry["state"]) and subject in ("", entry["subject"])
    ]
    silent = [] if given.state else _silent(graph, subject)
    if given.format == "json":
        import json

        print(json.dumps(_as_json(graph, entries, silent), ensure_ascii=False, indent=2))
    else:
        _Page(graph, given.lang).show(entries, silent)
    return 0


def _silent(graph: Graph, subject: str) -> list[_Entry]:
    """What curators noted and the rule does not find, about one subject or about all."""
    noted = [entry for entry in graph.ledger("disagreements") if not entry["found"] and entry["statements"]]
    return [
        entry
        for entry in noted
        if not subject or any(graph.receipt(one).subject == subject for one in entry["statements"])
    ]


def _statements(entry: _Entry) -> list[str]:
    return [one for side in entry["sides"] + entry["compatible"] for one in side["statements"]]


def _as_json(graph: Graph, entries: list[_Entry], silent: list[_Entry]) -> dict[str, Any]:
    named = dict.fromkeys(one for entry in entries for one in _statements(entry))
    named |= dict.fromkeys(one for entry in silent for one in entry["statements"])
    return {
        "conflicts": entries,
        "noted": silent,
        **{state: sum(entry["state"] == state for entry in entries) for state in _STATES},
        "receipts": {one: receipt_json(graph.receipt(one), graph.names, graph.terms) for one in named},
        "build": graph.build.content,
    }


class _Page:
    """Prints the disagreements one below the other, each as a table with one column for each side."""

    def __init__(self, graph: Graph, lang: str) -> None:
        self._graph, self._lang = graph, lang
        self._numbers: dict[str, int] = {}

    def show(self, entries: list[_Entry], silent: list[_Entry]) -> None:
        """Everything: a count, the disagreements, what was noted beside them, the receipts."""
        if not entries and not silent:
            print("no disagreement of this kind was found")
            return
        counts = [f"{sum(entry['state'] == state for entry in entries)} {state}" for state in _STATES]
        print(f"disagreements: {', '.join(counts)}{f'; {len(silent)} noted beside them' if silent else ''}")
        for entry in entries:
            print(f"\n{self._heading(entry)}: {entry['state']}\n")
            self._print_sides(entry)
            for side in entry["compatible"]:
                told = side["value"] or "without a time"
                print(f"\ntakes no side: {told}: {', '.join(self._cell(one) for one in side['statements'])}")
            for verdict in entry["verdicts"]:
                judged = self._number(self._graph.receipt(verdict["statement"]))
                print(f"\n{verdict['rank']}: {judged}, by {verdict['by']}, {verdict['date']}\n  {verdict['why']}")
        for entry in silent:
            print(f"\nnoted as {entry['number']}: no conflict under the rule\n  {entry['why']}")
            for one in entry["statements"]:
                print(f"  - {self._told(one)}: {self._cell(one)}")
        print()
        for text, number in self._numbers.items():
            print(f"[{number}] {text}")

    def _told(self, statement: str) -> str:
        """What a statement says, in one line."""
        receipt, terms = self._graph.receipt(statement), self._graph.terms
        name = self._graph.names.label(terms.expand(f"kg:{receipt.property}"), self._lang)
        return f"{self._label(receipt.subject)} {name} {value_text(receipt, self._graph.names, terms, self._lang)}"

    def _heading(self, entry: _Entry) -> str:
        name = self._graph.names.label(self._graph.terms.expand(f"kg:{entry['property']}"), self._lang)
        about = f"{self._label(entry['subject'])} ({entry['subject']}), {name}"
        return about if entry["value"] is None else f"{about} {self._label(entry['value'])}, time"

    def _print_sides(self, entry: _Entry) -> None:
        import shutil

        sides = entry["sides"]
        of_things = entry["kind"] == "value" and self._is_thing(sides[0])
        heads = [self._label(side["value"]) if of_things else side["value"] for side in sides]
        cells = [[self._cell(one) for one in side["statements"]] for side in sides]
        rows = [[column[at] if at < len(column) else "" for column in cells] for at in range(max(map(len, cells)))]
        print(table_text(heads, rows, width=shutil.get_terminal_size().columns if sys.stdout.isatty() else 0))

    def _is_thing(self, side: _Entry) -> bool:
        return not hasattr(self._graph.receipt(side["statements"][0]).value, "datatype")

    def _cell(self, statement: str) -> str:
        """A statement on its side: number, source, who speaks where its label does not say, what to know."""
        receipt = self._graph.receipt(statement)
        voices, source = [self._label(voice) for voice in receipt.voices], self._label(receipt.source)
        where = source if all(voice in source for voice in voices) else f"{' and '.join(voices)} in: {source}"
        told = [mark for mark in marks(receipt) if mark != "disputed"]
        told += [receipt.rank] if receipt.rank != "normal" else []
        marked = "".join(f" ({mark})" for mark in told)
        return f"{self._number(receipt)} {where}, {place_text(receipt)}{marked}"

    def _label(self, entity: str) -> str:
        return self._graph.names.label(self._graph.terms.iri(entity), self._lang)

    def _number(self, receipt: Receipt) -> str:
        text = receipt_text(receipt, self._graph.names, self._graph.terms, self._lang)
        return f"[{self._numbers.setdefault(text, len(self._numbers) + 1)}]"
