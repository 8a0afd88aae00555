"""Renew the frozen snapshot in `data/wikidata/`: names, descriptions, images and ids of linked items, at a revision.

The snapshot is what the graph is built from, so building asks nobody. It is kept apart from what sources say.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.atomic import replace_text
from kg.curation.snapshot import FOLDER
from kg.items import reduced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.items import Item
    from kg.link.client import Wikidata
    from kg.link.known import Known
    from kg.link.table import Table
    from kg.resources import Home

__all__ = ["Enriched", "enrich", "snapshot_of"]


@dataclass
class Enriched:
    """What a run did, as item ids: written anew or changed, the same as before, removed since no link needs them.

    `skipped` tells why a linked item is not in the snapshot.
    """

    written: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)


def enrich(home: Home, known: Known, wikidata: Wikidata) -> Enriched:
    """Write one file for each item an entity is exactly linked to. Raises `OutputError`; a file is old or new."""
    folder = Path(home.data) / FOLDER
    fetched = wikidata.items(known.item_of.values())
    done = Enriched()
    for asked, answer in sorted(fetched.answers.items()):
        if answer["id"] != asked:
            done.skipped[asked] = f"was merged into {answer['id']}; link to that"
            continue
        _write(folder / f"{asked}.json", snapshot_of(fetched.items[asked], answer, known.table), done)
    done.skipped |= dict.fromkeys(fetched.missing, "was deleted, or never was")
    done.skipped |= dict.fromkeys(fetched.unknown, "is not in the cache; run without --offline")
    wanted = set(known.item_of.values())
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        if path.stem not in wanted:
            path.unlink()
            done.removed.append(path.stem)
    return done


def snapshot_of(item: Item, answer: Mapping[str, Any], table: Table) -> dict[str, Any]:
    """What is kept of an item. Of a person who may be alive no description: nobody there vouches for what it says."""
    kept = reduced(answer, table.languages, table.kept())
    human = any(claim.value.text == table.classes["Person"] for claim in item.of(table.instance_of))
    if human and not any(item.of(died.property) for died in table.properties["diedOn"]):
        kept["descriptions"] = {}
    return kept


def _text(content: Mapping[str, Any]) -> str:
    """JSON with one statement on a line, so that two revisions can be compared by eye."""
    head = [f"{_json(name)}: {_json(part)}" for name, part in sorted(content.items()) if name != "claims"]
    claims = [
        f"{_json(name)}: [\n" + ",\n".join(map(_json, many)) + "\n]" for name, many in sorted(content["claims"].items())
    ]
    return "{\n" + ",\n".join([*head, '"claims": {\n' + ",\n".join(claims) + "\n}"]) + "\n}\n"


def _json(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False, sort_keys=True)


def _write(path: Path, content: Mapping[str, Any], done: Enriched) -> None:
    changed = replace_text(path, _text(content), "the snapshot made before is kept")
    (done.written if changed else done.same).append(path.stem)
