"""Checks on what curators judged: a decision points at something it can decide; copies do not run in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.decisions import Decision, Outcome, Rank
from kg.model import Finding, Mode, Severity
from kg.ontology import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.corpus import Corpus
    from kg.model import Statement
    from kg.ontology import Ontology

__all__ = ["lint_decisions"]


def lint_decisions(corpus: Corpus, ontology: Ontology) -> Iterator[Finding]:
    """Every finding on identities, verdicts, outcomes, noted disagreements and the chains of copies."""
    keyed = corpus.keyed()
    for identity in corpus.identities:
        yield from _points(identity, identity.statement, keyed)
        if identity.entity and identity.entity not in corpus.entities:
            remedy = did_you_mean(identity.entity, corpus.entities) or "add it to data/entities or mend the id"
            yield _error("unknown-entity", f"'{identity.entity}' under 'entity' does not exist", identity, remedy)
    yield from _verdicts(corpus, ontology, keyed)
    yield from _outcomes(corpus, keyed)
    yield from _disagreements(corpus, keyed)
    yield from _circles(corpus)


def _error(rule: str, message: str, decision: Decision, remedy: str) -> Finding:
    return Finding(Severity.ERROR, rule, message, decision.where, remedy)


def _points(decision: Decision, wanted: str, keyed: dict[str, list[Statement]]) -> Iterator[Finding]:
    if wanted and wanted not in keyed:
        remedy = did_you_mean(wanted, keyed) or "write source/…#key of a statement that has a key"
        yield _error("unknown-statement", f"'{wanted}' names no statement", decision, remedy)


def _verdicts(corpus: Corpus, ontology: Ontology, keyed: dict[str, list[Statement]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for verdict in corpus.verdicts:
        yield from _points(verdict, verdict.statement, keyed)
        if verdict.statement in seen:
            yield _error("two-verdicts", f"'{verdict.statement}' is judged twice", verdict, "keep one verdict")
        seen.add(verdict.statement)
        if verdict.rank is Rank.NORMAL:
            yield _error("rank", "a verdict ranks a statement preferred or deprecated", verdict, "mend the rank")
        for statement in keyed.get(verdict.statement, ()):
            property_ = ontology.properties[statement.property]
            if not property_.single_valued and not property_.single_when:
                problem = f"'{statement.property}' may have several values, so there is nothing to decide between"
                yield _error("verdict", problem, verdict, "delete the verdict, or mark the property kg:singleValued")


def _outcomes(corpus: Corpus, keyed: dict[str, list[Statement]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for outcome in corpus.outcomes:
        yield from _points(outcome, outcome.promise, keyed)
        yield from _points(outcome, outcome.by_statement, keyed)
        if outcome.promise in seen:
            yield _error("two-outcomes", f"'{outcome.promise}' has two outcomes", outcome, "keep one")
        seen.add(outcome.promise)
        if any(one.mode is not Mode.PLANNED for one in keyed.get(outcome.promise, ())):
            yield _error("promise", f"'{outcome.promise}' is no plan", outcome, "point at a statement of mode planned")
        fulfils = outcome.outcome is Outcome.FULFILLED  # a plan may be changed by another plan
        if fulfils and any(one.mode is Mode.PLANNED for one in keyed.get(outcome.by_statement, ())):
            problem = f"'{outcome.by_statement}' is itself a plan and fulfils nothing"
            yield _error("promise", problem, outcome, "point at the statement that says what happened")


def _disagreements(corpus: Corpus, keyed: dict[str, list[Statement]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for noted in corpus.disagreements:
        for statement in noted.statements:
            yield from _points(noted, statement, keyed)
        if noted.number in seen:
            yield _error("two-disagreements", f"'{noted.number}' is noted twice", noted, "number one of them anew")
        seen.add(noted.number)


def _circles(corpus: Corpus) -> Iterator[Finding]:
    """A text that, through its copies, copies itself."""
    above: dict[str, set[str]] = {source.id: set(source.reproduces) for source in corpus.sources.values()}
    for statement in corpus.statements:
        partly = any(name == "about" for name, _ in statement.qualifiers)  # two texts may each borrow a passage
        if statement.property in ("reproduces", "follows") and statement.mode is Mode.FACT and not partly:
            above.setdefault(statement.subject, set()).add(getattr(statement.value, "id", ""))
    for source in corpus.sources.values():
        reached, pending = set[str](), list(above[source.id])
        while pending:
            one = pending.pop()
            if one not in reached:
                reached.add(one)
                pending.extend(above.get(one, ()))
        if source.id in reached:
            problem = (
                f"'{source.id}' reproduces itself through {', '.join(sorted(reached - {source.id})) or 'nothing else'}"
            )
            yield Finding(
                Severity.ERROR, "circle", problem, source.at("reproduces"), "take one reproduces or follows out"
            )
