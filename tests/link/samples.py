"""Items for tests in the API's JSON, made in few words, and a client that waits for nothing."""

from __future__ import annotations

from typing import Any

from kg.link.cache import Cache
from kg.link.client import Wikidata
from kg.link.http import Asker, Limits
from tests.link.server import FakeWikidata

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
JULIAN = "http://www.wikidata.org/entity/Q1985786"


def snak(property_: str, value: Any) -> dict[str, Any]:
    """A value: `Q5` an item, `+1906-…/11` a time with precision (`/J` Julian), `en:text` a text, `None` unknown."""
    base: dict[str, Any] = {"snaktype": "value", "property": property_}
    if value is None:
        return base | {"snaktype": "somevalue", "datatype": "wikibase-item"}
    if value.startswith("Q") and value[1:].isdigit():
        return base | {
            "datatype": "wikibase-item",
            "datavalue": {"type": "wikibase-entityid", "value": {"entity-type": "item", "id": value}},
        }
    if value.startswith("+") and "T" in value:
        text, precision, *julian = value.split("/")
        told = {"time": text, "precision": int(precision), "calendarmodel": JULIAN if julian else GREGORIAN}
        return base | {
            "datatype": "time",
            "datavalue": {"type": "time", "value": told | {"timezone": 0, "before": 0, "after": 0}},
        }
    if value[2:3] == ":":
        told = {"language": value[:2], "text": value[3:]}
        return base | {"datatype": "monolingualtext", "datavalue": {"type": "monolingualtext", "value": told}}
    return base | {"datatype": "external-id", "datavalue": {"type": "string", "value": value}}


def claim(property_: str, value: Any, rank: str = "normal", **qualifiers: str) -> dict[str, Any]:
    found: dict[str, Any] = {"mainsnak": snak(property_, value), "type": "statement", "rank": rank}
    if qualifiers:
        found["qualifiers"] = {name: [snak(name, one)] for name, one in qualifiers.items()}
    return found


def entity(
    item: str, labels: dict[str, str], *claims: dict[str, Any], revision: int = 100, **more: Any
) -> dict[str, Any]:
    """An item as `wbgetentities` gives it; an item without aliases has an empty list there, as PHP writes it."""
    sorted_claims: dict[str, list[dict[str, Any]]] = {}
    for one in claims:
        sorted_claims.setdefault(one["mainsnak"]["property"], []).append(one)
    aliases = {
        lang: [{"language": lang, "value": one} for one in many] for lang, many in more.get("aliases", {}).items()
    }
    return {
        "pageid": 1, "ns": 0, "title": item, "lastrevid": revision, "modified": "2026-04-21T13:42:27Z",
        "type": "item", "id": item,
        "labels": {lang: {"language": lang, "value": text} for lang, text in labels.items()},
        "descriptions": {"en": {"language": "en", "value": more.get("description", "")}},
        "aliases": aliases or [],
        "claims": sorted_claims or [],
    }  # fmt: skip


def client(wikidata: FakeWikidata, cache: Cache, waits: list[float] | None = None, **limits: Any) -> Wikidata:
    asked = waits if waits is not None else []
    return Wikidata(cache, Asker(wikidata.address, sleep=asked.append, limits=Limits(**limits)))
