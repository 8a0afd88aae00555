"""Read the sources of data/sources/ and data/register/: what is said about each document on its own first lines."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.curation.entities import check_kind, labels_of
from kg.curation.fields import Fields
from kg.model import Finding, Severity, Source, Text, Where
from kg.strict_yaml import YamlList, YamlMap
from kg.terms import is_id

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = ["read_register", "read_source"]

_SOURCE_FIELDS = (
    "id", "class", "kind", "label", "title", "publisher", "voice", "published", "accessed", "language", "url",
    "reliability", "reliabilityNote", "reproduces", "text", "paragraphs", "curated",
)  # fmt: skip
_SHA256 = re.compile(r"[0-9a-f]{64}")


def read_source(loaded: Any, file: str, ontology: Ontology, findings: list[Finding]) -> Source | None:
    """The source of one file, without its statements; whatever is wrong goes to `findings`."""
    if not isinstance(loaded, YamlMap) or not isinstance(loaded.get("source"), YamlMap):
        problem = "the file has no 'source:' mapping"
        findings.append(Finding(Severity.ERROR, "wrong-shape", problem, Where(file, 1), "see data/README.md"))
        return None
    top = Fields(loaded, file, findings)
    source = _metadata(Fields(top.take("source"), file, findings, loaded.line_of("source")), ontology)
    _check_file_name(source.id, file, Where(file, loaded["source"].line_of("id")), findings)
    top.take_map("statements")
    top.done(("source", "statements"))
    return source


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
    lines = {name: fields.at(name).line for name in _SOURCE_FIELDS if fields.has(name)}
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
        url=fields.take_address("url"),
        reliability=fields.take_text("reliability"),
        reliability_note=fields.take_text("reliabilityNote"),
        reproduces=fields.take_ids("reproduces"),
        text=_text(fields),
        curated_by=str(curated.get("by", "")) if curated else "",
        curated_on=str(curated.get("date", "")) if curated else "",
        where=fields.where,
        lines=lines,
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
    ordered = sorted(limits.items(), key=lambda one: one[1])
    for (before, (_, end)), (label, (start, _)) in pairwise(ordered):
        if start < end:
            problem = f"paragraph {label} begins at {start}, before {before} ends ({end})"
            fields.error("paragraph-span", problem, "let no two paragraphs share a character", "paragraphs")
    return Text(sha256, int(chars), limits)


def _number(text: Any) -> bool:
    return isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10
