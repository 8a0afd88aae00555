"""Plans of which nobody has decided what became of them, although a source tells the same as a fact."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.claims.windows import says_the_same
from kg.dates import bounds
from kg.model import Finding, Mode, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.corpus import Corpus
    from kg.model import Statement
    from kg.ontology import Ontology

__all__ = ["lint_undecided"]


def lint_undecided(corpus: Corpus, ontology: Ontology) -> Iterator[Finding]:
    """An info for each plan without an outcome that a fact, of a source not older, may fulfil; it names both.

    The fact has the same subject, property and value, or a date that can be the same day. The corpus has passed its
    other checks. A plan for several things may be named for each of them.
    """
    keyed = corpus.keyed()
    decided = {id(one) for outcome in corpus.outcomes for one in keyed.get(outcome.promise, ())}
    facts: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in corpus.statements:
        if one.mode is Mode.FACT:
            facts[one.subject, one.property].append(one)
    for plan in corpus.statements:
        if plan.mode is not Mode.PLANNED or id(plan) in decided:
            continue
        told = facts[plan.subject, plan.property]
        fact = next((one for one in told if says_the_same(one, plan, ontology) and not _older(one, plan, corpus)), None)
        if fact:
            problem = (
                f"'{plan.subject} {plan.property}' was planned and has no outcome; {fact.where} tells it as a fact"
            )
            remedy = "if the one became the other, give both a key: and decide it in data/decisions/outcomes.yaml"
            yield Finding(Severity.INFO, "undecided-plan", problem, plan.where, remedy)


def _older(fact: Statement, plan: Statement, corpus: Corpus) -> bool:
    """Whether the source of the fact surely came out before that of the plan."""
    of_fact, of_plan = corpus.sources[fact.source].published, corpus.sources[plan.source].published
    if not of_fact or not of_plan:
        return False
    last, first = bounds(of_fact).latest, bounds(of_plan).earliest
    return last is not None and first is not None and last < first
