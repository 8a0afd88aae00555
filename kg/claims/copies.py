"""Which sources are copies of an original that nobody has named: the notes on their reliability say so.

What words say so is data: `copies.yaml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Source

__all__ = ["is_loose_copy"]


def is_loose_copy(source: Source | None) -> bool:
    """Whether a source is said to be a copy, and names no text that it reproduces.

    Such a text counts as an origin, since no other is known for it; it may be the same as one counted already.
    """
    if source is None or source.reproduces or not source.reliability_note:
        return False
    says, unless = _words()
    return bool(says.search(source.reliability_note)) and not unless.search(source.reliability_note)


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    from pathlib import Path

    from kg.strict_yaml import read_strict

    path = Path(__file__).parent / "copies.yaml"
    read = read_strict(path, f"kg/claims/{path.name}")
    says, unless = (re.compile("|".join(read[name]), re.IGNORECASE) for name in ("says", "unless"))
    return says, unless
