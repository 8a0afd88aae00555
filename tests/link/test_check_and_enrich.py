"""Links are compared with what Wikidata says now, at our own lines; the snapshot is renewed file by file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.curation.parse import read_corpus
from kg.decisions import Link, LinkVerdict
from kg.errors import OutputError
from kg.link.cache import Cache
from kg.link.check import check_links
from kg.link.client import Wikidata
from kg.link.enrich import enrich
from kg.model import Finding, Severity
from kg.resources import Home
from tests.curation.test_links import link
from tests.link.conftest import ADA, FESTIVAL_LINK, linked
from tests.link.samples import claim, client, entity
from tests.link.server import FakeWikidata


def check(home: Home, wikidata: FakeWikidata, cache: Cache, *links: Link) -> list[Finding]:
    return check_links(linked(home, *links), client(wikidata, cache))


def test_a_link_that_still_holds_gives_no_finding(world_home: Home, wikidata: FakeWikidata, cache: Cache) -> None:
    westland = link("place/westland", "Q1011", item_label="Westland")
    assert check(world_home, wikidata, cache, westland) == []


def test_merged_deleted_and_of_another_kind(world_home: Home, wikidata: FakeWikidata, cache: Cache) -> None:
    wikidata.redirects["Q999"] = "Q1011"
    links = [
        link("place/westland", "Q999", item_label="Westland"),
        link("person/boris-camera", "Q777"),
        link("person/ada-camera", "Q1003", item_label="Ada Camera"),
    ]
    found = {one.rule: one for one in check(world_home, wikidata, cache, *links)}
    assert found["link-redirect"].severity is Severity.WARNING
    assert "was merged into Q1011" in found["link-redirect"].message
    assert "link to Q1011" in found["link-redirect"].remedy
    assert found["link-deleted"].severity is Severity.ERROR
    assert "Q777 of 'person/boris-camera'" in found["link-deleted"].message
    assert found["link-class"].severity is Severity.ERROR
    assert "'person/ada-camera' is a person here; Q1003 (Ada Camera) is a work there" in found["link-class"].message
    assert {one.where.file for one in found.values()} == {"data/decisions/links.sssom.tsv"}


def test_a_building_for_an_institution_is_a_warning_and_a_strange_label_is_shown_not_obeyed(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    wikidata.add(entity("Q1060", {"en": "River \x1b[2JHouse"}, claim("P31", "Q17350442")))
    found = check(world_home, wikidata, cache, link("org/river-news", "Q1060", item_label="River House"))
    assert {(one.rule, one.severity) for one in found} >= {("link-class", Severity.WARNING)}
    assert not any("\x1b" in one.message for one in found)
    assert "(River \\x1b[2JHouse) is a place there" in found[0].message


def test_a_changed_name_is_pointed_out_only_when_none_of_ours_is_left(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    renamed = entity("Q1011", {"en": "Republic of Westland", "fr": "Westland"}, claim("P31", "Q6256"))
    wikidata.add(renamed)
    (found,) = check(world_home, wikidata, cache, link("place/westland", "Q1011", item_label="Westland"))
    assert found.rule == "link-name"
    assert "is now called “Republic of Westland”" in found.message
    wikidata.add(renamed | {"lastrevid": 101, "aliases": {"ru": [{"language": "ru", "value": "Западная  страна"}]}})
    assert check(world_home, wikidata, cache, link("place/westland", "Q1011", item_label="Westland")) == []


def test_values_that_differ_stand_beside_our_evidence_and_accuse_nobody(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    wikidata.add(entity("Q1001", {"en": "Ada Camera"}, claim("P31", "Q5"), claim("P569", "+1912-00-00T00:00:00Z/9")))
    found = check(world_home, wikidata, cache, ADA)
    assert {one.rule for one in found} == {"wikidata-differs"}
    assert {one.severity for one in found} == {Severity.WARNING}
    assert len(found) == 4  # the three sources' statements and the copy's
    first = next(one for one in found if "1950-05-01-river-news-ada says 1906-11-26" in one.message)
    assert "Q1001 says 1912 (P569, revision 100 of 2026-04-21)" in first.message
    assert first.where.file == "data/sources/1950-05-01-river-news-ada.yaml"
    assert first.where.line > 0


def test_what_may_have_many_values_is_no_disagreement(world_home: Home, wikidata: FakeWikidata, cache: Cache) -> None:
    wikidata.add(entity("Q1001", {"en": "Ada Camera"}, claim("P31", "Q5"), claim("P1344", "Q1030")))
    assert check(world_home, wikidata, cache, ADA, FESTIVAL_LINK) == []


def test_a_date_in_the_julian_calendar_a_deprecated_one_and_an_unknown_one_are_no_disagreement(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    assert check(world_home, wikidata, cache, ADA) == []  # 16 November old style is the 29th
    wikidata.add(
        entity(
            "Q1001", {"en": "Ada Camera"}, claim("P31", "Q5"), claim("P569", None),
            claim("P569", "+1912-00-00T00:00:00Z/9", "deprecated"), revision=101,
        )
    )  # fmt: skip
    assert check(world_home, wikidata, cache, ADA) == []


def test_offline_says_what_could_not_be_compared(world_home: Home, wikidata: FakeWikidata, cache: Cache) -> None:
    check(world_home, wikidata, cache, ADA)
    known = linked(world_home, ADA, FESTIVAL_LINK)
    (found,) = check_links(known, Wikidata(cache, None))
    assert (found.rule, found.severity) == ("link-unknown", Severity.INFO)
    assert "Q1020" in found.message


def test_offline_the_snapshot_stands_in_for_what_is_not_in_the_cache(
    world_home: Home, wikidata: FakeWikidata, cache: Cache, tmp_path: Path
) -> None:
    other = entity("Q1001", {"en": "Ada Camera"}, claim("P31", "Q5"), claim("P569", "+1912-00-00T00:00:00Z/9"))
    wikidata.add(other)
    enrich(world_home, linked(world_home, ADA), client(wikidata, cache))
    known = linked(world_home, ADA, FESTIVAL_LINK)
    empty = Wikidata(Cache(str(tmp_path / "empty")), None, known.corpus.items)
    assert {one.rule for one in check_links(known, empty)} == {"wikidata-differs", "link-unknown"}


def test_enrich_writes_names_and_ids_with_revision_and_a_second_run_changes_nothing(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    known = linked(world_home, ADA, FESTIVAL_LINK, link("org/river-news", "Q1030", LinkVerdict.UNSURE))
    done = enrich(world_home, known, client(wikidata, cache))
    assert done.written == ["Q1001", "Q1020"]
    folder = Path(world_home.data) / "wikidata"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(first) == {"Q1001.json", "Q1020.json"}
    item = read_corpus(world_home).items["Q1001"]
    assert (item.revision, item.modified[:10]) == (100, "2026-04-21")
    assert item.labels["zh-hans"] == "艾达·卡梅拉"
    assert [one.value.text for one in item.of("P214")] == ["12345"]
    again = enrich(world_home, known, client(wikidata, cache))
    assert (again.written, again.same) == ([], ["Q1001", "Q1020"])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


def test_enrich_keeps_only_what_the_table_names(world_home: Home, wikidata: FakeWikidata, cache: Cache) -> None:
    private = claim("P26", "Q1002")
    private["references"] = [{"snaks": {"P143": []}}]
    wikidata.add(entity("Q1001", {"en": "Ada", "fr": "Ada"}, claim("P31", "Q5", P26="Q1002"), private))
    enrich(world_home, linked(world_home, ADA), client(wikidata, cache))
    kept = json.loads((Path(world_home.data) / "wikidata" / "Q1001.json").read_bytes())
    assert set(kept["claims"]) == {"P31"}
    assert set(kept["labels"]) == {"en"}
    assert "P26" not in json.dumps(kept)
    assert "P143" not in json.dumps(kept)


def test_no_description_is_kept_of_a_person_who_may_be_alive(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    known = linked(world_home, ADA, link("place/westland", "Q1011"))
    wikidata.entities["Q1011"]["descriptions"] = {"en": {"language": "en", "value": "a country"}}
    enrich(world_home, known, client(wikidata, cache))
    assert read_corpus(world_home).items["Q1001"].descriptions == {}
    assert read_corpus(world_home).items["Q1011"].descriptions == {"en": "a country"}
    dead = entity("Q1001", {"en": "Ada"}, claim("P31", "Q5"), claim("P570", "+1990-00-00T00:00:00Z/9"), revision=101)
    wikidata.add(dead | {"descriptions": {"en": {"language": "en", "value": "camera operator"}}})
    enrich(world_home, known, client(wikidata, cache))
    assert read_corpus(world_home).items["Q1001"].descriptions == {"en": "camera operator"}


def test_enrich_says_what_it_could_not_renew_and_drops_what_no_link_needs(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    wikidata.redirects["Q998"] = "Q1030"
    enrich(world_home, linked(world_home, ADA), client(wikidata, cache))
    known = linked(world_home, link("org/river-news", "Q998"), link("person/boris-camera", "Q777"))
    done = enrich(world_home, known, client(wikidata, cache))
    assert done.removed == ["Q1001"]
    assert done.skipped == {"Q998": "was merged into Q1030; link to that", "Q777": "was deleted, or never was"}
    offline = enrich(world_home, linked(world_home, FESTIVAL_LINK), Wikidata(cache, None))
    assert offline.skipped == {"Q1020": "is not in the cache; run without --offline"}


def test_an_item_gone_from_wikidata_stays_in_the_snapshot_until_somebody_decides(
    world_home: Home, wikidata: FakeWikidata, cache: Cache
) -> None:
    known = linked(world_home, ADA)
    enrich(world_home, known, client(wikidata, cache))
    del wikidata.entities["Q1001"]
    done = enrich(world_home, known, client(wikidata, cache))
    assert done.skipped == {"Q1001": "was deleted, or never was"}
    assert "Q1001" in read_corpus(world_home).items


def test_a_full_disk_leaves_the_old_snapshot(
    world_home: Home, wikidata: FakeWikidata, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    known = linked(world_home, ADA)
    enrich(world_home, known, client(wikidata, cache))
    path = Path(world_home.data) / "wikidata" / "Q1001.json"
    before = path.read_bytes()
    fresh = client(wikidata, cache)
    wikidata.add(entity("Q1001", {"en": "Ada, renamed"}, claim("P31", "Q5"), revision=101))
    fresh.items(["Q1001"])

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="the snapshot made before is kept"):
        enrich(world_home, known, fresh)
    assert path.read_bytes() == before


@pytest.mark.shared
def test_the_frozen_snapshot_of_the_project_is_what_the_recorded_answers_give(
    seed_home: Home, cache: Cache, shared: Path, tmp_path: Path
) -> None:
    from kg.link.enrich import snapshot_of
    from kg.link.known import read_known
    from tests.link.server import serving

    known = read_known(seed_home)
    recorded = FakeWikidata()
    recorded.load(shared / "suites" / "wikidata" / "recorded")
    with serving(recorded) as running:
        fetched = client(running, cache).items(known.corpus.items)
    assert fetched.missing == []
    for item, answer in fetched.answers.items():
        kept = json.loads((Path(seed_home.data) / "wikidata" / f"{item}.json").read_bytes())
        assert kept == snapshot_of(fetched.items[item], answer, known.table)
