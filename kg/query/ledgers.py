"""Read a ledger that the build computed: one file, one JSON entry a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError, StoreError
from kg.store.current import LEDGER_FOLDER

if TYPE_CHECKING:
    from kg.store.current import Build

__all__ = ["read_ledger"]


def read_ledger(build: Build, name: str) -> list[dict[str, Any]]:
    """The entries of the ledger called `name`, in the build's order.

    Raises `QueryError` for a name that no ledger has, `StoreError` when it cannot be read.
    """
    path = f"{build.folder}/{LEDGER_FOLDER}/{name}.jsonl"
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 -- pathlib is slow to import
            entries: list[dict[str, Any]] = json.loads(f"[{file.read().rstrip().replace(chr(10), ',')}]")  # one parse
            return entries
    except (OSError, ValueError) as error:
        from kg.claims.ledgers import LEDGERS  # all that computes them: only to mend an error

        if name not in LEDGERS:
            raise QueryError(f"no ledger is called '{name}'; there are: {', '.join(LEDGERS)}") from None
        raise StoreError(f"the ledger {path} cannot be read; {build.remedy}") from error
