"""Where the classes of an individual come from: what a curator wrote, and the domains and ranges of its facts.

These few rules are sound but far from complete. They decide nothing: the reasoner does. They say *why*
an individual has a class, and guess which two assertions clash, so that the reasoner is asked rarely.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ontology import Ontology
    from kg.validate.projection import Assertion
    from kg.validate.schema import Schema

__all__ = ["Clash", "Reason", "find_clash", "reasons", "why"]


@dataclass(frozen=True, slots=True)
class Reason:
    """An individual has class `cls` because of an assertion, read as a fact of `view` from one `side`."""

    cls: str
    assertion: Assertion
    view: str = ""
    side: str = ""

    def __str__(self) -> str:
        return f"{self.side} of {self.view}" if self.view else f"stated class {self.cls}"


@dataclass(frozen=True, slots=True)
class Clash:
    """An individual that two reasons put into two classes which share nothing."""

    individual: str
    one: Reason
    other: Reason
    classes: tuple[str, str]

    @property
    def assertions(self) -> list[Assertion]:
        """The one or two assertions that clash."""
        return list(dict.fromkeys((self.one.assertion, self.other.assertion)))

    def __str__(self) -> str:
        first, second = self.classes
        both = f"both {first} ({self.one}) and {second} ({self.other})"
        return f"'{self.individual}' would be {both}, which exclude each other"


def reasons(assertions: Iterable[Assertion], schema: Schema) -> dict[str, dict[str, Reason]]:
    """For each individual its classes and, for each, the first reason; stated classes come before inferred ones."""
    found: dict[str, dict[str, Reason]] = {}
    for one in sorted(assertions, key=lambda made: bool(made.property)):
        if not one.property:
            found.setdefault(one.subject, {}).setdefault(one.object, Reason(one.object, one))
        for view, turned in schema.views_of(one.property):
            subject, value = (one.object, one.subject) if turned else (one.subject, one.object)
            for cls in schema.domains.get(view, ()):
                found.setdefault(subject, {}).setdefault(cls, Reason(cls, one, view, "subject"))
            for cls in schema.ranges.get(view, ()):
                found.setdefault(value, {}).setdefault(cls, Reason(cls, one, view, "value"))
    return found


def find_clash(assertions: Iterable[Assertion], schema: Schema, ontology: Ontology) -> Clash | None:
    """The first individual with two classes that the ontology calls disjoint, if these rules see one."""
    for individual, classes in sorted(reasons(assertions, schema).items()):
        for one, other in combinations_with_replacement(classes.values(), 2):
            for first in ontology.nearest(one.cls):
                for second in ontology.nearest(other.cls):
                    if frozenset((first, second)) in schema.disjoint:
                        return Clash(individual, one, other, (first, second))
    return None


def why(cls: str, classes: dict[str, Reason], ontology: Ontology) -> str:
    """Why an individual with these reasons has class `cls` too."""
    for reason in classes.values():
        if ontology.is_a(reason.cls, cls):
            above = "" if reason.cls == cls else f"; every {reason.cls} is one"
            place = f" ({reason.assertion.said[0]})" if reason.assertion.said else ""
            return f"{reason.assertion}{place}" + (f", and it is the {reason}" if reason.view else "") + above
    return "it follows from the ontology as a whole"
