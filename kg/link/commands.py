"""What could be given to Wikidata, as plain values: new items, statements with qualifiers and references, and why not.

No text here: `kg.link.quickstatements` writes it, `kg.link.simulate` applies it to a snapshot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.items import ItemValue

__all__ = ["Batch", "Create", "HeldBack", "Reference", "Say"]


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: property and value pairs, the address first. It holds no quotation."""

    parts: tuple[tuple[str, ItemValue], ...]


@dataclass(frozen=True, slots=True)
class Say:
    """One statement for an item; `item` is empty for the item just created. `statements` are our ids it rests on."""

    item: str
    property: str
    value: ItemValue
    qualifiers: tuple[tuple[str, ItemValue], ...] = ()
    references: tuple[Reference, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Create:
    """One new item for an entity: labels and descriptions by language code, and its statements."""

    entity: str
    labels: tuple[tuple[str, str], ...]
    descriptions: tuple[tuple[str, str], ...]
    says: tuple[Say, ...]


@dataclass(frozen=True, slots=True, order=True)
class HeldBack:
    """Something of ours that is not given, and why: a kind of reason (`contested`, `planned` …) and a sentence."""

    entity: str
    reason: str
    what: str
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything proposed, in order, and everything held back with its reason."""

    creates: tuple[Create, ...]
    says: tuple[Say, ...]
    held_back: tuple[HeldBack, ...]

    def __len__(self) -> int:
        """How many items and statements are proposed."""
        return len(self.creates) + len(self.says) + sum(len(one.says) for one in self.creates)
