"""The small world beside a small Wikidata: an item for most of it, in the API's shapes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.curation.link_tables import write_links
from kg.decisions import Link
from kg.link.cache import Cache
from kg.link.known import Known, read_known
from kg.resources import Home
from tests.curation.test_links import link
from tests.link.samples import claim, entity
from tests.link.server import FakeWikidata, serving

HUMAN, FILM, COUNTRY, AGENCY, FESTIVAL = "Q5", "Q11424", "Q6256", "Q192283", "Q132241"


def small_wikidata() -> FakeWikidata:
    known = FakeWikidata()
    for made in (
        entity(
            "Q1001", {"en": "Ada Camera", "ru": "Ада Камера", "zh-hans": "艾达·卡梅拉"},
            claim("P31", HUMAN), claim("P569", "+1906-11-16T00:00:00Z/11/J"), claim("P1344", "Q1020"),
            claim("P214", "12345"), claim("P18", "Ada Camera.jpg"), description="camera operator",
            aliases={"en": ["A. Camera"]},
        ),
        entity(
            "Q1002", {"en": "Ada Camera"}, claim("P31", HUMAN), claim("P569", "+1981-00-00T00:00:00Z/9"),
            description="painter",
        ),
        entity("Q1003", {"en": "Ada Camera"}, claim("P31", "Q1040"), description="a film about her"),
        entity("Q1010", {"en": "Eastland", "zh": "东国"}, claim("P31", "Q1041")),
        entity("Q1011", {"en": "Westland"}, claim("P31", COUNTRY)),
        entity("Q1020", {"en": "River Festival"}, claim("P31", FESTIVAL), claim("P585", "+1940-05-00T00:00:00Z/10")),
        entity("Q1030", {"en": "River News"}, claim("P31", AGENCY)),
        entity("Q1040", {"en": "Swiss documentary"}, claim("P279", FILM)),
        entity("Q1041", {"en": "sovereign state"}, claim("P279", "Q1042")),
        entity("Q1042", {"en": "state"}, claim("P279", COUNTRY), claim("P279", "Q1041")),
    ):  # fmt: skip
        known.add(made)
    return known


@pytest.fixture
def wikidata() -> Iterator[FakeWikidata]:
    with serving(small_wikidata()) as running:
        yield running


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(str(tmp_path / "cache"))


def linked(home: Home, *links: Link) -> Known:
    """The small world with some links decided."""
    write_links(home, links)
    return read_known(home)


ADA = link("person/ada-camera", "Q1001", item_label="Ada Camera")
FESTIVAL_LINK = link("event/river-festival", "Q1020", item_label="River Festival")
