"""Candidates from a service that speaks the Reconciliation API 0.2: names in, item ids out; scoring stays ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.errors import WikidataError
from kg.items import item_id_problem

if TYPE_CHECKING:
    from kg.link.http import Asker

__all__ = ["Reconciler"]

_SPACES = ("http://www.wikidata.org/entity/", "https://www.wikidata.org/entity/")


class Reconciler:
    """Searches by name at a reconciliation service whose ids are Wikidata's."""

    def __init__(self, asker: Asker, limit: int = 7) -> None:
        self._asker, self._limit = asker, limit

    def check_manifest(self) -> str:
        """The name of the service. Raises `WikidataError` unless it speaks 0.2 and its ids are Wikidata items."""
        manifest = self._asker.ask({})
        versions = manifest.get("versions", ["0.1"])
        if not isinstance(versions, list) or "0.2" not in versions:
            raise WikidataError(f"{self._asker.address} does not speak version 0.2 of the Reconciliation API")
        if manifest.get("identifierSpace") not in _SPACES:
            space = str(manifest.get("identifierSpace", "none"))[:200]
            raise WikidataError(f"{self._asker.address} does not reconcile with Wikidata (identifierSpace {space})")
        return str(manifest.get("name", self._asker.address))

    def search(self, text: str, _language: str) -> list[str]:
        """Item ids for a name; what is no item id in the answer is left out."""
        query = {"q0": {"query": text, "limit": self._limit}}
        answer = self._asker.ask({"queries": json.dumps(query, ensure_ascii=False)}, form=True)
        result: Any = answer.get("q0")
        candidates = result.get("result") if isinstance(result, dict) else None
        if not isinstance(candidates, list) or not all(isinstance(one, dict) and "id" in one for one in candidates):
            raise WikidataError(f"{self._asker.address} answers in another shape than the Reconciliation API 0.2")
        return [one["id"] for one in candidates if isinstance(one["id"], str) and not item_id_problem(one["id"])]
