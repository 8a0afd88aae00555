"""Disagreements found by rule: two statements of a single-valued property (or time) that cannot both be true.

Both stay in the graph; each points at the other with `kg:disputedBy`. "26 November 1906" and "November
1906" agree, since they can be the same day; "29 November 1906" disagrees with the first. The ledger sets
the sides of each disagreement beside one another, with what curators decided.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.dates import EDTF, Bounds, bounds, overlap
from kg.ids import statement_id
from kg.model import Mode, Rank, Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.claims.rank import Ranked
    from kg.model import Corpus, RankVerdict, Statement
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
    - `compatible`: what agrees with more than one side and so takes none, such as November 1906 beside the
      26th and the 29th, or a release without a day; in the shape of sides, by value, null where no time is given;
    - `verdicts`: what curators judged about any of these; no statement leaves the ledger for it;
    - `state`: `decided` once those that verdicts leave in the best rank can all be true, else `open`.

    Ranks are compared within the disagreement: a verdict on the premiere in one town settles no other town's.
    """
    verdicts = {
        statement_id(statement): verdict
        for keyed in (corpus.keyed(),)
        for verdict in corpus.verdicts
        for statement in keyed.get(verdict.statement, ())
    }
    by_value, by_time = _comparable(ranked, ontology)
    found = []
    for (subject, name), group in by_value.items():
        if ontology.properties[name].range == EDTF:
            parted = [_part_by_day([(one, _text(one.statement), _value_bounds(one.statement)) for one in group])]
        else:
            parted = _part_by_term(group)
        found += [_entry(subject, name, None, "value", sides, verdicts) for sides in parted]
    for (subject, name, value), group in by_time.items():
        sides = _part_by_day([(one, one.statement.qualifier("when"), _when(one.statement)) for one in group])
        found.append(_entry(subject, name, value, "time", sides, verdicts))
    disagreements = [entry for entry in found if len(entry["sides"]) > 1]
    return sorted(
        disagreements,
        key=lambda entry: (
            entry["subject"],
            entry["property"],
            entry["value"] or "",
            entry["sides"][0]["statements"],
        ),
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


def _value_bounds(statement: Statement) -> Bounds:
    return Bounds(None, None) if isinstance(statement.value, Ref) else bounds(statement.value.text)


def _text(statement: Statement) -> str:
    value = statement.value
    return value.id if isinstance(value, Ref) else f"{value.text} {value.unit}".rstrip()


class _Parted(NamedTuple):
    """Statements in the sides they take, and those that take none; each with the text it gives for the value."""

    sides: list[list[tuple[Ranked, str]]]
    neither: list[tuple[Ranked, str]]


def _part_by_term(group: list[Ranked]) -> list[_Parted]:
    """Values that are no dates agree when they are the same; texts in two languages are not compared."""
    by_language: dict[str, dict[str, list[tuple[Ranked, str]]]] = defaultdict(lambda: defaultdict(list))
    for one in group:
        language = "" if isinstance(one.statement.value, Ref) else one.statement.value.lang
        by_language[language][_text(one.statement)].append((one, _text(one.statement)))
    return [_Parted([sides[text] for text in sorted(sides)], []) for _, sides in sorted(by_language.items())]


_FIRST, _LAST = "", "~"  # before and after every day that can be written


def _part_by_day(dated: list[tuple[Ranked, str, Bounds]]) -> _Parted:
    """Part dates into sides: the largest sets that can all be the same day, in the order of time.

    Stretches of days that overlap two by two have a day in common (Helly), so each side is what holds at one
    pivot day, and a date that reaches two pivots takes neither side.
    """
    spans = [(span.earliest or _FIRST, span.latest or _LAST) for _, _, span in dated]
    pivots: list[str] = []
    started = False
    for day, is_end in sorted([(low, False) for low, _ in spans] + [(high, True) for _, high in spans]):
        if is_end and started:
            pivots.append(day)
        started = not is_end
    sides: list[list[tuple[Ranked, str, tuple[int, str]]]] = [[] for _ in pivots]
    neither = []
    for (one, text, _), (low, high) in zip(dated, spans, strict=True):
        at, after = bisect_left(pivots, low), bisect_right(pivots, high)
        if after - at == 1:
            sides[at].append((one, text, _exactness(low, high)))
        else:
            neither.append((one, text))
    taken = [sorted(side, key=lambda member: (member[2], member[1])) for side in sides if side]
    return _Parted([[(one, text) for one, text, _ in side] for side in taken], neither)


def _exactness(low: str, high: str) -> tuple[int, str]:
    """Sorts a day before a month before a year before an open end: by the first character in which the bounds part."""
    same = next((at for at, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), len(low))
    return (-same if low == high or same else 1, low)


def _entry(
    subject: str, name: str, value: str | None, kind: str, parted: _Parted, verdicts: dict[str, RankVerdict]
) -> dict[str, Any]:
    side_of = {one.id: at for at, side in enumerate(parted.sides) for one, _ in side}
    members = [one for side in parted.sides for one, _ in side] + [one for one, _ in parted.neither]
    by_text: dict[str, list[Ranked]] = defaultdict(list)
    for one, text in parted.neither:
        by_text[text].append(one)
    judged = sorted(one.id for one in members if one.id in verdicts)
    preferred = [one for one in members if one.rank is Rank.PREFERRED]
    best = preferred or [one for one in members if one.rank is not Rank.DEPRECATED]
    return {
        "subject": subject,
        "property": name,
        "value": value,
        "kind": kind,
        "sides": [_side(side[0][1], [one for one, _ in side]) for side in parted.sides],
        "compatible": [_side(text or None, by_text[text]) for text in sorted(by_text)],
        "verdicts": [
            {
                "statement": one,
                "rank": str(verdicts[one].rank),
                "why": verdicts[one].why,
                "by": verdicts[one].by,
                "date": verdicts[one].date,
            }
            for one in judged
        ],
        "state": "decided" if len({side_of[one.id] for one in best if one.id in side_of}) < 2 else "open",
    }


def _side(value: str | None, members: list[Ranked]) -> dict[str, Any]:
    return {
        "value": value,
        "statements": sorted(one.id for one in members),
        "sources": sorted({one.statement.source for one in members}),
    }
