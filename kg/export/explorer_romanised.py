"""The romanised names that the explorer's page is given: those that its own search cannot make from the others.

Cyrillic the page reads in Latin letters itself; pinyin it cannot make. Of that each form stands in the page once,
without tones, and only where no other name of the entity has the same letters.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from kg.export.text import for_display
from kg.query.names import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.query.atlas import Atlas

__all__ = ["romanised_forms", "stated_names"]

_READ_BY_THE_PAGE = ("ru-",)  # tags of what search.js and fold.js find without help
_NAMES = ("nameAs", "title")  # statements whose value is a name


def romanised_forms(atlas: Atlas) -> list[list[str] | int]:
    """For each thing of an atlas, in its order, the forms to find it by; 0 where there is none."""
    stated = stated_names(atlas)
    return [
        _needed(
            (text for text, tag in thing.romanised if not tag.startswith(_READ_BY_THE_PAGE)),
            {*thing.labels.values(), *(text for text, _ in thing.aliases), *stated.get(thing.id, ())},
        ) or 0
        for thing in atlas.things
    ]  # fmt: skip


def stated_names(atlas: Atlas) -> Mapping[str, set[str]]:
    """By the id of a thing the words that statements give as its name or title."""
    stated: dict[str, set[str]] = defaultdict(set)
    for one in atlas.receipts:
        if one.property in _NAMES and hasattr(one.value, "datatype"):
            stated[one.subject].add(one.value.value)
    return stated


def _needed(forms: Iterable[str], given: Iterable[str]) -> list[str]:
    """The forms without marks, each once; none that has the letters of a given name, or stands whole in a longer form.

    >>> _needed(["Luómàn Kǎ'ěrmàn", "Luoman Ka'erman", "Ka'erman", "Méi Lánfāng"], ["Mei Lan-fang"])
    ["Luoman Ka'erman"]
    """
    wanted = sorted(forms)
    if not wanted:
        return []
    known = {letters_of(name) for name in given}
    plain = {letters_of(text): text for text in wanted}
    bare = (for_display(_without_marks(text)) for letters, text in plain.items() if letters and letters not in known)
    made = sorted(bare, key=_longest_first)
    kept: list[str] = []
    for text in made:
        if not any(f" {text} " in f" {longer} " for longer in kept):
            kept.append(text)
    return kept


def _longest_first(text: str) -> tuple[int, str]:
    return -len(text), text


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
