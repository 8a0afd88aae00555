"""Romanised names find a thing, are never shown as its name, count as nobody's words, and are the same every time."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from kg.api import open_graph
from kg.build.romanise import CACHE, pinyin_forms, russian_forms
from kg.errors import QueryError
from kg.pipeline import build
from kg.resources import Home
from tests.conftest import RunKg
from tests.curation.mistakes import PEOPLE, PLACES, replace

SURNAMES = ("欧阳", "司马")


@pytest.mark.parametrize(
    ("text", "kind", "forms"),
    [
        ("北京", "place", ("Běijīng", "Beijing")),
        ("西安", "place", ("Xī'ān", "Xi'an")),
        ("梅兰芳", "person", ("Méi Lánfāng", "Mei Lanfang")),
        ("欧阳修", "person", ("Ōuyáng Xiū", "Ouyang Xiu")),
        ("吕骥", "person", ("Lǚ Jì", "Lü Ji")),
        ("罗曼·卡尔曼", "person", ("Luómàn Kǎ'ěrmàn", "Luoman Ka'erman", "Ka'erman")),
        ("红丝绸", "work", ("Hóng sī chóu", "Hong si chou")),
        ("CGTN记者", "work", ("CGTN jì zhě", "CGTN ji zhe")),
        ("Karo", "place", ()),
    ],
)
def test_pinyin(text: str, kind: str, forms: tuple[str, ...]) -> None:
    assert pinyin_forms(text, kind, SURNAMES) == forms


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Роман Кармен", ("Roman Karmen",)),
        ("Щедрин", ("Ŝedrin", "Shchedrin")),
        ("Фёдор", ("Fëdor",)),
        ("Beijing", ()),
    ],
)
def test_russian(text: str, forms: tuple[str, ...]) -> None:
    assert russian_forms(text) == forms
    assert all("CYRILLIC" not in unicodedata.name(one) for form in forms for one in form)


@pytest.mark.parametrize("name", ["Àidá Kǎméilā", "aida kameila", "kameila", "AIDAKAMEILA", "Kameilā"])
def test_a_romanised_name_finds_the_thing_and_is_not_shown(name: str, world_home: Home, run_kg: RunKg) -> None:
    replace(world_home, PEOPLE, "zh-Hans: 鲍里斯·卡梅拉", "zh-Hans: 鲍里斯")
    build(world_home)
    shown = run_kg("show", name, home=world_home)
    assert (shown.returncode, shown.stdout.splitlines()[0]) == (0, "Ada Camera · Ада Камера · 艾达·卡梅拉")
    assert "ameila" not in shown.stdout


def test_a_name_somebody_wrote_goes_before_a_romanised_one(world_home: Home) -> None:
    replace(world_home, PLACES, "zh-Hans: 西国", "zh-Hans: 东国家")
    replace(world_home, PLACES, "zh-Hans: 东国,", "zh-Hans: 艾斯特,")
    build(world_home)
    graph = open_graph(world_home.root)
    assert graph.terms.id(graph.names.resolve("Dongguojia")) == "place/westland"
    replace(world_home, PLACES, "en: Eastland", "en: Dongguojia")
    build(world_home)
    assert open_graph(world_home.root).show("Dongguojia").id == "place/eastland"


def test_a_surname_of_two_is_told_with_both(world_home: Home) -> None:
    build(world_home)
    with pytest.raises(QueryError, match="is the name of 2 things"):
        open_graph(world_home.root).show("kameila")


def test_romanised_names_are_marked_generated_and_nothing_else(world_home: Home) -> None:
    build(world_home)
    graph = open_graph(world_home.root)
    lines = [
        line for line in Path(graph.build.graph).read_text(encoding="utf-8").splitlines() if "-latn" in line.lower()
    ]
    assert lines
    assert all("#generatedLabel> " in line for line in lines)
    assert not [line for line in lines if "/id/org/" in line and "pinyin" in line], "no pinyin of bodies"
    assert not [line for line in lines if "nameless" in line], "a label that only describes is not romanised"
    assert graph.show("person/ada-camera").labels.keys() == {"en", "zh-Hans", "ru"}
    assert all("latn" not in tag.lower() for tag in graph.show("person/ada-camera").aliases)


def test_a_second_build_reads_what_the_first_romanised_and_gives_the_same_bytes(world_home: Home) -> None:
    first = build(world_home).build.content
    cache = Path(world_home.builds) / CACHE
    names = json.loads(cache.read_text(encoding="utf-8"))["names"]
    assert names["pinyin person 艾达·卡梅拉"][0] == "Àidá Kǎméilā"
    stamp = cache.stat().st_mtime_ns
    assert build(world_home, force=True).build.content == first
    assert cache.stat().st_mtime_ns == stamp
    for broken in ("{", "[]", '{"made_by": "another library", "names": {"pinyin place 东国": ["wrong"]}}'):
        cache.write_text(broken, encoding="utf-8")
        assert build(world_home, force=True).build.content == first
