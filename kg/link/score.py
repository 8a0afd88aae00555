"""How well an item fits an entity, in points that each say why: names by script, kind, dates, places, ties.

The points are data (`score:` in `ontology/wikidata.yaml`). A score decides nothing: it orders what a person is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.dates import EDTF
from kg.link.known import same_value
from kg.link.names import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.items import Claim, Item
    from kg.link.classes import ClassTree
    from kg.link.known import Fact, Known

__all__ = ["Candidate", "Point", "score"]

_CLOSE = 0.85


class Point(NamedTuple):
    """Some points for or against, and the reason in words."""

    points: int
    why: str


class Candidate(NamedTuple):
    """An item that may be an entity: how it is called, its score from 0 to 100, and what the score is made of."""

    entity: str
    item: str
    label: str
    description: str
    score: int
    points: tuple[Point, ...]


def score(entity: str, item: Item, known: Known, tree: ClassTree) -> Candidate:
    """Score one item for one entity; the classes above the item must have been learnt by `tree`."""
    points = [*_names(entity, item, known), *_kind(entity, item, known, tree), *_facts(entity, item, known)]
    total = max(0, min(100, sum(point.points for point in points)))
    label = item.labels.get("en") or item.labels.get("mul") or next(iter(item.labels.values()), "")
    return Candidate(entity, item.id, label, item.descriptions.get("en", ""), total, tuple(points))


def _names(entity: str, item: Item, known: Known) -> Iterator[Point]:
    """The best script counts in full, each further script in which a name is the same adds to it."""
    ours = known.corpus.entities[entity]
    pairs = likeness((one.text for one in ours.labels + ours.aliases), item.names())
    pairs.sort(key=lambda pair: (-pair.alike, pair.script))
    for at, pair in enumerate(pairs):
        if pair.alike == 1.0:
            points = known.table.score["name_other_script" if at else "name_same"]
            yield Point(points, f"the same name in {pair.script}: {pair.theirs}")
        elif pair.alike >= _CLOSE and not at:
            told = f"a like name in {pair.script}: {pair.ours} and {pair.theirs} ({pair.alike:.0%})"
            yield Point(known.table.score["name_close"], told)


def _kind(entity: str, item: Item, known: Known, tree: ClassTree) -> Iterator[Point]:
    kind, kinds = known.kind(entity), tree.kinds(item)
    if kind in kinds:
        yield Point(known.table.score["class_fits"], f"a {kind} on both sides")
    elif kinds and kind in known.table.kind_items(known.ontology) and not known.near(entity, kinds):
        told = " or ".join(sorted(kinds))
        yield Point(known.table.score["class_differs"], f"a {kind} here, a {told} there")


def _facts(entity: str, item: Item, known: Known) -> Iterator[Point]:
    """Dates for and against, places and ties for; what is missing on either side counts for nothing."""
    ties = 0
    for facts in _by_property(entity, known):
        claims = [claim for claim in item.of(facts[0].map.property) if claim.value.kind not in ("unknown", "none")]
        if not claims:
            continue
        values = {fact: known.value_there(fact) for fact in facts}
        fits = [fact for fact, value in values.items() if value and any(same_value(value, one.value) for one in claims)]
        if known.ontology.properties[facts[0].statement.property].range == EDTF:
            yield from _dates(facts, fits, claims, known)
            continue
        for other in sorted({fact.other for fact in fits}):
            told = f"the same {facts[0].statement.property} {known.label(other)}"
            if known.kind(other) == "place":
                yield Point(known.table.score["place_fits"], told)
            elif ties < known.table.score["ties_at_most"]:
                ties += known.table.score["tie"]
                yield Point(known.table.score["tie"], told)


def _by_property(entity: str, known: Known) -> list[list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in known.plain(entity):
        if not fact.map.inverse:
            found.setdefault(fact.map.property, []).append(fact)
    return [found[name] for name in sorted(found)]


def _dates(facts: list[Fact], fits: list[Fact], claims: list[Claim], known: Known) -> Iterator[Point]:
    """One verdict for all our dates of a property: one that can be the same day is enough."""
    if fits:
        yield Point(known.table.score["date_fits"], f"the same {fits[0].statement.property} {_text(fits[0])}")
    elif facts[0].map.compare:
        ours = ", ".join(sorted({_text(fact) for fact in facts}))
        there = ", ".join(sorted({known.shown(claim.value) for claim in claims}))
        why = f"{facts[0].statement.property} {ours} here, {there} there"
        yield Point(known.table.score["date_differs"], why)


def _text(fact: Fact) -> str:
    return getattr(fact.statement.value, "text", "")
