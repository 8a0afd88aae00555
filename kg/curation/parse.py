"""Read the whole of data/ into one corpus, gathering every finding before saying anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.corpus import Corpus
from kg.curation.decisions import read_decisions
from kg.curation.entities import read_entities
from kg.curation.links import is_table, read_links
from kg.curation.not_encoded import NOT_ENCODED, read_not_encoded
from kg.curation.scheme import read_scheme
from kg.curation.snapshot import read_snapshot
from kg.curation.sources import read_register, read_source
from kg.curation.statements import StatementReader
from kg.errors import CurationError
from kg.model import Entity, Finding, Severity, Where
from kg.ontology import read_ontology
from kg.resources import Home, find_home
from kg.strict_yaml import read_strict
from kg.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.decisions import NotEncoded
    from kg.model import Source
    from kg.ontology import Ontology

__all__ = ["collect", "read_corpus"]


def read_corpus(home: str | Path | Home) -> Corpus:
    """The corpus of a home folder. Raises `CurationError` with every error found, each with file and line.

    The statements keep file order within a source; entities and sources are sorted by id.
    """
    found_home = home if isinstance(home, Home) else find_home(str(home))
    corpus, findings = collect(found_home, read_ontology(found_home, read_terms(found_home)))
    if findings:
        raise CurationError(f"{len(findings)} errors in {found_home.data}; the first: {findings[0]}", findings)
    return corpus


def collect(home: Home, ontology: Ontology) -> tuple[Corpus, list[Finding]]:
    """Everything that could be read, and everything that was wrong (errors only) while reading it."""
    corpus, findings = Corpus(), list[Finding]()
    for file, loaded in _files(home, "entities", findings):
        for entity in read_entities(loaded, file, ontology, findings):
            _add_entity(corpus, entity, findings)
    documents: list[tuple[str, Any, str]] = []
    for file, loaded in _files(home, "sources", findings):
        if source := read_source(loaded, file, ontology, findings):
            documents.append((file, loaded, source.id))
            if source.id:
                _add_source(corpus, source, findings)
    for file, loaded in _files(home, "register", findings):
        for source in read_register(loaded, file, ontology, findings):
            _add_source(corpus, source, findings)
    corpus.sources = {name: replace(one, voice=_voice(one, corpus)) for name, one in corpus.sources.items()}
    reader = StatementReader(ontology, {name: one.voice for name, one in corpus.sources.items()}, findings)
    for file, loaded, source_id in documents:
        corpus.statements.extend(reader.read(loaded, file, source_id))
    for file, loaded in _files(home, "decisions", findings):
        read_decisions(loaded, file, corpus, findings)
    corpus.links = read_links(home, findings)
    corpus.items = read_snapshot(home, findings)
    corpus.not_encoded = _not_encoded(home, findings)
    corpus.scheme = read_scheme(home, findings)
    corpus.entities = dict(sorted(corpus.entities.items()))
    corpus.sources = dict(sorted(corpus.sources.items()))
    return corpus, findings


def _not_encoded(home: Home, findings: list[Finding]) -> list[NotEncoded]:
    path, name = Path(home.data) / "decisions" / NOT_ENCODED, f"data/decisions/{NOT_ENCODED}"
    try:
        return read_not_encoded(path.read_text(encoding="utf-8"), name, findings) if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        remedy = "save it as UTF-8 text"
        findings.append(
            Finding(Severity.ERROR, "unreadable-file", f"it cannot be read: {error}", Where(name, 0), remedy)
        )
        return []


def _add_source(corpus: Corpus, source: Source, findings: list[Finding]) -> None:
    corpus.sources.setdefault(source.id, source)
    _add_entity(corpus, Entity(source.id, source.cls, source.labels, where=source.where), findings)


def _voice(source: Source, corpus: Corpus) -> str:
    """Whose words a text carries: the voice it names, that of the one text it copies, else its publisher's."""
    seen = {source.id}
    while not source.voice and len(source.reproduces) == 1:
        above = corpus.sources.get(source.reproduces[0])
        if above is None or above.id in seen:
            break
        seen.add(above.id)
        source = above
    return source.voice or source.publisher


def _add_entity(corpus: Corpus, entity: Entity, findings: list[Finding]) -> None:
    if entity.id in corpus.entities:
        first = corpus.entities[entity.id].where
        problem = f"'{entity.id}' exists twice (first at {first})"
        findings.append(Finding(Severity.ERROR, "duplicate-entity", problem, entity.where, "keep one"))
    else:
        corpus.entities[entity.id] = entity


def _files(home: Home, part: str, findings: list[Finding]) -> Iterator[tuple[str, Any]]:
    """Each YAML file of a part of data/, loaded; a file that cannot be read becomes findings."""
    folder = Path(home.data) / part
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = f"data/{part}/{path.name}"
        if path.name.startswith(".") or path.name.endswith("~") or (part == "decisions" and is_table(path.name)):
            continue
        if (part, path.name) == ("decisions", NOT_ENCODED):
            continue  # a table, read by its own reader
        if path.suffix != ".yaml" or path.is_dir():
            remedy = f"files of data/{part}/ are called *.yaml and lie in no folder below; rename, move or delete it"
            findings.append(Finding(Severity.ERROR, "unknown-file", "it would not be read", Where(name, 0), remedy))
            continue
        try:
            loaded = read_strict(path, name)
        except CurationError as error:
            findings.extend(error.findings)
            continue
        if loaded is None and part != "decisions":
            where = Where(name, 1)
            findings.append(Finding(Severity.ERROR, "empty-file", "the file is empty", where, "fill it or delete it"))
        else:
            yield name, loaded
