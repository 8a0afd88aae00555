"""`kg check`, in order: files, corpus, evidence, shapes, queries that must stay empty, and on request the logic."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build.wikidata import default_lines
from kg.claims.disagreements import lint_disagreements
from kg.claims.promises import lint_promises
from kg.claims.rank import rank_corpus
from kg.claims.undecided import lint_undecided
from kg.curation.evidence import count_levels, find_texts, nearest_text, recheck
from kg.curation.expectations import check_expectations, read_expectations
from kg.curation.lint import lint
from kg.curation.parse import collect
from kg.model import Finding, Severity
from kg.ontology import read_ontology
from kg.pipeline import graph_of
from kg.query.library import list_queries
from kg.store.oxigraph import open_memory
from kg.terms import read_terms
from kg.validate.origins import metadata_places, origins_of, statement_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.corpus import Corpus
    from kg.model import Where
    from kg.resources import Home
    from kg.terms import Terms
    from kg.validate.reasoning import Reasoned

__all__ = ["Checked", "EvidenceCount", "check"]

MUST_BE_EMPTY = "must-be-empty"
"""The tag of a query whose every row is an error."""


@dataclass(frozen=True)
class EvidenceCount:
    """How much of the graph can be traced how exactly, and how much of it was compared with its text just now.

    Counts are of statements. `unverified` names each source whose text was not found, with its number of
    span-locked statements.
    """

    levels: dict[str, int] = field(default_factory=dict)
    verified: int = 0
    unverified: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Checked:
    """What a check found, what it could verify, and what the reasoner said if it was asked."""

    findings: tuple[Finding, ...]
    evidence: EvidenceCount = EvidenceCount()
    reasoned: Reasoned | None = None


def check(home: Home, texts: str, *, reasoning: bool = False) -> Checked:
    """Check everything under a home folder; spans are compared with the texts found in the folder `texts`.

    Files that cannot be read stop the check after all of them were read; everything later is gathered.
    Shapes, queries and logic are left out while the corpus has errors, since a graph made of it would mislead.
    """
    terms = read_terms(home)
    ontology = read_ontology(home, terms)
    corpus, unreadable = collect(home, ontology)
    if unreadable:
        return Checked(tuple(unreadable))
    findings = lint(corpus, ontology)
    findings += check_expectations(read_expectations(home, findings), corpus, ontology)
    evidence, changed = _evidence(corpus, texts)
    findings += changed
    if any(one.severity is Severity.ERROR for one in findings):
        return Checked(tuple(findings), evidence)
    from kg.validate.shapes import check_shapes

    ranked = rank_corpus(corpus)
    findings += [*lint_promises(corpus, ranked, ontology), *lint_disagreements(corpus, ranked, ontology)]
    findings += lint_undecided(corpus, ontology)
    origins, names = origins_of(corpus, terms), statement_names(corpus, terms)
    lines = graph_of(corpus, terms, ontology)
    findings += check_shapes([*default_lines(lines, terms)], home, origins | metadata_places(corpus, terms), names)
    findings += _queries(lines, home, terms, origins, names)
    if not reasoning:
        return Checked(tuple(findings), evidence)
    from kg.validate.reasoning import reason

    reasoned = reason(home, corpus, ontology, terms)
    return Checked((*findings, *reasoned.culprits), evidence, reasoned)


def _evidence(corpus: Corpus, folder: str) -> tuple[EvidenceCount, list[Finding]]:
    """Compare every span with its text where the text is at hand, and count."""
    wanted = {source.text.sha256 for source in corpus.sources.values() if source.text}
    found = find_texts(folder, wanted)
    findings: list[Finding] = []
    verified, unverified = 0, {}
    for source in corpus.sources.values():
        of_source = [one for one in corpus.statements if one.source == source.id]
        locked = sum(any(place.digest for place in one.evidence) for one in of_source)
        if source.text and source.text.sha256 in found:
            text = found[source.text.sha256]
            findings += recheck(of_source, source, text)
            verified += locked
            if len(text) != source.text.chars:
                problem = f"the text has {len(text)} characters, the metadata says {source.text.chars}"
                findings.append(Finding(Severity.ERROR, "text-length", problem, source.at("text"), "mend chars"))
        elif locked and source.text and (text := nearest_text(folder, of_source)):
            problem = f"the text at hand is not the one that was read ({source.text.sha256[:12]}…); it was changed"
            remedy = "restore it, or read it again and mend text: and the spans"
            findings.append(Finding(Severity.ERROR, "text-changed", problem, source.at("text"), remedy))
            findings += recheck(of_source, source, text)
        elif locked:
            unverified[source.id] = locked
    return EvidenceCount(count_levels(corpus.statements), verified, unverified), findings


def _queries(
    lines: Sequence[str], home: Home, terms: Terms, origins: Mapping[str, Where], names: Mapping[str, str]
) -> Iterator[Finding]:
    """One error for each row of a query that must stay empty."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nq"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        view = open_memory(str(path), terms.prefixes)
        for query in list_queries(home.queries):
            if MUST_BE_EMPTY in query.tags:
                rows: Any = view.query(query.text)
                for row in rows:
                    cells = [term for term in row if term is not None]
                    shown = " ".join(names.get(cell.value) or terms.compress(cell.value) for cell in cells)
                    where = next((origins[cell.value] for cell in cells if cell.value in origins), None)
                    made = Finding(Severity.ERROR, query.name, f"{query.summary}: {shown}")
                    yield made if where is None else Finding(made.severity, made.rule, made.message, where)
