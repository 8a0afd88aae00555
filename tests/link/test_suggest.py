"""Suggestions are found by names in three scripts, scored in words, and never proposed again once rejected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.decisions import LinkVerdict
from kg.errors import WikidataError
from kg.link.cache import Cache
from kg.link.client import Wikidata
from kg.link.http import Asker
from kg.link.reconcile import Reconciler
from kg.link.suggest import LIST, Suggestion, read_list, searched, suggest, undecided, write_list
from kg.resources import Home
from tests.curation.test_links import link
from tests.link.conftest import ADA, FESTIVAL_LINK, linked
from tests.link.samples import claim, client, entity
from tests.link.server import FakeWikidata


def of(home: Home, wikidata: FakeWikidata, cache: Cache, wanted: str, *links: Any) -> Suggestion:
    (found,) = suggest(linked(home, *links), client(wikidata, cache), [wanted])
    return found


def test_the_right_namesake_comes_first_and_every_point_says_why(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    found = of(world_home, wikidata, cache, "person/ada-camera", FESTIVAL_LINK)
    assert [one.item for one in found.candidates] == ["Q1001"]
    best = found.candidates[0]
    reasons = {point.why: point.points for point in best.points}
    assert reasons["the same name in cyrillic: Ада Камера"] > 0
    assert sum("the same name" in why for why in reasons) == 3
    assert reasons["a person on both sides"] == 15
    assert reasons["the same bornOn 1906-11-29"] == 20  # Julian there, Gregorian here
    assert reasons["the same tookPartIn River Festival"] == 15
    assert best.score == 100


def test_a_birth_decades_apart_and_another_kind_count_against(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    known = linked(world_home)
    known.table.score["show_from"] = 0
    (found,) = suggest(known, client(wikidata, cache), ["person/ada-camera"])
    points = {one.item: {point.why: point.points for point in one.points} for one in found.candidates}
    assert points["Q1002"]["bornOn 1906-11, 1906-11-26, 1906-11-29 here, 1981 there"] == -30
    assert points["Q1003"]["a person here, a work there"] == -60
    scores = {one.item: one.score for one in found.candidates}
    assert scores["Q1001"] > scores["Q1002"] > scores["Q1003"] == 0


def test_a_rejected_pair_is_never_proposed_again_and_a_linked_item_to_nobody_else(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    rejected = link("person/ada-camera", "Q1001", LinkVerdict.REJECTED, why="no")
    assert of(world_home, wikidata, cache, "person/ada-camera", rejected).candidates == ()
    taken = link("person/boris-camera", "Q1001")
    assert of(world_home, wikidata, cache, "person/ada-camera", taken).candidates == ()


def test_what_is_decided_nameless_or_a_source_is_not_looked_for(world_home: Home) -> None:
    unsure = link("org/river-news", "Q1030", LinkVerdict.UNSURE)
    wanted = undecided(linked(world_home, ADA, unsure))
    assert "person/boris-camera" in wanted
    assert not {"person/ada-camera", "org/river-news", "person/nameless-niece"} & set(wanted)
    assert not [one for one in wanted if one.startswith("source/")]
    rejected = link("org/river-news", "Q1030", LinkVerdict.REJECTED, why="no")
    assert "org/river-news" in undecided(linked(world_home, rejected))


def test_classes_are_followed_upward_also_in_a_circle(world_home: Home, wikidata: FakeWikidata, cache: Cache) -> None:
    found = of(world_home, wikidata, cache, "place/eastland")
    assert "a place on both sides" in [point.why for point in found.candidates[0].points]


def test_scores_decide_nothing(world_home: Home, wikidata: FakeWikidata, cache: Cache) -> None:
    of(world_home, wikidata, cache, "person/ada-camera")
    assert not (Path(world_home.data) / "decisions" / "links.sssom.tsv").exists()


def test_the_list_is_read_back_as_written_and_renewed_by_entity(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    known = linked(world_home)
    first = list(suggest(known, client(wikidata, cache), ["person/ada-camera", "place/westland"]))
    folder = str(cache.folder)
    write_list(folder, first)
    assert read_list(folder) == first
    write_list(folder, [Suggestion("place/westland", ())])
    assert read_list(folder) == [first[0], Suggestion("place/westland", ())]


def test_a_damaged_or_missing_list_says_what_to_do(cache: Cache) -> None:
    with pytest.raises(WikidataError, match="no list of suggestions yet; run: kg link suggest"):
        read_list(str(cache.folder))
    cache.folder.mkdir()
    (cache.folder / LIST).write_text('{"entity": "person/ada-camera", "cand', encoding="utf-8")
    with pytest.raises(WikidataError, match="is damaged; delete it"):
        read_list(str(cache.folder))


def test_only_what_was_looked_for_in_vain_counts_as_searched(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    known = linked(world_home)
    assert searched(world_home, known, str(cache.folder)) == set()
    write_list(str(cache.folder), suggest(known, client(wikidata, cache), ["person/ada-camera", "org/north-studio"]))
    assert searched(world_home, known, str(cache.folder)) == {"org/north-studio"}
    rejected = link("person/ada-camera", "Q1001", LinkVerdict.REJECTED, why="no")
    assert "person/ada-camera" in searched(world_home, linked(world_home, rejected), str(cache.folder))


def test_offline_it_answers_from_what_was_asked_before(world_home: Home, wikidata: FakeWikidata, cache: Cache) -> None:
    online = of(world_home, wikidata, cache, "person/ada-camera")
    asked = len(wikidata.asked)
    (offline,) = suggest(linked(world_home), Wikidata(cache, None), ["person/ada-camera"])
    assert offline == online
    assert len(wikidata.asked) == asked
    found = suggest(
        linked(world_home), Wikidata(cache, None), ["place/westland", "person/ada-camera", "work/the-bridge"]
    )
    assert next(found) == online  # what can be answered is
    with pytest.raises(WikidataError, match=r"not in the cache: 6 searches \(Westland, .*, The Bridge, .*run it once"):
        next(found)
    for path in (cache.folder / "items").glob("Q1001@*"):
        path.unlink()
    with pytest.raises(WikidataError, match=r"not in the cache: 1 items \(Q1001\)"):
        list(suggest(linked(world_home), Wikidata(cache, None), ["person/ada-camera"]))


MANIFEST = {
    "versions": ["0.1", "0.2"],
    "name": "Test",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://x/",
}


def reconciling(wikidata: FakeWikidata, answer: Any) -> Reconciler:
    wikidata.batches = lambda queries: dict.fromkeys(queries, answer) if isinstance(queries, dict) else {}
    return Reconciler(Asker(wikidata.address, sleep=lambda _: None))


def test_a_reconciliation_service_gives_ids_and_the_score_stays_ours(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    wikidata.add(entity("Q1050", {"en": "The Bridge"}, claim("P31", "Q11424")))
    result = [{"id": one, "name": "x", "score": 99, "match": True} for one in ("Q1050", "P31", "Q1;DROP")]
    service = reconciling(wikidata, {"result": result})
    (found,) = suggest(linked(world_home), client(wikidata, cache), ["work/the-bridge"], search=service.search)
    assert [one.item for one in found.candidates] == ["Q1050"]
    sent = [json.loads(params["queries"]) for params in wikidata.asked if "queries" in params]
    assert [query["q0"]["query"] for query in sent] == ["The Bridge", "桥", "Мост"]


@pytest.mark.shared
def test_queries_and_answers_fit_the_published_samples(wikidata: FakeWikidata, shared: Path) -> None:
    folder = shared / "suites" / "reconciliation" / "0.2"
    sample = json.loads((folder / "examples/reconciliation-result-batch/valid/example-full.json").read_bytes())
    wikidata.batches = lambda _: {"q0": sample["q1"]}
    assert Reconciler(Asker(wikidata.address)).search("Urbaniak", "en") == []  # ids of another space
    sent = json.loads(wikidata.asked[-1]["queries"])
    schema = json.loads((folder / "schemas/reconciliation-query-batch.json").read_bytes())
    (pattern,) = schema["patternProperties"].values()
    assert set(sent["q0"]) <= set(pattern["properties"])
    for bad in sorted((folder / "examples/reconciliation-result-batch/invalid").glob("*.json")):
        answer = json.loads(bad.read_bytes())
        wikidata.batches = lambda _, answer=answer: {"q0": answer.get("q1")} if isinstance(answer, dict) else answer
        with pytest.raises(WikidataError):
            Reconciler(Asker(wikidata.address, sleep=lambda _: None)).search("x", "en")


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        (MANIFEST, ""),
        (MANIFEST | {"versions": ["0.1"]}, "does not speak version 0.2"),
        (MANIFEST | {"versions": None}, "does not speak version 0.2"),
        (MANIFEST | {"identifierSpace": "http://d-nb.info/gnd/"}, "does not reconcile with Wikidata"),
    ],
)
def test_a_service_is_asked_what_it_is_first(wikidata: FakeWikidata, manifest: dict[str, Any], says: str) -> None:
    from tests.link.server import reply

    wikidata.faults.append(reply(200, json.dumps(manifest)))
    service = Reconciler(Asker(wikidata.address))
    if says:
        with pytest.raises(WikidataError, match=says):
            service.check_manifest()
    else:
        assert service.check_manifest() == "Test"
