"""Read data/topics.yaml: the scheme of topics, a tree with the fields of exchange on top, and check that it is one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.corpus import TopicScheme
from kg.curation.entities import labels_of
from kg.curation.fields import Fields
from kg.errors import CurationError
from kg.model import Finding, Severity, Where
from kg.ontology import did_you_mean
from kg.strict_yaml import YamlMap, read_strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.corpus import Corpus
    from kg.ontology import Ontology
    from kg.resources import Home

__all__ = ["SCHEME_FILE", "lint_scheme", "read_scheme"]

SCHEME_FILE = "data/topics.yaml"


def read_scheme(home: Home, findings: list[Finding]) -> TopicScheme | None:
    """The scheme of a home folder; None where there is no file. Whatever is wrong goes to `findings`."""
    path = Path(home.root) / SCHEME_FILE
    if not path.exists():
        return None
    try:
        loaded = read_strict(path, SCHEME_FILE)
    except CurationError as error:
        findings.extend(error.findings)
        return None
    if not isinstance(loaded, YamlMap):
        remedy = "write label:, top: and broader:"
        findings.append(
            Finding(Severity.ERROR, "wrong-shape", "the file must be a mapping", Where(SCHEME_FILE, 1), remedy)
        )
        return None
    fields = Fields(loaded, SCHEME_FILE, findings)
    labels, top = labels_of(fields, "label", None), fields.take_ids("top", required=True)
    below = fields.take_map("broader") or YamlMap(0)
    broader = {}
    for topic, above in below.items():
        where = Where(SCHEME_FILE, below.line_of(topic))
        if not isinstance(above, str):
            problem = f"'{topic}' needs one broader topic"
            findings.append(Finding(Severity.ERROR, "wrong-shape", problem, where, "write topic/…: topic/…"))
        else:
            broader[topic] = (above, where)
    fields.done(("label", "top", "broader"))
    return TopicScheme(labels, top, broader, fields.where)


def lint_scheme(corpus: Corpus, ontology: Ontology) -> Iterator[Finding]:
    """Names that are no topic, topics that stand twice, chains that do not end on top, parts that are not sorted."""
    scheme = corpus.scheme
    if scheme is None:
        return
    named = [(topic, scheme.where) for topic in scheme.top]
    named += [(topic, where) for topic, (_, where) in scheme.broader.items()]
    named += list(scheme.broader.values())
    for topic, where in dict.fromkeys(named):
        entity = corpus.entities.get(topic)
        if entity is None:
            remedy = did_you_mean(topic, corpus.entities) or "add it to data/entities/topics.yaml or mend the id"
            yield _error("unknown-entity", f"'{topic}' does not exist", where, remedy)
        elif not ontology.is_a(entity.cls, "Topic"):
            yield _error("wrong-class", f"'{topic}' is no Topic but a {entity.cls}", where, "name a topic")
    for topic, (_, where) in scheme.broader.items():
        if topic in scheme.top:
            yield _error("scheme", f"'{topic}' is on top and below another", where, "take it out of one of the two")
        elif not _reaches_top(topic, scheme):
            problem = f"the chain above '{topic}' does not end on top"
            yield _error("scheme", problem, where, "hang it below a topic that is on top, or below one that is")
    for names in (scheme.top, tuple(scheme.broader)):
        if list(names) != sorted(names):
            yield _error("scheme", "the topics are not sorted", scheme.where, "sort top and broader by id")


def _reaches_top(topic: str, scheme: TopicScheme) -> bool:
    seen: set[str] = set()
    while topic not in seen:
        if topic in scheme.top:
            return True
        seen.add(topic)
        topic = scheme.broader.get(topic, (topic, scheme.where))[0]
    return False


def _error(rule: str, message: str, where: Where, remedy: str) -> Finding:
    return Finding(Severity.ERROR, rule, message, where, remedy)
