"""`kg voices`: what rests only on bodies that took part in the event they tell of, with the chain of who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.cli.options import LANGUAGES, opened, parser
from kg.errors import UsageError
from kg.export.words import marks, receipt_json, receipt_text, value_text

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.query.receipts import Receipt

__all__ = ["run"]

_Entry = dict[str, Any]


def run(words: list[str]) -> int:
    """Parse the words and print the chains of voices."""
    options = parser("voices", "Statements that rest only on parties to the event they tell of, with who says so")
    options.add_argument("--event", metavar="ENTITY", help="only this event: id, or any of its names")
    options.add_argument("--all", action="store_true", dest="everything", help="show the other statements too")
    options.add_argument("--format", choices=("text", "json"), default="text")
    options.add_argument("--lang", choices=LANGUAGES, default="en", help="language of labels (default: en)")
    given = options.parse_args(words)
    graph = opened(given.home)
    entries = graph.ledger("voices")
    if given.event:
        event = graph.terms.id(graph.names.resolve(given.event))
        if not event.startswith("event/"):
            raise UsageError(
                f"--event: '{given.event}' is {event}, which is no event; kg show {event} names its events"
            )
        entries = [entry for entry in entries if entry["event"] == event]
    shown = [entry for entry in entries if entry["single_party"] or given.everything]
    if given.format == "json":
        import json

        print(json.dumps(_as_json(graph, shown, len(entries)), ensure_ascii=False, indent=2))
    else:
        _Page(graph, given.lang).show(shown, entries)
    return 0


def _as_json(graph: Graph, shown: list[_Entry], of: int) -> dict[str, Any]:
    named = dict.fromkeys(
        one for entry in shown for one in [entry["statement"], *(t for hop in entry["hops"] for t in hop["through"])]
    )
    return {
        "statements": shown,
        "singleParty": sum(entry["single_party"] for entry in shown),
        "of": of,
        "receipts": {one: receipt_json(graph.receipt(one), graph.names, graph.terms) for one in named},
        "build": graph.build.content,
    }


class _Page:
    """Prints the statements event by event; those with one chain stand together below it."""

    def __init__(self, graph: Graph, lang: str) -> None:
        self._graph, self._lang = graph, lang
        self._receipts: dict[str, Receipt] = {}
        self._numbers: dict[str, int] = {}

    def show(self, shown: list[_Entry], entries: list[_Entry]) -> None:
        """Everything: a count, the chains with their statements, the receipts."""
        single = sum(entry["single_party"] for entry in entries)
        if not entries:
            print("no statement tells of an event whose parties are known")
            return
        print(f"{single} of {len(entries)} statements rest only on parties to the event they tell of")
        event = ""
        for entry, statements in self._by_chain(shown):
            if entry["event"] != event:
                event = entry["event"]
                print(f"\n{self._label(event)} ({event})")
            print("\n  only parties speak" if entry["single_party"] else "\n  others speak too")
            for hop in entry["hops"]:
                print(f"    {hop['role']:8} {self._label(hop['agent'])}: {self._tie(hop, event)}")
            for statement in statements:
                told = "".join(f" ({mark})" for mark in marks(self._receipt(statement)))
                print(f"    - {self._told(statement, event)}{told} {self._number(statement)}")
        print()
        for text, number in self._numbers.items():
            print(f"[{number}] {text}")

    @staticmethod
    def _by_chain(shown: list[_Entry]) -> list[tuple[_Entry, list[str]]]:
        groups: dict[str, tuple[_Entry, list[str]]] = {}
        for entry in shown:
            chain = [(hop["role"], hop["agent"], hop["source"], hop["through"]) for hop in entry["hops"]]
            groups.setdefault(f"{entry['event']} {chain}", (entry, []))[1].append(entry["statement"])
        return sorted(groups.values(), key=lambda one: (one[0]["event"], not one[0]["single_party"], -len(one[1])))

    def _tie(self, hop: dict[str, Any], event: str) -> str:
        if hop["party"] is None:
            return "passes it on"
        if not hop["party"]:
            return "no known tie to the event"
        return "; ".join(f"{self._told(one, event)} {self._number(one)}" for one in hop["through"])

    def _label(self, entity: str) -> str:
        return self._graph.names.label(self._graph.terms.iri(entity), self._lang) if entity else "unknown"

    def _receipt(self, statement: str) -> Receipt:
        if statement not in self._receipts:
            self._receipts[statement] = self._graph.receipt(statement)
        return self._receipts[statement]

    def _told(self, statement: str, event: str) -> str:
        """The statement as a line: "Shen Haixiong head of CMG"; the event in the heading is not spelt out again."""
        one, names, terms = self._receipt(statement), self._graph.names, self._graph.terms
        name = names.label(terms.expand(f"kg:{one.property}"), self._lang)
        told = f"{self._label(one.subject)} {name} {value_text(one, names, terms, self._lang)}"
        return told.replace(self._label(event), "this event")

    def _number(self, statement: str) -> str:
        text = receipt_text(self._receipt(statement), self._graph.names, self._graph.terms, self._lang)
        return f"[{self._numbers.setdefault(text, len(self._numbers) + 1)}]"
