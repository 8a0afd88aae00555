"""Ask Wikidata for items and names: fifty ids a question, only what changed since it was kept on disk.

An item is asked for in two steps: its revision (a short answer), and its whole JSON only when that revision is not
in the cache. Offline, the newest kept revision serves, and whatever is not there is named.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import WikidataError
from kg.items import item_id_problem, read_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.items import Item
    from kg.link.cache import Cache
    from kg.link.http import Asker

__all__ = ["DEFAULT_API", "Fetched", "Hit", "Wikidata", "api_address"]

DEFAULT_API = "https://www.wikidata.org/w/api.php"
BATCH = 50
_BASIC = {"format": "json", "maxlag": "5"}


def api_address(given: str | None = None) -> str:
    """The address to ask: the argument, else `KG_WIKIDATA_API`, else Wikidata's own."""
    return given or os.environ.get("KG_WIKIDATA_API") or DEFAULT_API


class Hit(NamedTuple):
    """One item a search found: id, label and description in the language asked."""

    id: str
    label: str
    description: str


@dataclass
class Fetched:
    """What came of asking for items, by the ids asked: their JSON and values; ids that lead to no item.

    An item merged into another stands under the id asked for, and its own id differs. `missing` was deleted or never
    was; `unknown` could not be asked, being offline.
    """

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def need_all(self) -> None:
        """Raise `WikidataError` naming what is not in the cache."""
        if self.unknown:
            shown = ", ".join(self.unknown[:10]) + (" …" if len(self.unknown) > 10 else "")
            raise WikidataError(
                f"offline, and {len(self.unknown)} items are not in the cache: {shown}; run it once without --offline"
            )


class Wikidata:
    """The API behind an `Asker`, with its cache; without an asker nothing leaves this machine.

    Offline, an item that is not in the cache is taken from `frozen` (the snapshot), where that is given.
    """

    def __init__(self, cache: Cache, asker: Asker | None, frozen: Mapping[str, Item] | None = None) -> None:
        self._cache, self._asker, self._frozen = cache, asker, frozen or {}

    @property
    def offline(self) -> bool:
        """Whether only the cache is read."""
        return self._asker is None

    def items(self, ids: Iterable[str]) -> Fetched:
        """The items of some ids, each asked for once. Raises `WikidataError` for what is no item id."""
        wanted = sorted(set(ids), key=lambda one: (len(one), one))
        for one in wanted:
            if problem := item_id_problem(one):
                raise WikidataError(problem)
        fetched = Fetched()
        if self._asker is None:
            self._from_cache(wanted, fetched)
        for start in range(0, len(wanted), BATCH) if self._asker else ():
            self._batch(wanted[start : start + BATCH], fetched)
        return fetched

    def _from_cache(self, wanted: list[str], fetched: Fetched) -> None:
        for one in wanted:
            found = self._cache.item(one)
            if found is not None:
                self._add(one, found, fetched)
            elif one in self._frozen:
                fetched.items[one] = self._frozen[one]
            else:
                fetched.unknown.append(one)

    def _batch(self, wanted: list[str], fetched: Fetched) -> None:
        stale: list[str] = []
        for asked, told in self._entities(wanted, "info").items():
            if "missing" in told:
                fetched.missing.append(asked)
            elif not isinstance(told.get("lastrevid"), int):
                raise WikidataError(f"the answer for {asked} names no revision; try again later")
            elif (kept := self._cache.item(str(told.get("id", "")), told["lastrevid"])) is not None:
                self._add(asked, kept | _redirect(told), fetched)
            else:
                stale.append(asked)
        if not stale:
            return
        for asked, answer in self._entities(stale, "info|labels|aliases|descriptions|claims").items():
            if "missing" in answer:
                fetched.missing.append(asked)
            else:
                self._add(asked, answer, fetched)
                self._cache.keep_item({name: part for name, part in answer.items() if name != "redirects"})

    def _add(self, asked: str, answer: Mapping[str, Any], fetched: Fetched) -> None:
        fetched.answers[asked] = dict(answer)
        fetched.items[asked] = read_item(answer)

    def _entities(self, ids: list[str], props: str) -> dict[str, dict[str, Any]]:
        assert self._asker is not None  # noqa: S101 -- asked only when online
        answer = self._asker.ask({**_BASIC, "action": "wbgetentities", "ids": "|".join(ids), "props": props})
        found = answer.get("entities")
        if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
            raise WikidataError("an answer of Wikidata holds no entities; check the address")
        if unanswered := [one for one in ids if one not in found]:
            raise WikidataError(f"Wikidata's answer says nothing about {unanswered[0]}; try again later")
        return {one: found[one] for one in ids}

    def search(self, text: str, language: str, limit: int = 7) -> list[Hit]:
        """Items called like a text in a language, as Wikidata ranks them; offline, those of an earlier search."""
        key = json.dumps([text, language, limit], ensure_ascii=False)
        answer = self._cache.search(key) if self._asker is None else self._asked(text, language, limit)
        if answer is None:
            raise WikidataError(f"offline, and the search for '{text}' is not in the cache; run it without --offline")
        if self._asker is not None:
            self._cache.keep_search(key, answer)
        return [Hit(str(one["id"]), str(one.get("label", "")), str(one.get("description", ""))) for one in answer]

    def _asked(self, text: str, language: str, limit: int) -> list[Any]:
        assert self._asker is not None  # noqa: S101 -- asked only when online
        params = {"action": "wbsearchentities", "search": text[:250], "language": language, "uselang": language}
        answer = self._asker.ask({**_BASIC, **params, "type": "item", "limit": str(limit)})
        found = answer.get("search")
        if not isinstance(found, list) or not all(isinstance(one, dict) and "id" in one for one in found):
            raise WikidataError("an answer of Wikidata's search has another shape; check the address")
        return [one for one in found if not item_id_problem(str(one["id"]))]


def _redirect(told: Mapping[str, Any]) -> dict[str, Any]:
    return {"redirects": told["redirects"]} if "redirects" in told else {}
