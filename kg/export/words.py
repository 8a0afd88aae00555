"""Answers and receipts as words and as plain JSON values: what the terminal, pages and programs are given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.query.names import Names
    from kg.query.receipts import Receipt
    from kg.query.run import Answer
    from kg.terms import Terms

__all__ = [
    "answer_json",
    "cell_text",
    "heading",
    "marks",
    "place_text",
    "receipt_json",
    "receipt_text",
    "table_text",
    "term_json",
    "value_text",
]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def heading(name: str) -> str:
    """A variable's name as a column heading.

    >>> heading("bornOn"), heading("first_shown")
    ('born on', 'first shown')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name).lower()


def cell_text(term: Any, names: Names, terms: Terms, lang: str) -> str:
    """A term as a reader of `lang` wants it: the label of an entity, the text of a literal."""
    if term is None:
        return ""
    if not hasattr(term, "datatype"):
        return names.label(term.value, lang) if term.value.startswith(terms.base) else terms.compress(term.value)
    return _CONTROL.sub(" ", term.value)


def value_text(receipt: Receipt, names: Names, terms: Terms, lang: str) -> str:
    """The value of a statement with its qualifiers: "China · when 1938-09 · by Soviet government"."""
    parts = [cell_text(receipt.value, names, terms, lang)]
    for name, value in receipt.qualifiers:
        label = names.label(terms.expand(f"kg:{name}"), lang)
        parts.append(f"{label} {cell_text(value, names, terms, lang)}")
    return " · ".join(parts)


def place_text(receipt: Receipt) -> str:
    """Where in the source: "p2, characters 505-522, 569-613"."""
    by_paragraph: dict[str, list[str]] = {}
    for place in receipt.places:
        spans = by_paragraph.setdefault(place.paragraph, [])
        if place.digest:
            spans.append(f"{place.start}-{place.end}")
    if not any(by_paragraph):
        return "whole document"
    return "; ".join(
        f"{name}, characters {', '.join(spans)}" if spans else name for name, spans in by_paragraph.items()
    )


def marks(receipt: Receipt) -> list[str]:
    """What a reader must know before printing: planned, attributed, inferred, probable, disputed."""
    found = [receipt.mode] if receipt.mode != "fact" else []
    found += [receipt.certainty] if receipt.certainty != "stated" else []
    found += ["disputed"] if receipt.disputed_by else []
    return found


def receipt_text(receipt: Receipt, names: Names, terms: Terms, lang: str) -> str:
    """One line that says who says so, where, and how surely."""
    voices = " and ".join(names.label(terms.iri(voice), lang) for voice in receipt.voices)
    source = names.label(terms.iri(receipt.source), lang)
    told = ", ".join([receipt.mode, receipt.certainty, *(["disputed"] if receipt.disputed_by else [])])
    return f"{voices} ({told}) in: {source}, {place_text(receipt)}"


def table_text(columns: Sequence[str], rows: Iterable[Sequence[str]], *, width: int = 0) -> str:
    """An aligned table; long cells wrap, and wide Chinese characters count as two columns.

    `width` is the room there is, in columns; 0 lets the table grow and wraps only cells beyond 72 columns.

    >>> print(table_text(["name", "born"], [["罗曼·卡尔曼", "1906"]]))
    name         born
    ───────────  ────
    罗曼·卡尔曼  1906
    """
    body = [list(row) for row in rows]
    widths = [max(_width(text) for text in column) for column in zip(columns, *body, strict=True)]
    limit = _LONGEST if not width else _share(widths, width)
    widths = [min(size, limit) for size in widths]
    lines = [_line(columns, widths), "  ".join("─" * size for size in widths)]
    for row in body:
        wrapped = [_wrap(text, size) for text, size in zip(row, widths, strict=True)]
        for at in range(max(len(cell) for cell in wrapped)):
            lines.append(_line([cell[at] if at < len(cell) else "" for cell in wrapped], widths))
    return "\n".join(lines)


_LONGEST = 72


def _share(widths: Sequence[int], width: int) -> int:
    """The widest a column may be so that all fit: the narrow ones keep what they need, the wide ones share the rest."""
    room, left = width - 2 * (len(widths) - 1), sorted(widths)
    while left and left[0] * len(left) <= room:
        room -= left.pop(0)
    return max(12, room // len(left)) if left else max(widths)


def _line(texts: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(text + " " * (size - _width(text)) for text, size in zip(texts, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _wrap(text: str, size: int) -> list[str]:
    """Break a text into lines of at most `size` columns, at spaces where there are any."""
    lines, line = [], ""
    for piece in re.findall(r"\S+|\s+", text) if _width(text) > size else [text]:
        rest = piece
        while _width(line + rest) > size:
            if line.strip():
                lines.append(line.rstrip())
                line, rest = "", rest.lstrip()
                continue
            cut = next(at for at in range(len(rest), 0, -1) if _width(rest[:at]) <= size or at == 1)
            lines.append(rest[:cut])
            rest = rest[cut:]
        line += rest
    return [*lines, line] if line.strip() or not lines else lines


def receipt_json(receipt: Receipt, names: Names, terms: Terms) -> dict[str, Any]:
    """A receipt as plain values for programs; every entity is {id, label}."""

    def entity(entity_id: str) -> dict[str, str]:
        return {"id": entity_id, "label": names.label(terms.iri(entity_id))}

    return {
        "statement": receipt.statement,
        "subject": entity(receipt.subject),
        "property": receipt.property,
        "value": term_json(receipt.value, names, terms),
        "qualifiers": [
            {"property": name, "value": term_json(value, names, terms)} for name, value in receipt.qualifiers
        ],
        "mode": receipt.mode,
        "certainty": receipt.certainty,
        "rank": receipt.rank,
        "voices": [entity(voice) for voice in receipt.voices],
        "act": entity(receipt.act) if receipt.act else None,
        "when": receipt.when or None,
        "earliest": receipt.earliest or None,
        "latest": receipt.latest or None,
        "disputedBy": list(receipt.disputed_by),
        "note": receipt.note or None,
        "source": {**entity(receipt.source), "date": receipt.source_date or None, "url": receipt.url or None},
        "evidence": [
            {
                "at": str(place),
                "paragraph": place.paragraph or None,
                "start": place.start if place.digest else None,
                "end": place.end if place.digest else None,
                "digest": place.digest or None,
            }
            for place in receipt.places
        ],
    }


def term_json(term: Any, names: Names, terms: Terms) -> dict[str, str] | None:
    """A term as plain values: {id, label} for a thing, {value, lang | datatype} for a literal."""
    if term is None:
        return None
    if not hasattr(term, "datatype"):
        return {"id": terms.id(term.value), "label": names.label(term.value)}
    if term.language:
        return {"value": term.value, "lang": term.language}
    return {"value": term.value, "datatype": terms.compress(term.datatype.value)}


def answer_json(
    answer: Answer, receipts: Sequence[Sequence[Receipt]], names: Names, terms: Terms, build: str
) -> dict[str, Any]:
    """An answer with the receipts of each row, and the build it was read from."""
    shown = answer.shown
    return {
        "query": answer.query.name,
        "summary": answer.query.summary,
        "parameters": answer.given,
        "build": build,
        "columns": [answer.columns[at] for at in shown],
        "rows": [
            {
                "values": {answer.columns[at]: term_json(row[at], names, terms) for at in shown},
                "receipts": [receipt_json(one, names, terms) for one in held],
            }
            for row, held in zip(answer.rows, receipts, strict=True)
        ],
    }
