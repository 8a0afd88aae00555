"""What both sides know: our facts by entity, which entity is which item, and how a value of ours reads over there."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.claims.rank import rank_corpus
from kg.curation.lint_links import EXACT
from kg.curation.parse import read_corpus
from kg.dates import EDTF, bounds, overlap
from kg.decisions import LinkVerdict
from kg.items import ItemValue
from kg.link.names import printable
from kg.link.table import read_table
from kg.link.times import from_edtf, to_edtf
from kg.model import Ref
from kg.ontology import read_ontology
from kg.terms import read_terms

if TYPE_CHECKING:
    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.items import Item
    from kg.link.table import PropertyMap, Table
    from kg.model import Statement
    from kg.ontology import Ontology
    from kg.resources import Home

__all__ = ["Fact", "Known", "read_known", "same_value"]


class Fact(NamedTuple):
    """A statement of ours that Wikidata has words for, from the side of the entity whose item would carry it.

    `bearer` is that entity: the subject, or the value when the property runs the other way there. `other` is the
    entity at the far end, empty for a date or text.
    """

    made: Ranked
    map: PropertyMap
    bearer: str
    other: str

    @property
    def statement(self) -> Statement:
        """The statement itself."""
        return self.made.statement


class Known:
    """A corpus with the property table; everything else is worked out when it is asked for."""

    def __init__(self, corpus: Corpus, ontology: Ontology, table: Table) -> None:
        self.corpus, self.ontology, self.table = corpus, ontology, table
        self.ranked = rank_corpus(corpus)

    @cached_property
    def item_of(self) -> dict[str, str]:
        """The item of each linked entity."""
        return {
            link.entity: link.item
            for link in self.corpus.links
            if link.verdict is LinkVerdict.ACCEPTED and link.predicate == EXACT
        }

    @cached_property
    def entity_of(self) -> dict[str, str]:
        """The entity of each linked item."""
        return {item: entity for entity, item in self.item_of.items()}

    @cached_property
    def facts(self) -> dict[str, list[Fact]]:
        """The statements Wikidata has words for, by the entity whose item would carry them; plans and claims too."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for made in self.ranked:
            one = self.table.map_of(made.statement, self.corpus, self.ontology)
            if one is None:
                continue
            value = made.statement.value.id if isinstance(made.statement.value, Ref) else ""
            bearer, other = (value, made.statement.subject) if one.inverse else (made.statement.subject, value)
            if bearer:
                found[bearer].append(Fact(made, one, bearer, other))
        return found

    def plain(self, entity: str) -> list[Fact]:
        """Those that give a plain fact."""
        return [one for one in self.facts.get(entity, ()) if one.made.plain]

    def near(self, entity: str, kinds: set[str]) -> bool:
        """Whether an entity may well be of one of some other kinds too: an institution and its building, say."""
        kind = self.kind(entity)
        return any(kind in pair and kinds & pair - {kind} for pair in self.table.near_kinds)

    def kind(self, entity: str) -> str:
        """The id kind of an entity's class."""
        known = self.corpus.entities.get(entity)
        return self.ontology.kind_of(known.cls) if known else ""

    def value_there(self, fact: Fact) -> ItemValue | None:
        """The value as Wikidata writes it; None when the entity has no item or the date no form there."""
        value = fact.statement.value
        if isinstance(value, Ref):
            item = self.item_of.get(fact.other)
            return ItemValue("item", item) if item else None
        if self.ontology.properties[fact.statement.property].range == EDTF:
            return from_edtf(value.text)
        return ItemValue("monolingual", value.text, lang=value.lang.lower()) if value.lang else None

    def label(self, entity: str) -> str:
        """The English label, else the first, else the id."""
        known = self.corpus.entities.get(entity)
        labels = {one.lang: one.text for one in known.labels} if known else {}
        return labels.get("en") or next(iter(labels.values()), entity)

    def shown(self, value: ItemValue, items: dict[str, Item] | None = None) -> str:
        """A value of Wikidata for a reader: a date, a text, or an item with its label where that is known."""
        if value.kind == "time":
            return to_edtf(value) or printable(value.text)
        if value.kind != "item":
            return printable(value.text) or "an unknown value"
        known = (items or {}).get(value.text) or self.corpus.items.get(value.text)
        entity = self.entity_of.get(value.text)
        label = self.label(entity) if entity else (known.labels.get("en", "") if known else "")
        return f"{printable(label)} ({value.text})" if label else value.text


def same_value(ours: ItemValue, theirs: ItemValue) -> bool:
    """Whether two values can be one: the same item or text, or dates that can be the same day."""
    if ours.kind != theirs.kind:
        return False
    if ours.kind == "time":
        one, other = to_edtf(ours), to_edtf(theirs)
        return bool(one and other) and overlap(bounds(one), bounds(other))
    return ours.text == theirs.text and ours.lang == theirs.lang


def read_known(home: Home) -> Known:
    """Everything from a home folder. Raises `CurationError` or `OntologyError` when a file cannot be used."""
    ontology = read_ontology(home, read_terms(home))
    return Known(read_corpus(home), ontology, read_table(home, ontology))
