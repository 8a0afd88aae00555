"""Read data/expectations.yaml and count: has the data shrunk below what it is known to hold?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.curation.fields import Fields
from kg.errors import CurationError
from kg.model import Finding, Severity, Where
from kg.ontology import did_you_mean
from kg.strict_yaml import YamlMap, read_strict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.corpus import Corpus
    from kg.ontology import Ontology
    from kg.resources import Home

__all__ = ["FILE", "Expectation", "check_expectations", "counts_of", "read_expectations"]

FILE = "data/expectations.yaml"
_PARTS = ("totals", "classes", "properties")


class Expectation(NamedTuple):
    """The least number of one thing: the part of the file it stands in, its name, the number, the reason, the place."""

    part: str
    name: str
    least: int
    why: str
    where: Where


def read_expectations(home: Home, findings: list[Finding]) -> list[Expectation]:
    """What a home folder expects of its data, in file order; nothing where there is no file."""
    path = Path(home.root) / FILE
    if not path.exists():
        return []
    try:
        loaded = read_strict(path, FILE)
    except CurationError as error:
        findings.extend(error.findings)
        return []
    found: list[Expectation] = []
    for part, names in loaded.items() if isinstance(loaded, YamlMap) else ():
        if part not in _PARTS or not isinstance(names, YamlMap):
            remedy = f"the parts are: {', '.join(_PARTS)}"
            where = Where(FILE, loaded.line_of(part))
            findings.append(Finding(Severity.ERROR, "unknown-field", f"unknown part '{part}'", where, remedy))
            continue
        found.extend(one for name in names if (one := _expectation(part, name, names, findings)))
    return found


def _expectation(part: str, name: str, names: YamlMap, findings: list[Finding]) -> Expectation | None:
    where, body = Where(FILE, names.line_of(name)), names[name]
    if not isinstance(body, YamlMap):
        remedy = f"write {name}: {{least: 10, why: …}}"
        findings.append(Finding(Severity.ERROR, "wrong-shape", f"'{name}' needs least and why", where, remedy))
        return None
    fields = Fields(body, FILE, findings, where.line)
    least, why = fields.take_text("least", required=True), fields.take_text("why", required=True)
    fields.done(("least", "why"))
    if not (least.isascii() and least.isdigit()):
        fields.error("datatype", f"'{least}' under 'least' is not a whole number", "write a number")
        return None
    return Expectation(part, name, int(least), why, where)


def counts_of(corpus: Corpus, ontology: Ontology) -> dict[str, Mapping[str, int]]:
    """How many there are: `totals`, `classes` (each with what lies below it) and `properties`."""
    classes: Counter[str] = Counter()
    for entity in corpus.entities.values():
        if entity.id not in corpus.sources:
            classes.update(ontology.ancestors(entity.cls))
    return {
        "totals": {
            "entities": len(corpus.entities) - len(corpus.sources),
            "statements": len(corpus.statements),
            "sources": len(corpus.sources),
        },
        "classes": classes,
        "properties": Counter(one.property for one in corpus.statements),
    }


def check_expectations(expected: list[Expectation], corpus: Corpus, ontology: Ontology) -> Iterator[Finding]:
    """A warning for each number that is not reached, an error for each name that does not exist."""
    counts = counts_of(corpus, ontology)
    known = {"totals": counts["totals"], "classes": ontology.classes, "properties": ontology.properties}
    for one in expected:
        if one.name not in known[one.part]:
            remedy = did_you_mean(one.name, known[one.part]) or "mend the name"
            problem = f"'{one.name}' is nothing that can be counted under {one.part}"
            yield Finding(Severity.ERROR, "unknown-field", problem, one.where, remedy)
        elif (count := counts[one.part].get(one.name, 0)) < one.least:
            problem = f"{one.name}: {count:,} where at least {one.least:,} are expected"
            remedy = f"find what was lost, or say why there are fewer now ({one.why})"
            yield Finding(Severity.WARNING, "expectation", problem, one.where, remedy)
