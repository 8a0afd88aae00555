"""A review asks, writes at once, and goes on where it stopped; a stranger's label cannot steer the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.curation.lint import lint
from kg.decisions import LinkVerdict
from kg.errors import UsageError
from kg.link.decide import decide
from kg.link.known import read_known
from kg.link.review import Review
from kg.link.score import Candidate, Point
from kg.link.suggest import Suggestion
from kg.model import Severity
from kg.resources import Home


def candidate(entity: str, item: str, label: str = "Ada Camera") -> Candidate:
    points = (Point(40, "the same name in latin: Ada Camera"), Point(-30, "bornOn 1906 here, 1981 there"))
    return Candidate(entity, item, label, "camera operator", 70, points)


ADA = Suggestion("person/ada-camera", (candidate("person/ada-camera", "Q1"), candidate("person/ada-camera", "Q2")))
BORIS = Suggestion("person/boris-camera", (candidate("person/boris-camera", "Q3"),))


class Stop(Exception):  # noqa: N818 -- stands for whatever ends a process
    pass


def walk(home: Home, *answers: str | type[BaseException]) -> tuple[Review, list[str]]:
    """A walk in which the person gives these answers, and then is gone (end of input)."""
    given: Iterator[str | type[BaseException]] = iter(answers)
    shown: list[str] = []

    def ask(prompt: str) -> str:
        shown.append(prompt)
        answer = next(given, EOFError)
        if isinstance(answer, str):
            return answer
        raise answer

    review = Review(home, read_known(home), by="tester", date="2026-11-26", show=shown.append, ask=ask)
    review.walk([ADA, BORIS])
    return review, shown


def decided(home: Home) -> dict[tuple[str, str], str]:
    return {(one.entity, one.item): str(one.verdict) for one in read_known(home).corpus.links}


def test_accept_reject_unsure_and_skip_are_recorded_signed_and_readable(world_home: Home) -> None:
    review, shown = walk(world_home, "r", "A painter, born 1981.", "a", "", "", "s")
    assert decided(world_home) == {("person/ada-camera", "Q1"): "rejected", ("person/ada-camera", "Q2"): "accepted"}
    assert dict(review.done) == {"rejected": 1, "accepted": 1, "skipped": 1}
    known = read_known(world_home)
    assert [one for one in lint(known.corpus, known.ontology) if one.severity is Severity.ERROR] == []
    accepted = next(one for one in known.corpus.links if one.item == "Q2")
    assert (accepted.by, accepted.date, accepted.item_label) == ("tester", "2026-11-26", "Ada Camera")
    assert accepted.evidence == ("https://www.wikidata.org/wiki/Q2",)
    assert accepted.why == "the same name in latin: Ada Camera"
    assert any("+40  the same name in latin" in line for line in shown)
    assert any("-30  bornOn" in line for line in shown)


def test_it_goes_on_where_it_stopped(world_home: Home) -> None:
    walk(world_home, "u", "Same name, no date.", "q")
    _, shown = walk(world_home)
    assert not any("Q1 " in line for line in shown)
    assert any("Q2 " in line for line in shown)
    walk(world_home, "a", "", "", "u", "No date either.")
    _, shown = walk(world_home)
    assert shown == []


@pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit, Stop])
def test_an_interrupt_at_any_moment_keeps_every_answer_given(world_home: Home, end: type[BaseException]) -> None:
    with pytest.raises(end):
        walk(world_home, "r", "A painter.", end)
    assert decided(world_home) == {("person/ada-camera", "Q1"): "rejected"}
    with pytest.raises(end):
        walk(world_home, "r", end)  # between the letter and the reason
    assert decided(world_home) == {("person/ada-camera", "Q1"): "rejected"}


def test_the_end_of_input_ends_the_walk_quietly(world_home: Home) -> None:
    review, _ = walk(world_home, "r")
    assert not review.done


def test_no_reason_no_decision_and_no_letter_no_decision(world_home: Home) -> None:
    _, shown = walk(world_home, "x", "", "r", "", "q")
    assert decided(world_home) == {}
    assert shown.count("  one letter, please; nothing is recorded yet") == 2
    assert "  no reason, no decision" in shown


def test_bad_evidence_is_refused_and_asked_again(world_home: Home) -> None:
    _, shown = walk(world_home, "a", "Same person.", "somewhere | else", "n", "q")
    assert any("not recorded: the evidence must be an address" in line for line in shown)
    assert decided(world_home) == {}


def test_control_characters_in_a_label_are_shown_not_obeyed(world_home: Home) -> None:
    shown: list[str] = []
    nasty = Suggestion("person/ada-camera", (candidate("person/ada-camera", "Q1", "\x1b[2J\u202eevil\r\n"),))
    review = Review(world_home, read_known(world_home), by="t", date="2026", show=shown.append, ask=lambda _: "q")
    review.walk([nasty])
    text = "".join(shown)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\x1b[2J\\u202eevil\\r\\n" in text


def make(home: Home, entity: str, item: str, verdict: str, **more: object) -> None:
    given: dict[str, object] = {"why": "w", "by": "t", "date": "2026-11-26", "evidence": ["https://example.org/"]}
    decide(home, read_known(home), entity, item, LinkVerdict(verdict), **{**given, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entity", "item", "verdict", "more", "says"),
    [
        ("person/ada", "Q1", "accepted", {}, "there is no entity 'person/ada'"),
        ("person/ada-camera", "P1", "accepted", {}, "the id of a property"),
        ("person/ada-camera", "Q1", "accepted", {"date": "26.11.2026"}, "the date of the decision"),
        ("person/ada-camera", "Q1", "accepted", {"by": " "}, "a decision is signed"),
        ("person/ada-camera", "Q1", "accepted", {"evidence": []}, "carries its evidence"),
        ("person/ada-camera", "Q1", "accepted", {"evidence": ["a|b"]}, "must be an address"),
        ("person/ada-camera", "Q1", "rejected", {"why": " "}, "say why"),
        ("person/ada-camera", "Q2", "accepted", {}, "is linked to Q9 already"),
        ("person/boris-camera", "Q9", "accepted", {}, "is linked to 'person/ada-camera' already"),
    ],
)
def test_a_decision_that_could_not_be_read_back_is_refused(
    world_home: Home, entity: str, item: str, verdict: str, more: dict[str, object], says: str
) -> None:
    make(world_home, "person/ada-camera", "Q9", "accepted")
    before = decided(world_home)
    with pytest.raises(UsageError, match=says):
        make(world_home, entity, item, verdict, **more)
    assert decided(world_home) == before


def test_a_change_of_mind_replaces_the_row(world_home: Home) -> None:
    make(world_home, "person/ada-camera", "Q9", "accepted")
    make(world_home, "person/ada-camera", "Q9", "rejected")
    assert decided(world_home) == {("person/ada-camera", "Q9"): "rejected"}
    rows = (Path(world_home.data) / "decisions" / "links.sssom.tsv").read_text(encoding="utf-8").splitlines()
    assert not [row for row in rows if row.startswith("person:")]
