"""Apply a batch to a snapshot as QuickStatements would, so that a second run can be shown to have nothing left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.decisions import Link, LinkVerdict
from kg.items import Claim, Item
from kg.model import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.link.commands import Batch, Say

__all__ = ["apply"]


def apply(batch: Batch, items: Mapping[str, Item], first_new: int, date: str) -> tuple[dict[str, Item], list[Link]]:
    """The items after the batch, and the links of the new ones, numbered from `first_new` and made on `date`."""
    after = dict(items)
    links = []
    for number, create in enumerate(batch.creates, first_new):
        made = Item(f"Q{number}", 1, f"{date}T00:00:00Z", dict(create.labels), {}, dict(create.descriptions))
        after[made.id] = _with(made, create.says)
        links.append(
            Link(
                why="made by this batch", by="simulation", date=date, where=NOWHERE, entity=create.entity, item=made.id,
                verdict=LinkVerdict.ACCEPTED, evidence=(f"https://www.wikidata.org/wiki/{made.id}",),
            )
        )  # fmt: skip
    by_item: dict[str, list[Say]] = {}
    for say in batch.says:
        by_item.setdefault(say.item, []).append(say)
    for item, says in by_item.items():
        after[item] = _with(after[item], says)
    return after, links


def _with(item: Item, says: Iterable[Say]) -> Item:
    """The item with further statements; one that it has already gets no second node."""
    claims = list(item.claims)
    for say in says:
        if not any(one.property == say.property and one.value == say.value for one in claims):
            claims.append(Claim(say.property, say.value, qualifiers=say.qualifiers))
    return replace(item, claims=tuple(claims))
