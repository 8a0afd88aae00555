"""`kg promises --at DATE`: what was announced for a time to come, and how that stood on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kg.claims.promises import STATES, day_of, facts_at, outcome_at, state_at, was_announced
from kg.cli.options import LANGUAGES, as_of_option, opened, parser
from kg.errors import UsageError
from kg.export.words import receipt_json, receipt_text, value_text

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.query.receipts import Receipt

__all__ = ["run"]

_Entry = dict[str, Any]


def run(words: list[str]) -> int:
    """Parse the words and print the promises. Raises `UsageError` when no day is given: nothing here asks a clock."""
    options = parser("promises", "What was announced, and whether it was open, due, kept, late, … on a day")
    options.add_argument("--at", metavar="DATE", help="the day (YYYY-MM-DD; of YYYY or YYYY-MM the last); needed")
    options.add_argument("--state", choices=STATES, action="append", help="only these; may be given several times")
    options.add_argument("--by", metavar="ENTITY", help="only what this voice announced: id, or any of its names")
    options.add_argument("--format", choices=("text", "json"), default="text")
    options.add_argument("--lang", choices=LANGUAGES, default="en", help="language of labels (default: en)")
    as_of_option(options)
    given = options.parse_args(words)
    if given.at is None:
        raise UsageError(
            "--at is missing: the clock is an argument, so that the same question has the same answer tomorrow; "
            "write the day, as in --at 2025-09-30"
        )
    day = day_of(given.at)
    graph = opened(given.home, given.as_of)
    voice = graph.terms.id(graph.names.resolve(given.by)) if given.by else ""
    entries = [entry for entry in graph.ledger("promises") if not voice or voice in entry["voices"]]
    stood = [_at(entry, day) for entry in entries if was_announced(entry, day)]
    out = [entry for entry in entries if not was_announced(entry, day)]
    undated = sum(entry["announcedEarliest"] is None for entry in out)
    left_out = _LeftOut(len(out) - undated, undated)
    shown = [entry for entry in stood if not given.state or entry["state"] in given.state]
    shown.sort(key=lambda entry: STATES.index(entry["state"]))
    if given.format == "json":
        import json

        print(json.dumps(_as_json(graph, shown, day, left_out), ensure_ascii=False, indent=2))
    else:
        _Page(graph, given.lang).show(shown, day, left_out)
    return 0


def _at(entry: _Entry, day: str) -> _Entry:
    """The entry as it stood: what became of it, and which facts say the same, only from the day on which they count."""
    return {"state": state_at(entry, day), **entry, "outcome": outcome_at(entry, day), "facts": facts_at(entry, day)}


def _as_json(graph: Graph, shown: list[_Entry], day: str, left_out: _LeftOut) -> dict[str, Any]:
    named = [entry["statement"] for entry in shown]
    named += [entry["outcome"]["statement"] for entry in shown if entry["outcome"] and entry["outcome"]["statement"]]
    named += [fact["statement"] for entry in shown for fact in entry["facts"]]
    return {
        "at": day,
        "promises": shown,
        "states": {state: sum(entry["state"] == state for entry in shown) for state in STATES},
        "notYetAnnounced": left_out.later,
        "announcedOnAnUnknownDay": left_out.undated,
        "receipts": {one: receipt_json(graph.receipt(one), graph.names, graph.terms) for one in dict.fromkeys(named)},
        "build": graph.build.content,
    }


class _LeftOut(NamedTuple):
    """How many promises are not told: made later, and made in a source of which nobody knows when it came out."""

    later: int
    undated: int


class _Page:
    """Prints the promises by state, each with its window, what became of it, and its receipts."""

    def __init__(self, graph: Graph, lang: str) -> None:
        self._graph, self._lang = graph, lang
        self._numbers: dict[str, int] = {}

    def show(self, shown: list[_Entry], day: str, left_out: _LeftOut) -> None:
        """Everything: a count, the promises, the receipts."""
        counts = {state: sum(entry["state"] == state for entry in shown) for state in STATES}
        told = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
        print(f"promises as of {day}: {told or 'none of this kind'}")
        if left_out.later:
            print(f"not announced by then, and left out: {left_out.later}")
        if left_out.undated:
            print(f"announced on an unknown day, and left out: {left_out.undated}")
        for entry in shown:
            receipt = self._graph.receipt(entry["statement"])
            voices = " and ".join(self._label(voice) for voice in entry["voices"])
            print(f"\n{entry['state']:8}{self._told(receipt)} {self._number(receipt)}")
            print(f"        announced {entry['announced'] or 'on an unknown day'} by {voices}; {_window(entry)}")
            if entry["outcome"]:
                self._print_outcome(entry["outcome"])
            else:
                self._print_facts(entry["facts"])
            if receipt.note:
                print(f"        note: {receipt.note}")
        if self._numbers:
            print()
        for text, number in self._numbers.items():
            print(f"[{number}] {text}")

    def _print_outcome(self, outcome: _Entry) -> None:
        held = "no source tells of it"
        if outcome["statement"]:
            receipt = self._graph.receipt(outcome["statement"])
            held = f"{self._told(receipt)} {self._number(receipt)}"
        print(f"        {outcome['outcome']}: {held}, known by {outcome['knownBy']}")
        if outcome["unclear"]:
            print(f"        kept or late cannot be told: {outcome['unclear']}")
        print(f"        decided by {outcome['by']}, {outcome['date']}: {outcome['why']}")

    def _print_facts(self, facts: list[_Entry]) -> None:
        for fact in facts:
            receipt = self._graph.receipt(fact["statement"])
            voices = " and ".join(self._label(voice) for voice in receipt.voices)
            print(f"        told as fact by {voices}; not yet judged: {self._told(receipt)} {self._number(receipt)}")

    def _told(self, receipt: Receipt) -> str:
        """The statement as a sentence: "Red Silk released in China · due 2025-09"."""
        name = self._graph.names.label(self._graph.terms.expand(f"kg:{receipt.property}"), self._lang)
        value = value_text(receipt, self._graph.names, self._graph.terms, self._lang)
        return f"{self._label(receipt.subject)} {name} {value}"

    def _label(self, entity: str) -> str:
        return self._graph.names.label(self._graph.terms.iri(entity), self._lang)

    def _number(self, receipt: Receipt) -> str:
        text = receipt_text(receipt, self._graph.names, self._graph.terms, self._lang)
        return f"[{self._numbers.setdefault(text, len(self._numbers) + 1)}]"


def _window(entry: _Entry) -> str:
    if not entry["dueEarliest"] and not entry["dueLatest"]:
        return "no day was named"
    first, last = entry["dueEarliest"] or "any day", entry["dueLatest"] or "open end"
    told = f"due on {first}" if first == last else f"due from {first} to {last}"
    return told if entry["due"] else f"{told}, the time of the event"
