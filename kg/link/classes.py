"""What kind of thing an item is: what it is an instance of, and everything above that which we have a word for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.items import Item
    from kg.link.client import Wikidata
    from kg.link.table import Table
    from kg.ontology import Ontology

__all__ = ["ClassTree"]

_DEEP = 6


class ClassTree:
    """The classes above items, asked for level by level and remembered; it stops where our own words begin."""

    def __init__(self, wikidata: Wikidata, table: Table, ontology: Ontology) -> None:
        self._wikidata, self._table = wikidata, table
        self._kinds = table.kind_items(ontology)
        self._known = {item for items in self._kinds.values() for item in items}
        self._above: dict[str, frozenset[str]] = {}

    def learn(self, items: Iterable[Item]) -> None:
        """Ask for the classes above some items, all of a level at once."""
        level = {value for item in items for value in self._values(item, self._table.instance_of)}
        for _ in range(_DEEP):
            level -= self._above.keys() | self._known
            if not level:
                return
            fetched = self._wikidata.items(level)
            for asked in level:
                found = fetched.items.get(asked)
                above = self._values(found, self._table.subclass_of) if found else set()
                self._above[asked] = frozenset(above | ({found.id} if found else set()))
            level = {above for asked in level for above in self._above[asked]}

    def kinds(self, item: Item) -> set[str]:
        """The id kinds an item may belong to; empty when none of its classes is known here."""
        reached, pending = set[str](), list(self._values(item, self._table.instance_of))
        while pending:
            one = pending.pop()
            if one not in reached:
                reached.add(one)
                pending.extend(self._above.get(one, ()))
        return {kind for kind, items in self._kinds.items() if items & reached}

    @staticmethod
    def _values(item: Item, property_: str) -> set[str]:
        return {claim.value.text for claim in item.of(property_) if claim.value.kind == "item"}
