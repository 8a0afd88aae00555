"""Chains between two things: by what ties are they connected, and which statements hold each link?

A chain through a place, a topic or an award says little, for many things touch one and have nothing to do with each
other: they are passed over unless asked for, and of the other things one that has few ties is preferred to one that
has many.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import QueryError
from kg.network.graph import best_chains
from kg.query.library import SYSTEM, find_query

if TYPE_CHECKING:
    from kg.store.oxigraph import OxigraphView
    from kg.terms import Terms

__all__ = ["Chain", "Link", "find_chains"]

_HUBS = ("place", "topic", "award")


class Link(NamedTuple):
    """One link along a chain, from `source` to `target` (ids); `forward` is false where they run backwards."""

    source: str
    target: str
    property: str
    forward: bool
    statements: tuple[str, ...]


Chain = tuple[Link, ...]


def find_chains(
    view: OxigraphView, library: str, terms: Terms, start: str, end: str, *, count: int, claims: bool, places: bool
) -> list[Chain]:
    """The best chains between two ids, best first; empty when nothing connects them.

    `claims` also takes what is only planned, attributed or doubtful; `places` also goes through places, topics and
    awards.
    Two things may be tied by several properties: each gives a link of its own, all between the same two things.
    Raises `QueryError` when both ids are one, and for a count below 1.
    """
    if start == end:
        raise QueryError(f"both names mean {start}; a chain needs two things")
    if count < 1:
        raise QueryError(f"{count} chains cannot be found; ask for 1 or more")
    rows: Any = view.query(find_query(library, f"{SYSTEM}/ties").text)
    fact, doubtful, denied = (terms.expand(f"kg:{name}") for name in ("Fact", "Doubtful", "Denied"))
    ties: dict[tuple[str, str], dict[tuple[str, bool], list[str]]] = {}
    for source, target, name, statement, mode, certainty in rows:
        if mode.value == denied or (not claims and (mode.value != fact or certainty.value == doubtful)):
            continue
        one, other = terms.id(source.value), terms.id(target.value)
        if one == other or (not places and any(_is_hub(node) and node not in (start, end) for node in (one, other))):
            continue
        said = terms.compress(name.value).removeprefix("kg:")
        ties.setdefault((one, other), {}).setdefault((said, True), []).append(statement.value)
        ties.setdefault((other, one), {}).setdefault((said, False), []).append(statement.value)
    chains = []
    for nodes in best_chains(ties, start, end, count):
        links = [
            Link(one, other, said, forward, tuple(held))
            for one, other in pairwise(nodes)
            for (said, forward), held in sorted(ties[one, other].items())
        ]
        chains.append(tuple(links))
    return chains


def _is_hub(node: str) -> bool:
    return node.partition("/")[0] in _HUBS
