"""Write a batch in the V1 syntax of QuickStatements: tab-separated cells, `CREATE` and `LAST`, `S…` for references.

A second and further reference begins with `!S…`. Texts stand in straight quotes; the syntax has no escape for a quote
inside, so such quotes become typographic ones, and a bar, which would part cells, a dash. The file is for a person to
read and submit; nothing here sends it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import WikidataError
from kg.link.times import JULIAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.items import ItemValue
    from kg.link.commands import Batch, Reference, Say

__all__ = ["render", "safe_text", "unsafe"]

_PARTED = re.compile(r"\s*\|+\s*")
_ADDRESS = {'"': "%22", "|": "%7C", "\\": "%5C", "*": "%2A", "“": "%E2%80%9C", "”": "%E2%80%9D", " ": "%20"}


def unsafe(text: str) -> bool:
    r"""Whether a text cannot be carried at all: nothing in it, a backslash, or the mark of a comment.

    >>> [unsafe(text) for text in ("a|b", 'so "called"', "a\\b", "a /* b", "  ")]
    [False, False, True, True, True]
    """
    return (
        not text.strip() or "\\" in text or "/*" in text or any(ord(one) < 32 and one not in "\t\n\r" for one in text)
    )


def safe_text(text: str) -> str:
    r"""A text as it stands between quotes in one cell: one line, no tab, no bar, no straight quote.

    >>> safe_text('The "Red  Silk"\t| a film')
    'The “Red Silk” – a film'
    """
    flat = _PARTED.sub(" – ", " ".join(text.split()))
    opened = False
    made = []
    for one in flat:
        if one == '"':
            opened = not opened
            made.append("“" if opened else "”")
        else:
            made.append(one)
    return "".join(made).strip()


def render(batch: Batch) -> str:
    """The whole batch as text: new items first, each with its statements, then statements for items there are."""
    return "".join(f"{line}\n" for line in _lines(batch))


def _lines(batch: Batch) -> Iterator[str]:
    for create in batch.creates:
        yield "CREATE"
        for lang, text in create.labels:
            yield _row("LAST", f"L{lang}", _quoted(text))
        for lang, text in create.descriptions:
            yield _row("LAST", f"D{lang}", _quoted(text[:250]))
        for say in create.says:
            yield _say(say)
    for say in batch.says:
        yield _say(say)


def _say(say: Say) -> str:
    cells = [say.item or "LAST", say.property, _value(say.value)]
    for name, value in say.qualifiers:
        cells += [name, _value(value)]
    for at, reference in enumerate(say.references):
        cells += _reference(reference, first=at == 0)
    return _row(*cells)


def _reference(reference: Reference, *, first: bool) -> list[str]:
    cells: list[str] = []
    for at, (name, value) in enumerate(reference.parts):
        mark = "!S" if at == 0 and not first else "S"
        address = value.kind == "text" and value.text.startswith("http")
        cells += [mark + name[1:], f'"{_address(value.text)}"' if address else _value(value)]
    return cells


def _address(text: str) -> str:
    return "".join(_ADDRESS.get(one, one) for one in text)


def _quoted(text: str) -> str:
    if unsafe(text):
        raise WikidataError(f"a text cannot be carried by a batch: {text[:60]!r}; leave it out")
    return f'"{safe_text(text)}"'


def _value(value: ItemValue) -> str:
    match value.kind:
        case "item":
            return value.text
        case "time":
            return f"{value.text}/{value.precision}" + ("/J" if value.calendar == JULIAN else "")
        case "monolingual":
            return f"{value.lang}:{_quoted(value.text)}"
        case "text":
            return _quoted(value.text)
    raise WikidataError(f"a value of kind '{value.kind}' has no form in a batch; leave it out")


def _row(*cells: str) -> str:
    for cell in cells:
        if not cell or set("\t\n\r|") & set(cell):
            raise WikidataError(
                f"a cell of the batch is empty or would part in two: {cell[:60]!r}; nothing was written"
            )
    return "\t".join(cells)
