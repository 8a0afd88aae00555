"""Read what a file of data/sources/ says, once it is known in whose voice each source speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.curation.evidence import parse_evidence
from kg.curation.fields import Fields
from kg.model import Certainty, Evidence, Finding, Literal, Mode, Ref, Severity, Statement, Term, Where
from kg.ontology import did_you_mean
from kg.strict_yaml import YamlList, YamlMap
from kg.terms import is_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.ontology import Ontology, PropertyDef

__all__ = ["TIMES", "StatementReader"]

TIMES = ("when", "from", "until", "asOf", "due")
"""Qualifiers of time; every one holds an EDTF date."""

_FIELDS = (
    "key", "property", "entity", "value", "lang", "unit", *TIMES, "mode", "voice", "act", "certainty",
    "evidence", "line", "note", "alsoIn",
)  # fmt: skip
_DOCUMENT = (Evidence(),)


class StatementReader:
    """Reads the statements of one source after another; whatever is wrong goes to `findings`.

    `voices` names for each source the voice of whatever it says that names none.
    """

    def __init__(self, ontology: Ontology, voices: Mapping[str, str], findings: list[Finding]) -> None:
        self._ontology = ontology
        self._voices = voices
        self._findings = findings

    def read(self, loaded: YamlMap, file: str, source: str) -> Iterator[Statement]:
        """The statements of one source file, in file order."""
        subjects = loaded.get("statements")
        if not isinstance(subjects, YamlMap):
            return  # said when the source was read
        for subject, items in subjects.items():
            if not is_id(subject):
                where = Where(file, subjects.line_of(subject))
                self._error(where, "bad-id", f"'{subject}' is not an entity id", "write kind/name")
            elif not isinstance(items, YamlList):
                where = Where(file, subjects.line_of(subject))
                self._error(where, "wrong-shape", f"'{subject}' needs a list", "start each statement with -")
            else:
                for item, line in zip(items, items.lines, strict=True):
                    if isinstance(item, YamlMap):
                        yield from self._statements(source, subject, Fields(item, file, self._findings, line))
                    else:
                        where = Where(file, line)
                        self._error(where, "wrong-shape", "a statement must be a mapping", "write - property: …")

    def _error(self, where: Where, rule: str, message: str, remedy: str) -> None:
        self._findings.append(Finding(Severity.ERROR, rule, message, where, remedy))

    def _statements(self, source: str, subject: str, fields: Fields) -> Iterator[Statement]:
        """One statement for each value and each source it stands in."""
        name = fields.take_text("property", required=True)
        property_ = self._ontology.properties.get(name)
        if name and (property_ is None or property_.machinery):
            fields.error("unknown-property", f"unknown property '{name}'", self._ontology.suggest(name), "property")
            return
        values = _values(fields, property_) if property_ else []
        voices = tuple(sorted(fields.take_ids("voice")))
        times: list[tuple[str, Term]] = [(time, Literal(text)) for time in TIMES if (text := fields.take_text(time))]
        evidence = _evidence(fields)
        places = [(source, evidence), *((other, _DOCUMENT) for other in fields.take_ids("alsoIn"))]
        mode = fields.take_choice("mode", Mode, Mode.FACT)
        certainty = fields.take_choice("certainty", Certainty, Certainty.STATED)
        act, key = fields.take_id("act"), fields.take_text("key")
        lines, note = fields.take_texts("line"), fields.take_text("note")
        qualifiers = times + self._qualifiers(fields)
        if len(qualifiers) > 1:
            qualifiers.sort(key=lambda pair: (pair[0], str(pair[1])))
        fields.done(_FIELDS)
        for place, found in places:
            said_by = voices or self._voice(place)
            for value in values:
                yield Statement(
                    source=place,
                    subject=subject,
                    property=name,
                    value=value,
                    qualifiers=tuple(qualifiers),
                    mode=mode,
                    voice=said_by,
                    certainty=certainty,
                    evidence=found,
                    act=act,
                    key=key,
                    lines=lines,
                    note=note,
                    where=fields.where,
                )

    def _voice(self, source: str) -> tuple[str, ...]:
        found = self._voices.get(source)
        return () if found is None else (found,)

    def _qualifiers(self, fields: Fields) -> list[tuple[str, Term]]:
        made: list[tuple[str, Term]] = []
        for name in fields.left():
            property_ = self._ontology.properties.get(name)
            if property_ is None or property_.machinery:
                remedy = did_you_mean(name, (*_FIELDS, *self._ontology.usable())) or self._ontology.suggest(name)
                remedy = fields.cut_off(name) or remedy
                fields.error("unknown-property", f"unknown field or qualifier '{name}'", remedy, name)
                fields.take(name)
            elif property_.is_object:
                made.extend((name, Ref(found)) for found in fields.take_ids(name))
            else:
                lang = "en" if property_.range.endswith("#langString") else ""
                made.extend((name, Literal(text, lang)) for text in fields.take_texts(name))
        return made


def _values(fields: Fields, property_: PropertyDef) -> list[Term]:
    name, lang, unit = property_.name, fields.take_text("lang"), fields.take_text("unit")
    wanted, other = ("entity", "value") if property_.is_object else ("value", "entity")
    if fields.has("entity") and fields.has("value"):
        fields.take(wanted)
        problem = "only one of 'entity' and 'value' may stand in a statement"
        fields.error("value", problem, f"'{name}' wants {wanted}; delete {other}", other)
        fields.take(other)
        return []
    if not fields.has("entity") and not fields.has("value"):
        fields.error("value", "a statement has exactly one of 'entity' and 'value'", f"'{name}' wants {wanted}")
        return []
    if fields.has("entity"):
        ids = fields.take_ids("entity")
        if lang or unit:
            fields.error("value", "an entity has no language and no unit", "delete lang and unit", "entity")
        if not property_.is_object:
            fields.error("value", f"'{name}' takes a value, not an entity", "write value: …", "entity")
            return []
        return [Ref(found) for found in ids]
    text = fields.take_text("value")
    if property_.is_object:
        fields.error("value", f"'{name}' takes an entity, not a value", "write entity: kind/name", "value")
        return []
    return [Literal(text, lang, unit)] if text else []


def _evidence(fields: Fields) -> tuple[Evidence, ...]:
    made = []
    for text in fields.take_texts("evidence", required=True):
        place = parse_evidence(text)
        if place is None:
            remedy = "write document, p2 or p2:505-522:e2650b5d (kg cite prints it)"
            fields.error("evidence-form", f"'{text}' is no evidence string", remedy, "evidence")
        else:
            made.append(place)
    return tuple(made)
