"""Checks on the corpus itself: references, classes, datatypes, dates, keys, evidence, labels.

Each rule is one small generator of findings; `lint` runs them all and sorts what they found by place.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.curation.entities import LANGUAGES
from kg.curation.evidence import check_range
from kg.curation.lint_decisions import lint_decisions
from kg.curation.lint_links import lint_links
from kg.curation.lint_sense import lint_sense
from kg.curation.not_encoded import lint_lines
from kg.curation.scheme import lint_scheme
from kg.curation.statements import TIMES
from kg.dates import EDTF, DateError, bounds
from kg.model import Finding, Ref, Severity, Where
from kg.ontology import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.corpus import Corpus
    from kg.model import Literal, Statement, Term
    from kg.ontology import Ontology

__all__ = ["lint"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_FORMS = {
    f"{_XSD}integer": (re.compile(r"[+-]?[0-9]{1,18}"), "a whole number"),
    f"{_XSD}decimal": (re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?"), "a decimal number"),
    f"{_XSD}anyURI": (re.compile(r"https?://[^\s<>\"{}|\\^`]+"), "an http or https address"),
    f"{_XSD}boolean": (re.compile(r"true|false"), "true or false"),
}
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?(-[a-z0-9]{5,8})*")
MAX_LITERAL = 20_000


def lint(corpus: Corpus, ontology: Ontology) -> list[Finding]:
    """Every finding on a corpus that could be read, sorted by file and line."""
    found = [
        *_references(corpus, ontology),
        *_classes(corpus, ontology),
        *_literals(corpus, ontology),
        *_dates(corpus),
        *_keys(corpus),
        *_evidence(corpus),
        *lint_decisions(corpus, ontology),
        *lint_links(corpus),
        *lint_lines(corpus),
        *lint_sense(corpus, ontology),
        *lint_scheme(corpus, ontology),
        *_labels(corpus),
        *_unused(corpus),
    ]
    return sorted(found, key=lambda one: (one.where.file, one.where.line, one.rule, one.message))


def _error(rule: str, message: str, where: Where, remedy: str) -> Finding:
    return Finding(Severity.ERROR, rule, message, where, remedy)


def _mentions(statement: Statement) -> Iterator[tuple[str, str]]:
    """Every entity id a statement names, with the field it stands in."""
    yield "subject", statement.subject
    if isinstance(statement.value, Ref):
        yield "entity", statement.value.id
    for name, value in statement.qualifiers:
        if isinstance(value, Ref):
            yield name, value.id
    for voice in statement.voice:
        yield "voice", voice
    if statement.act:
        yield "act", statement.act


def _references(corpus: Corpus, ontology: Ontology) -> Iterator[Finding]:
    for statement in corpus.statements:
        source = corpus.sources.get(statement.source)
        for field, mentioned in _mentions(statement):
            of_source = field == "voice" and source is not None and mentioned == source.voice
            if mentioned not in corpus.entities and not of_source:
                yield _missing(mentioned, field, statement.where, corpus)
        if statement.source not in corpus.sources:
            yield _missing(statement.source, "alsoIn", statement.where, corpus)
        yield from _speakers(statement, corpus, ontology)
    for source in corpus.sources.values():
        named = [("publisher", source.publisher)]
        named += [("voice", source.voice)] if "voice" in source.lines else []  # else it is another field's
        named += [("reproduces", other) for other in source.reproduces]
        for field, mentioned in named:
            if mentioned and mentioned not in corpus.entities:
                yield _missing(mentioned, field, source.at(field), corpus)


def _speakers(statement: Statement, corpus: Corpus, ontology: Ontology) -> Iterator[Finding]:
    act = corpus.entities.get(statement.act)
    if act and not ontology.is_a(act.cls, "SpeechAct"):
        problem = f"'{act.id}' under 'act' is no speech act"
        yield _error("act", problem, statement.where, "name a message, speech, announcement or pledge")
    for voice in statement.voice:
        entity = corpus.entities.get(voice)
        if entity and not ontology.is_a(entity.cls, "Agent"):
            yield _error("voice", f"'{voice}' cannot speak", statement.where, "a voice is a person, body or country")


def _missing(mentioned: str, field: str, where: Where, corpus: Corpus) -> Finding:
    remedy = did_you_mean(mentioned, corpus.entities) or "add it to data/entities or mend the id"
    return _error("unknown-entity", f"'{mentioned}' under '{field}' does not exist", where, remedy)


def _classes(corpus: Corpus, ontology: Ontology) -> Iterator[Finding]:
    for statement in corpus.statements:
        domain = ontology.properties[statement.property].domain
        yield from _fits(corpus, ontology, statement, "subject", Ref(statement.subject), domain)
        for name, value in ((statement.property, statement.value), *statement.qualifiers):
            if name not in TIMES:
                yield from _fits(corpus, ontology, statement, name, value, ontology.properties[name].range)


def _fits(
    corpus: Corpus, ontology: Ontology, statement: Statement, name: str, value: Term, wanted: str
) -> Iterator[Finding]:
    entity = corpus.entities.get(value.id) if isinstance(value, Ref) else None
    if entity and wanted in ontology.classes and not ontology.is_a(entity.cls, wanted):
        what = f"the subject of '{statement.property}'" if name == "subject" else f"the value of '{name}'"
        problem = f"{what} must be a {wanted}; '{entity.id}' is a {entity.cls}"
        yield _error("wrong-class", problem, statement.where, "use another property or entity")


def _literals(corpus: Corpus, ontology: Ontology) -> Iterator[Finding]:
    for statement in corpus.statements:
        for name, value in ((statement.property, statement.value), *statement.qualifiers):
            if not isinstance(value, Ref) and name not in TIMES:
                yield from _literal(name, value, ontology.properties[name].range, statement.where)


def _literal(name: str, value: Literal, datatype: str, where: Where) -> Iterator[Finding]:
    if len(value.text) > MAX_LITERAL:
        yield _error("too-long", f"the value of '{name}' has {len(value.text):,} characters", where, "shorten it")
    elif datatype == _LANG_STRING:
        if not value.lang:
            yield _error("language", f"the text of '{name}' needs a language", where, "add lang: en, zh-Hans, ru …")
        elif not _LANGUAGE_TAG.fullmatch(value.lang):
            yield _error("language", f"'{value.lang}' is no language tag", where, "write en, zh-Hans, ru …")
    elif value.lang:
        yield _error("language", f"the value of '{name}' takes no language", where, "delete lang")
    elif datatype == EDTF:
        yield from _date(value.text, name, where)
    elif datatype in _FORMS and not _FORMS[datatype][0].fullmatch(value.text):
        yield _error("datatype", f"'{value.text}' under '{name}' is not {_FORMS[datatype][1]}", where, "mend the value")


def _dates(corpus: Corpus) -> Iterator[Finding]:
    for statement in corpus.statements:
        start = end = ""
        for name, value in statement.qualifiers:
            if name in TIMES and not isinstance(value, Ref):
                bad = list(_date(value.text, name, statement.where))
                yield from bad
                start = value.text if name == "from" and not bad else start
                end = value.text if name == "until" and not bad else end
        if start and end and (bounds(start).earliest or "") > (bounds(end).latest or "9999"):
            yield _error(
                "reversed-time", f"ends ({end}) before it starts ({start})", statement.where, "swap from and until"
            )
    for source in corpus.sources.values():
        dates = {"published": source.published, "accessed": source.accessed, "curated": source.curated_on}
        for name, text in dates.items():
            if text:
                yield from _date(text, name, source.at(name))
    decided = (*corpus.identities, *corpus.verdicts, *corpus.outcomes, *corpus.disagreements, *corpus.links)
    for decision in (*decided, *corpus.namesakes, *corpus.not_encoded):
        yield from _date(decision.date, "date", decision.where)


def _date(text: str, name: str, where: Where) -> Iterator[Finding]:
    try:
        bounds(text)
    except DateError as error:
        message, _, remedy = str(error).partition("; ")
        yield _error(
            "bad-date", f"the date under '{name}': {message}", where, remedy or "write it as ISO 8601-2 (EDTF)"
        )


def _keys(corpus: Corpus) -> Iterator[Finding]:
    keys: dict[str, Where] = {}
    seen: dict[tuple[object, ...], Where] = {}
    for statement in corpus.statements:
        made = _said(statement)
        if made in seen:
            problem = f"says the same as {seen[made]}"
            yield _error("duplicate-statement", problem, statement.where, "keep one and put both places under evidence")
        seen.setdefault(made, statement.where)
        if statement.key:
            name = f"{statement.source}#{statement.key}"
            if keys.setdefault(name, statement.where) != statement.where:
                yield _error("duplicate-key", f"the key '{statement.key}' stands twice", statement.where, "rename one")


def _said(statement: Statement) -> tuple[object, ...]:
    """What a statement's id is made of; comparing it costs less than hashing it into an id."""
    about = (statement.source, statement.subject, statement.property, statement.value)
    return (*about, statement.qualifiers, statement.mode, statement.voice)


def _evidence(corpus: Corpus) -> Iterator[Finding]:
    for statement in corpus.statements:
        source = corpus.sources.get(statement.source)
        for place in statement.evidence if source else ():
            problem = check_range(place, source) if source else ""
            if problem:
                yield _error(
                    "evidence-range", problem, statement.where, f"find the words with: kg cite {statement.source} WORDS"
                )


def _labels(corpus: Corpus) -> Iterator[Finding]:
    for entity in corpus.entities.values():
        count = Counter(label.lang for label in entity.labels)
        for lang in LANGUAGES:
            if not count[lang] and lang not in entity.unlabelled:
                problem = f"'{entity.id}' has no label in {lang}"
                remedy = f"add label: {{{lang}: …}}, or unlabelled: [{lang}] where no name is known"
                yield Finding(Severity.WARNING, "label-gap", problem, entity.where, remedy)
        for lang in entity.unlabelled:
            if count[lang]:
                problem = f"'{entity.id}' is unlabelled in {lang} and has a label in it"
                yield _error("label-gap", problem, entity.where, "delete one of the two")
        for label in entity.labels + entity.aliases:
            if not _LANGUAGE_TAG.fullmatch(label.lang):
                yield _error("language", f"'{label.lang}' is no language tag", entity.where, "write en, zh-Hans, ru …")
        for lang, times in count.items():
            if times > 1:
                problem = f"'{entity.id}' has {times} labels in {lang}"
                yield _error("two-labels", problem, entity.where, "keep one under label, the others under alias")


def _unused(corpus: Corpus) -> Iterator[Finding]:
    used = {mentioned for statement in corpus.statements for _, mentioned in _mentions(statement)}
    for source in corpus.sources.values():
        used |= {source.publisher, source.voice, *source.reproduces}
    used |= {statement.source for statement in corpus.statements}
    used |= {*corpus.scheme.top, *corpus.scheme.broader} if corpus.scheme else set()
    for entity in corpus.entities.values():
        if entity.id not in used:
            problem = f"nothing is said about '{entity.id}'"
            yield Finding(
                Severity.WARNING, "unused-entity", problem, entity.where, "add a statement or delete the entity"
            )
