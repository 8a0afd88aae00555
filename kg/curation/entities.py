"""Read data/entities/*.yaml: what exists and what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.curation.fields import Fields
from kg.model import Entity, Finding, Label, Origin, Severity, Where
from kg.ontology import did_you_mean
from kg.strict_yaml import YamlList, YamlMap
from kg.terms import is_id

if TYPE_CHECKING:
    from kg.ontology import Ontology

__all__ = ["LANGUAGES", "check_kind", "labels_of", "read_entities"]

LANGUAGES = ("en", "zh-Hans", "ru")
_KNOWN = ("class", "label", "alias", "origin", "description", "unnamed", "unlabelled")


def read_entities(loaded: Any, file: str, ontology: Ontology, findings: list[Finding]) -> list[Entity]:
    """The entities of one file, in its order; whatever is wrong goes to `findings`."""
    if not isinstance(loaded, YamlMap):
        problem = "the file must be a mapping from ids to entities"
        findings.append(Finding(Severity.ERROR, "wrong-shape", problem, Where(file, 1), "see data/README.md"))
        return []
    found = []
    for entity_id, body in loaded.items():
        where = Where(file, loaded.line_of(entity_id))
        if not is_id(entity_id):
            remedy = "write kind/name in lower-case ASCII, as in person/roman-karmen"
            findings.append(Finding(Severity.ERROR, "bad-id", f"'{entity_id}' is not an entity id", where, remedy))
        elif not isinstance(body, YamlMap):
            problem = f"'{entity_id}' has no fields"
            findings.append(Finding(Severity.ERROR, "wrong-shape", problem, where, "give it class: and label:"))
        else:
            found.append(_entity(entity_id, Fields(body, file, findings, where.line), ontology))
    return found


def _entity(entity_id: str, fields: Fields, ontology: Ontology) -> Entity:
    cls = fields.take_text("class", required=True)
    check_kind(entity_id, cls, fields, ontology)
    origins = fields.take_map("origin")
    labels = labels_of(fields, "label", origins)
    if not any(label.lang == "en" for label in labels):
        fields.error("missing-label", f"'{entity_id}' has no English label", "add label: {en: …}")
    made = Entity(
        entity_id,
        cls,
        labels,
        labels_of(fields, "alias", None),
        fields.take_text("description"),
        fields.take_text("unnamed") == "true",
        fields.take_texts("unlabelled"),
        fields.where,
    )
    fields.done(_KNOWN)
    return made


def check_kind(entity_id: str, cls: str, fields: Fields, ontology: Ontology) -> None:
    """Report a class that does not exist, or that does not belong to the id's kind."""
    kind = entity_id.partition("/")[0]
    if kind not in ontology.kinds:
        remedy = did_you_mean(kind, ontology.kinds) or f"kinds: {', '.join(sorted(ontology.kinds))}"
        fields.error("unknown-kind", f"'{entity_id}' has an unknown kind '{kind}'", remedy)
    elif cls and cls not in ontology.classes:
        remedy = did_you_mean(cls, ontology.classes) or "see docs/vocabulary.md for the classes there are"
        fields.error("unknown-class", f"unknown class '{cls}'", remedy, "class")
    elif cls and not ontology.is_a(cls, ontology.kinds[kind]):
        fields.error(
            "class-of-kind",
            f"'{entity_id}' is of class {cls}, which is no {ontology.kinds[kind]}",
            f"use a class below {ontology.kinds[kind]} or an id of kind {ontology.kind_of(cls) or '…'}/",
            "class",
        )


def labels_of(fields: Fields, key: str, origins: YamlMap | None) -> tuple[Label, ...]:
    """The names under `label`, `alias` or `title`: a mapping from language tag to one text or a list of texts."""
    by_language = fields.take_map(key)
    made: list[Label] = []
    for lang, texts in (by_language or {}).items():
        items = list(texts) if isinstance(texts, YamlList) else [texts]
        if not items or not all(isinstance(text, str) and text.strip() for text in items):
            fields.error("wrong-shape", f"'{key}' in {lang} must be text", "write a name", key)
            continue
        if any(text != " ".join(text.split()) for text in items):
            fields.error("stray-space", f"'{key}' in {lang} has stray or double spaces", "take them out", key)
        if lang == "zh":
            remedy = "rename zh to zh-Hans (simplified) or zh-Hant (traditional)"
            fields.error("language", f"'{key}' in zh does not say in which script", remedy, key)
        origin = origins.get(lang, Origin.CURATOR) if origins else Origin.CURATOR
        if origin not in list(Origin):
            fields.error("unknown-value", f"'{origin}' is no origin", "write sourced, curator or generated", "origin")
            origin = Origin.CURATOR
        made.extend(Label(text, lang, Origin(origin)) for text in items)
    return tuple(made)
