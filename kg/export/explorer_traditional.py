"""The traditional Chinese signs that the explorer's search must know: those that its names are also written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.explorer_romanised import stated_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.query.atlas import Atlas

__all__ = ["names_of", "signs_of_table", "traditional_signs"]


def signs_of_table(text: str) -> list[tuple[str, str]]:
    """The pairs of vendor/traditional.txt: each traditional sign with the simplified one it is read as.

    >>> signs_of_table("蘭 兰")
    [('蘭', '兰')]
    """
    lines = (line.partition(" ") for line in text.splitlines() if not line.startswith("#"))
    return [(traditional, simplified) for traditional, _, simplified in lines]


def names_of(atlas: Atlas) -> Iterator[str]:
    """Every name that may be searched for: labels, aliases, and the words that statements give as names."""
    for thing in atlas.things:
        yield from thing.labels.values()
        yield from (text for text, _ in thing.aliases)
    for stated in stated_names(atlas).values():
        yield from stated


def traditional_signs(names: Iterable[str], table: Sequence[tuple[str, str]]) -> str:
    """Each traditional sign that stands in a name, or whose simplified sign does, with that sign after it.

    >>> traditional_signs(["梅兰芳"], [("蘭", "兰"), ("劇", "剧")])
    '蘭兰'
    """
    used = set().union(*names)
    return "".join(one + other for one, other in table if one in used or other in used)
