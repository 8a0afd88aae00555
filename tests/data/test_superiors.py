"""A body's superior is told once: `subordinateTo` or `supervisedBy`, not `partOf` beside it (decision record 11)."""

from __future__ import annotations

from kg.curation.parse import read_corpus
from kg.model import Ref
from kg.resources import Home

_SUPERIOR = ("subordinateTo", "supervisedBy")


def test_no_source_tells_a_superior_twice(seed_home: Home) -> None:
    told: dict[tuple[str, str, str], set[str]] = {}
    for one in read_corpus(seed_home).statements:
        if isinstance(one.value, Ref):
            told.setdefault((one.source, one.subject, one.value.id), set()).add(one.property)
    assert any(names & set(_SUPERIOR) for names in told.values())
    twice = {where for where, names in told.items() if "partOf" in names and names & set(_SUPERIOR)}
    assert twice == set()
