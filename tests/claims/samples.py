"""Statements for tests, one field different at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.model import Certainty, Evidence, Literal, Mode, Statement, Term

PLAIN = Statement(
    source="source/one",
    subject="person/ada",
    property="bornOn",
    value=Literal("1906-11-26"),
    qualifiers=(),
    mode=Mode.FACT,
    voice=("org/one",),
    certainty=Certainty.STATED,
    evidence=(Evidence(),),
)


def said(value: Term | str | None = None, **fields: Any) -> Statement:
    """A statement like `PLAIN`, with another value (a text is a date) or other fields."""
    if value is not None:
        fields["value"] = Literal(value) if isinstance(value, str) else value
    return replace(PLAIN, **fields)
