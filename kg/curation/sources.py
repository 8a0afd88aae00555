"""Read data/sources/*.yaml: one document, its metadata, and what it says, statement by statement."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.curation.entities import check_kind, labels_of
from kg.curation.evidence import parse_evidence
from kg.curation.fields import Fields
from kg.model import Certainty, Evidence, Finding, Literal, Mode, Ref, Severity, Source, Statement, Term, Text, Where
from kg.strict_yaml import YamlList, YamlMap
from kg.terms import is_id

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = ["TIMES", "read_register", "read_source"]

TIMES = ("when", "from", "until", "asOf", "due")
"""Qualifiers of time; every one holds an EDTF date."""

_SOURCE_FIELDS = (
    "id", "class", "kind", "label", "title", "publisher", "voice", "published", "accessed", "language", "url",
    "reliability", "reliabilityNote", "reproduces", "text", "paragraphs", "curated",
)  # fmt: skip
_STATEMENT_FIELDS = (
    "key", "property", "entity", "value", "lang", "unit", *TIMES, "mode", "voice", "act", "certainty",
    "evidence", "line", "note", "alsoIn",
)  # fmt: skip
_SHA256 = re.compile(r"[0-9a-f]{64}")


def read_source(
    loaded: Any, file: str, ontology: Ontology, findings: list[Finding]
) -> tuple[Source | None, list[Statement]]:
    """One source file as a source and its statements, in file order; whatever is wrong goes to `findings`."""
    if not isinstance(loaded, YamlMap) or not isinstance(loaded.get("source"), YamlMap):
        problem = "the file has no 'source:' mapping"
        findings.append(Finding(Severity.ERROR, "wrong-shape", problem, Where(file, 1), "see data/README.md"))
        return None, []
    top = Fields(loaded, file, findings)
    source = _metadata(Fields(top.take("source"), file, findings, loaded.line_of("source")), ontology)
    _check_file_name(source.id, file, Where(file, loaded["source"].line_of("id")), findings)
    statements: list[Statement] = []
    for subject, items in (top.take_map("statements") or {}).items():
        line = loaded["statements"].line_of(subject)
        if not is_id(subject):
            _error_at(findings, Where(file, line), "bad-id", f"'{subject}' is not an entity id", "write kind/name")
        elif not isinstance(items, YamlList):
            _error_at(
                findings, Where(file, line), "wrong-shape", f"'{subject}' needs a list", "start each statement with -"
            )
        else:
            for item, at in zip(items, items.lines, strict=True):
                if not isinstance(item, YamlMap):
                    _error_at(
                        findings, Where(file, at), "wrong-shape", "a statement must be a mapping", "write - property: …"
                    )
                else:
                    statements.extend(_statements(subject, Fields(item, file, findings, at), source, ontology))
    top.done(("source", "statements"))
    return source, statements


def _error_at(findings: list[Finding], where: Where, rule: str, message: str, remedy: str) -> None:
    findings.append(Finding(Severity.ERROR, rule, message, where, remedy))


def read_register(loaded: Any, file: str, ontology: Ontology, findings: list[Finding]) -> list[Source]:
    """The sources of one register file: documents that have no statements of their own, by id.

    They are named elsewhere, by `alsoIn` or `reproduces`; whatever is wrong goes to `findings`.
    """
    if not isinstance(loaded, YamlMap):
        problem = "the file must be a mapping from source ids to metadata"
        _error_at(findings, Where(file, 1), "wrong-shape", problem, "see data/README.md")
        return []
    sources = []
    for source_id, body in loaded.items():
        where = Where(file, loaded.line_of(source_id))
        if not is_id(source_id):
            _error_at(findings, where, "bad-id", f"'{source_id}' is not an entity id", "write source/name")
        elif not isinstance(body, YamlMap):
            _error_at(findings, where, "wrong-shape", f"'{source_id}' has no fields", "give it kind: and label:")
        else:
            sources.append(_metadata(Fields(body, file, findings, where.line), ontology, source_id))
    return sources


def _check_file_name(source_id: str, file: str, where: Where, findings: list[Finding]) -> None:
    expected = f"source/{file.rpartition('/')[2].removesuffix('.yaml')}"
    if source_id and source_id != expected:
        problem = f"the file is called for '{expected}' but says '{source_id}'"
        _error_at(findings, where, "file-name", problem, "rename one of them")


def _metadata(fields: Fields, ontology: Ontology, registered: str = "") -> Source:
    source_id = registered or fields.take_id("id", required=True)
    cls = fields.take_text("class") or "Source"
    if source_id:
        check_kind(source_id, cls, fields, ontology)
    curated = fields.take_map("curated")
    publisher = fields.take_id("publisher", required=True)
    made = Source(
        id=source_id,
        cls=cls,
        kind=fields.take_text("kind", required=True),
        labels=labels_of(fields, "label", None),
        publisher=publisher,
        language=fields.take_text("language", required=True),
        titles=labels_of(fields, "title", None),
        voice=fields.take_id("voice"),
        published=fields.take_text("published"),
        accessed=fields.take_text("accessed"),
        url=fields.take_text("url"),
        reliability=fields.take_text("reliability"),
        reliability_note=fields.take_text("reliabilityNote"),
        reproduces=fields.take_ids("reproduces"),
        text=_text(fields),
        curated_by=str(curated.get("by", "")) if curated else "",
        curated_on=str(curated.get("date", "")) if curated else "",
        where=fields.where,
    )
    fields.done(_SOURCE_FIELDS)
    return made


def _text(fields: Fields) -> Text | None:
    stated, paragraphs = fields.take_map("text"), fields.take_map("paragraphs")
    if stated is None:
        if paragraphs:
            fields.error("text-missing", "'paragraphs' without 'text'", "add text: {sha256: …, chars: …}", "paragraphs")
        return None
    sha256, chars = stated.get("sha256"), stated.get("chars")
    if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256) or not isinstance(chars, str) or not _number(chars):
        fields.error("text-digest", "'text' needs sha256 (64 hex digits) and chars (a number)", "run kg cite", "text")
        return None
    limits: dict[str, tuple[int, int]] = {}
    for label, span in (paragraphs or {}).items():
        if not isinstance(span, YamlList) or len(span) != 2 or not all(_number(part) for part in span):
            fields.error("paragraph-span", f"paragraph {label} needs [start, end]", "write two numbers", "paragraphs")
        elif not int(span[0]) < int(span[1]) <= int(chars):
            fields.error("paragraph-span", f"paragraph {label} lies outside the text", f"0 to {chars}", "paragraphs")
        else:
            limits[label] = (int(span[0]), int(span[1]))
    return Text(sha256, int(chars), limits)


def _number(text: Any) -> bool:
    return isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10


def _statements(subject: str, fields: Fields, source: Source, ontology: Ontology) -> list[Statement]:
    name = fields.take_text("property", required=True)
    if name and (name not in ontology.properties or ontology.properties[name].machinery):
        fields.error("unknown-property", f"unknown property '{name}'", ontology.suggest(name), "property")
        return []
    values = _values(fields, name, ontology) if name else []
    voices = fields.take_ids("voice")
    times: list[tuple[str, Term]] = [(time, Literal(text)) for time in TIMES if (text := fields.take_text(time))]
    evidence, also = _evidence(fields), fields.take_ids("alsoIn")
    template = Statement(
        source.id,
        subject,
        name,
        Literal(""),
        (),
        mode=fields.take_choice("mode", Mode, Mode.FACT),
        voice=tuple(sorted(voices)),
        certainty=fields.take_choice("certainty", Certainty, Certainty.STATED),
        evidence=evidence,
        act=fields.take_id("act"),
        key=fields.take_text("key"),
        lines=fields.take_texts("line"),
        note=fields.take_text("note"),
        where=fields.where,
    )
    qualifiers = tuple(sorted(times + _qualifiers(fields, ontology), key=lambda pair: (pair[0], str(pair[1]))))
    fields.done(_STATEMENT_FIELDS)
    made = [replace(template, value=value, qualifiers=qualifiers) for value in values]
    repeated = [replace(one, source=other, evidence=(Evidence(),)) for other in also for one in made]
    return made + repeated


def _values(fields: Fields, name: str, ontology: Ontology) -> list[Term]:
    property_ = ontology.properties[name]
    lang, unit = fields.take_text("lang"), fields.take_text("unit")
    if fields.has("entity") == fields.has("value"):
        fields.error(
            "value", "a statement has exactly one of 'entity' and 'value'", f"'{name}' wants {_wanted(ontology, name)}"
        )
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


def _wanted(ontology: Ontology, name: str) -> str:
    return "entity" if ontology.properties[name].is_object else "value"


def _qualifiers(fields: Fields, ontology: Ontology) -> list[tuple[str, Term]]:
    made: list[tuple[str, Term]] = []
    for name in fields.left():
        property_ = ontology.properties.get(name)
        if property_ is None or property_.machinery:
            remedy = ontology.suggest(name)
            fields.error("unknown-property", f"unknown field or qualifier '{name}'", remedy, name)
            fields.take(name)
        elif property_.is_object:
            made.extend((name, Ref(found)) for found in fields.take_ids(name))
        else:
            lang = "en" if property_.range.endswith("#langString") else ""
            made.extend((name, Literal(text, lang)) for text in fields.take_texts(name))
    return made


def _evidence(fields: Fields) -> tuple[Evidence, ...]:
    texts = fields.take_texts("evidence", required=True)
    made = []
    for text in texts:
        place = parse_evidence(text)
        if place is None:
            remedy = "write document, p2 or p2:505-522:e2650b5d (kg cite prints it)"
            fields.error("evidence-form", f"'{text}' is no evidence string", remedy, "evidence")
        else:
            made.append(place)
    return tuple(made)
