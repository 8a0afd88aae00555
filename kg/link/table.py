"""The property table `ontology/wikidata.yaml` as plain values: our words and Wikidata's, both ways."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import OntologyError
from kg.ontology import did_you_mean
from kg.strict_yaml import YamlMap, read_strict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.corpus import Corpus
    from kg.model import Statement
    from kg.ontology import Ontology
    from kg.resources import Home

__all__ = ["PropertyMap", "Table", "read_table"]

_FILE = "ontology/wikidata.yaml"
_PROPERTY, _ITEM = re.compile(r"P[1-9][0-9]*"), re.compile(r"Q[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class PropertyMap:
    """One of our properties and Wikidata's for it.

    `inverse`: the statement stands on the item of our value. `subject` and `value`: the classes it is narrowed to,
    empty for any. `compare`: two different values are a disagreement worth showing.
    """

    name: str
    property: str
    inverse: bool = False
    subject: str = ""
    value: str = ""
    compare: bool = False


@dataclass(frozen=True)
class Table:
    """Everything `ontology/wikidata.yaml` says; names are ours, numbers Wikidata's."""

    languages: tuple[str, ...]
    classes: dict[str, str]
    properties: dict[str, tuple[PropertyMap, ...]]
    qualifiers: dict[str, str]
    references: dict[str, str]
    identifiers: dict[str, str]
    instance_of: str
    subclass_of: str
    image: str
    score: dict[str, int]
    near_kinds: tuple[frozenset[str], ...] = ()
    no_reference_from: frozenset[str] = frozenset()
    no_reference_kinds: frozenset[str] = frozenset()
    left_out: dict[str, str] = field(default_factory=dict)

    def kept(self) -> set[str]:
        """The properties a snapshot keeps: what we compare, what qualifies it, images and ids elsewhere."""
        mapped = {one.property for one in self.maps()}
        return {*mapped, *self.qualifiers.values(), *self.identifiers, self.instance_of, self.subclass_of, self.image}

    def maps(self) -> Iterator[PropertyMap]:
        """Every pair of properties."""
        for found in self.properties.values():
            yield from found

    def map_of(self, statement: Statement, corpus: Corpus, ontology: Ontology) -> PropertyMap | None:
        """How Wikidata would say a statement, given the classes of its subject and value; None when it cannot."""
        subject = corpus.entities.get(statement.subject)
        value = corpus.entities.get(getattr(statement.value, "id", ""))
        for one in self.properties.get(statement.property, ()):
            fits = not one.subject or (subject is not None and ontology.is_a(subject.cls, one.subject))
            if fits and (not one.value or (value is not None and ontology.is_a(value.cls, one.value))):
                return one
        return None

    def ours(self, property_: str, *, inverse: bool = False) -> tuple[PropertyMap, ...]:
        """What of ours one of Wikidata's properties can stand for."""
        return tuple(one for one in self.maps() if (one.property, one.inverse) == (property_, inverse))

    def item_class(self, cls: str, ontology: Ontology) -> str:
        """The item that instances of our class are instances of; that of the nearest class above when it has none."""
        return next((self.classes[above] for above in ontology.nearest(cls) if above in self.classes), "")

    def kind_items(self, ontology: Ontology) -> dict[str, set[str]]:
        """The class items of each id kind."""
        found: dict[str, set[str]] = {}
        for name, item in self.classes.items():
            found.setdefault(ontology.kind_of(name), set()).add(item)
        return found


def read_table(home: Home, ontology: Ontology) -> Table:
    """Read the table. Raises `OntologyError` with file, line and remedy for a name or number that cannot be."""
    loaded = read_strict(f"{home.ontology}/wikidata.yaml", _FILE)
    parts = (
        "languages", "classes", "near_kinds", "properties", "qualifiers", "references",
        "no_reference_from", "no_reference_kinds", "identifiers", "score", "left_out",
    )  # fmt: skip
    if not isinstance(loaded, YamlMap) or any(part not in loaded for part in parts):
        raise OntologyError(f"{_FILE}: needs the keys {', '.join(parts)}; restore the file")
    classes, qualifiers = loaded["classes"], loaded["qualifiers"]
    _known(loaded["classes"], ontology.classes)
    for part in ("properties", "qualifiers", "left_out"):
        _known(loaded[part], ontology.properties)
    for part, form in (("classes", _ITEM), ("qualifiers", _PROPERTY), ("references", _PROPERTY)):
        _numbers(loaded[part], form)
    found = {name: tuple(_maps(name, many, loaded["properties"])) for name, many in loaded["properties"].items()}
    return Table(
        languages=tuple(loaded["languages"]),
        classes=dict(classes),
        properties=found,
        qualifiers=dict(qualifiers),
        references=dict(loaded["references"]),
        identifiers=dict(loaded["identifiers"]),
        instance_of=loaded["instance_of"],
        subclass_of=loaded["subclass_of"],
        image=loaded["image"],
        near_kinds=tuple(frozenset(pair) for pair in loaded["near_kinds"]),
        no_reference_from=frozenset(loaded["no_reference_from"]),
        no_reference_kinds=frozenset(loaded["no_reference_kinds"]),
        score={name: int(points) for name, points in loaded["score"].items()},
        left_out=dict(loaded["left_out"]),
    )


def _maps(name: str, many: list[YamlMap], part: YamlMap) -> Iterator[PropertyMap]:
    for one in many:
        if unknown := set(one) - {"property", "inverse", "subject", "value", "compare"}:
            raise OntologyError(
                f"{_FILE}:{part.line_of(name)}: unknown field '{min(unknown)}' under '{name}'; delete it"
            )
        _numbers(YamlMap(one.line) | {"property": one.get("property", "")}, _PROPERTY, part.line_of(name))
        yield PropertyMap(
            name,
            one["property"],
            inverse=one.get("inverse") == "true",
            subject=one.get("subject", ""),
            value=one.get("value", ""),
            compare=one.get("compare") == "true",
        )


def _known(part: YamlMap, known: Mapping[str, object]) -> None:
    for name in part:
        if name not in known:
            hint = did_you_mean(name, known) or "see docs/vocabulary.md"
            raise OntologyError(f"{_FILE}:{part.line_of(name)}: '{name}' is not in ontology/kg.ttl; {hint}")


def _numbers(part: dict[str, str], form: re.Pattern[str], line: int = 0) -> None:
    for name, number in part.items():
        if not form.fullmatch(number):
            place = line or getattr(part, "line_of", lambda _: 0)(name)
            raise OntologyError(f"{_FILE}:{place}: '{number}' under '{name}' is no number of Wikidata; mend it")
