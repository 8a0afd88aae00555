"""Read the frozen snapshot of Wikidata: one JSON file for each item under `data/wikidata/`, named after its id."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import WikidataError
from kg.items import item_id_problem, load_json, read_item
from kg.model import Finding, Severity, Where

if TYPE_CHECKING:
    from kg.items import Item
    from kg.resources import Home

__all__ = ["FOLDER", "read_snapshot"]

FOLDER = "wikidata"
_REMEDY = "run kg link enrich again, or delete the file"


def read_snapshot(home: Home, findings: list[Finding]) -> dict[str, Item]:
    """The items of the snapshot by id, sorted; a file that cannot be used becomes a finding."""
    folder = Path(home.data) / FOLDER
    found: dict[str, Item] = {}
    for path in sorted(folder.glob("*.json"), key=lambda one: (len(one.stem), one.stem)) if folder.is_dir() else ():
        where = Where(f"data/{FOLDER}/{path.name}", 0)
        try:
            item = read_item(load_json(path.read_bytes()), where)
            problem = item_id_problem(path.stem) or _odd(item, path.stem)
        except (WikidataError, ValueError, OSError) as error:
            problem = f"cannot be read: {error}"
        if problem:
            findings.append(Finding(Severity.ERROR, "snapshot", problem.partition("; ")[0], where, _REMEDY))
        else:
            found[item.id] = item
    return found


def _odd(item: Item, name: str) -> str:
    if name != item.id:
        return f"the file is named {name} and holds {item.id}"
    return "" if item.revision and item.modified else "the item has no revision, so nobody could tell what was read"
