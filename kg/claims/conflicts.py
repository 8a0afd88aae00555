"""Disagreements found by rule: two statements of a single-valued property (or time) that cannot both be true.

Both stay in the graph; each points at the other with `kg:disputedBy`. "26 November 1906" and "November
1906" agree, since they can be the same day; "29 November 1906" disagrees with the first.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.dates import EDTF, Bounds, bounds, overlap
from kg.model import Mode, Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.claims.rank import Ranked
    from kg.model import Statement
    from kg.ontology import Ontology

__all__ = ["find_conflicts"]


def find_conflicts(ranked: Iterable[Ranked], ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """For each disputed statement id, the ids of the statements it disagrees with, sorted.

    Only statements of mode `fact` are compared: a plan that was not kept is a broken promise, not a conflict.
    """
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
    found: dict[str, set[str]] = defaultdict(set)
    for group in by_value.values():
        _compare(group, lambda one, other: _values_clash(one, other, ontology), found)
    for group in by_time.values():
        _compare(group, _times_clash, found)
    return {key: tuple(sorted(others)) for key, others in found.items()}


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
