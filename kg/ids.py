"""Ids that come from content: the same claim in the same source is the same node in every build."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from kg.model import Ref

if TYPE_CHECKING:
    from kg.decisions import Identity, Link
    from kg.model import Evidence, Statement, Term

__all__ = ["decision_id", "evidence_id", "link_id", "statement_id"]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_DIGITS = 16  # 64 bits: among a million statements two share an id with a chance of 1 in 37 million


def _hash(parts: object) -> str:
    """First 16 hex digits of the SHA-256 of a structure as JSON: in a joined string parts could run together."""
    return hashlib.sha256(_encode(parts).encode()).hexdigest()[:_DIGITS]


def _term(value: Term) -> list[str]:
    return ["entity", value.id] if isinstance(value, Ref) else ["value", value.text, value.lang, value.unit]


def statement_id(statement: Statement) -> str:
    """The id of a statement: source, subject, property, value, qualifiers, mode and voice.

    Evidence, note, certainty and key are left out: correcting one of them keeps the node, and so every
    link and decision that points at it.
    """
    return _hash(
        [
            statement.source,
            statement.subject,
            statement.property,
            _term(statement.value),
            [[name, *_term(value)] for name, value in statement.qualifiers],
            str(statement.mode),
            list(statement.voice),
        ]
    )


def evidence_id(source: str, place: Evidence) -> str:
    """The id of a place in a source."""
    return _hash([source, str(place)])


def decision_id(decision: Identity) -> str:
    """The id of a judgement: what it is about, not why or when."""
    return _hash(["identity", decision.statement, decision.entity])


def link_id(link: Link) -> str:
    """The id of a judgement about a Wikidata item: entity, item and how they stand to each other."""
    return _hash(["link", link.entity, link.item, link.predicate])
