"""The evidence lock: a place in a text, the digest of exactly its characters, and the re-check of both.

No sentence of a source is stored. A span is `paragraph:start-end:digest`, offsets in characters [start,
end) of the text as NFC with LF line ends, digest = first eight hex digits of the SHA-256 of those
characters in UTF-8.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.model import Evidence, EvidenceLevel, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Source, Statement

__all__ = [
    "check_range",
    "cite",
    "count_levels",
    "digest",
    "find_texts",
    "nearest_text",
    "normalise",
    "parse_evidence",
    "recheck",
]

_SPAN = re.compile(r"([a-z]+[0-9]*):([0-9]{1,9})-([0-9]{1,9}):([0-9a-f]{8})")
_PARAGRAPH = re.compile(r"[a-z]+[0-9]+")
MAX_TEXT_BYTES = 50_000_000


def normalise(text: str) -> str:
    """The form offsets count in: NFC, LF line ends, no byte-order mark."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def digest(words: str) -> str:
    """First eight hex digits of the SHA-256 of some characters in UTF-8.

    >>> digest("Roman Kalman")
    'c0f8c90a'
    """
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def parse_evidence(text: str) -> Evidence | None:
    """An evidence string as a value; None when it has none of the three forms.

    >>> parse_evidence("p6:2099-2134:e0c5c7c0")
    Evidence(paragraph='p6', start=2099, end=2134, digest='e0c5c7c0')
    >>> str(parse_evidence("document")), parse_evidence("page 6")
    ('document', None)
    """
    if text == "document":
        return Evidence()
    span = _SPAN.fullmatch(text)
    if span:
        return Evidence(span[1], int(span[2]), int(span[3]), span[4])
    return Evidence(text) if _PARAGRAPH.fullmatch(text) else None


def check_range(evidence: Evidence, source: Source) -> str:
    """What is wrong with the place itself, without any text: empty when nothing is."""
    if not evidence.paragraph:
        return ""
    if not evidence.digest:
        known = source.text.paragraphs if source.text else {}
        return f"the source has no paragraph {evidence.paragraph}" if known and evidence.paragraph not in known else ""
    if source.text is None:
        return "a span needs the source's text: {sha256, chars} in its metadata"
    if evidence.start >= evidence.end:
        return f"the span {evidence.start}-{evidence.end} is empty or reversed"
    if evidence.end > source.text.chars:
        return f"the span ends at {evidence.end}, the text has {source.text.chars} characters"
    limits = source.text.paragraphs.get(evidence.paragraph)
    if limits is None:
        return f"the source has no paragraph {evidence.paragraph}"
    if evidence.start < limits[0] or evidence.end > limits[1]:
        return (
            f"the span {evidence.start}-{evidence.end} leaves paragraph {evidence.paragraph} ({limits[0]}-{limits[1]})"
        )
    return ""


def cite(text: str, words: str, paragraphs: dict[str, tuple[int, int]]) -> list[str]:
    """The evidence string of every place where `words` stand in `text`; line breaks and spaces in `words` may differ.

    >>> cite("One fish. Two fish.", "fish", {"p1": (0, 19)})
    ['p1:4-8:b474a99a', 'p1:14-18:b474a99a']
    """
    pattern = r"\s+".join(re.escape(word) for word in normalise(words).split())
    if not pattern:
        raise UsageError("no words to look for; give the words as they stand in the text")
    found = []
    for match in re.finditer(pattern, text):
        start, end = match.span()
        label = next((name for name, (low, high) in paragraphs.items() if low <= start and end <= high), "")
        if label:
            found.append(f"{label}:{start}-{end}:{digest(text[start:end])}")
    return found


def find_texts(folder: str | Path, wanted: Iterable[str]) -> dict[str, str]:
    """The texts of a folder whose SHA-256 (of the normalised form) is wanted, by that SHA-256.

    A text is found by what it says, not by its name. Files that are no UTF-8 text are passed over.
    """
    needed = set(wanted)
    found: dict[str, str] = {}
    for text in _texts(folder) if needed else ():
        key = hashlib.sha256(text.encode()).hexdigest()
        if key in needed:
            found[key] = text
            if len(found) == len(needed):
                break
    return found


def _texts(folder: str | Path) -> Iterator[str]:
    """Every UTF-8 text under a folder, in its normalised form, in the order of the paths."""
    for path in sorted(Path(folder).rglob("*")) if Path(folder).is_dir() else ():
        if path.is_file() and path.stat().st_size <= MAX_TEXT_BYTES:
            try:
                yield normalise(path.read_bytes().decode("utf-8"))
            except (UnicodeDecodeError, OSError):
                continue


def count_levels(statements: Iterable[Statement]) -> dict[str, int]:
    """How many statements can be found how exactly, each counted by its most exact place; every level is there."""
    order = list(EvidenceLevel)
    counted = Counter(min((place.level for place in one.evidence), key=order.index) for one in statements)
    return {str(level): counted[level] for level in order}


def nearest_text(folder: str | Path, statements: Iterable[Statement]) -> str:
    """The text of a folder in which most of these statements' spans still verify, if that is at least half of them.

    A source's text is known by its digest; when one character of it changed, this is how it is still found, so
    that the statements it touches can be named. Empty when no text comes near.
    """
    spans = {place for statement in statements for place in statement.evidence if place.digest}
    best, most = "", max(1, len(spans) / 2)
    for text in _texts(folder):
        hits = sum(digest(text[place.start : place.end]) == place.digest for place in spans)
        if hits >= most:
            best, most = text, hits + 1
    return best


def recheck(statements: Iterable[Statement], source: Source, text: str) -> Iterator[Finding]:
    """Compare every span of a source with its text: a changed character names exactly the statements it touches."""
    for statement in statements:
        for place in statement.evidence:
            if not place.digest or check_range(place, source):
                continue
            actual = digest(text[place.start : place.end])
            if actual != place.digest:
                words = f"'{statement.subject} {statement.property}': characters {place.start}-{place.end} of the text"
                yield Finding(
                    Severity.ERROR,
                    "evidence-digest",
                    f"{words} have digest {actual}, not {place.digest}",
                    statement.where,
                    f"find the words again with: kg cite {source.id} WORDS",
                )
