"""What Wikidata lacks and we can prove: compare our facts with the snapshot and make a batch of commands.

One statement there gathers every source of ours that tells the same fact, one reference each. Whatever cannot be
given is listed with its reason; nothing is dropped in silence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.dates import EDTF
from kg.items import ItemValue
from kg.link.commands import Batch, Create, HeldBack, Reference, Say
from kg.link.hold import Gate
from kg.link.known import same_value
from kg.link.quickstatements import unsafe
from kg.link.times import from_edtf
from kg.model import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.items import Claim, Item
    from kg.link.known import Fact, Known
    from kg.model import Source, Term

__all__ = ["propose"]


def propose(known: Known, items: Mapping[str, Item], searched: Iterable[str] = ()) -> Batch:
    """The batch for a corpus and a snapshot of its linked items.

    `searched` names the entities that were looked for on Wikidata without finding a candidate: only these may become
    new items.
    """
    return _Proposer(known, items, set(searched)).batch()


class _Proposer:
    def __init__(self, known: Known, items: Mapping[str, Item], searched: set[str]) -> None:
        self._known, self._items, self._searched = known, items, searched
        self._gate = Gate(known)
        self._held: list[HeldBack] = []

    def batch(self) -> Batch:
        creates: list[Create] = []
        says: list[Say] = []
        for entity in sorted(self._known.facts):
            item = self._known.item_of.get(entity)
            if item is None:
                creates += self._create(entity)
            elif item not in self._items:
                self._hold(entity, "no-snapshot", f"{item} is not in the snapshot, so what it lacks is not known", ())
            else:
                says += self._says(entity, self._items[item], item)
        return Batch(tuple(creates), tuple(says), tuple(sorted(self._held)))

    def _hold(self, entity: str, reason: str, what: str, statements: Iterable[str]) -> None:
        self._held.append(HeldBack(entity, reason, what, tuple(statements)))

    def _says(self, entity: str, item: Item | None, target: str) -> list[Say]:
        """The statements an item lacks; for a new item all there are."""
        groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self._known.facts[entity]:
            groups[fact.map.property, _key(fact)].append(fact)
        found = [self._say(entity, facts, item, target) for _, facts in sorted(groups.items())]
        return [one for one in found if one is not None]

    def _say(self, entity: str, facts: list[Fact], item: Item | None, target: str) -> Say | None:
        ids = [fact.made.id for fact in facts]
        told = _told(facts[0], self._known)
        reasons = [(fact, *self._gate.why_not(fact.made)) for fact in facts]
        free = [fact for fact, reason, _ in reasons if not reason]
        value = self._known.value_there(facts[0])
        if (
            value is not None
            and item is not None
            and any(same_value(value, one.value) for one in _claims(item, facts[0]))
        ):
            return None  # it is there already, whoever says so
        if not free:
            kinds = Counter(reason for _, reason, _ in reasons)
            reason = kinds.most_common(1)[0][0]
            why = next(sentence for _, one, sentence in reasons if one == reason)
            self._hold(entity, reason, f"{told}: {why}", ids)
            return None
        if value is None:
            self._hold(entity, *self._no_value(facts[0], told), ids)
            return None
        if facts[0].map.compare and item is not None and _claims(item, facts[0]):
            there = ", ".join(sorted({self._known.shown(one.value) for one in _claims(item, facts[0])}))
            self._hold(entity, "differs", f"{told}: {item.id} says {there}; see kg link check", ids)
            return None
        return self._with_references(entity, free, value, target, told)

    def _no_value(self, fact: Fact, told: str) -> tuple[str, str]:
        if fact.other:
            return "no-item", f"{told}: '{fact.other}' has no item yet"
        return "no-form", f"{told}: Wikidata has no form for this value"

    def _with_references(self, entity: str, free: list[Fact], value: ItemValue, target: str, told: str) -> Say | None:
        ids = tuple(sorted(fact.made.id for fact in free))
        if value.kind == "monolingual" and unsafe(value.text):
            self._hold(entity, "unsafe-text", f"{told}: it has characters no batch can carry", ids)
            return None
        sources = dict.fromkeys(fact.statement.source for fact in free)
        made = [self._reference(self._known.corpus.sources[source]) for source in sorted(sources)]
        references = tuple(one for one in made if one is not None)
        if not references:
            self._hold(
                entity, "no-reference", f"{told}: no source of it has an address that may stand as reference", ids
            )
            return None
        return Say(target, free[0].map.property, value, self._qualifiers(free), references, ids)

    def _qualifiers(self, facts: list[Fact]) -> tuple[tuple[str, ItemValue], ...]:
        """The qualifiers on which all sources of the fact agree."""
        table, found = self._known.table.qualifiers, []
        for name, value in facts[0].statement.qualifiers:
            everywhere = all((name, value) in fact.statement.qualifiers for fact in facts)
            there = self._qualifier(name, value) if name in table and everywhere else None
            if there is not None:
                found.append((table[name], there))
        return tuple(found)

    def _qualifier(self, name: str, value: Term) -> ItemValue | None:
        if isinstance(value, Ref):
            item = self._known.item_of.get(value.id)
            return ItemValue("item", item) if item else None
        if self._known.ontology.properties[name].range == EDTF:
            return from_edtf(value.text)
        return None

    def _reference(self, source: Source) -> Reference | None:
        """Address, title, publisher, dates; never a quotation. None for a source that may not stand as one."""
        table = self._known.table
        numbers = table.references
        if source.publisher in table.no_reference_from or source.kind in table.no_reference_kinds:
            return None
        if not source.url or unsafe(source.url):
            return None
        parts = [(numbers["url"], ItemValue("text", source.url))]
        title = next((one for one in source.titles if not unsafe(one.text)), None)
        if title:
            parts.append((numbers["title"], ItemValue("monolingual", title.text, lang=title.lang.lower())))
        if publisher := self._known.item_of.get(source.publisher):
            parts.append((numbers["publisher"], ItemValue("item", publisher)))
        for name, date in (("published", source.published), ("retrieved", source.accessed)):
            if (value := from_edtf(date)) is not None:
                parts.append((numbers[name], value))
        return Reference(tuple(parts))

    def _create(self, entity: str) -> list[Create]:
        """A new item, when nobody found one, its kind has an item, and something provable can be said of it."""
        before = len(self._held)
        if entity in self._known.corpus.sources or not any(fact.made.plain for fact in self._known.facts[entity]):
            return []
        if reason := self._no_new_item(entity):
            self._hold(entity, *reason, ())
            return []
        known = self._known.corpus.entities[entity]
        says = self._says(entity, None, "")
        if not says:
            self._hold(entity, "nothing-provable", "nothing said about it may be given", ())
            return []
        cls = self._known.table.item_class(known.cls, self._known.ontology)
        kind = Say(
            "", self._known.table.instance_of, ItemValue("item", cls), (), says[0].references, says[0].statements
        )
        labels = {one.lang.lower(): one.text for one in known.labels if not unsafe(one.text)}
        described = {"en": known.description} if known.description and not unsafe(known.description) else {}
        if not labels:
            del self._held[before:]
            self._hold(entity, "unsafe-text", "no label of it can be carried by a batch", ())
            return []
        return [Create(entity, tuple(sorted(labels.items())), tuple(described.items()), (kind, *says))]

    def _no_new_item(self, entity: str) -> tuple[str, str] | None:
        known = self._known.corpus.entities[entity]
        if any(link.entity == entity and str(link.verdict) == "unsure" for link in self._known.corpus.links):
            return "unsure-link", "an item may be it; that is to be decided first"
        if known.unnamed:
            return "unnamed", "the source leaves it nameless"
        if not self._known.table.item_class(known.cls, self._known.ontology):
            return "no-class", f"Wikidata's class for {known.cls} is not in the table"
        died = any(fact.statement.property == "diedOn" for fact in self._known.plain(entity))
        if self._known.kind(entity) == "person" and not died:
            return "may-live", "a new item about a person who may be alive is for a person to make"
        if entity not in self._searched:
            return "not-searched", "nobody looked for an item yet, or some may be it: kg link suggest, kg link review"
        return None


def _key(fact: Fact) -> str:
    value = fact.statement.value
    return fact.other or f"{getattr(value, 'text', '')}@{getattr(value, 'lang', '')}"


def _claims(item: Item, fact: Fact) -> list[Claim]:
    return [one for one in item.of(fact.map.property) if one.value.kind not in ("unknown", "none")]


def _told(fact: Fact, known: Known) -> str:
    value = fact.statement.value
    shown = known.label(value.id) if isinstance(value, Ref) else value.text
    return f"{fact.statement.property} {shown} ({fact.map.property})"
