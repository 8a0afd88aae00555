"""The client is polite, patient and bounded, and says what is missing when it may not ask."""

from __future__ import annotations

import email.utils
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import UsageError, WikidataError
from kg.link.cache import Cache, cache_folder
from kg.link.client import DEFAULT_API, Wikidata, api_address
from kg.link.http import Asker, Limits
from tests.link.samples import claim, client, entity
from tests.link.server import FakeWikidata, cut, reply, serving, slow

ADA = entity("Q42", {"en": "Ada Camera", "zh-hans": "艾达"}, claim("P31", "Q5"))
MAXLAG = json.dumps({"error": {"code": "maxlag", "info": "Waiting for all: 3.45 seconds lagged.", "lag": 3.45}})


@pytest.fixture
def wikidata() -> Iterator[FakeWikidata]:
    known = FakeWikidata()
    known.add(ADA)
    with serving(known) as running:
        yield running


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(str(tmp_path / "cache"))


def test_it_says_who_asks_and_asks_for_as_many_as_allowed_at_a_time(
    wikidata: FakeWikidata, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_CONTACT", "curators@example.org")
    for number in range(1, 121):
        wikidata.add(entity(f"Q{number}", {"en": str(number)}))
    fetched = client(wikidata, cache).items([f"Q{number}" for number in range(1, 121)])
    assert len(fetched.items) == 120
    sizes = [len(params["ids"].split("|")) for params in wikidata.asked]
    assert sizes == [50, 50, 50, 50, 20, 20]  # revisions first, then what is not in the cache
    assert {params["maxlag"] for params in wikidata.asked} == {"5"}
    for agent in wikidata.agents:
        assert agent.startswith("karmen-kg/")
        assert "https://w3id.org/karmen-kg/; curators@example.org" in agent


def test_a_revision_already_kept_is_not_asked_for_again_and_a_new_one_is(wikidata: FakeWikidata, cache: Cache) -> None:
    client(wikidata, cache).items(["Q42"])
    client(wikidata, cache).items(["Q42"])
    assert [params["props"] for params in wikidata.asked] == ["info", "info|labels|aliases|descriptions|claims", "info"]
    wikidata.add(entity("Q42", {"en": "Ada, renamed"}, revision=101))
    assert client(wikidata, cache).items(["Q42"]).items["Q42"].labels["en"] == "Ada, renamed"
    assert Wikidata(cache, None).items(["Q42"]).items["Q42"].revision == 101


def test_offline_names_what_is_missing_and_asks_nothing(wikidata: FakeWikidata, cache: Cache) -> None:
    client(wikidata, cache).items(["Q42"])
    before = len(wikidata.asked)
    fetched = Wikidata(cache, None).items(["Q42", "Q7", "Q8"])
    assert list(fetched.items) == ["Q42"]
    assert fetched.unknown == ["Q7", "Q8"]
    with pytest.raises(WikidataError, match="2 items are not in the cache: Q7, Q8; run it once without --offline"):
        fetched.need_all()
    with pytest.raises(WikidataError, match="the search for 'Ada' is not in the cache"):
        Wikidata(cache, None).search("Ada", "en")
    assert len(wikidata.asked) == before


def test_a_search_is_kept_for_offline(wikidata: FakeWikidata, cache: Cache) -> None:
    hits = client(wikidata, cache).search("ada", "en")
    assert [(hit.id, hit.label) for hit in hits] == [("Q42", "Ada Camera")]
    assert Wikidata(cache, None).search("ada", "en") == hits


def test_merged_deleted_and_never_existing_items_are_told_apart(wikidata: FakeWikidata, cache: Cache) -> None:
    wikidata.redirects["Q41"] = "Q42"
    for _ in range(2):  # the second time from the cache
        fetched = client(wikidata, cache).items(["Q41", "Q42", "Q999"])
        assert fetched.items["Q41"].id == "Q42"
        assert fetched.items["Q41"].redirected_from == "Q41"
        assert fetched.items["Q42"].redirected_from == ""
        assert fetched.missing == ["Q999"]


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (reply(429, "slow down", Retry_After="7"), 7.0),
        (reply(503, "busy"), 1.0),
        (reply(502, "<html>bad gateway</html>"), 1.0),
        (reply(200, MAXLAG, Retry_After="5"), 5.0),
        (reply(200, MAXLAG), 5.0),
        (reply(200, "<html>not json</html>"), 1.0),
        (reply(200, "[1, 2]"), 1.0),
        (reply(200, b"\xff\xfe"), 1.0),
        (reply(200, "[" * 100_000), 1.0),
        (cut, 1.0),
    ],
)
def test_what_passes_is_waited_for_as_long_as_the_server_says(
    wikidata: FakeWikidata, cache: Cache, fault: object, wait: float
) -> None:
    waits: list[float] = []
    wikidata.faults.append(fault)  # type: ignore[arg-type]
    assert client(wikidata, cache, waits).items(["Q42"]).items["Q42"].labels["en"] == "Ada Camera"
    assert waits == [wait]


def test_a_retry_after_date_is_read_by_the_clock_given(wikidata: FakeWikidata) -> None:
    now = 1_800_000_000.0
    waits: list[float] = []
    wikidata.faults.append(reply(429, "", Retry_After=email.utils.formatdate(now + 30, usegmt=True)))
    asker = Asker(wikidata.address, sleep=waits.append, now=lambda: now)
    asker.ask({"action": "wbgetentities", "ids": "Q42", "props": "info"})
    assert waits == [30.0]


def test_waits_grow_and_end_with_a_sentence(wikidata: FakeWikidata, cache: Cache) -> None:
    waits: list[float] = []
    wikidata.faults += [reply(500, "")] * 9
    with pytest.raises(WikidataError, match="gave no answer in 5 tries: status 500; try again later"):
        client(wikidata, cache, waits).items(["Q42"])
    assert waits == [1.0, 2.0, 4.0, 8.0]


def test_a_wait_of_hours_is_not_waited_for(wikidata: FakeWikidata, cache: Cache) -> None:
    waits: list[float] = []
    wikidata.faults.append(reply(429, "", Retry_After="7200"))
    with pytest.raises(WikidataError, match="asks to wait 7200 seconds"):
        client(wikidata, cache, waits).items(["Q42"])
    assert waits == []


def test_a_body_that_trickles_is_given_up(wikidata: FakeWikidata, cache: Cache) -> None:
    wikidata.faults += [slow(2.0), slow(2.0)]
    with pytest.raises(WikidataError, match="the answer came too slowly"):
        client(wikidata, cache, seconds=0.3, tries=2).items(["Q42"])


def test_a_body_without_end_is_cut_off(wikidata: FakeWikidata, cache: Cache) -> None:
    with pytest.raises(WikidataError, match="sends more than 100 bytes"):
        client(wikidata, cache, size=100).items(["Q42"])


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('{"error": {"code": "no-such-entity", "info": "Could not find it (Invalid id: bogus)"}}', "no-such-entity"),
        ('{"entities": []}', "holds no entities"),
        ('{"entities": {"Q42": 7}}', "holds no entities"),
        ('{"entities": {}}', "says nothing about Q42"),
        ('{"entities": {"Q42": {"id": "Q42"}}}', "names no revision"),
        ('{"warnings": {}}', "holds no entities"),
    ],
)  # fmt: skip
def test_an_answer_of_another_shape_is_refused_in_a_sentence(
    wikidata: FakeWikidata, cache: Cache, body: str, says: str
) -> None:
    wikidata.faults.append(reply(200, body))
    with pytest.raises(WikidataError, match=says):
        client(wikidata, cache).items(["Q42"])


def test_an_item_whose_json_is_not_an_item_is_refused(wikidata: FakeWikidata, cache: Cache) -> None:
    wikidata.add(ADA | {"claims": {"P31": [{"rank": "normal"}]}})
    with pytest.raises(WikidataError, match="not the shape of an item"):
        client(wikidata, cache).items(["Q42"])
    assert Wikidata(cache, None).items(["Q42"]).unknown == ["Q42"]


@pytest.mark.parametrize("status", [301, 302, 403, 404])
def test_another_status_points_at_the_address(wikidata: FakeWikidata, cache: Cache, status: int) -> None:
    wikidata.faults.append(reply(status, "", Location="http://127.0.0.1:9/"))
    with pytest.raises(WikidataError, match=f"status {status}; check the address"):
        client(wikidata, cache).items(["Q42"])


@pytest.mark.parametrize("wrong", ["P42", "L1", "Ԛ42", "Q042", "Q42|Q43", "Q42\n", ""])
def test_what_is_no_item_id_never_leaves(wikidata: FakeWikidata, cache: Cache, wrong: str) -> None:
    with pytest.raises(WikidataError):
        client(wikidata, cache).items(["Q42", wrong])
    assert wikidata.asked == []


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_cache_file_cut_short_is_asked_for_again_or_named(wikidata: FakeWikidata, cache: Cache, share: float) -> None:
    client(wikidata, cache).items(["Q42"])
    (path,) = (cache.folder / "items").iterdir()
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert Wikidata(cache, None).items(["Q42"]).unknown == ["Q42"]
    assert client(wikidata, cache).items(["Q42"]).items["Q42"].labels["en"] == "Ada Camera"
    assert path.read_bytes() == data


def test_a_cache_file_of_another_item_is_not_taken_for_this_one(wikidata: FakeWikidata, cache: Cache) -> None:
    client(wikidata, cache).items(["Q42"])
    (path,) = (cache.folder / "items").iterdir()
    path.write_text(json.dumps(entity("Q43", {"en": "somebody else"})), encoding="utf-8")
    assert Wikidata(cache, None).items(["Q42"]).unknown == ["Q42"]


def test_an_older_revision_serves_when_the_newest_is_damaged(wikidata: FakeWikidata, cache: Cache) -> None:
    client(wikidata, cache).items(["Q42"])
    (cache.folder / "items" / "Q42@101.json").write_text('{"id": "Q42", "lastrev', encoding="utf-8")
    assert Wikidata(cache, None).items(["Q42"]).items["Q42"].revision == 100


def test_the_address_and_the_cache_are_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_WIKIDATA_API", raising=False)
    monkeypatch.delenv("KG_WIKIDATA_CACHE", raising=False)
    assert api_address() == DEFAULT_API == "https://www.wikidata.org/w/api.php"
    assert cache_folder("/b") == "/b/wikidata"
    monkeypatch.setenv("KG_WIKIDATA_API", "http://127.0.0.1:1/")
    monkeypatch.setenv("KG_WIKIDATA_CACHE", "/c")
    assert (api_address(), api_address("http://x/")) == ("http://127.0.0.1:1/", "http://x/")
    assert (cache_folder("/b"), cache_folder("/b", "/d")) == ("/c", "/d")
    with pytest.raises(UsageError, match=r"write https://"):
        Asker("file:///etc/passwd", limits=Limits())


def test_half_a_character_in_an_answer_can_still_be_kept_and_built(wikidata: FakeWikidata, cache: Cache) -> None:
    wikidata.add(entity("Q7", {"en": "half \ud800 a pair", "ru": "целая \U0001f600"}))
    labels = client(wikidata, cache).items(["Q7"]).items["Q7"].labels
    assert labels == {"en": "half ? a pair", "ru": "целая \U0001f600"}
    assert Wikidata(cache, None).items(["Q7"]).items["Q7"].labels == labels


@pytest.mark.shared
def test_recorded_answers_of_wikidata_are_read_whole(cache: Cache, shared: Path) -> None:
    known = FakeWikidata()
    known.load(shared / "suites" / "wikidata" / "recorded")
    with serving(known) as running:
        putin = client(running, cache).items(["Q7747"]).items["Q7747"]
    assert (putin.revision, putin.modified[:10]) == (2483686458, "2026-04-21")
    assert putin.labels == {"en": "Vladimir Putin"}
    assert [(one.value.text, one.rank) for one in putin.best("P19")] == [("Q28133957", "preferred")]
    assert "Q27899309" not in {one.value.text for one in putin.of("P19")}  # deprecated
    (born,) = putin.best("P569")
    assert (born.value.text, born.value.precision, born.value.calendar) == ("+1952-10-07T00:00:00Z", 11, "Q1985727")
    offices = putin.of("P39")
    assert {"preferred", "normal"} <= {one.rank for one in offices}
    assert any(name == "P580" for one in offices for name, _ in one.qualifiers)
    assert len({one.property for one in putin.claims}) == 316


@pytest.mark.shared
def test_sample_answers_with_redirect_missing_and_errors_are_understood(cache: Cache, shared: Path) -> None:
    samples = shared / "suites" / "wikidata" / "api-samples"
    merged = json.loads((samples / "wbgetentities-Q32063953.json").read_bytes())["entities"]["Q32063953"]
    known = FakeWikidata(redirects={"Q32063953": "Q1040"})
    known.add(merged)
    waits: list[float] = []
    with serving(known) as running:
        running.faults += [
            reply(200, (samples / name).read_bytes()) for name in ("error-maxlag-full.json", "error-maxlag.json")
        ]
        fetched = client(running, cache, waits).items(["Q32063953", "Q6"])
        assert fetched.items["Q32063953"].id == "Q1040"
        assert fetched.missing == ["Q6"]
        assert waits == [5.0, 5.0]
        running.faults.append(reply(200, (samples / "wbsearchentities-abc.json").read_bytes()))
        assert client(running, cache).search("abc", "en")[0].id == "Q169889"
        running.faults.append(reply(200, (samples / "wbsearchentities-empty.json").read_bytes()))
        assert client(running, cache).search("nothing of this name", "en") == []
        running.faults.append(reply(200, (samples / "error.json").read_bytes()))
        with pytest.raises(WikidataError, match="no-such-entity"):
            client(running, cache).items(["Q1"])
