"""How alike two names are, script by script; the only door to rapidfuzz."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Likeness", "fold_name", "likeness", "printable", "script_of"]


class Likeness(NamedTuple):
    """The most alike pair of names in one script: ours, theirs, and how alike from 0 to 1."""

    script: str
    ours: str
    theirs: str
    alike: float


def script_of(text: str) -> str:
    """The script a name is written in: `latin`, `cyrillic`, `han`, or `other`.

    >>> [script_of(name) for name in ("Roman Karmen", "Роман Кармен", "罗曼·卡尔曼")]
    ['latin', 'cyrillic', 'han']
    """
    for character in text:
        if character.isalpha():
            name = unicodedata.name(character, "")
            for start, script in (("LATIN", "latin"), ("CYRILLIC", "cyrillic"), ("CJK", "han")):
                if name.startswith(start):
                    return script
            return "other"
    return "other"


def fold_name(text: str) -> str:
    """A name as it is compared: case, accents, dots, hyphens and spacing left out of account, ё as е.

    >>> fold_name("Кармён-Сан·Диего"), fold_name("Zhōu  Ēnlái")
    ('кармен сан диего', 'zhou enlai')
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (" " if unicodedata.category(one)[0] in "PZS" else one for one in plain if not unicodedata.combining(one))
    return " ".join("".join(kept).split())


def likeness(ours: Iterable[str], theirs: Iterable[str]) -> list[Likeness]:
    """The most alike pair of each script that both sides have names in, by script; word order counts for nothing."""
    from rapidfuzz import fuzz

    best: dict[str, Likeness] = {}
    there = [(name, script_of(name), fold_name(name)) for name in sorted(set(theirs))]
    for name in sorted(set(ours)):
        script, folded = script_of(name), fold_name(name)
        for other, other_script, other_folded in there:
            if other_script != script:
                continue
            alike = 1.0 if folded == other_folded else fuzz.token_sort_ratio(folded, other_folded) / 100
            if script not in best or alike > best[script].alike:
                best[script] = Likeness(script, name, other, alike)
    return [best[script] for script in sorted(best)]


def printable(text: str) -> str:
    r"""A text of a stranger for a terminal: control and direction characters are shown as what they are.

    >>> printable("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return "".join(one if unicodedata.category(one)[0] != "C" else repr(one)[1:-1] for one in text)
