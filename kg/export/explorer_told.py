"""What the build's ledgers say of the statements in an explorer, by the numbers the page knows them by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.claims.promises import history, outcome_day
from kg.export.text import for_display

if TYPE_CHECKING:
    from kg.query.show import Judgement

__all__ = ["LEDGERS", "Ledgers", "Told", "day_number"]

LEDGERS = ("balance", "conflicts", "corroboration", "promises", "sides", "times", "voices")
"""The ledgers that an explorer is made from."""

Ledgers = Mapping[str, Sequence[Mapping[str, Any]]]
"""The build's ledgers by name."""


class Told:
    """Reads ledgers for the entities (`nodes`, by id) and statements (by the last part of their IRI) of one page."""

    def __init__(self, ledgers: Ledgers, nodes: Mapping[str, int], statements: Mapping[str, int]) -> None:
        self._ledgers, self._nodes, self._statements = ledgers, nodes, statements

    def all(self, judgements: Sequence[Judgement]) -> dict[str, Any]:
        """Everything by its name in the page."""
        return {
            "conflicts": self._conflicts(),
            "origins": self._origins(),
            "parties": self._parties(),
            "balance": self._balance(),
            "promises": self._promises(),
            "judgements": [row for one in judgements for row in self._judgement(one)],
        }

    def _held(self, statements: Sequence[str]) -> list[int]:
        return [self._statements[one] for one in statements if one in self._statements]

    def _conflicts(self) -> list[dict[str, Any]]:
        """Disagreements of which a side is here: sides and what takes none as [value, statements], verdicts, state."""

        def sides(entries: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
            return [[for_display(one["value"] or ""), self._held(one["statements"])] for one in entries]

        return [
            {
                "sides": sides(entry["sides"]),
                "neither": sides(entry["compatible"]),
                "verdicts": [
                    [self._statements[one["statement"]], one["rank"], for_display(one["why"]), one["by"], one["date"]]
                    for one in entry["verdicts"]
                    if one["statement"] in self._statements
                ],
                "state": entry["state"],
            }
            for entry in self._ledgers["conflicts"]
            if any(self._held(side["statements"]) for side in entry["sides"])
        ]

    def _origins(self) -> list[list[int]]:
        """Statement, independent origins, those of them without a tie, those said to be copies of nobody knows what."""
        found = {
            number: [number, entry["independent"], entry["untied"], entry["copies"]]
            for entry in self._ledgers["corroboration"]
            for number in self._held(entry["statements"])
        }
        return [found[number] for number in sorted(found)]

    def _parties(self) -> list[list[Any]]:
        """By event the statements about it; counted down from -1 those that somebody outside of it vouches for."""
        found: dict[int, list[int]] = defaultdict(list)
        for entry in self._ledgers["voices"]:
            number, event = self._statements.get(entry["statement"]), self._nodes.get(entry["event"])
            if number is not None and event is not None:
                found[event].append(number if entry["single_party"] else ~number)
        return [[event, found[event]] for event in sorted(found)]

    def _balance(self) -> list[list[Any]]:
        """Source, its characters, those that somebody is given, and how many each voice has."""
        return [
            [
                self._nodes[entry["source"]],
                entry["chars"],
                entry["attributed"],
                [[[self._nodes.get(one, -1) for one in part["voices"]], part["chars"]] for part in entry["voices"]],
            ]
            for entry in self._ledgers["balance"]
            if entry["source"] in self._nodes
        ]

    def _promises(self) -> list[list[Any]]:
        """Statement, states by the day from which they hold, window; of what became of it the day from which that
        counts, the statement that tells of it (or -1), and why; and the facts here that say the same, each with the
        day by which it was known.
        """
        found = []
        for entry in self._ledgers["promises"]:
            if entry["statement"] in self._statements:
                outcome = entry["outcome"] or {}
                found.append([
                    self._statements[entry["statement"]],
                    _stood(entry),
                    entry["due"] or "",
                    day_number(outcome_day(entry)),
                    self._statements.get(outcome.get("statement") or "", -1),
                    for_display(outcome.get("why", "")),
                    [
                        [self._statements[fact["statement"]], day_number(fact["knownBy"])]
                        for fact in entry["facts"]
                        if fact["knownBy"] and fact["statement"] in self._statements
                    ],
                ])  # fmt: skip
        return found

    def _judgement(self, one: Judgement) -> list[list[Any]]:
        number, node = self._statements.get(one.statement.rpartition("/")[2]), self._nodes.get(one.entity)
        if number is None or node is None:
            return []
        return [[number, node, one.verdict, for_display(one.reason), for_display(one.by), for_display(one.on)]]


def _stood(entry: Mapping[str, Any]) -> list[list[Any]]:
    """The states of a promise, each with the day from which it holds; until it counts as announced `unmade`, or
    `undated` where nobody knows when that was.
    """
    before, made = "undated" if entry["announcedEarliest"] is None else "unmade", entry["announcedFrom"]
    states = history(entry)
    if made is None:
        return [[day_number(states[0][0]), before]]
    at_first = [state for day, state in states if day <= made][-1]
    told = [(states[0][0], before), (made, at_first), *((day, state) for day, state in states if day > made)]
    return [[day_number(day), state] for day, state in told]


@lru_cache(maxsize=65536)
def day_number(text: str | None) -> int | None:
    """A day as a number of days since 1 January 1970, which JavaScript counts from too.

    >>> day_number("1970-02-01"), day_number(None)
    (31, None)
    """
    return None if text is None else date.fromisoformat(text).toordinal() - _EPOCH


_EPOCH = date(1970, 1, 1).toordinal()
