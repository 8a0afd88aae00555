"""Read data/decisions/: what a curator judged, signed and dated, beside the sources and never in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.curation.fields import Fields
from kg.model import Finding, Identity, Severity, Verdict, Where
from kg.strict_yaml import YamlList, YamlMap

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_identities"]


def read_identities(loaded: Any, file: str, findings: list[Finding]) -> list[Identity]:
    """The judgements of `identities.yaml`, in its order; whatever is wrong goes to `findings`."""
    made = []
    for fields in _items(loaded, "identities", file, findings):
        made.append(
            Identity(
                statement=fields.take_text("statement", required=True),
                entity=fields.take_id("entity", required=True),
                verdict=fields.take_choice("verdict", Verdict, Verdict.UNSURE),
                why=fields.take_text("why", required=True),
                by=fields.take_text("by", required=True),
                date=fields.take_text("date", required=True),
                where=fields.where,
            )
        )
        fields.done(("statement", "entity", "verdict", "why", "by", "date"))
    return made


def _items(loaded: Any, key: str, file: str, findings: list[Finding]) -> Iterator[Fields]:
    """The entries of a decision file: one list under one key."""
    if loaded is None:
        return
    items = loaded.get(key) if isinstance(loaded, YamlMap) else None
    if not isinstance(items, YamlList) or len(loaded) != 1:
        problem = f"the file must hold one list under '{key}:'"
        findings.append(Finding(Severity.ERROR, "wrong-shape", problem, Where(file, 1), "see data/README.md"))
        return
    for item, line in zip(items, items.lines, strict=True):
        if isinstance(item, YamlMap):
            yield Fields(item, file, findings, line)
        else:
            where = Where(file, line)
            findings.append(
                Finding(Severity.ERROR, "wrong-shape", "a decision must be a mapping", where, "write - statement: …")
            )
