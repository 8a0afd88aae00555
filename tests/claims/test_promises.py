"""The promise ledger: a state for every day, known only from the day on which anybody could know it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.promises import (
    STATES,
    day_of,
    facts_at,
    history,
    lint_promises,
    outcome_at,
    outcome_day,
    promise_ledger,
    state_at,
    was_announced,
)  # fmt: skip
from kg.claims.rank import rank_corpus
from kg.corpus import Corpus
from kg.dates import EDTF
from kg.decisions import Outcome, PromiseOutcome
from kg.errors import UsageError
from kg.ids import statement_id
from kg.model import Certainty, Literal, Mode, Ref, Source, Statement, Where
from kg.ontology import Ontology, PropertyDef
from tests.claims.samples import said

ONTOLOGY = Ontology(
    properties={
        "releasedIn": PropertyDef("releasedIn", {}, "", "Work", "Place", is_object=True, single_when=True),
        "heldOn": PropertyDef("heldOn", {}, "", "Event", EDTF, is_object=False, single_valued=True),
        "shownAt": PropertyDef("shownAt", {}, "", "Work", "Event", is_object=True),
        "headOf": PropertyDef("headOf", {}, "", "Person", "Organization", is_object=True),
    }
)
FINAL = ("kept", "late", "changed", "dropped")


def release(name: str, *, mode: Mode = Mode.FACT, **times: str) -> Statement:
    """The release of the bridge in Eastland, as the source called `name` tells of it."""
    qualifiers = tuple((key, Literal(text)) for key, text in sorted(times.items()) if text)
    return said(
        Ref("place/eastland"),
        source=f"source/{name}",
        key="it",
        subject="work/bridge",
        property="releasedIn",
        qualifiers=qualifiers,
        mode=mode,
    )


def source(name: str, published: str = "", accessed: str = "") -> Source:
    return Source(f"source/{name}", "Source", "press", (), "org/one", "en", published=published, accessed=accessed)


def decided(outcome: Outcome = Outcome.FULFILLED, by: str = "source/done#it") -> PromiseOutcome:
    return PromiseOutcome("own words", "curators", "1950-01-01", Where("", 0), "source/plan#it", outcome, by)


def entry(
    due: str = "1940-05",
    done: Statement | None = None,
    known: str = "1940-07",
    outcome: PromiseOutcome | None = None,
    announced: str = "1940-03-01",
) -> dict[str, Any]:
    """The ledger entry of one promise, fulfilled by `done` in a source published on `known`."""
    statements = [release("plan", mode=Mode.PLANNED, due=due), *([done] if done else [])]
    corpus = Corpus(statements=statements)
    corpus.sources = {one.id: one for one in (source("plan", announced), source("done", known))}
    corpus.outcomes = [outcome] if outcome else [decided()] if done else []
    (made,) = promise_ledger(corpus, rank_corpus(corpus), ONTOLOGY)
    return made


def test_an_entry_holds_the_promise_and_what_became_of_it() -> None:
    done = release("done", when="1940-05-20")
    assert entry(done=done) == {
        "statement": statement_id(release("plan", mode=Mode.PLANNED, due="1940-05")),
        "subject": "work/bridge",
        "property": "releasedIn",
        "value": "place/eastland",
        "due": "1940-05",
        "dueEarliest": "1940-05-01",
        "dueLatest": "1940-05-31",
        "voices": ["org/one"],
        "announced": "1940-03-01",
        "announcedEarliest": "1940-03-01",
        "announcedFrom": "1940-03-01",
        "facts": [{"statement": statement_id(done), "knownBy": "1940-07-31"}],
        "outcome": {
            "outcome": "fulfilled",
            "statement": statement_id(done),
            "earliest": "1940-05-20",
            "latest": "1940-05-20",
            "known": "1940-07",
            "knownBy": "1940-07-31",
            "unclear": None,
            "why": "own words",
            "by": "curators",
            "date": "1950-01-01",
        },
    }


def test_only_plans_are_promises() -> None:
    corpus = Corpus(statements=[release("plan", mode=mode) for mode in Mode], sources={"source/plan": source("plan")})
    (made,) = promise_ledger(corpus, rank_corpus(corpus), ONTOLOGY)
    assert (made["due"], made["announced"], made["outcome"]) == (None, None, None)


GOLDEN = [
    # what was done, when it was known, and the state on days before, in, and after the window, and much later
    (None, "", ["open", "due", "due", "unknown", "unknown"]),
    ("1940-05-20", "1940-05-25", ["open", "due", "kept", "kept", "kept"]),
    ("1940-05-20", "1940-07", ["open", "due", "due", "unknown", "kept"]),
    ("1940-04-20", "1940-04-20", ["kept", "kept", "kept", "kept", "kept"]),
    ("1940-05", "1940-05-10", ["open", "due", "kept", "kept", "kept"]),
    ("1940-06-01", "1940-06-01", ["open", "due", "due", "late", "late"]),
    ("1940-06-20", "1940-06-20", ["open", "due", "due", "unknown", "late"]),
    ("1940", "1940-06-02", ["open", "due", "due", "unknown", "unknown"]),
    ("1940", "1940-05-31", ["open", "due", "kept", "kept", "kept"]),
    ("", "1940-05-31", ["open", "due", "kept", "kept", "kept"]),
    ("", "1940-07", ["open", "due", "due", "unknown", "unknown"]),
]
DAYS = ("1940-04-30", "1940-05-01", "1940-05-31", "1940-06-01", "1950-01-01")


@pytest.mark.parametrize(("when", "known", "states"), GOLDEN)
def test_a_promise_for_may_1940_on_five_days(when: str | None, known: str, states: list[str]) -> None:
    made = entry(done=None if when is None else release("done", when=when), known=known)
    assert [state_at(made, day) for day in DAYS] == states


@pytest.mark.parametrize(
    ("due", "states"),
    [
        ("", ["open", "open", "open", "open", "open"]),
        ("1940-05/..", ["open", "due", "due", "due", "due"]),
        ("../1940-05", ["due", "due", "due", "unknown", "unknown"]),
        ("1940-05-31", ["open", "open", "due", "unknown", "unknown"]),
        ("1940", ["due", "due", "due", "due", "unknown"]),
    ],
)
def test_windows_of_every_shape(due: str, states: list[str]) -> None:
    assert [state_at(entry(due), day) for day in DAYS] == states
    kept = entry(due, release("done", when="1940-05-10"), "1940-05-10")
    assert [state_at(kept, day) for day in DAYS[2:]] == ["kept", "kept", "kept"]


@pytest.mark.parametrize("outcome", [Outcome.CHANGED, Outcome.DROPPED])
def test_a_promise_that_was_changed_or_dropped(outcome: Outcome) -> None:
    made = entry(done=release("done", when="1940-04"), known="1940-05-10", outcome=decided(outcome))
    assert [state_at(made, day) for day in DAYS] == ["open", "due", outcome, outcome, outcome]


def test_a_promise_that_no_source_drops_is_dropped_on_the_day_of_the_decision() -> None:
    made = entry(outcome=decided(Outcome.DROPPED, by=""))
    assert made["outcome"]["statement"] is None
    assert made["outcome"]["known"] == "1950-01-01"
    assert [state_at(made, day) for day in ("1949-12-31", "1950-01-01")] == ["unknown", "dropped"]


def test_a_source_without_a_date_is_known_from_the_day_it_was_read_or_judged() -> None:
    done = release("done", when="1940-05-20")
    corpus = Corpus(statements=[release("plan", mode=Mode.PLANNED, due="1940-05"), done], outcomes=[decided()])
    for accessed, known in (("1945-01-01", "1945-01-01"), ("", "1950-01-01")):
        corpus.sources = {one.id: one for one in (source("plan"), source("done", accessed=accessed))}
        (made,) = promise_ledger(corpus, rank_corpus(corpus), ONTOLOGY)
        assert made["outcome"]["knownBy"] == known


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("1940", "it was due by 1940-05-31 and happened between 1940-01-01 and 1940-07-31"),
        ("[1940-05-20..1940-06-05]", "it was due by 1940-05-31 and happened between 1940-05-20 and 1940-06-05"),
        ("", "it was due by 1940-05-31; the statement that tells of it gives no day on which it happened"),
        ("1940-05-31", None),
        ("1940-06", None),
    ],
)
def test_dates_that_cannot_be_compared_are_named(when: str, told: str | None) -> None:
    made = entry(done=release("done", when=when))
    assert made["outcome"]["unclear"] == told
    assert (state_at(made, "1999-01-01") == "unknown") is (told is not None)


def test_an_outcome_that_cannot_be_compared_is_a_warning_at_its_line() -> None:
    plan = release("plan", mode=Mode.PLANNED, due="1940-05")
    for when, expected in (("1940", 1), ("1940-05", 0), ("1940-06", 0)):
        corpus = Corpus(statements=[plan, release("done", when=when)])
        corpus.sources = {one.id: one for one in (source("plan"), source("done", "1941"))}
        corpus.outcomes = [replace(decided(), where=Where("data/decisions/outcomes.yaml", 7))]
        found = list(lint_promises(corpus, rank_corpus(corpus), ONTOLOGY))
        assert len(found) == expected
        for one in found:
            assert str(one) == (
                "data/decisions/outcomes.yaml:7: warning: whether 'source/plan#it' was kept or late cannot be told: "
                "it was due by 1940-05-31 and happened between 1940-01-01 and 1940-12-31; "
                "point by_statement at a statement with a time that is more exact [unclear-outcome]"
            )


def test_the_time_of_what_happened_is_when_it_began_or_the_date_it_states() -> None:
    lasting = replace(release("done"), qualifiers=(("from", Literal("1940-05-20")), ("until", Literal("1940-09"))))
    assert entry(done=lasting)["outcome"]["latest"] == "1940-05-20"
    held = said("1940-05-03", source="source/done", key="it", subject="event/fair", property="heldOn")
    assert entry(done=held)["outcome"]["earliest"] == "1940-05-03"


def test_what_has_no_time_of_its_own_happened_when_its_event_did() -> None:
    plan = replace(release("plan", mode=Mode.PLANNED, due="1940-05"), property="shownAt", value=Ref("event/fair"))
    done = replace(plan, mode=Mode.FACT, source="source/done", qualifiers=())
    held = said("1940-05-03", source="source/done", subject="event/fair", property="heldOn")
    for event in ((), (held,)):
        corpus = Corpus(statements=[plan, done, *event], outcomes=[decided()])
        corpus.sources = {one.id: one for one in (source("plan"), source("done", "1941"))}
        (made,) = promise_ledger(corpus, rank_corpus(corpus), ONTOLOGY)
        assert (made["outcome"]["earliest"], made["outcome"]["latest"]) == (
            ("1940-05-03",) * 2 if event else (None, None)
        )
        assert len(list(lint_promises(corpus, rank_corpus(corpus), ONTOLOGY))) == (0 if event else 1)


def test_of_two_statements_under_one_key_the_one_about_the_same_place_counts() -> None:
    done, other = release("done", when="1940-05-20"), said(Ref("place/westland"), source="source/done", key="it",
                                                            subject="work/bridge", property="releasedIn")  # fmt: skip
    corpus = Corpus(statements=[release("plan", mode=Mode.PLANNED), other, done], outcomes=[decided()])
    corpus.sources = {one.id: one for one in (source("plan"), source("done", "1941"))}
    (made,) = promise_ledger(corpus, rank_corpus(corpus), ONTOLOGY)
    assert made["outcome"]["statement"] == statement_id(done)


def test_promises_stand_in_the_order_of_the_day_by_which_they_are_due() -> None:
    plans = [release("plan", mode=Mode.PLANNED, due=due) for due in ("", "1941", "1940-05", "1940")]
    corpus = Corpus(statements=plans, sources={"source/plan": source("plan")})
    found = promise_ledger(corpus, rank_corpus(corpus), ONTOLOGY)
    assert [made["due"] for made in found] == ["1940-05", "1940", "1941", None]


@pytest.mark.parametrize(
    ("announced", "day", "expected"),
    [("1940-03-01", "1940-02-29", False), ("1940-03-01", "1940-03-01", True), ("1940", "1940-01-01", True),
     ("1940", "1939", False), ("[..1950]", "1900", False), ("[..1950]", "1950", True), ("", "2100", False)],
)  # fmt: skip
def test_a_promise_counts_as_made_from_the_day_on_which_its_source_is_let_in(
    announced: str, day: str, expected: bool
) -> None:
    made = entry(announced=announced)
    assert was_announced(made, day) is expected
    assert (made["announcedEarliest"] is None) is (announced in ("", "[..1950]"))


def plan(value: Ref | Literal, subject: str, property_: str, mode: Mode = Mode.PLANNED, **times: str) -> Statement:
    qualifiers = tuple((key, Literal(text)) for key, text in times.items())
    return said(value, source="source/plan", subject=subject, property=property_, mode=mode, qualifiers=qualifiers)


def ledger(*statements: Statement) -> list[dict[str, Any]]:
    corpus = Corpus(statements=list(statements), sources={one: replace(source("plan"), id=one) for one in
                                                          {made.source for made in statements}})  # fmt: skip
    return promise_ledger(corpus, rank_corpus(corpus), ONTOLOGY)


def test_a_plan_that_is_a_date_is_due_on_that_date() -> None:
    (made,) = ledger(plan(Literal("2014-07"), "event/swim", "heldOn"))
    assert (made["due"], made["dueEarliest"], made["dueLatest"]) == ("2014-07", "2014-07-01", "2014-07-31")
    assert [state_at(made, day) for day in ("2014-06-30", "2014-07", "2026-06-01")] == ["open", "due", "unknown"]


def test_a_plan_with_a_time_of_its_own_is_due_then() -> None:
    east = Ref("place/eastland")
    assert [made["due"] for made in ledger(plan(east, "work/bridge", "releasedIn", when="1940-05"))] == ["1940-05"]
    (made,) = ledger(plan(east, "work/bridge", "releasedIn", when="1940-05", due="1940-04"))
    assert made["due"] == "1940-04"


def test_a_plan_about_an_event_is_due_at_the_time_of_the_event_by_facts_before_plans() -> None:
    about = plan(Ref("event/fair"), "person/ada", "headOf")
    planned, held = plan(Literal("1940"), "event/fair", "heldOn"), plan(Literal("1940-05"), "event/fair", "heldOn",
                                                                       Mode.FACT)  # fmt: skip
    doubtful = replace(plan(Literal("1939"), "event/fair", "heldOn", Mode.FACT), certainty=Certainty.DOUBTFUL)

    def window(*dates: Statement) -> list[str | None]:
        made = next(made for made in ledger(about, *dates) if made["property"] == "headOf")
        return [made[name] for name in ("due", "dueEarliest", "dueLatest")]

    assert window() == [None, None, None]
    assert window(planned) == [None, "1940-01-01", "1940-12-31"]
    assert window(planned, held, doubtful) == [None, "1940-05-01", "1940-05-31"]


def test_a_fact_that_says_the_same_is_told_once_it_was_known_and_changes_no_state() -> None:
    known = entry(done=release("done", when="1940-05-10"))
    (fact,) = known["facts"]
    assert fact == {"statement": statement_id(release("done", when="1940-05-10")), "knownBy": "1940-07-31"}
    assert [facts_at(known, day) for day in ("1940-07-30", "1940-07-31")] == [[], [fact]]
    doubtful = replace(release("done"), certainty=Certainty.DOUBTFUL)
    assert entry(done=doubtful)["facts"] == entry(done=replace(release("done"), value=Ref("place/x")))["facts"] == []
    swim, dates = plan(Literal("2014-07"), "event/swim", "heldOn"), ("2014-07-12", "2014-08")
    told = [plan(Literal(date), "event/swim", "heldOn", Mode.FACT) for date in dates]
    (made,) = ledger(swim, *told)
    assert [fact["statement"] for fact in made["facts"]] == [statement_id(told[0])]
    assert state_at(made, "2026") == "unknown"


@pytest.mark.parametrize(
    "day", ["today", "", "1940-13", "1940-02-30", "１９４０", "1940-5-1", "[1940..1941]", "40", "0000"]
)
def test_what_is_no_day_is_refused_with_a_remedy(day: str) -> None:
    with pytest.raises(UsageError, match="write YYYY-MM-DD, as in 2025-09-30"):
        state_at(entry(), day)


def test_a_month_means_its_last_day() -> None:
    assert (day_of("1940-02"), day_of("1940")) == ("1940-02-29", "1940-12-31")
    assert state_at(entry(), "1940-05") == "due"


def _dates(start: str, end: str) -> st.SearchStrategy[str]:
    days = st.dates(date.fromisoformat(start), date.fromisoformat(end)).map(str)
    cut = st.builds(lambda day, length: day[:length], days, st.sampled_from([4, 7, 10]))
    between = st.builds(lambda one, other: f"[{min(one, other)}..{max(one, other)}]", days, days)
    return st.one_of(cut, between)


ANY = _dates("1939-01-01", "1942-12-31")
ENTRIES = st.builds(
    lambda due, when, known, outcome: entry(due, release("done", when=when), known, decided(outcome))
    if outcome else entry(due),
    st.one_of(ANY, st.just("")),
    st.one_of(ANY, st.just("")),
    st.one_of(ANY, st.just("")),
    st.sampled_from([None, *Outcome]),
)  # fmt: skip
EVERY_DAY = st.dates(date(1938, 1, 1), date(1951, 1, 1)).map(str)


@given(ENTRIES, EVERY_DAY, EVERY_DAY)
def test_states_go_one_way(made: dict[str, Any], one: str, other: str) -> None:
    before, after = (state_at(made, day) for day in sorted((one, other)))
    assert STATES.index(before) <= STATES.index(after)
    assert before not in FINAL or after == before


@given(ENTRIES, EVERY_DAY)
def test_nothing_counts_before_it_happened_and_was_known(made: dict[str, Any], day: str) -> None:
    if counted := outcome_at(made, day):
        assert counted["knownBy"] <= day
        assert (counted["earliest"] or "") <= day
    elif state_at(made, day) in FINAL:
        pytest.fail("a promise ended before its outcome counts")


@given(ENTRIES, EVERY_DAY, st.integers(0, 400), st.integers(0, 400))
def test_a_wider_window_never_loses_a_promise(made: dict[str, Any], day: str, before: int, after: int) -> None:
    """What is due stays due, what is kept stays kept; widening makes late or unknown at most due or kept."""
    if not made["due"]:
        return
    moved = {
        "dueEarliest": str(date.fromisoformat(made["dueEarliest"]) - timedelta(before)),
        "dueLatest": str(date.fromisoformat(made["dueLatest"]) + timedelta(after)),
    }
    was, now = state_at(made, day), state_at({**made, **moved}, day)
    allowed = {"open": {"due"}, "due": set(), "kept": set(), "late": {"kept", "unknown"},
               "unknown": {"due", "kept"}, "changed": set(), "dropped": set()}  # fmt: skip
    assert now in allowed[was] | {was}


@given(st.lists(st.tuples(st.one_of(ANY, st.just("")), ANY), max_size=5, unique=True), EVERY_DAY)
def test_every_plan_has_one_entry_and_one_state(plans: list[tuple[str, str]], day: str) -> None:
    corpus = Corpus(statements=[release(f"s{at}", mode=Mode.PLANNED, due=due) for at, (due, _) in enumerate(plans)])
    corpus.sources = {one.id: one for one in (source(f"s{at}", when) for at, (_, when) in enumerate(plans))}
    found = promise_ledger(corpus, rank_corpus(corpus), ONTOLOGY)
    assert sorted(made["statement"] for made in found) == sorted(map(statement_id, corpus.statements))
    assert all(state_at(made, day) in ("open", "due", "unknown") for made in found)


@given(ENTRIES, EVERY_DAY)
def test_the_history_tells_the_state_of_every_day(made: dict[str, Any], day: str) -> None:
    told = history(made)
    days = {day, *(one for one, _ in told), *(str(date.fromisoformat(one) - timedelta(1)) for one, _ in told[1:])}
    for one in days:
        assert [state for since, state in told if since <= one][-1] == state_at(made, one)
    assert all(state != after for (_, state), (_, after) in pairwise(told))
    since = outcome_day(made)
    assert (outcome_at(made, day) is not None) == (since is not None and since <= day)
