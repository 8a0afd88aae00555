"""Renew the frozen snapshot in `data/wikidata/`: names, descriptions, images and ids of linked items, at a revision.

The snapshot is what the graph is built from, so building asks nobody. It is kept apart from what sources say.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.curation.snapshot import FOLDER
from kg.errors import OutputError
from kg.items import reduced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.link.client import Wikidata
    from kg.link.known import Known
    from kg.resources import Home

__all__ = ["Enriched", "enrich"]


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
        _write(folder / f"{asked}.json", reduced(answer, known.table.languages, known.table.kept()), done)
    done.skipped |= dict.fromkeys(fetched.missing, "was deleted, or never was")
    done.skipped |= dict.fromkeys(fetched.unknown, "is not in the cache; run without --offline")
    wanted = set(known.item_of.values())
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        if path.stem not in wanted:
            path.unlink()
            done.removed.append(path.stem)
    return done


def _write(path: Path, content: Mapping[str, Any], done: Enriched) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if path.exists() and path.read_text(encoding="utf-8", errors="replace") == text:
        done.same.append(path.stem)
        return
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written: {error.strerror}; the snapshot made before is kept") from error
    done.written.append(path.stem)
