"""Characters by voice, side and institution: overlaps once, parts that sum, and a hand count of the seed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.claims.balance import balance_ledger, share_out
from kg.corpus import Corpus
from kg.model import EvidenceLevel
from tests.claims.chains import SEED_TEXT, fact, ontology, ranked, seed, source, world

OWNERSHIP = fact("register", "org/cgtn", "partOf", "org/cmg")
QUOTED = {  # what the seed gives to those it quotes, read off the text: paragraph by paragraph, [start, end)
    ("person/xi-jinping",): [(2833, 2971), (2976, 3107), (3129, 3224), (3229, 3259), (3261, 3305), (3311, 3393)],
    ("person/oleg-dobrodeev", "person/shen-haixiong"): [(2370, 2463), (2466, 2612), (2614, 2745)],
    ("org/cmg", "org/vgtrk"): [(1709, 1812), (1813, 1867)],
    ("org/cision",): [(3903, 4071)],
    ("org/finanznachrichten",): [(0, 20), (105, 127)],
}
OWN = {"h2": 82, "p1": 360, "p3": 331, "p4": 305, "p5": 128, "p6": 300, "p7": 160, "p9": 71, "p11": 97, "p12": 240,
       "f1": 123}  # fmt: skip
SIX_SPANS_OF_P2 = 17 + 40 + 44 + 78 + 87 + 69


def ledger(corpus: Corpus) -> dict[str, dict[str, Any]]:
    return {one["source"]: one for one in balance_ledger(corpus, ranked(corpus), ontology())}


def shares(entry: dict[str, Any], part: str, key: str) -> dict[tuple[str | None, ...], int]:
    return {tuple(bucket[key]): bucket["chars"] for bucket in entry[part]}


def one_by_one(spans: list[tuple[int, int, frozenset[str]]], own: str) -> dict[tuple[str, ...], int]:
    """The same count character by character."""
    text: list[set[str]] = [set() for _ in range(max((end for _, end, _ in spans), default=0))]
    for start, end, voices in spans:
        for at in range(start, end):
            text[at] |= voices
    return dict(Counter(tuple(sorted(heard - {own})) or (own,) for heard in text if heard))


def test_the_seed_is_counted_as_by_hand() -> None:
    found = ledger(seed())[SEED_TEXT]
    assert found["chars"] == 4073
    by_hand: dict[tuple[str | None, ...], int] = {
        who: sum(end - start for start, end in spans) for who, spans in QUOTED.items()
    }
    assert by_hand == {
        ("person/xi-jinping",): 520,
        ("person/oleg-dobrodeev", "person/shen-haixiong"): 370,
        ("org/cmg", "org/vgtrk"): 157,
        ("org/cision",): 168,
        ("org/finanznachrichten",): 42,
    }
    by_hand["org/cgtn",] = sum(OWN.values()) + SIX_SPANS_OF_P2
    assert by_hand["org/cgtn",] == 2532
    assert shares(found, "voices", "voices") == by_hand
    assert found["attributed"] == 3789


def test_the_seed_is_counted_as_character_by_character() -> None:
    corpus = seed()
    spans = [
        (place.start, place.end, frozenset(one.voice))
        for one in corpus.statements
        if one.source == SEED_TEXT
        for place in one.evidence
        if place.level is EvidenceLevel.SPAN
    ]
    assert shares(ledger(corpus)[SEED_TEXT], "voices", "voices") == one_by_one(spans, "org/cgtn")


def test_the_hand_count_is_of_those_words(shared: Path) -> None:
    (text,) = [path.read_text(encoding="utf-8") for path in (shared / "texts").glob("*.txt")]

    def ends(who: tuple[str, ...]) -> list[tuple[str, str]]:
        words = [text[start:end].split() for start, end in QUOTED[who]]
        return [(one[0], one[-1]) for one in words]

    assert ends(("person/xi-jinping",)) == [
        ("80", "War"),
        ("forged", "relations"),
        ("strengthening", "significance"),
        ("enhancing", "understanding"),
        ("promoting", "friendship"),
        ("consolidating", "ties"),
    ]
    assert ends(("person/oleg-dobrodeev", "person/shen-haixiong")) == [
        ("highlighted", "organizations"),
        ("They", "development"),
        ("thereby", "nations"),
    ]
    assert ends(("org/cmg", "org/vgtrk")) == [("collecting", "countries"), ("to", "future")]
    assert ends(("org/finanznachrichten",)) == [("08.05.2025", "Uhr"), ("Finanznachrichten", "News")]


def test_sides_and_institutions_of_the_seed() -> None:
    alone, owned = ledger(seed())[SEED_TEXT], ledger(seed(OWNERSHIP))[SEED_TEXT]
    both = ("place/china", "place/russia")
    assert shares(alone, "sides", "sides") == {(None,): 2532 + 168 + 42, both: 370 + 157, ("place/china",): 520}
    assert shares(owned, "sides", "sides") == {(None,): 168 + 42, both: 370 + 157, ("place/china",): 520 + 2532}
    assert shares(alone, "institutions", "agents") == {
        ("org/cgtn",): 2532,
        ("place/china",): 520,
        ("org/cmg", "org/publicity-department-cpc", "org/vgtrk"): 370,
        ("org/cision",): 168,
        ("org/cmg", "org/vgtrk"): 157,
        ("org/finanznachrichten",): 42,
    }


def test_where_a_body_lies_is_asked_only_if_it_belongs_to_no_country() -> None:
    text = source("long", "org/paper", chars=100)
    told = fact("long", "person/bo", "occupation", "driver", spans=[(0, 10)])
    lies = fact("register", "org/paper", "locatedIn", "place/westland")
    assert ledger(world(told, lies, sources=(text,)))["source/long"]["sides"] == [
        {"sides": ["place/westland"], "chars": 10}
    ]
    belongs = fact("register", "org/host", "partOf", "place/eastland")
    assert ledger(world(told, lies, belongs, sources=(text,)))["source/long"]["sides"] == [
        {"sides": ["place/eastland"], "chars": 10}
    ]


def test_a_person_of_no_known_body_or_country_is_not_guessed() -> None:
    text = source("long", "org/paper", chars=100)
    found = ledger(world(fact("long", "topic/x", "strengthens", "topic/y", voice=("person/bo",), spans=[(5, 9)]),
                         sources=(text,)))["source/long"]  # fmt: skip
    assert (found["sides"], found["institutions"]) == (
        [{"sides": [None], "chars": 4}],
        [{"agents": [None], "chars": 4}],
    )


def test_located_and_document_evidence_has_no_characters() -> None:
    assert not ledger(world())


_SPANS = st.lists(
    st.tuples(
        st.integers(0, 60), st.integers(1, 30), st.frozensets(st.sampled_from(["org/own", "a", "b", "c"]), min_size=1)
    ).map(lambda one: (one[0], one[0] + one[1], one[2])),
    max_size=12,
)


@given(_SPANS)
def test_any_spans_are_counted_as_character_by_character(spans: list[tuple[int, int, frozenset[str]]]) -> None:
    found = share_out(spans, "org/own")
    assert found == one_by_one(spans, "org/own")
    assert sum(found.values()) == len({at for start, end, _ in spans for at in range(start, end)})


_WHO = st.sampled_from([("org/paper",), ("person/ada",), ("person/ada", "person/bo"), ("org/ministry",)])


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30), _WHO), min_size=1, max_size=10))
def test_parts_always_sum_to_the_attributed_whole(told: list[tuple[int, int, tuple[str, ...]]]) -> None:
    statements = [
        fact("long", f"topic/t{at}", "strengthens", "topic/y", voice=voice, spans=[(start, start + size)])
        for at, (start, size, voice) in enumerate(told)
    ]
    statements.append(fact("register", "person/ada", "citizenOf", "place/eastland"))
    statements.append(fact("register", "person/bo", "headOf", "org/ministry"))
    found = ledger(world(*statements, sources=(source("long", "org/paper", chars=100),)))["source/long"]
    for part in ("voices", "sides", "institutions"):
        assert sum(bucket["chars"] for bucket in found[part]) == found["attributed"]
