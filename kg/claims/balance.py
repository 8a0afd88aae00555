"""How much of a text each voice, side and institution gets, counted in characters of the spans of its evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kg.claims.origins import ANY_TIME
from kg.claims.sides import Places
from kg.dates import bounds
from kg.model import EvidenceLevel

if TYPE_CHECKING:
    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.model import Source
    from kg.ontology import Ontology

__all__ = ["Span", "balance_ledger", "share_out"]

Span = tuple[int, int, frozenset[str]]
"""Offsets [start, end) and the voices that speak there."""

_Bucket = tuple[str | None, ...]


def balance_ledger(corpus: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> list[dict[str, Any]]:
    """One entry per source with span-locked evidence, sorted by source.

    A character that several statements cover counts once: for the people or bodies quoted there, and only
    where nobody is quoted for the text's own voice. Where two are quoted together they share one bucket, so
    that `voices`, `sides` and `institutions` each sum to `attributed` exactly. A side is a country
    spoken for, an institution a body that speaks or that the person speaks for; null stands for one not known.
    """
    spans: dict[str, list[Span]] = defaultdict(list)
    for made in ranked:
        statement = made.statement
        for place in statement.evidence:
            if place.level is EvidenceLevel.SPAN:
                spans[statement.source].append((place.start, place.end, frozenset(statement.voice)))
    places = Places(corpus, ranked, ontology)
    return [
        _entry(source, share_out(spans[source.id], source.voice or source.publisher), places)
        for source in corpus.sources.values()
        if source.id in spans and source.text
    ]


def share_out(spans: Iterable[Span], own: str) -> dict[tuple[str, ...], int]:
    """Characters by the voices that have them; `own` gives way to anybody who is quoted.

    >>> share_out([(0, 10, frozenset({"org/paper"})), (4, 6, frozenset({"person/ada"}))], "org/paper")
    {('org/paper',): 8, ('person/ada',): 2}
    """
    turns: dict[int, Counter[str]] = defaultdict(Counter)
    for start, end, voices in spans:
        for voice in voices:
            turns[start][voice] += 1
            turns[end][voice] -= 1
    found: Counter[tuple[str, ...]] = Counter()
    speaking: Counter[str] = Counter()
    before = 0
    for at in sorted(turns):
        heard = sorted(speaking)
        if heard:
            found[tuple(voice for voice in heard if voice != own) or (own,)] += at - before
        for voice, change in turns[at].items():
            speaking[voice] += change
            if not speaking[voice]:
                del speaking[voice]
        before = at
    return dict(sorted(found.items()))


def _entry(source: Source, shares: dict[tuple[str, ...], int], places: Places) -> dict[str, Any]:
    at = bounds(source.published) if source.published else ANY_TIME
    return {
        "source": source.id,
        "chars": source.text.chars if source.text else 0,
        "attributed": sum(shares.values()),
        "voices": [{"voices": list(voices), "chars": chars} for voices, chars in _by_size(shares)],
        "sides": _regrouped("sides", shares, lambda voice: places.spoken_from(voice, at)),
        "institutions": _regrouped("agents", shares, lambda voice: places.institutions(voice, at)),
    }


def _by_size(shares: dict[Any, int]) -> list[tuple[Any, int]]:
    return sorted(shares.items(), key=lambda pair: (-pair[1], [name or "" for name in pair[0]]))


def _regrouped(
    name: str, shares: dict[tuple[str, ...], int], of: Callable[[str], Sequence[str]]
) -> list[dict[str, Any]]:
    """The same characters by what stands behind the voices; all that stands behind one bucket is one bucket."""
    found: Counter[_Bucket] = Counter()
    for voices, chars in shares.items():
        behind = {one for voice in voices for one in of(voice) or (None,)}
        found[tuple(sorted(behind, key=lambda one: (one is None, one or "")))] += chars
    return [{name: list(bucket), "chars": chars} for bucket, chars in _by_size(found)]
