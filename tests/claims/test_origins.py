"""Where texts come from, who belongs to whom, who is party to an event: golden answers on a small world."""

from __future__ import annotations

import pytest

from kg.claims.origins import Origins, belongs, origin_of, parties
from kg.dates import bounds
from kg.model import Certainty, Mode, Statement
from tests.claims.chains import COPIED, HOSTED, OWNED, SEED_SOURCES, fact, ids, ontology, ranked, seed, source, world


def test_a_chain_of_copies_and_paraphrases_ends_at_the_article() -> None:
    found = origin_of(world(), ontology())
    assert found == {
        "source/article": ("source/article",),
        "source/other": ("source/other",),
        "source/portal": ("source/article",),
        "source/register": ("source/register",),
        "source/reworded": ("source/article",),
        "source/wire": ("source/article",),
    }


def test_without_the_statement_of_copying_the_copy_is_an_origin() -> None:
    assert origin_of(world(without=(COPIED,)), ontology())["source/portal"] == ("source/portal",)


@pytest.mark.parametrize("weak", [{"mode": Mode.ATTRIBUTED}, {"certainty": Certainty.DOUBTFUL}])
def test_only_plain_facts_make_a_copy(weak: dict[str, Mode]) -> None:
    said = fact("other", "source/other", "follows", "source/article", **weak)
    assert origin_of(world(said), ontology())["source/other"] == ("source/other",)


def test_a_text_that_draws_on_two_has_two_origins() -> None:
    found = origin_of(world(sources=(source("digest", "org/portal", "portal", "other"),)), ontology())
    assert found["source/digest"] == ("source/article", "source/other")


def test_a_passage_taken_from_elsewhere_changes_the_origin_of_that_passage_alone() -> None:
    taken = fact("article", "source/article", "follows", "source/other", having={"about": "person/ada"})
    made = world(taken)
    origins = Origins(made, ranked(made), ontology())
    assert origins.of("source/portal") == ("source/article",)
    assert origins.of("source/portal", "event/fair") == ("source/article",)
    assert origins.of("source/portal", "person/ada") == ("source/other",)


def test_a_circle_still_counts_once() -> None:
    ring = tuple(source(name, "org/portal", above) for name, above in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "b")))
    found = origin_of(world(sources=ring), ontology())
    assert len({found[f"source/{name}"] for name in "abcd"}) == 1
    assert origin_of(world(sources=(source("self", "org/portal", "self"),)), ontology())["source/self"] == (
        "source/self",
    )


def test_a_very_long_chain_is_followed_to_its_end() -> None:
    chain = tuple(source(f"n{at}", "org/portal", f"n{at - 1}" if at else "article") for at in range(3000))
    assert origin_of(world(sources=chain), ontology())["source/n2999"] == ("source/article",)


MINISTER = (
    fact("register", "person/ada", "holdsPosition", "position/minister"),
    fact("register", "position/minister", "positionIn", "org/ministry"),
    fact("register", "org/ministry", "partOf", "place/eastland"),
)


def test_belonging_is_followed_to_the_end_with_every_statement_on_the_way() -> None:
    one, two, three = ids(*MINISTER)
    assert dict(belongs(ranked(world(*MINISTER)), ontology()).above("person/ada")) == {
        "position/minister": (one,),
        "org/ministry": (one, two),
        "place/eastland": (one, two, three),
    }


@pytest.mark.parametrize("left_out", MINISTER)
def test_without_one_statement_the_rest_of_the_way_is_gone(left_out: Statement) -> None:
    assert "place/eastland" not in belongs(ranked(world(*MINISTER, without=(left_out,))), ontology()).above(
        "person/ada"
    )


def test_owning_ties_the_owned_to_the_owner_and_not_the_other_way_round() -> None:
    owns = fact("register", "org/other", "owns", "org/wire")
    ties = belongs(ranked(world(owns)), ontology())
    assert dict(ties.above("org/wire")) == {"org/other": tuple(ids(owns))}
    assert not ties.above("org/other")


def test_ownership_in_a_ring_ends() -> None:
    back = fact("register", "org/host", "partOf", "org/paper")
    assert set(belongs(ranked(world(back)), ontology()).above("org/paper")) == {"org/host"}


def test_a_post_that_was_left_ties_nobody_afterwards() -> None:
    left = fact("register", "person/bo", "headOf", "org/host", having={"from": "2000", "until": "2010-06"})
    ties = belongs(ranked(world(left)), ontology())
    found = {year: bool(ties.above("person/bo", bounds(year))) for year in ("1999", "2000", "2010", "2011")}
    assert found == {"1999": False, "2000": True, "2010": True, "2011": False}
    assert ties.above("person/bo")


def test_a_plan_to_buy_is_no_ownership() -> None:
    assert not belongs(
        ranked(world(fact("other", "org/other", "owns", "org/wire", mode=Mode.PLANNED))), ontology()
    ).above("org/wire")


def test_each_way_of_being_a_party_is_found_with_its_statements() -> None:
    spoke = fact("article", "speech/welcome", "speaker", "person/ada")
    at_fair = fact("article", "speech/welcome", "occasion", "event/fair")
    guest = fact("article", "person/bo", "tookPartIn", "event/fair")
    shown = fact("article", "work/film", "presentedAt", "event/fair", having={"by": "org/wire"})
    found = parties(ranked(world(spoke, at_fair, guest, shown)), ontology())
    assert found == {
        "event/fair": {
            "org/host": tuple(ids(HOSTED)),
            "org/wire": tuple(ids(shown)),
            "person/ada": tuple(ids(spoke, at_fair)),
            "person/bo": tuple(ids(guest)),
        }
    }


def test_nobody_is_a_party_by_somebodys_word() -> None:
    claimed = fact("other", "event/fair", "organizedBy", "org/other", mode=Mode.ATTRIBUTED)
    assert set(parties(ranked(world(claimed)), ontology())["event/fair"]) == {"org/host"}
    assert OWNED in world().statements  # belonging is no part of being a party


def test_the_seeds_chain_and_parties() -> None:
    corpus = seed()
    assert {one: origin_of(corpus, ontology())[one] for one in SEED_SOURCES} == {
        SEED_SOURCES[0]: (SEED_SOURCES[0],),
        SEED_SOURCES[1]: (SEED_SOURCES[1],),
        SEED_SOURCES[2]: (SEED_SOURCES[1],),
        SEED_SOURCES[3]: (SEED_SOURCES[1],),
    }
    assert sorted(parties(ranked(corpus), ontology())["event/2025-05-07-victory-80-exchange"]) == [
        "org/cmg",
        "org/red-silk-creative-team",
        "org/vgtrk",
        "person/karmen-grandson",
        "person/oleg-dobrodeev",
        "person/red-silk-producer",
        "person/shen-haixiong",
        "person/vladimir-putin",
        "person/xi-jinping",
    ]
