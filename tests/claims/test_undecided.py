"""A plan without an outcome is named together with the fact that may be it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.claims.undecided import lint_undecided
from kg.corpus import Corpus
from kg.model import Literal, Mode, Ref, Severity, Statement, Where
from tests.claims.samples import said
from tests.claims.test_promises import ONTOLOGY, decided, release, source

PLAN = replace(release("plan", mode=Mode.PLANNED, due="1940-05"), where=Where("data/sources/plan.yaml", 7))
DONE = replace(release("done", when="1940-05-20"), where=Where("data/sources/done.yaml", 9))
HELD = said("1940-05-03", source="source/done", subject="event/fair", property="heldOn")
FAIR = replace(HELD, source="source/plan", mode=Mode.PLANNED, value=Literal("1940-05"))


def corpus(plan: Statement, done: Statement, known: str = "1941") -> Corpus:
    sources = (source("plan", "1940-03"), source("done", known))
    return Corpus(statements=[plan, done], sources={one.id: one for one in sources})


def test_plan_and_fact_are_both_named() -> None:
    (found,) = lint_undecided(corpus(PLAN, DONE), ONTOLOGY)
    assert (found.severity, found.rule, found.where) == (Severity.INFO, "undecided-plan", PLAN.where)
    assert "'work/bridge releasedIn' was planned" in found.message
    assert "data/sources/done.yaml:9" in found.message
    assert "data/decisions/outcomes.yaml" in found.remedy


def test_a_decided_plan_is_at_rest() -> None:
    both = corpus(PLAN, DONE)
    both.outcomes = [decided()]
    assert list(lint_undecided(both, ONTOLOGY)) == []


@pytest.mark.parametrize(
    ("plan", "done", "known", "count"),
    [
        (FAIR, HELD, "1941", 1),
        (FAIR, replace(HELD, value=Literal("1940-06-03")), "1941", 0),
        (PLAN, replace(DONE, value=Ref("place/westland")), "1941", 0),
        (PLAN, replace(DONE, mode=Mode.ATTRIBUTED), "1941", 0),
        (PLAN, replace(DONE, subject="work/other"), "1941", 0),
        (PLAN, DONE, "1939", 0),
        (PLAN, DONE, "", 1),
    ],
)
def test_only_the_same_told_later_as_a_fact_counts(plan: Statement, done: Statement, known: str, count: int) -> None:
    assert len(list(lint_undecided(corpus(plan, done, known), ONTOLOGY))) == count
