"""Independent origins are counted, copies are not; ties between outlet and actor are named."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.corroboration import corroboration_ledger
from kg.claims.rank import rank_corpus
from kg.corpus import Corpus
from kg.model import Certainty, Mode, Statement
from tests.claims.chains import HOSTED, OWNED, copies, fact, ids, ontology, ranked, seed, source, world


def ledger(corpus: Corpus) -> list[dict[str, Any]]:
    return corroboration_ledger(corpus, ranked(corpus), ontology())


def entries(corpus: Corpus, subject: str, name: str) -> list[dict[str, Any]]:
    return [one for one in ledger(corpus) if (one["subject"], one["property"]) == (subject, name)]


def born(where: str, when: str, **more: Any) -> Statement:
    return fact(where, "person/ada", "bornOn", when, voice=("org/other",), **more)


def test_a_host_reported_by_its_own_paper_has_one_origin_and_that_one_is_tied() -> None:
    (hosted,), (owned,) = ids(HOSTED), ids(OWNED)
    assert entries(world(), "event/fair", "hostedBy") == [
        {
            "subject": "event/fair",
            "property": "hostedBy",
            "value": {"id": "org/host"},
            "when": None,
            "statements": [hosted],
            "origins": [
                {
                    "source": "source/article",
                    "statements": [hosted],
                    "tied": [{"agent": "org/paper", "to": "org/host", "through": [owned]}],
                }
            ],
            "independent": 1,
            "untied": 0,
            "copies": 0,
        }
    ]


def test_without_the_ownership_statement_there_is_no_tie_and_no_entry() -> None:
    assert not entries(world(without=(OWNED,)), "event/fair", "hostedBy")


def test_three_copies_and_a_paraphrase_leave_the_count_at_one() -> None:
    retold = fact("reworded", "event/fair", "hostedBy", "org/host", voice=("org/portal",))
    (found,) = entries(copies(world(retold), "source/article", 3), "event/fair", "hostedBy")
    assert (found["independent"], found["untied"], len(found["statements"])) == (1, 0, 5)


def test_an_outside_paper_is_a_second_origin_without_a_tie() -> None:
    other = fact("other", "event/fair", "hostedBy", "org/host", voice=("org/other",))
    (found,) = entries(world(other), "event/fair", "hostedBy")
    assert (found["independent"], found["untied"]) == (2, 1)
    assert [origin["source"] for origin in found["origins"]] == ["source/article", "source/other"]


@pytest.mark.parametrize(
    ("note", "reproduces", "loose"),
    [
        ("Copy of an encyclopaedia article.", (), 1),
        ("Mirror on an unrelated host.", (), 1),
        ("Blog that copies an agency text.", (), 1),
        ("Memoir reprinted on a site.", (), 1),
        ("Copy of the article.", ("source/article",), 0),
        ("State media in its own wording, no copy of the release.", (), 0),
        ("Not seen; known from a repost that names it.", (), 0),
        ("The paper's own page.", (), 0),
        ("", (), 0),
    ],
)
def test_an_origin_that_is_a_copy_of_nobody_knows_what_is_said(
    note: str, reproduces: tuple[str, ...], loose: int
) -> None:
    made = world(fact("other", "event/fair", "hostedBy", "org/host", voice=("org/other",)))
    known = made.sources["source/other"]
    made.sources["source/other"] = replace(known, reliability_note=note, reproduces=reproduces)
    (found,) = entries(made, "event/fair", "hostedBy")
    assert (found["independent"], found["copies"]) == (1 if reproduces else 2, loose)


def test_a_party_of_the_event_named_is_an_actor_too() -> None:
    held = fact("article", "event/fair", "heldOn", "2025-05-07")
    (found,) = entries(world(held), "event/fair", "heldOn")
    assert found["origins"][0]["tied"] == [{"agent": "org/paper", "to": "org/host", "through": ids(OWNED, HOSTED)}]


def test_the_one_who_did_it_is_an_actor_and_a_country_as_a_mere_place_is_none() -> None:
    sent = fact("article", "person/ada", "sentTo", "place/eastland", having={"by": "org/host"})
    lies = fact("register", "org/paper", "partOf", "place/eastland")
    (found,) = entries(world(sent, lies), "person/ada", "sentTo")
    assert [tie["to"] for tie in found["origins"][0]["tied"]] == ["org/host"]


def test_a_single_plain_statement_without_a_tie_has_no_entry() -> None:
    assert not entries(world(born("other", "1906-11-26")), "person/ada", "bornOn")


def test_plans_words_denials_and_doubts_state_no_fact() -> None:
    weak = [born("article", "1906", mode=mode) for mode in (Mode.PLANNED, Mode.ATTRIBUTED, Mode.DENIED)]
    weak.append(born("register", "1906", certainty=Certainty.DOUBTFUL))
    assert not entries(world(born("other", "1906"), *weak), "person/ada", "bornOn")


def test_dates_that_can_be_the_same_count_together_and_others_apart() -> None:
    made = world(born("article", "1906-11-26"), born("other", "1906-11"), born("register", "1906-11-29"))
    found = {one["value"]["value"]: one["independent"] for one in entries(made, "person/ada", "bornOn")}
    assert found == {"1906-11-26": 2, "1906-11-29": 2, "1906-11": 3}


def test_two_dates_that_only_agree_are_one_entry_under_the_narrower() -> None:
    (found,) = entries(world(born("article", "1906-11-26"), born("other", "1906-11")), "person/ada", "bornOn")
    assert (found["value"], found["independent"]) == ({"value": "1906-11-26"}, 2)


def test_the_single_time_of_a_premiere_is_part_of_the_fact() -> None:
    def shown(where: str, when: str) -> Statement:
        return fact(where, "work/film", "firstShownIn", "place/eastland", having={"when": when}, voice=("org/other",))

    (found,) = entries(world(shown("article", "2025-02-20"), shown("other", "2025-02")), "work/film", "firstShownIn")
    assert (found["when"], found["independent"]) == ("2025-02-20", 2)
    assert not entries(world(shown("article", "2025-02-20"), shown("other", "2025-02-21")), "work/film", "firstShownIn")


def test_a_digest_of_two_texts_adds_no_origin() -> None:
    digest = source("digest", "org/portal", "article", "other")
    told = [born(where, "1906") for where in ("article", "digest")]
    (found,) = entries(world(*told, sources=(digest,)), "person/ada", "bornOn")
    assert found["independent"] == 1
    alone = world(born("digest", "1906"), born("register", "1906"), sources=(digest,))
    assert entries(alone, "person/ada", "bornOn")[0]["independent"] == 2


def test_the_seed_has_one_origin_for_everything_it_says_of_the_event() -> None:
    corpus = copies(seed(), "source/2025-05-08-finanznachrichten-cgtn-cultural-exchanges", 3)
    found = [one for one in ledger(corpus) if one["subject"] == "event/2025-05-07-victory-80-exchange"]
    assert len(found) >= 5
    assert {one["independent"] for one in found} == {1}
    assert {origin["source"] for one in found for origin in one["origins"]} == {
        "source/2025-05-08-cgtn-release-cultural-exchanges"
    }


_SOURCES = ("article", "wire", "portal", "reworded", "other", "register", "digest")
_TOLD = st.lists(
    st.tuples(st.sampled_from(_SOURCES), st.sampled_from(["1906", "1906-11-26", "1906-11-29"])), max_size=8
)


@given(_TOLD, st.lists(st.sampled_from(_SOURCES), min_size=1, max_size=3), st.integers(1, 3))
def test_adding_a_copy_never_raises_a_count(told: list[tuple[str, str]], of: list[str], count: int) -> None:
    before = world(*(born(*one) for one in dict.fromkeys(told)), sources=(source("digest", "org/x", "wire", "other"),))
    after = before
    for at, name in enumerate(of):
        after = copies(after, f"source/{name}", count, f"copy-{at}")
    joint = replace(after.sources["source/other"], id="source/joint", reproduces=tuple(f"source/{one}" for one in of))
    after.sources[joint.id] = joint  # and one that copies several at once
    after.statements += [replace(one, source=joint.id) for one in before.statements if one.source in joint.reproduces]

    def counts(corpus: Corpus) -> dict[str, int]:
        return {one["value"]["value"]: one["independent"] for one in entries(corpus, "person/ada", "bornOn")}

    known = counts(before)
    for value, found in counts(after).items():
        assert found <= known.get(value, 1)


def test_a_hundred_thousand_statements_take_seconds() -> None:
    sources = tuple(source(f"s{at}", "org/paper", *([f"s{at - 1}"] if at % 10 else [])) for at in range(5_000))
    made = world(sources=sources)
    made.statements += [
        fact(
            f"s{(at + at // 20_000 * 1_000) % 5_000}", f"person/p{at % 20_000}", "bornOn", f"19{at % 20_000 % 90 + 10}"
        )
        for at in range(100_000)
    ]
    told = rank_corpus(made)
    before = time.process_time()
    found = corroboration_ledger(made, told, ontology())
    assert len(found) > 10_000
    assert time.process_time() - before < 10
