"""What a text may speak of: entities found in it by name, in any script, and dates, each with its evidence string.

Names are matched by a trie, longest first, in one pass over the text. Latin and Cyrillic names must stand as whole
words; Russian ones may bear the ending of another case. A proposal is a proposal: the curator reads and decides.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.curation.evidence import digest
from kg.model import Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.corpus import Corpus
    from kg.curation.dates_in_text import FoundDate

__all__ = ["FoundName", "Names", "evidence_string", "names_of", "proposals", "split_paragraphs"]

_ENDING = "\0"  # in the trie: any ending of a Russian word, up to three letters
_LONGEST_ENDING = 3
_RUSSIAN_WORD = re.compile(r"[А-Яа-яЁё]{3,}")
_ALONE = re.compile(r"[А-Яа-яЁё]{1,4}")  # a name of one short word is taken as it stands: мир is not мирный
_SOFT = "аеёийоуыьэюя"
_IDS = "ids"


class FoundName(NamedTuple):
    """A name in a text: characters [start, end), and the ids of the entities that bear it."""

    start: int
    end: int
    ids: tuple[str, ...]


class Names:
    """Every name of a corpus as a trie of characters."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, name: str, entity_id: str, *, inflected: bool = False) -> None:
        """Add a name; `inflected` lets each Russian word of it take another ending."""
        node = self._root
        for one in _RUSSIAN_WORD.sub(_stem, name) if inflected and not _ALONE.fullmatch(name) else name:
            node = node.setdefault(one, {})
        node.setdefault(_IDS, set()).add(entity_id)

    def find(self, text: str) -> list[FoundName]:
        """The names in a text, in its order, the longest at each place, none within another."""
        found, at = [], 0
        while at < len(text):
            end, ids = self._longest(text, at) if _starts_word(text, at) else (at, frozenset[str]())
            if ids:
                found.append(FoundName(at, end, tuple(sorted(ids))))
            at = end if ids else at + 1
        return found

    def _longest(self, text: str, start: int) -> tuple[int, frozenset[str]]:
        best, ids = start, frozenset[str]()
        pending = [(start, self._root)]
        while pending:
            at, node = pending.pop()
            if _IDS in node and at > best and _ends_word(text, at):
                best, ids = at, frozenset(node[_IDS])
            if at < len(text) and (one := " " if text[at].isspace() else text[at]) in node:
                pending.append((at + 1, node[one]))
            if _ENDING in node:
                after = at
                while after < len(text) and _cyrillic(text[after]):
                    after += 1
                if after - at <= _LONGEST_ENDING:
                    pending.append((after, node[_ENDING]))
        return best, ids


def _stem(match: re.Match[str]) -> str:
    word = match[0]
    return (word[:-1] if word[-1] in _SOFT else word) + _ENDING


def _cyrillic(one: str) -> bool:
    return "\u0400" <= one <= "\u04ff"


def _spelled(one: str) -> bool:
    """Whether a character belongs to a word that is written with spaces around it; Chinese ones do not."""
    return one.isalnum() and not "\u2e80" <= one <= "\u9fff"


def _starts_word(text: str, at: int) -> bool:
    return not text[at].isspace() and not (at and _spelled(text[at - 1]) and _spelled(text[at]))


def _ends_word(text: str, at: int) -> bool:
    return at == len(text) or not (_spelled(text[at - 1]) and _spelled(text[at]))


def names_of(corpus: Corpus) -> Names:
    """Labels, aliases and the spellings of sources, of everything but sources and those whom no source names."""
    names = Names()
    for entity in corpus.entities.values():
        if entity.id not in corpus.sources and not entity.unnamed:
            for label in entity.labels + entity.aliases:
                names.add(label.text, entity.id, inflected=label.lang == "ru")
    for statement in corpus.statements:
        value = statement.value
        if statement.property == "nameAs" and isinstance(value, Literal) and statement.subject not in corpus.sources:
            names.add(value.text, statement.subject, inflected=value.lang == "ru")
    return names


def split_paragraphs(text: str) -> dict[str, tuple[int, int]]:
    r"""Each line that holds something as a paragraph, `p1` on, with its limits [start, end), outer spaces left out.

    >>> split_paragraphs("One fish.\n\n  Two fish.\n")
    {'p1': (0, 9), 'p2': (13, 22)}
    """
    return {f"p{number}": span for number, span in enumerate(_lines(text), 1)}


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text):
        yield match.span()


def evidence_string(text: str, start: int, end: int, paragraphs: dict[str, tuple[int, int]]) -> str:
    """The evidence string of characters [start, end), as `kg cite` prints it; empty when no paragraph holds them.

    >>> evidence_string("One fish.", 4, 8, {"p1": (0, 9)})
    'p1:4-8:b474a99a'
    """
    label = next((name for name, (low, high) in paragraphs.items() if low <= start and end <= high), "")
    return f"{label}:{start}-{end}:{digest(text[start:end])}" if label else ""


def proposals(
    text: str, paragraphs: dict[str, tuple[int, int]], names: list[FoundName], dates: list[FoundDate]
) -> list[str]:
    """What was found as lines of YAML: paragraphs, entities by first mention, dates in order, each with its evidence.

    A name of several entities lists them all. A mention that no paragraph holds is left out.
    """
    entities: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for found in names:
        if place := evidence_string(text, found.start, found.end, paragraphs):
            called = " ".join(text[found.start : found.end].split())
            entities.setdefault(found.ids, {}).setdefault(called, []).append(place)
    lines = ["paragraphs:"] + [f"  {name}: [{start}, {end}]" for name, (start, end) in paragraphs.items()]
    lines += ["entities:"] if entities else []
    for ids, mentions in entities.items():
        lines.append(f"  - entity: {ids[0]}" if len(ids) == 1 else f"  - entity: [{', '.join(ids)}]  # one of these")
        for called, places in mentions.items():
            lines.append(f"    {json.dumps(called, ensure_ascii=False)}: [{', '.join(places)}]")
    told = [(one, evidence_string(text, one.start, one.end, paragraphs)) for one in dates]
    lines += ["dates:"] if any(place for _, place in told) else []
    for date, place in told:
        if place:
            words = json.dumps(" ".join(text[date.start : date.end].split()), ensure_ascii=False)
            lines.append(f"  - {{value: {date.value}, as: {words}, evidence: {place}}}")
    return lines
