"""Who contradicts whom: a reasoner says "inconsistent" and nothing more, so its question is made smaller.

A guess from domains, ranges and disjoint classes says where to look, the reasoner confirms it, and what
clashes is shrunk until every part is needed. Found culprits are set aside and the rest is asked again, so
that one check shows more than one contradiction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Finding, Severity, Where
from kg.validate.entailed import find_clash
from kg.validate.schema import ONTOLOGY_FILE
from kg.validate.shrink import smallest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.ontology import Ontology
    from kg.validate.entailed import Clash
    from kg.validate.projection import Assertion
    from kg.validate.schema import Schema

__all__ = ["MOST_CONTRADICTIONS", "find_culprits"]

MOST_CONTRADICTIONS = 5
_RULE = "contradiction"


def find_culprits(
    clashes: Callable[[list[Assertion]], bool], assertions: list[Assertion], schema: Schema, ontology: Ontology
) -> Iterator[Finding]:
    """Findings for assertions of which `clashes` (with the ontology in mind) is true: each culprit at its line."""
    rest = sorted(assertions, key=lambda one: (one.subject, one.property, one.object))  # what belongs together stays so
    for _ in range(MOST_CONTRADICTIONS):
        clash = find_clash(rest, schema, ontology)
        found = smallest(_start(clashes, rest, clash, schema), clashes)
        if len(found) == 1 and clashes([]):  # of two or more, each part was shown to agree with the ontology
            problem = "the ontology contradicts itself, whatever the data say"
            yield Finding(Severity.ERROR, _RULE, problem, Where(ONTOLOGY_FILE, 1), "undo the last change to it")
            return
        yield from _named(found, clash if clash and set(found) == set(clash.assertions) else None)
        rest = [one for one in rest if one not in found]
        if not clashes(rest):
            return
    problem = f"there are more contradictions than these {MOST_CONTRADICTIONS}"
    yield Finding(Severity.ERROR, _RULE, problem, remedy="mend these, then run kg check --reason again")


def _start(
    clashes: Callable[[list[Assertion]], bool], rest: list[Assertion], clash: Clash | None, schema: Schema
) -> list[Assertion]:
    """A part known to clash: the guess, else the facts of properties that forbid something, else everything."""
    if clash and clashes(clash.assertions):
        return clash.assertions
    facts = [one for one in rest if any(view in schema.restrictive for view, _ in schema.views_of(one.property))]
    return facts if facts and clashes(facts) else rest


def _named(found: list[Assertion], clash: Clash | None) -> Iterator[Finding]:
    """One finding per line that says one of the culprits."""
    because = f": {clash}" if clash else ""
    for one in found:
        others = [f"{other} ({other.said[0]})" if other.said else str(other) for other in found if other != one]
        against = f"cannot be true together with {' and '.join(others)}" if others else "contradicts the ontology"
        remedy = "mend or remove one of them" if others else "mend or remove it"
        for where in one.said or (Where("", 0),):
            yield Finding(Severity.ERROR, _RULE, f"{one}; this {against}{because}", where, remedy)
