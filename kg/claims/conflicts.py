"""Disagreements found by rule: two statements of a single-valued property (or time) that cannot both be true.

Both stay in the graph; each points at the other with `kg:disputedBy`. "26 November 1906" and "November
1906" agree, since they can be the same day; "29 November 1906" disagrees with the first. The ledger sets
the sides of each disagreement beside one another, with what curators decided.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.dates import EDTF, Bounds, bounds, overlap
from kg.decisions import Rank
from kg.ids import statement_id
from kg.model import Mode, Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.decisions import RankVerdict
    from kg.model import Statement
    from kg.ontology import Ontology

__all__ = ["conflict_ledger", "find_conflicts"]


def find_conflicts(ranked: Iterable[Ranked], ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """For each disputed statement id, the ids of the statements it disagrees with, sorted.

    Only statements of mode `fact` are compared: a plan that was not kept is a broken promise, not a conflict.
    """
    by_value, by_time = _comparable(ranked, ontology)
    found: dict[str, set[str]] = defaultdict(set)
    for group in by_value.values():
        _compare(group, lambda one, other: _values_clash(one, other, ontology), found)
    for group in by_time.values():
        _compare(group, _times_clash, found)
    return {key: tuple(sorted(others)) for key, others in found.items()}


def conflict_ledger(corpus: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> list[dict[str, Any]]:
    """One entry per disagreement, in the order of subject, property and value.

    - `kind`: `value` for a single-valued property; `time` for the single time of one `value` (else null);
    - `sides`: what cannot all be true. Statements that can all be true together are one side, named after the
      most exact of them; each side has its `statements` and their `sources`;
    - `compatible`: what belongs to more than one such set and so takes no side, as November 1906 beside the 26th
      and the 29th, or a release without a day; in the shape of sides, by value, null where no time is given;
    - `verdicts`: what curators judged about any of these; no statement leaves the ledger for it;
    - `state`: `decided` once those that verdicts leave in the best rank can all be true, else `open`.

    Ranks are compared within the disagreement: a verdict on the premiere in one town settles no other town's.
    """
    keyed = corpus.keyed()
    verdicts = {
        statement_id(statement): verdict
        for verdict in corpus.verdicts
        for statement in keyed.get(verdict.statement, ())
    }
    by_value, by_time = _comparable(ranked, ontology)
    found = []
    for (subject, name), group in by_value.items():
        told: dict[str, list[_Told]] = defaultdict(list)
        for one in group:
            told[_language(one.statement)].append(_told(one, is_date=ontology.properties[name].range == EDTF))
        found += [_entry((subject, name, None), told[language], verdicts) for language in sorted(told)]
    for about, group in by_time.items():
        times = [_Told(one, one.statement.qualifier("when"), *_span(_when(one.statement))) for one in group]
        found.append(_entry(about, times, verdicts))
    disagreements = [entry for entry in found if len(entry["sides"]) > 1]
    return sorted(
        disagreements,
        key=lambda entry: (entry["subject"], entry["property"], entry["value"] or "", entry["sides"][0]["statements"]),
    )


def _comparable(
    ranked: Iterable[Ranked], ontology: Ontology
) -> tuple[dict[tuple[str, str], list[Ranked]], dict[tuple[str, str, str], list[Ranked]]]:
    """The facts that could disagree: by subject and single-valued property; by subject, property and entity."""
    by_value: dict[tuple[str, str], list[Ranked]] = defaultdict(list)
    by_time: dict[tuple[str, str, str], list[Ranked]] = defaultdict(list)
    for made in ranked:
        statement, property_ = made.statement, ontology.properties[made.statement.property]
        if statement.mode is not Mode.FACT:
            continue
        if property_.single_valued:
            by_value[statement.subject, statement.property].append(made)
        if property_.single_when and isinstance(statement.value, Ref):
            by_time[statement.subject, statement.property, statement.value.id].append(made)
    return by_value, by_time


def _compare(group: list[Ranked], clash: Callable[[Statement, Statement], bool], found: dict[str, set[str]]) -> None:
    for at, one in enumerate(group):
        for other in group[at + 1 :]:
            if clash(one.statement, other.statement):
                found[one.id].add(other.id)
                found[other.id].add(one.id)


def _values_clash(one: Statement, other: Statement, ontology: Ontology) -> bool:
    if isinstance(one.value, Ref) or isinstance(other.value, Ref):
        return one.value != other.value
    if ontology.properties[one.property].range == EDTF:
        return not overlap(bounds(one.value.text), bounds(other.value.text))
    return (one.value.text, one.value.unit) != (
        other.value.text,
        other.value.unit,
    ) and one.value.lang == other.value.lang


def _times_clash(one: Statement, other: Statement) -> bool:
    return not overlap(_when(one), _when(other))


def _when(statement: Statement) -> Bounds:
    text = statement.qualifier("when")
    return bounds(text) if text else Bounds(None, None)


class _Told(NamedTuple):
    """A statement, the text it gives for the value or time, and the first and last day (or term) that can mean."""

    made: Ranked
    text: str
    low: str
    high: str


def _told(made: Ranked, *, is_date: bool) -> _Told:
    value = made.statement.value
    if isinstance(value, Ref):
        return _Told(made, value.id, value.id, value.id)
    if is_date:
        return _Told(made, value.text, *_span(bounds(value.text)))
    term = f"{value.text}\0{value.unit}"
    return _Told(made, f"{value.text} {value.unit}".rstrip(), term, term)


def _language(statement: Statement) -> str:
    """Texts in two languages are not compared."""
    return "" if isinstance(statement.value, Ref) else statement.value.lang


_FIRST, _LAST = "", "~"  # before and after every day that can be written


def _span(found: Bounds) -> tuple[str, str]:
    return found.earliest or _FIRST, found.latest or _LAST


def _entry(about: tuple[str, str, str | None], told: list[_Told], verdicts: dict[str, RankVerdict]) -> dict[str, Any]:
    subject, name, value = about
    sides, neither = _part(told)
    compatible: dict[str, list[_Told]] = defaultdict(list)
    for one in neither:
        compatible[one.text].append(one)
    judged = sorted(one.made.id for one in told if one.made.id in verdicts)
    return {
        "subject": subject,
        "property": name,
        "value": value,
        "kind": "value" if value is None else "time",
        "sides": [_side(min(side, key=_width).text, side) for side in sides],
        "compatible": [_side(text or None, compatible[text]) for text in sorted(compatible)],
        "verdicts": [{"statement": one, **_judgement(verdicts[one])} for one in judged],
        "state": "decided" if _all_can_be_true(_best(told)) else "open",
    }


def _part(told: list[_Told]) -> tuple[list[list[_Told]], list[_Told]]:
    """The sides, in order, and what takes none.

    Stretches that overlap two by two have a day in common (Helly), so a side is what can be true on one pivot
    day: the end that comes first after something began. What reaches two pivots agrees with two sides.
    """
    pivots: list[str] = []
    begun = False
    for day, is_end in sorted({(one.low, False) for one in told} | {(one.high, True) for one in told}):
        if is_end and begun:
            pivots.append(day)
        begun = not is_end
    sides: list[list[_Told]] = [[] for _ in pivots]
    neither: list[_Told] = []
    for one in told:
        first, after = bisect_left(pivots, one.low), bisect_right(pivots, one.high)
        (sides[first] if after - first == 1 else neither).append(one)
    return [side for side in sides if side], neither


def _width(told: _Told) -> tuple[int, str]:
    """How many days a date leaves open; a term leaves none."""
    if told.low == told.high:
        return 0, told.text
    if told.low == _FIRST or told.high == _LAST:
        return date.max.toordinal(), told.text
    return date.fromisoformat(told.high).toordinal() - date.fromisoformat(told.low).toordinal(), told.text


def _best(told: list[_Told]) -> list[_Told]:
    preferred = [one for one in told if one.made.rank is Rank.PREFERRED]
    return preferred or [one for one in told if one.made.rank is not Rank.DEPRECATED]


def _all_can_be_true(told: list[_Told]) -> bool:
    return not told or max(one.low for one in told) <= min(one.high for one in told)


def _side(value: str | None, members: list[_Told]) -> dict[str, Any]:
    return {
        "value": value,
        "statements": sorted(one.made.id for one in members),
        "sources": sorted({one.made.statement.source for one in members}),
    }


def _judgement(verdict: RankVerdict) -> dict[str, str]:
    return {"rank": str(verdict.rank), "why": verdict.why, "by": verdict.by, "date": verdict.date}
