"""How much of the atlas lies in a window of time: statements and ties, in each of the four states."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.claims.slices import STATES, Stretch, best_state, state_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.query.atlas import Atlas

__all__ = ["Slices", "slice_atlas"]


class Slices(NamedTuple):
    """The window's first and last day, and counts by state. A tie is a subject, a property and an entity as its value;
    ties of documents are left out, as they are in a network.
    """

    first: str
    last: str
    statements: dict[str, int]
    ties: dict[str, int]


def slice_atlas(atlas: Atlas, times: Iterable[Mapping[str, Any]], window: tuple[str, str]) -> Slices:
    """Count an atlas, given the entries of the ledger of times."""
    stretches = {entry["statement"]: Stretch(*entry["days"]) for entry in times}
    documents = {made.record.id for made in atlas.documents}
    things = {thing.id for thing in atlas.things}
    counted: Counter[str] = Counter()
    ties: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in atlas.receipts:
        state = state_in(stretches.get(one.statement.rpartition("/")[2]), *window)
        counted[state] += 1
        value = "" if hasattr(one.value, "datatype") else one.value.value.rpartition("/id/")[2]
        if value in things and not {value, one.subject} & documents:
            ties[one.subject, one.property, value].append(state)
    tied = Counter(best_state(states) for states in ties.values())
    return Slices(*window, {state: counted[state] for state in STATES}, {state: tied[state] for state in STATES})
