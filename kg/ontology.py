"""What the ontology says, as plain values: classes, properties, and which of them fit together.

Python lists no class and no property: `ontology/kg.ttl` does, and this module reads it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import OntologyError

if TYPE_CHECKING:
    from kg.resources import Home
    from kg.terms import Terms

__all__ = ["PUBLISHED", "ClassDef", "Ontology", "PropertyDef", "did_you_mean", "read_ontology"]

PUBLISHED = ("kg.ttl", "alignments.ttl", "dataset.ttl")
"""The files of `ontology/` that go into every graph as they stand; the rest is for checking and showing."""


@dataclass(frozen=True, slots=True)
class ClassDef:
    """A class: its name, labels by language, the classes above it, and the id kind it opens (top classes only)."""

    name: str
    labels: dict[str, str]
    comment: str
    parents: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class PropertyDef:
    """A property: labels, the class of its subjects, the class or datatype (IRI) of its values, and its marks."""

    name: str
    labels: dict[str, str]
    comment: str
    domain: str
    range: str
    is_object: bool
    single_valued: bool = False
    single_when: bool = False
    qualifier: bool = False
    in_life: bool = False
    machinery: bool = False
    ties: frozenset[str] = frozenset()


@dataclass
class Ontology:
    """Classes, properties and closed values by name, and the questions a checker asks about them."""

    classes: dict[str, ClassDef] = field(default_factory=dict)
    properties: dict[str, PropertyDef] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    """Labels of the closed sets' members: modes, certainties, verdicts, evidence levels."""
    lines: tuple[str, ...] = ()
    """All that the files of `PUBLISHED` say, as N-Triples lines: what a graph carries of its own vocabulary."""

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The class that each id kind (`person`) stands for."""
        return {made.kind: made.name for made in self.classes.values() if made.kind}

    def ancestors(self, name: str) -> frozenset[str]:
        """A class and everything above it."""
        if name not in self._ancestors:
            above = {name}
            for parent in self.classes[name].parents if name in self.classes else ():
                above |= self.ancestors(parent)
            self._ancestors[name] = frozenset(above)
        return self._ancestors[name]

    def nearest(self, name: str) -> list[str]:
        """A class and everything above it, the most particular first: what to name when any of them would do."""
        return sorted(self.ancestors(name), key=lambda above: (-len(self.ancestors(above)), above))

    @cached_property
    def _ancestors(self) -> dict[str, frozenset[str]]:
        return {}

    def is_a(self, name: str, wanted: str) -> bool:
        """Whether class `name` is `wanted` or lies below it."""
        return wanted in self.ancestors(name)

    def kind_of(self, name: str) -> str:
        """The id kind of a class: that of the nearest class above it that opens one; empty when none does."""
        level = [name]
        while level:
            for candidate in level:
                if candidate in self.classes and self.classes[candidate].kind:
                    return self.classes[candidate].kind
            level = [parent for c in level if c in self.classes for parent in self.classes[c].parents]
        return ""

    def usable(self) -> Iterable[str]:
        """The names a curator may use as a property or qualifier, sorted."""
        return sorted(name for name, made in self.properties.items() if not made.machinery)

    def tied(self, tie: str) -> frozenset[str]:
        """The names of the properties that `kg:tie` marks so: `belongs`, `partyTo`, `copies` …"""
        return frozenset(name for name, made in self.properties.items() if tie in made.ties)

    def suggest(self, name: str) -> str:
        """`did you mean 'x'?` for a property name that does not exist, from the closest names."""
        return did_you_mean(name, self.usable()) or "see docs/vocabulary.md for the properties there are"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?` when something close to `name` is known, else an empty string.

    >>> did_you_mean("organiser", ["organizedBy", "hostedBy"])
    "did you mean 'organizedBy'?"
    """
    by_lower = {candidate.lower(): candidate for candidate in known}
    close = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return f"did you mean '{by_lower[close[0]]}'?" if close else ""


def read_ontology(home: Home, terms: Terms) -> Ontology:
    """Read the Turtle files of `PUBLISHED`. Raises `OntologyError` with file and line when one cannot be parsed."""
    parsed = {name: _parsed(Path(home.ontology) / name) for name in PUBLISHED}
    kg = terms.prefixes["kg"]
    found = Ontology(lines=tuple(sorted({_line(quad) for quads in parsed.values() for quad in quads})))
    for iri, about in _facts(parsed["kg.ttl"]).items():
        if not iri.startswith(kg):
            continue
        name, types = iri[len(kg) :], set(about.get(f"{_RDF}type", []))
        if f"{_OWL}Class" in types:
            found.classes[name] = _class(name, about, kg)
        elif types & {f"{_OWL}ObjectProperty", f"{_OWL}DatatypeProperty"}:
            found.properties[name] = _property(name, about, kg, is_object=f"{_OWL}ObjectProperty" in types)
        elif name and f"{_RDFS}label" in about:
            found.values[name] = _labels(about)
    if not found.classes or not found.properties:
        raise OntologyError(f"ontology/kg.ttl declares no class or no property under {kg}; check its prefixes")
    return found


_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_Facts = dict[str, dict[str, list[str]]]


def _parsed(path: Path) -> list[ox.Quad]:
    try:
        return list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    except (SyntaxError, OSError) as error:
        raise OntologyError(f"ontology/{path.name}: cannot be read: {error}; mend the file") from error


def _line(quad: ox.Quad) -> str:
    value = quad.object
    if isinstance(value, ox.Literal) and value.language:
        return f"{quad.subject} {quad.predicate} {ox.Literal(value.value)}@{_tag(value.language)} ."
    return f"{quad.subject} {quad.predicate} {value} ."


def _facts(quads: Iterable[ox.Quad]) -> _Facts:
    facts: _Facts = {}
    for quad in quads:
        about = facts.setdefault(_plain(quad.subject), {})
        about.setdefault(quad.predicate.value, []).append(_plain(quad.object))
    return facts


def _plain(term: object) -> str:
    if isinstance(term, ox.Literal):
        return f"{term.value}@{term.language}" if term.language else term.value
    return str(getattr(term, "value", term))


def _labels(about: dict[str, list[str]]) -> dict[str, str]:
    pairs = (text.rpartition("@") for text in about.get(f"{_RDFS}label", []))
    return {_tag(lang): text for text, _, lang in sorted(pairs, key=lambda pair: pair[2])}


def _tag(lang: str) -> str:
    """A language tag as written: the parser lower-cases it, BCP 47 recommends otherwise."""
    return {"zh-hans": "zh-Hans"}.get(lang, lang)


def _comment(about: dict[str, list[str]]) -> str:
    return next((text.removesuffix("@en") for text in about.get(f"{_RDFS}comment", [])), "")


def _class(name: str, about: dict[str, list[str]], kg: str) -> ClassDef:
    parents = [iri[len(kg) :] for iri in about.get(f"{_RDFS}subClassOf", []) if iri.startswith(kg)]
    kind = next(iter(about.get(f"{kg}kind", [])), "")
    return ClassDef(name, _labels(about), _comment(about), tuple(sorted(parents)), kind)


def _property(name: str, about: dict[str, list[str]], kg: str, *, is_object: bool) -> PropertyDef:
    domain = next(iter(about.get(f"{_RDFS}domain", [])), "")
    range_ = next(iter(about.get(f"{_RDFS}range", [])), "")

    def marked(mark: str) -> bool:
        return "true" in about.get(f"{kg}{mark}", [])

    return PropertyDef(
        name,
        _labels(about),
        _comment(about),
        domain.removeprefix(kg),
        range_.removeprefix(kg) if is_object else range_,
        is_object,
        single_valued=marked("singleValued"),
        single_when=marked("singleWhen"),
        qualifier=f"{kg}Qualifier" in about.get(f"{kg}usedAs", []),
        in_life=marked("inLife"),
        machinery=marked("machinery"),
        ties=frozenset(about.get(f"{kg}tie", ())),
    )
