"""Entities, sources, places in texts and decisions as quads: what every statement node points at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.build.literals import XSD, date_literal, lang_literal, typed_literal
from kg.ids import decision_id
from kg.model import EvidenceLevel, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.corpus import TopicScheme
    from kg.decisions import Identity
    from kg.model import Entity, Evidence, Label, Source
    from kg.ontology import Ontology
    from kg.terms import Terms

__all__ = ["ProvenanceWriter"]

_LEVELS = {
    EvidenceLevel.SPAN: "kg:SpanLocked",
    EvidenceLevel.PARAGRAPH: "kg:Located",
    EvidenceLevel.DOCUMENT: "kg:DocumentLevel",
}
_INTEGER = f"{XSD}integer"
_ORIGINS = {Origin.SOURCED: "sourcedLabel", Origin.GENERATED: "generatedLabel"}


class _Expanded(dict[str, str]):
    """Prefixed names as N-Triples writes them, each expanded once: a million quads ask half a million times."""

    def __init__(self, terms: Terms) -> None:
        super().__init__()
        self._terms = terms

    def __missing__(self, name: str) -> str:
        made = self[name] = f"<{self._terms.expand(name)}>"
        return made


class ProvenanceWriter:
    """Turns entities, sources, evidence and decisions into N-Triples lines."""

    def __init__(self, terms: Terms, ontology: Ontology) -> None:
        self._terms = terms
        self._ontology = ontology
        self._p = _Expanded(terms)
        self._is = self._p["rdf:type"]
        self._things, self._ev = f"{terms.base}id/", terms.prefixes["ev"]

    def _id(self, entity_id: str) -> str:
        return f"<{self._things}{entity_id}>"

    def entity(self, entity: Entity) -> Iterator[str]:
        """The lines of an entity: its class, names, aliases and the line that tells it from its namesakes."""
        me = self._id(entity.id)
        yield f"{me} {self._is} {self._p['kg:' + entity.cls]} ."
        yield from self._names(me, "rdfs:label", entity.labels)
        yield from self._names(me, "skos:altLabel", entity.aliases)
        for label in entity.romanised:
            yield f"{me} {self._p['kg:generatedLabel']} {lang_literal(label.text, label.lang)} ."
        if entity.description:
            yield f"{me} {self._p['schema:disambiguatingDescription']} {lang_literal(entity.description, 'en')} ."
        for lang in entity.unlabelled:
            yield f"{me} {self._p['kg:labelGap']} {typed_literal(lang)} ."
        if entity.unnamed:
            yield f"{me} {self._p['kg:unnamed']} {typed_literal('true', XSD + 'boolean')} ."

    def _names(self, me: str, predicate: str, labels: Iterable[Label]) -> Iterator[str]:
        for label in labels:
            text = lang_literal(label.text, label.lang)
            yield f"{me} {self._p[predicate]} {text} ."
            if label.origin in _ORIGINS:
                yield f"{me} {self._p['kg:' + _ORIGINS[label.origin]]} {text} ."

    def source(self, source: Source) -> Iterator[str]:
        """The lines of a source beyond an entity's: publisher, dates, language, address, chain, digest of its text."""
        me = self._id(source.id)
        yield from self._names(me, "dcterms:title", source.titles)
        yield f"{me} {self._p['dcterms:publisher']} {self._id(source.publisher)} ."
        yield f"{me} {self._p['prov:wasAttributedTo']} {self._id(source.publisher)} ."
        yield f"{me} {self._p['kg:ownVoice']} {self._id(source.voice)} ."
        if source.published:
            text, first, last = date_literal(source.published)
            yield f"{me} {self._p['dcterms:issued']} {text} ."
            if first:
                yield f"{me} {self._p['kg:earliest']} {first} ."
            if last:
                yield f"{me} {self._p['kg:latest']} {last} ."
        texts = {
            "dcterms:language": source.language,
            "kg:sourceKind": source.kind,
            "kg:reliability": source.reliability,
            "kg:textDigest": source.text.sha256 if source.text else "",
            "kg:curatedBy": source.curated_by,
        }
        for name, value in texts.items():
            if value:
                yield f"{me} {self._p[name]} {typed_literal(value)} ."
        for name, value in {"kg:accessedOn": source.accessed, "kg:curatedOn": source.curated_on}.items():
            if value:
                yield f"{me} {self._p[name]} {date_literal(value)[0]} ."
        if source.url:
            yield f"{me} {self._p['schema:url']} {typed_literal(source.url, XSD + 'anyURI')} ."
        if source.text:
            yield f"{me} {self._p['kg:textLength']} {typed_literal(str(source.text.chars), _INTEGER)} ."
        if source.reliability_note:
            yield f"{me} {self._p['kg:reliabilityNote']} {lang_literal(source.reliability_note, 'en')} ."
        for other in source.reproduces:
            yield f"{me} {self._p['kg:reproduces']} {self._id(other)} ."

    def evidence(self, source: str, place: Evidence, name: str) -> Iterator[str]:
        """The lines of a place in a source, by its id: a Web Annotation selector where the words are locked.

        The source stands there in the words of Web Annotation and in those of PROV (decision 16).
        """
        me = f"<{self._ev}{name}>"
        yield f"{me} {self._is} {self._p['kg:Evidence']} ."
        yield f"{me} {self._is} {self._p['oa:SpecificResource']} ."
        yield f"{me} {self._p['oa:hasSource']} {self._id(source)} ."
        yield f"{me} {self._p['prov:wasDerivedFrom']} {self._id(source)} ."
        yield f"{me} {self._p['kg:evidenceLevel']} {self._p[_LEVELS[place.level]]} ."
        if place.paragraph:
            yield f"{me} {self._p['kg:paragraph']} {typed_literal(place.paragraph)} ."
        if place.digest:
            selector = f"<{self._ev}{name}/selector>"
            yield f"{me} {self._p['kg:digest']} {typed_literal(place.digest)} ."
            yield f"{me} {self._p['oa:hasSelector']} {selector} ."
            yield f"{selector} {self._is} {self._p['oa:TextPositionSelector']} ."
            yield f"{selector} {self._p['oa:start']} {typed_literal(str(place.start), _INTEGER)} ."
            yield f"{selector} {self._p['oa:end']} {typed_literal(str(place.end), _INTEGER)} ."

    def identity(self, decision: Identity, statement_ids: Iterable[str]) -> Iterator[str]:
        """The lines of a judgement about a name, pointing at the statements (one per value) it decides."""
        me = f"<{self._terms.prefixes['decision']}{decision_id(decision)}>"
        yield f"{me} {self._is} {self._p['kg:IdentityDecision']} ."
        for found in statement_ids:
            yield f"{me} {self._p['kg:decidesStatement']} <{self._terms.prefixes['st']}{found}> ."
        yield f"{me} {self._p['kg:decidesEntity']} {self._id(decision.entity)} ."
        yield f"{me} {self._p['kg:verdict']} {self._p['kg:' + decision.verdict.capitalize()]} ."
        yield f"{me} {self._p['kg:reason']} {lang_literal(decision.why, 'en')} ."
        yield f"{me} {self._p['kg:curatedBy']} {typed_literal(decision.by)} ."
        yield f"{me} {self._p['kg:curatedOn']} {date_literal(decision.date)[0]} ."

    def scheme(self, scheme: TopicScheme, entities: Mapping[str, Entity]) -> Iterator[str]:
        """The lines of the scheme of topics, in SKOS: concepts with their names, what is on top, what is below what."""
        me = self._p["kg:TopicScheme"]
        yield f"{me} {self._is} {self._p['skos:ConceptScheme']} ."
        yield from self._names(me, "skos:prefLabel", scheme.labels)
        for topic in (*scheme.top, *scheme.broader):
            concept = self._id(topic)
            yield f"{concept} {self._is} {self._p['skos:Concept']} ."
            yield f"{concept} {self._p['skos:inScheme']} {me} ."
            for label in entities[topic].labels:
                yield f"{concept} {self._p['skos:prefLabel']} {lang_literal(label.text, label.lang)} ."
        for topic in scheme.top:
            yield f"{self._id(topic)} {self._p['skos:topConceptOf']} {me} ."
            yield f"{me} {self._p['skos:hasTopConcept']} {self._id(topic)} ."
        for topic, (above, _) in scheme.broader.items():
            yield f"{self._id(topic)} {self._p['skos:broader']} {self._id(above)} ."

    def vocabulary(self) -> Iterator[str]:
        """The ontology as it stands in its files, and Wikibase's four views of each property with their types."""
        yield from self._ontology.lines
        for made in self._ontology.properties.values():
            if made.machinery:
                continue
            me = self._p[f"kg:{made.name}"]
            value = "owl:ObjectProperty" if made.is_object else "owl:DatatypeProperty"
            yield f"{me} {self._p['wikibase:directClaim']} {me} ."
            for view, prefix, kind in (
                ("claim", "kgp", "owl:ObjectProperty"),
                ("statementProperty", "kgs", value),
                ("qualifier", "kgq", value),
            ):
                seen = self._p[f"{prefix}:{made.name}"]
                yield f"{me} {self._p['wikibase:' + view]} {seen} ."
                yield f"{seen} {self._is} {self._p[kind]} ."
