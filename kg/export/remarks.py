"""Notes as a reader of a printed footnote needs them: without what curators remark for one another.

What such remarks look like is data: `remarks.yaml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

__all__ = ["note_for_print"]

_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
"""Between two sentences: after its end, before a word that does not begin small ("No. 3" is none)."""


class _Remarks(NamedTuple):
    instead: tuple[tuple[re.Pattern[str], str], ...]
    cut: tuple[re.Pattern[str], ...]
    leave_out: tuple[re.Pattern[str], ...]


def note_for_print(note: str) -> str:
    """A note without the parts that tell how a page was found or what a dossier has; empty where nothing is left.

    >>> note_for_print("Found by search; told as a plan.")
    'Told as a plan.'
    >>> note_for_print("E16 of the dossier: all other accounts have 1978. The year is inferred.")
    'All other accounts have 1978. The year is inferred.'
    >>> note_for_print("E22 of the dossier.")
    ''
    """
    known = _remarks()
    return " ".join(filter(None, (_sentence(one, known) for one in _SENTENCES.split(note))))


def _sentence(text: str, known: _Remarks) -> str:
    """One sentence with the parts that stay, as a sentence again; as it was where nothing is to be left out."""
    made = text
    for pattern, words in known.instead:
        made = pattern.sub(words, made)
    end = made[-1:] if made[-1:] in (".", "!", "?") else ""
    told = "; ".join(filter(None, (_part(one, known) for one in made.removesuffix(end).split("; "))))
    if told + end == text:
        return text
    return f"{told[:1].upper()}{told[1:]}{end}" if told else ""


def _part(text: str, known: _Remarks) -> str:
    for pattern in known.cut:
        text = pattern.sub("", text)
    return "" if any(pattern.search(text) for pattern in known.leave_out) else text


@cache
def _remarks() -> _Remarks:
    from pathlib import Path

    from kg.strict_yaml import read_strict

    path = Path(__file__).parent / "remarks.yaml"
    read = read_strict(path, f"kg/export/{path.name}")
    cut, leave_out = (tuple(re.compile(one, re.IGNORECASE) for one in read[name]) for name in ("cut", "leave_out"))
    instead = tuple((re.compile(one, re.IGNORECASE), words) for one, words in read["instead"].items())
    return _Remarks(instead, cut, leave_out)
