"""The chain of voices: every hop in order, what ties it to the event, and that taking a tie away changes the answer."""

from __future__ import annotations

from typing import Any

import pytest

from kg.claims.voices import voice_ledger
from kg.corpus import Corpus
from kg.model import Mode, Statement
from tests.claims.chains import COPIED, HOSTED, OWNED, SEED_SOURCES, fact, ids, ontology, ranked, seed, world

EVENT = "event/2025-05-07-victory-80-exchange"
OWNERSHIP = fact("register", "org/cgtn", "partOf", "org/cmg", voice=("org/other",))


def ledger(corpus: Corpus) -> list[dict[str, Any]]:
    return voice_ledger(corpus, ranked(corpus), ontology())


def entry(corpus: Corpus, statement: Statement) -> dict[str, Any]:
    (found,) = [one for one in ledger(corpus) if [one["statement"]] == ids(statement)]
    return found


def hops(found: dict[str, Any]) -> list[tuple[str, str, bool | None]]:
    return [(hop["role"], hop["agent"], hop["party"]) for hop in found["hops"]]


OPENED = fact("portal", "event/fair", "heldOn", "2025-05-07")


def test_every_hop_from_speaker_to_portal_with_what_ties_and_what_holds_it() -> None:
    (owned, hosted), copied = ids(OWNED, HOSTED), ids(COPIED)
    tied = {"party": True, "through": [owned, hosted]}
    passed: dict[str, Any] = {"party": None, "through": []}
    assert entry(world(OPENED), OPENED) == {
        "statement": ids(OPENED)[0],
        "event": "event/fair",
        "single_party": True,
        "hops": [
            {"role": "speaker", "agent": "org/paper", "source": None, **tied, "held_by": ["metadata of source/portal"]},
            {"role": "outlet", "agent": "org/paper", "source": "source/article", **tied,
             "held_by": ["metadata of source/article"]},
            {"role": "carrier", "agent": "org/wire", "source": "source/wire", **passed,
             "held_by": ["metadata of source/wire"]},
            {"role": "carrier", "agent": "org/portal", "source": "source/portal", **passed, "held_by": copied},
        ],
    }  # fmt: skip


def test_without_the_ownership_statement_the_answer_changes() -> None:
    found = entry(world(OPENED, without=(OWNED,)), OPENED)
    assert not found["single_party"]
    assert hops(found)[:2] == [("speaker", "org/paper", False), ("outlet", "org/paper", False)]


def test_without_the_copy_the_portal_is_the_outlet_and_no_party() -> None:
    found = entry(world(OPENED, without=(COPIED,)), OPENED)
    assert hops(found) == [("speaker", "org/paper", True), ("outlet", "org/portal", False)]
    assert not found["single_party"]


def test_ownership_that_had_ended_when_the_article_came_out_does_not_tie() -> None:
    sold = fact("register", "org/paper", "partOf", "org/host", having={"until": "2020"})
    assert not entry(world(OPENED, sold, without=(OWNED,)), OPENED)["single_party"]


def test_a_person_is_followed_by_every_body_spoken_for() -> None:
    head = fact("register", "person/ada", "headOf", "org/host")
    post = fact("register", "person/ada", "holdsPosition", "position/minister")
    place = fact("register", "position/minister", "positionIn", "org/ministry")
    said = fact("article", "event/fair", "hasTopic", "topic/peace", mode=Mode.ATTRIBUTED, voice=("person/ada",))
    found = entry(world(head, post, place, said), said)
    assert hops(found) == [
        ("speaker", "person/ada", True),
        ("body", "org/host", True),
        ("body", "org/ministry", False),
        ("outlet", "org/paper", True),
    ]
    assert found["hops"][2]["held_by"] == ids(post, place)
    assert not found["single_party"]


def test_a_body_is_there_in_the_person_who_took_part_for_that_persons_words_alone() -> None:
    post = fact("register", "person/ada", "holdsPosition", "position/minister")
    place = fact("register", "position/minister", "positionIn", "org/ministry")
    guest = fact("article", "person/ada", "tookPartIn", "event/fair")
    said = fact("article", "event/fair", "hasTopic", "topic/peace", mode=Mode.ATTRIBUTED, voice=("person/ada",))
    own = fact("article", "event/fair", "hasTopic", "topic/war", mode=Mode.ATTRIBUTED, voice=("org/ministry",))
    made = world(post, place, guest, said, own)
    assert entry(made, said)["single_party"]
    assert entry(made, said)["hops"][1]["through"] == ids(post, place, guest)
    assert not entry(made, own)["single_party"]


def test_the_speaker_of_an_act_is_held_by_the_acts_own_statement() -> None:
    spoke = fact("article", "speech/welcome", "speaker", "person/ada")
    at_fair = fact("article", "speech/welcome", "occasion", "event/fair")
    told = fact("article", "topic/peace", "strengthens", "topic/trade", mode=Mode.ATTRIBUTED, voice=("person/ada",),
                act="speech/welcome")  # fmt: skip
    found = entry(world(spoke, at_fair, told), told)
    assert found["event"] == "event/fair"
    assert found["hops"][0]["held_by"] == ids(spoke)
    assert found["single_party"]
    assert not [one for one in ledger(world(spoke, told)) if [one["statement"]] == ids(told)]


def test_a_paraphrase_repeats_and_its_publisher_does_not_speak() -> None:
    told = fact("reworded", "event/fair", "heldOn", "2025-05-07", voice=("org/portal",))
    found = entry(world(told), told)
    assert hops(found) == [
        ("speaker", "org/paper", True),
        ("outlet", "org/paper", True),
        ("carrier", "org/portal", None),
    ]
    assert found["hops"][0]["held_by"] == ["metadata of source/article"]


def test_an_outside_paper_is_an_outside_witness() -> None:
    told = fact("other", "event/fair", "hostedBy", "org/host", voice=("org/other",))
    assert not entry(world(told), told)["single_party"]


def test_statements_about_nothing_known_have_no_chain() -> None:
    elsewhere = fact("article", "person/ada", "occupation", "driver")
    assert {one["statement"] for one in ledger(world(elsewhere))} == set(ids(HOSTED))
    assert not ledger(world(without=(HOSTED,)))


def test_an_event_may_be_named_in_a_qualifier() -> None:
    sent = fact("article", "person/ada", "sentTo", "place/eastland", having={"purpose": "event/fair"})
    assert entry(world(sent), sent)["event"] == "event/fair"


def test_the_seed_rests_on_parties_once_cgtn_is_known_to_belong_to_cmg() -> None:
    def single(corpus: Corpus) -> dict[str, bool]:
        by_id = {made.id: made.statement for made in ranked(corpus)}
        found = [one for one in ledger(corpus) if one["event"] == EVENT]
        return {
            f"{by_id[one['statement']].subject} {by_id[one['statement']].property}": one["single_party"]
            for one in found
            if by_id[one["statement"]].source == SEED_SOURCES[3]
        }

    alone, owned = single(seed()), single(seed(OWNERSHIP))
    assert alone.keys() == owned.keys()
    assert len(owned) >= 20
    assert not any(alone.values())
    assert all(owned.values())
    assert {"topic/cultural-exchange strengthens", f"{EVENT} hostedBy", "work/red-silk presentedAt"} <= owned.keys()


def test_the_chain_of_xis_message_on_the_seed() -> None:
    corpus = seed(OWNERSHIP)
    told = next(one for one in corpus.statements if one.key == "friendship-foundation")
    assert hops(entry(corpus, told)) == [
        ("speaker", "person/xi-jinping", True),
        ("body", "place/china", True),
        ("outlet", "org/cgtn", True),
        ("carrier", "org/pr-newswire", None),
        ("carrier", "org/finanznachrichten", None),
    ]


@pytest.mark.parametrize("key", ["xi-message", "shen-cmg"])
def test_the_portals_line_alone_ties_nobody(key: str) -> None:
    corpus = seed(OWNERSHIP)
    told = next(one for one in corpus.statements if one.key == key)
    assert [one for one in ledger(corpus) if [one["statement"]] == ids(told)] == []  # these name no event
