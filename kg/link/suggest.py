"""Find items for entities that have none: search by names in three scripts, score, order, and keep the list.

What a person rejected is never proposed again for that entity; what is linked already is not looked for. The list is
a file of one entry for each entity, so that a review can stop and go on.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.atomic import replace_text
from kg.decisions import LinkVerdict
from kg.errors import WikidataError
from kg.link.cache import cache_folder
from kg.link.classes import ClassTree
from kg.link.score import Candidate, Point, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.items import Item
    from kg.link.client import Wikidata
    from kg.link.known import Known
    from kg.resources import Home

__all__ = ["LIST", "Suggestion", "read_list", "searched", "suggest", "undecided", "write_list"]

LIST = "suggestions.jsonl"
_LANGUAGES = {"en": "en", "zh-Hans": "zh", "ru": "ru"}
_SHOWN = 5
_BATCH = 20


class Suggestion(NamedTuple):
    """An entity that was searched for and the items that may be it, the best first; none when nothing came near."""

    entity: str
    candidates: tuple[Candidate, ...]


def undecided(known: Known) -> list[str]:
    """The entities that have neither a link nor an open question: sources and nameless persons are not looked for."""
    decided = {link.entity for link in known.corpus.links if link.verdict is not LinkVerdict.REJECTED}
    return [
        entity.id
        for entity in known.corpus.entities.values()
        if entity.id not in decided and not entity.unnamed and entity.id not in known.corpus.sources
    ]


def suggest(
    known: Known,
    wikidata: Wikidata,
    entities: Iterable[str],
    *,
    search: Callable[[str, str], Iterable[str]] | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> Iterator[Suggestion]:
    """One suggestion for each entity, in order. `search` gives item ids for a name and a language code.

    Raises `WikidataError` when a question cannot be answered; what was yielded before stands. Offline it goes through
    all of them and then names everything that is not in the cache.
    """
    find = search or (lambda text, language: (hit.id for hit in wikidata.search(text, language)))
    rejected = {(link.entity, link.item) for link in known.corpus.links if link.verdict is LinkVerdict.REJECTED}
    tree = ClassTree(wikidata, known.table, known.ontology)
    wanted, missing = list(entities), _Missing(wikidata.offline)
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        on_step(f"{start} of {len(wanted)}")
        hits = {entity: found for entity in batch if (found := _hits(entity, known, find, missing)) is not None}
        fetched = wikidata.items(item for found in hits.values() for item in found)
        missing.items += fetched.unknown
        tree.learn(fetched.items.values())
        for entity, found in hits.items():
            items = {one.id: one for hit in found if (one := fetched.items.get(hit))}
            fresh = [
                one for one in items.values() if (entity, one.id) not in rejected and one.id not in known.entity_of
            ]
            if not set(found) & set(fetched.unknown):
                yield Suggestion(entity, _best(entity, fresh, known, tree))
    missing.complain()


class _Missing:
    """What an offline run lacks, gathered so that it is told once."""

    def __init__(self, offline: bool) -> None:
        self.offline = offline
        self.searches: list[str] = []
        self.items: list[str] = []

    def complain(self) -> None:
        """Raise `WikidataError` naming searches and items that are not in the cache, if any."""
        told = []
        for kind, names in (("searches", self.searches), ("items", self.items)):
            if names:
                shown = ", ".join(dict.fromkeys(names[:10])) + (" …" if len(names) > 10 else "")
                told.append(f"{len(names)} {kind} ({shown})")
        if told:
            raise WikidataError(f"offline, and not in the cache: {' and '.join(told)}; run it once without --offline")


def _hits(entity: str, known: Known, find: Callable[[str, str], Iterable[str]], missing: _Missing) -> list[str] | None:
    """The ids that searches for an entity's names found; None when offline one of them was never made."""
    found: dict[str, None] = {}
    before = len(missing.searches)
    for label in known.corpus.entities[entity].labels:
        if label.lang not in _LANGUAGES:
            continue
        try:
            found |= dict.fromkeys(find(label.text, _LANGUAGES[label.lang]))
        except WikidataError:
            if not missing.offline:
                raise
            missing.searches.append(label.text)
    return list(found) if len(missing.searches) == before else None


def _best(entity: str, items: list[Item], known: Known, tree: ClassTree) -> tuple[Candidate, ...]:
    scored = (score(entity, item, known, tree) for item in items)
    shown = [one for one in scored if one.score >= known.table.score["show_from"]]
    return tuple(sorted(shown, key=lambda one: (-one.score, int(one.item[1:])))[:_SHOWN])


def write_list(folder: str, suggestions: Iterable[Suggestion]) -> str:
    """Put suggestions on the list, in place of older ones for the same entities; returns its path."""
    path = Path(folder) / LIST
    kept = {one.entity: one for one in (read_list(folder) if path.exists() else ())}
    kept |= {one.entity: one for one in suggestions}
    text = "".join(f"{json.dumps(_as_json(one), ensure_ascii=False)}\n" for one in kept.values())
    replace_text(path, text, "name another folder with --cache")
    return str(path)


def read_list(folder: str) -> list[Suggestion]:
    """The list as it was written. Raises `WikidataError` when there is none or it is damaged."""
    path = Path(folder) / LIST
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [_from_json(json.loads(line)) for line in lines]
    except FileNotFoundError as error:
        raise WikidataError("there is no list of suggestions yet; run: kg link suggest") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WikidataError(f"{path} is damaged; delete it and run: kg link suggest") from error


def searched(home: Home, known: Known, cache: str | None = None) -> set[str]:
    """The entities that were looked for and have no candidate left that nobody decided about; empty without a list."""
    folder = cache_folder(home.builds, cache)
    if not (Path(folder) / LIST).exists():
        return set()
    decided = {(link.entity, link.item) for link in known.corpus.links}
    return {
        one.entity
        for one in read_list(folder)
        if all((each.entity, each.item) in decided or each.item in known.entity_of for each in one.candidates)
    }


def _as_json(one: Suggestion) -> dict[str, Any]:
    return {
        "entity": one.entity,
        "candidates": [
            {**each._asdict(), "points": [point._asdict() for point in each.points]} for each in one.candidates
        ],
    }


def _from_json(found: dict[str, Any]) -> Suggestion:
    candidates = (
        Candidate(**{**each, "points": tuple(Point(**point) for point in each["points"])})
        for each in found["candidates"]
    )
    return Suggestion(found["entity"], tuple(candidates))
