"""The truthy rule, as in Wikidata: best-ranked, not deprecated, said as a fact, not doubtful."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.rank import Rank, rank_statements
from kg.ids import statement_id
from kg.model import Certainty, Mode, Statement
from tests.claims.samples import said


@pytest.mark.parametrize(("mode", "certainty"), list(itertools.product(Mode, Certainty)))
def test_only_a_fact_that_is_not_doubtful_gives_a_plain_fact(mode: Mode, certainty: Certainty) -> None:
    (made,) = rank_statements([said(mode=mode, certainty=certainty)])
    assert made.best
    assert made.rank is Rank.NORMAL
    assert made.plain is (mode is Mode.FACT and certainty is not Certainty.DOUBTFUL)


def ranks(decided: dict[Statement, Rank], *others: Statement) -> list[tuple[Rank, bool, bool]]:
    statements = [*decided, *others]
    by_id = {statement_id(one): rank for one, rank in decided.items()}
    return [(one.rank, one.best, one.plain) for one in rank_statements(statements, by_id)]


def test_without_verdicts_all_are_best_and_contradicting_facts_stay_both_plain() -> None:
    assert ranks({}, said("1906-11-26"), said("1906-11-29")) == [(Rank.NORMAL, True, True)] * 2


def test_a_preferred_statement_takes_the_plain_fact_from_the_others_of_its_subject_and_property() -> None:
    made = ranks(
        {said("1906-11-29"): Rank.PREFERRED},
        said("1906-11-26"),
        said("1905", property="diedOn"),
        said("1906-11-26", subject="person/boris"),
    )
    assert made == [
        (Rank.PREFERRED, True, True),
        (Rank.NORMAL, False, False),
        (Rank.NORMAL, True, True),
        (Rank.NORMAL, True, True),
    ]


def test_a_deprecated_statement_is_never_best_even_alone() -> None:
    assert ranks({said(): Rank.DEPRECATED}) == [(Rank.DEPRECATED, False, False)]
    assert ranks({said(): Rank.DEPRECATED}, said("1907")) == [
        (Rank.DEPRECATED, False, False),
        (Rank.NORMAL, True, True),
    ]


def test_a_preferred_plan_gives_no_plain_fact_and_outranks_the_others() -> None:
    assert ranks({said("1907", mode=Mode.PLANNED): Rank.PREFERRED}, said()) == [
        (Rank.PREFERRED, True, False),
        (Rank.NORMAL, False, False),
    ]


def test_two_preferred_statements_are_both_best() -> None:
    assert ranks({said("1906"): Rank.PREFERRED, said("1907"): Rank.PREFERRED}) == [(Rank.PREFERRED, True, True)] * 2


STATEMENTS = st.lists(
    st.builds(
        said,
        st.sampled_from(["1906", "1907", "1908"]),
        subject=st.sampled_from(["person/ada", "person/boris"]),
        property=st.sampled_from(["bornOn", "diedOn"]),
        mode=st.sampled_from(Mode),
        certainty=st.sampled_from(Certainty),
    ),
    unique_by=statement_id,
    max_size=8,
)


@given(STATEMENTS, st.lists(st.sampled_from([*Rank, None]), min_size=8, max_size=8), st.randoms())
def test_ranking_is_idempotent_and_knows_no_order(
    statements: list[Statement], verdicts: list[Rank | None], chance: object
) -> None:
    decided = {statement_id(one): rank for one, rank in zip(statements, verdicts, strict=False) if rank}
    first = rank_statements(statements, decided)
    assert rank_statements([one.statement for one in first], {one.id: one.rank for one in first}) == first
    backwards = rank_statements(reversed(statements), decided)
    assert backwards == first[::-1]
    for one in first:
        assert not one.plain or one.best
        assert one.rank is not Rank.DEPRECATED or not one.best


def test_ranks_of_statements_that_are_not_there_change_nothing() -> None:
    (made,) = rank_statements([said()], {"0" * 16: Rank.PREFERRED})
    assert (made.rank, made.plain) == (Rank.NORMAL, True)
