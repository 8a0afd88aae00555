"""How well an item fits an entity, in points that each say why: names by script, kind, dates, places, ties.

The points are data (`score:` in `ontology/wikidata.yaml`). A score decides nothing: it orders what a person is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.dates import EDTF
from kg.link.known import same_value
from kg.link.names import likeness
from kg.model import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.items import Item
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
    elif kinds and kind in known.table.kind_items(known.ontology):
        told = " or ".join(sorted(kinds))
        yield Point(known.table.score["class_differs"], f"a {kind} here, a {told} there")


def _facts(entity: str, item: Item, known: Known) -> Iterator[Point]:
    """Dates for and against, places and ties for; what is missing on either side counts for nothing."""
    points = known.table.score
    ties = 0
    seen: set[tuple[str, str]] = set()
    for fact in known.facts.get(entity, ()):
        if fact.map.inverse or not fact.made.plain or fact.statement.certainty is Certainty.DOUBTFUL:
            continue
        claims = item.of(fact.map.property)
        value = known.value_there(fact)
        key = (fact.map.property, value.text if value else "")
        if value is None or not claims or key in seen:
            continue
        seen.add(key)
        fits = any(same_value(value, claim.value) for claim in claims)
        told = f"{fact.statement.property} {_shown(fact, known)}"
        if known.ontology.properties[fact.statement.property].range == EDTF:
            if fits:
                yield Point(points["date_fits"], f"the same {told}")
            elif fact.map.compare:
                there = ", ".join(sorted({known.shown(claim.value) for claim in claims}))
                yield Point(points["date_differs"], f"{told} here, {there} there")
        elif fits and known.kind(fact.other) == "place":
            yield Point(points["place_fits"], f"the same {told}")
        elif fits and ties < points["ties_at_most"]:
            ties += points["tie"]
            yield Point(points["tie"], f"the same {told}")


def _shown(fact: Fact, known: Known) -> str:
    return known.label(fact.other) if fact.other else getattr(fact.statement.value, "text", "")
