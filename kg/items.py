"""What Wikidata says of an item, as frozen values, read from the JSON its API speaks.

One reader serves the frozen snapshot and the live answers, since a snapshot file is an answer with everything
we never use left out. Values are told by `kind`: `item`, `time`, `text`, `monolingual`, `quantity`, `place`,
and `unknown` or `none` for what Wikidata calls some value and no value.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import WikidataError
from kg.model import NOWHERE, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Claim", "Item", "ItemValue", "item_id_problem", "load_json", "read_item", "reduced"]

ITEM_ID = re.compile(r"Q[1-9][0-9]{0,9}")
_OTHER_ID = re.compile(r"([PLME])[1-9][0-9]*(-[FS][0-9]+)?")
_ENTITY = "/entity/"
_PATHS = {"P": "a property", "L": "a lexeme", "M": "a media file", "E": "an entity schema"}


def item_id_problem(text: str) -> str:
    """What is wrong with an item id, with a remedy after the semicolon; empty when nothing is.

    >>> item_id_problem("Q7747")
    ''
    >>> item_id_problem("P569")
    "'P569' is the id of a property, not of an item; write Q and digits, as in Q7747"
    """
    if ITEM_ID.fullmatch(text):
        return ""
    other = _OTHER_ID.fullmatch(text)
    if other:
        return f"'{text}' is the id of {_PATHS[other[1]]}, not of an item; write Q and digits, as in Q7747"
    if not text.isascii():
        return f"'{text}' has a character that only looks like a Latin letter or digit; type it anew, as in Q7747"
    return f"'{text}' is no Wikidata item; write Q and digits, as in Q7747"


@dataclass(frozen=True, slots=True)
class ItemValue:
    """One value: its `kind`, its text (an id, a time as Wikibase writes it, a number …) and what the kind needs.

    `lang` is the language of a monolingual text; `precision` (9 a year, 10 a month, 11 a day) and `calendar` (an
    item id) belong to a time; `unit` to a quantity.
    """

    kind: str
    text: str = ""
    lang: str = ""
    precision: int = 0
    calendar: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an item: property, value, rank, qualifiers in their order, the datatype of the property."""

    property: str
    value: ItemValue
    rank: str = "normal"
    qualifiers: tuple[tuple[str, ItemValue], ...] = ()
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item at one revision. Labels, aliases and descriptions are by Wikidata's own language codes.

    `redirected_from` is the id that was asked for when it was merged into this one.
    """

    id: str
    revision: int = 0
    modified: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    redirected_from: str = ""
    where: Where = NOWHERE

    def names(self) -> set[str]:
        """Every label and alias in any language."""
        return {*self.labels.values(), *(name for names in self.aliases.values() for name in names)}

    def of(self, property_: str) -> tuple[Claim, ...]:
        """The statements of a property that are not deprecated."""
        return tuple(one for one in self.claims if one.property == property_ and one.rank != "deprecated")

    def best(self, property_: str) -> tuple[Claim, ...]:
        """The preferred statements of a property, or all its normal ones when none is preferred."""
        found = self.of(property_)
        return tuple(one for one in found if one.rank == "preferred") or found


def load_json(data: bytes) -> Any:
    r"""JSON whose texts can all be written again: half a surrogate pair becomes a question mark. Raises `ValueError`.

    >>> load_json(b'["\\ud83d\\ude00", "\\ud800"]')
    ['😀', '?']
    """
    try:
        found = json.loads(data)
        if b"\\ud" in data or b"\\uD" in data:
            found = json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    return found


def read_item(answer: Any, where: Where = NOWHERE) -> Item:
    """An item from the JSON of one entity, which stood at `where`. Raises `WikidataError` for any other shape."""
    try:
        asked = answer.get("redirects", {}).get("from", "")
        if problem := item_id_problem(str(answer["id"])):
            raise WikidataError(problem)
        return Item(
            id=answer["id"],
            revision=int(answer.get("lastrevid", 0)),
            modified=str(answer.get("modified", "")),
            labels=_texts(answer.get("labels")),
            aliases={lang: tuple(str(one["value"]) for one in many) for lang, many in _map(answer.get("aliases"))},
            descriptions=_texts(answer.get("descriptions")),
            claims=tuple(_claims(answer.get("claims"))),
            redirected_from=str(asked),
            where=where,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WikidataError(f"an answer of Wikidata has not the shape of an item ({error!r}); ask again") from error


def reduced(answer: Mapping[str, Any], languages: Iterable[str], properties: Iterable[str]) -> dict[str, Any]:
    """The part of an entity's JSON that a snapshot keeps: some languages and properties, no references, no hashes."""
    wanted, kept = set(languages), set(properties)
    head = ("id", "lastrevid", "modified", "redirects")
    found: dict[str, Any] = {name: answer[name] for name in head if name in answer}
    for part in ("labels", "aliases", "descriptions"):
        found[part] = {lang: value for lang, value in _map(answer.get(part)) if lang in wanted}
    found["claims"] = {
        name: [_bare_claim(one, kept) for one in many] for name, many in _map(answer.get("claims")) if name in kept
    }
    return found


def _bare_claim(claim: Mapping[str, Any], kept: set[str]) -> dict[str, Any]:
    qualifiers = {
        name: [_bare_snak(one) for one in many] for name, many in _map(claim.get("qualifiers")) if name in kept
    }
    return {
        "mainsnak": _bare_snak(claim["mainsnak"]),
        "rank": claim.get("rank", "normal"),
        **({"qualifiers": qualifiers} if qualifiers else {}),
    }


def _bare_snak(snak: Mapping[str, Any]) -> dict[str, Any]:
    return {name: snak[name] for name in ("snaktype", "property", "datavalue", "datatype") if name in snak}


def _map(found: Any) -> Iterator[tuple[str, Any]]:
    """The entries of a JSON object; Wikibase writes an empty one as an empty list."""
    if found:
        yield from found.items()


def _texts(found: Any) -> dict[str, str]:
    return {lang: str(one["value"]) for lang, one in _map(found)}


def _claims(found: Any) -> Iterator[Claim]:
    for name, many in _map(found):
        for one in many:
            snak = one["mainsnak"]
            qualifiers = tuple((key, _value(each)) for key, each in _snaks(one.get("qualifiers")))
            yield Claim(name, _value(snak), one.get("rank", "normal"), qualifiers, snak.get("datatype", ""))


def _snaks(found: Any) -> Iterator[tuple[str, Any]]:
    for name, many in _map(found):
        for one in many:
            yield name, one


def _value(snak: Mapping[str, Any]) -> ItemValue:
    if snak["snaktype"] != "value":
        return ItemValue("none" if snak["snaktype"] == "novalue" else "unknown")
    value, kind = snak["datavalue"]["value"], snak["datavalue"]["type"]
    match kind:
        case "wikibase-entityid":
            return ItemValue("item", str(value["id"]))
        case "time":
            calendar = str(value["calendarmodel"]).rpartition(_ENTITY)[2]
            return ItemValue("time", str(value["time"]), precision=int(value["precision"]), calendar=calendar)
        case "monolingualtext":
            return ItemValue("monolingual", str(value["text"]), lang=str(value["language"]))
        case "quantity":
            return ItemValue("quantity", str(value["amount"]), unit=str(value["unit"]).rpartition(_ENTITY)[2])
        case "globecoordinate":
            return ItemValue("place", f"{value['latitude']},{value['longitude']}")
        case _:
            return ItemValue("text", str(value))
