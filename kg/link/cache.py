"""What Wikidata answered, kept on disk: items by id and revision, searches by their words.

Each file is written aside and renamed into place. One that is cut short or of another shape counts as not there:
it is asked for again, or named as missing when nothing may be asked.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.atomic import replace_text
from kg.items import load_json

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Cache", "cache_folder"]

_REVISION = re.compile(r"(Q[1-9][0-9]*)@([0-9]+)\.json")


def cache_folder(builds: str, given: str | None = None) -> str:
    """Where answers are kept: the argument, else `KG_WIKIDATA_CACHE`, else `wikidata/` beside the builds."""
    return given or os.environ.get("KG_WIKIDATA_CACHE") or str(Path(builds) / "wikidata")


class Cache:
    """A folder of answers. Several revisions of an item may lie side by side; the newest is what offline reads."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def item(self, item_id: str, revision: int = 0) -> dict[str, Any] | None:
        """The JSON of an item at a revision, or at the newest there is; None when it is not here whole."""
        wanted = [revision] if revision else self._revisions(item_id)
        for number in wanted:
            found = self._read(self.folder / "items" / f"{item_id}@{number}.json")
            if found and found.get("id") == item_id:
                return found
        return None

    def keep_item(self, answer: Mapping[str, Any]) -> None:
        """Keep the JSON of an item under its id and revision. Raises `OutputError`."""
        self._write(self.folder / "items" / f"{answer['id']}@{int(answer['lastrevid'])}.json", answer)

    def search(self, key: str) -> Any:
        """The answer to a search, or None."""
        found = self._read(self._search_file(key))
        return found["answer"] if found and found.get("key") == key else None

    def keep_search(self, key: str, answer: Any) -> None:
        """Keep the answer to a search. Raises `OutputError`."""
        self._write(self._search_file(key), {"key": key, "answer": answer})

    def _search_file(self, key: str) -> Path:
        return self.folder / "searches" / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.json"

    def _revisions(self, item_id: str) -> list[int]:
        names = (_REVISION.fullmatch(path.name) for path in (self.folder / "items").glob(f"{item_id}@*.json"))
        return sorted((int(name[2]) for name in names if name and name[1] == item_id), reverse=True)

    def _read(self, path: Path) -> dict[str, Any] | None:
        try:
            found = load_json(path.read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def _write(self, path: Path, content: Any) -> None:
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        replace_text(path, text, "name another folder with --cache")
