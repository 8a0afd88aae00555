"""The questions of the tour, answered from the real data: the promise of the README, held by tests."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from kg.api import Graph
from kg.export.words import cell_text

SEED = "source/2025-05-08-finanznachrichten-cgtn-cultural-exchanges"
EVENT = "event/2025-05-07-victory-80-exchange"


def rows(graph: Graph, name: str, **params: str) -> list[tuple[str, ...]]:
    answer = graph.ask(name, **params)
    return [tuple(cell_text(row[at], graph.names, graph.terms, "en") for at in answer.shown) for row in answer.rows]


def test_1_who_is_roman_kalman_and_why_is_he_taken_to_be_karmen(seed: Graph) -> None:
    kalman = [row for row in rows(seed, "people/names", person="Roman Kalman") if row[0] == "Roman Kalman"]
    assert any(row[2] == "same" and "卡尔曼" in row[3] for row in kalman)
    page = seed.show("Roman Kalman")
    name = next(one for one in page.statements if one.source == SEED and one.value.value == "Roman Kalman")
    assert (page.id, name.certainty, name.places[0].paragraph) == ("person/roman-karmen", "probable", "p6")


def test_2_no_word_of_a_speech_appears_as_a_fact(seed: Graph) -> None:
    said = seed.ask("speech/said", speaker="Xi Jinping")
    assert said.rows
    assert {seed.receipt(one).mode for row in said.rows for one in said.statements(row)} <= {"attributed", "planned"}
    happened = seed.ask("events/happened", event=EVENT)
    assert {seed.receipt(one).mode for row in happened.rows for one in happened.statements(row)} == {"fact"}
    assert seed.ask("quality/speech-as-fact").rows == []
    assert ("congratulatory message of Vladimir Putin", "Vladimir Putin") in rows(seed, "speech/without-content")


def test_3_what_rests_only_on_bodies_that_took_part(seed: Graph) -> None:
    single = [one for one in seed.ledger("voices") if one["event"] == EVENT and one["single_party"]]
    other = [one for one in seed.ledger("voices") if one["event"] == EVENT and not one["single_party"]]
    assert single
    assert other
    for entry in single:
        assert all(hop["party"] for hop in entry["hops"] if hop["role"] != "carrier")
        outlet = next(hop for hop in entry["hops"] if hop["role"] == "outlet")
        assert outlet["through"], "what makes the outlet a party is itself a sourced statement"


def test_4_did_red_silk_open_in_china_when_and_who_says_so(seed: Graph) -> None:
    from kg.claims.promises import state_at

    promise = next(
        one
        for one in seed.ledger("promises")
        if (one["subject"], one["property"]) == ("work/red-silk", "releasedIn")
        and seed.receipt(seed.terms.prefixes["st"] + one["statement"]).source == SEED
    )
    assert promise["due"] == "2025-09"
    assert state_at(promise, "2025-08-31") == "open"
    assert state_at(promise, "2026-06-01") == "kept"
    fulfilled = seed.receipt(seed.terms.prefixes["st"] + promise["outcome"]["statement"])
    assert (fulfilled.when, fulfilled.mode) == ("2025-09-06", "fact")
    assert fulfilled.source != SEED


def test_5_when_was_karmen_born_three_answers_side_by_side(seed: Graph) -> None:
    entry = next(
        one
        for one in seed.ledger("conflicts")
        if (one["subject"], one["property"]) == ("person/roman-karmen", "bornOn")
    )
    assert [side["value"] for side in entry["sides"]] == ["1906-11-26", "1906-11-29", "1906-11-30"]
    assert all(side["sources"] for side in entry["sides"])
    assert (entry["state"], entry["verdicts"]) == ("open", [])


def test_5_also_as_a_table_of_every_answer(seed: Graph) -> None:
    born = [row[1] for row in rows(seed, "people/lives", person="Roman Karmen") if row[0] == "born on"]
    assert set(born) >= {"1906-11-26", "1906-11-29", "1906-11-30"}


def test_6_by_what_chain_are_two_things_connected_and_what_holds_each_link(seed: Graph) -> None:
    chains = seed.chains("Roman Karmen", EVENT)
    assert chains
    for chain in chains:
        assert (chain[0].source, chain[-1].target) == ("person/roman-karmen", EVENT)
        for link in chain:
            assert {link.source.partition("/")[0], link.target.partition("/")[0]}.isdisjoint(
                {"place", "topic", "award"}
            )
            receipts = [seed.receipt(one) for one in link.statements]
            assert receipts
            assert {one.mode for one in receipts} == {"fact"}


def test_6_mei_lanfang_and_the_event_of_2025(seed: Graph) -> None:
    tours = [row[0] for row in seed.ask("events/tours").rows if row[0] and "mei-lanfang" in row[0].value]
    assert tours
    assert seed.chains(seed.terms.id(tours[0].value), EVENT)


def test_7_film_exchange_by_kind_and_decade_with_what_is_undated(seed: Graph) -> None:
    answer = seed.ask("works/film-exchange")
    cells: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    found: dict[str, str] = {}
    for decade, kind, count, thing, *_ in rows(seed, "works/film-exchange"):
        assert re.fullmatch(r"\d{3}0s|undated", decade)
        assert found.setdefault(thing, decade) == decade
        cells[decade, kind, int(count)].add(thing)
    assert all(len(things) == count for (_, _, count), things in cells.items())
    assert len({(decade, kind) for decade, kind, _ in cells}) == len(cells)
    assert all(answer.statements(row) for row in answer.rows)
    plain: Any = seed.sparql("SELECT ?one { ?one a wikibase:BestRank ; kg:mode kg:Fact ; kg:certainty ?c "
                             "FILTER(?c != kg:Doubtful) }")  # fmt: skip
    assert {one for row in answer.rows for one in answer.statements(row)} <= {row[0].value for row in plain}
    things = {seed.terms.id(row[answer.columns.index("thing")].value) for row in answer.rows}  # type: ignore[union-attr]
    assert things >= {"work/red-silk", "work/karuza", "work/wind-from-the-east", "work/in-china"}
    assert not things & {"work/spain", "work/berlin", "work/awakening-of-india", "work/the-400-million"}
    assert not any("review" in thing for thing in things)
    dated = [decade for (decade, kind, _), held in cells.items() if kind == "film" for _ in held]
    assert dated.count("undated") * 5 < len(dated)


def test_8_every_theme_year_with_who_opened_it_and_where(seed: Graph) -> None:
    answer = seed.ask("events/theme-year-openings")
    assert {row[1] for row in rows(seed, "events/theme-year-openings")} <= {
        row[0] for row in rows(seed, "events/theme-years")
    }
    assert all(answer.statements(row) for row in answer.rows)


def test_8_a_table_of_theme_years_with_footnotes(seed: Graph) -> None:
    from kg.cli import main

    assert rows(seed, "events/theme-years")
    assert main(["ask", "events/theme-years", "--footnotes", "markdown", "--home", seed.home.root]) == 0
