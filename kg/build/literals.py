"""Terms in N-Triples form: IRIs and literals as the strings a quad is made of."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.dates import EDTF, bounds

__all__ = ["XSD", "date_literal", "lang_literal", "typed_literal"]

XSD = "http://www.w3.org/2001/XMLSchema#"
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def _escape(text: str) -> str:
    if text.isalnum():
        return text
    return _ESCAPED.sub(lambda found: _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}", text)


def lang_literal(text: str, lang: str) -> str:
    r"""A text in a language.

    >>> print(lang_literal('so "called"', "en"))
    "so \"called\""@en
    """
    return f'"{_escape(text)}"@{lang}'


def typed_literal(text: str, datatype: str = "") -> str:
    """A plain text, or a text of a datatype given by its IRI."""
    if not datatype or datatype == f"{XSD}string":
        return f'"{_escape(text)}"'
    return f'"{_escape(text)}"^^<{datatype}>'


@lru_cache(maxsize=65536)
def date_literal(text: str) -> tuple[str, str, str]:
    """An EDTF literal, and its first and last day as `xsd:date` literals (empty where that side is open).

    >>> date_literal("1938-09")[1]
    '"1938-09-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    """
    first, last = bounds(text)
    return (
        typed_literal(text, EDTF),
        typed_literal(first, f"{XSD}date") if first else "",
        typed_literal(last, f"{XSD}date") if last else "",
    )
