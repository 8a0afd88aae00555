"""What a text speaks of: names in three scripts with the evidence string kg cite would print, and dates."""

from __future__ import annotations

import pytest

from kg.curation.dates_in_text import find_dates, read_date_forms
from kg.curation.evidence import cite
from kg.curation.parse import read_corpus
from kg.curation.suggest import Names, evidence_string, names_of, proposals, split_paragraphs
from kg.resources import Home, find_home
from tests.conftest import ROOT

TEXT = (
    "Ada Camera and A.\nCamera met Boris  Camera.\n\n艾达·卡梅拉在东国。\n"
    "Об Аде Камере и Борисе Камере писали «Речные новости».\nAda Cameras, Bad Ada Camera; Adamant.\n"
)


def found(home: Home, text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[one.start : one.end], one.ids) for one in names_of(read_corpus(home)).find(text)]


def test_names_are_found_in_three_scripts_also_with_russian_endings(world_home: Home) -> None:
    assert found(world_home, TEXT) == [
        ("Ada Camera", ("person/ada-camera",)),
        ("A.\nCamera", ("person/ada-camera", "person/boris-camera")),
        ("艾达·卡梅拉", ("person/ada-camera",)),
        ("东国", ("place/eastland",)),
        ("Аде Камере", ("person/ada-camera",)),
        ("Борисе Камере", ("person/boris-camera",)),
        ("Речные новости", ("org/river-news",)),
        ("Ada Camera", ("person/ada-camera",)),
    ]


def test_the_longest_name_wins_and_words_are_whole() -> None:
    names = Names()
    for name in ("Art", "Art Pictures", "Art Pictures Distribution", "Pictures"):
        names.add(name, f"org/{name.lower().replace(' ', '-')}")
    text = "Artist, Art Pictures Dist, Art Pictures Distribution's Art"
    assert [text[one.start : one.end] for one in names.find(text)] == [
        "Art Pictures",
        "Art Pictures Distribution",
        "Art",
    ]


def test_a_label_that_only_describes_is_not_looked_for(world_home: Home) -> None:
    assert found(world_home, "niece of Ada Camera") == [("Ada Camera", ("person/ada-camera",))]


def test_a_spelling_of_a_source_is_looked_for_too(world_home: Home) -> None:
    assert found(world_home, "Ada Kamera") == [("Ada Kamera", ("person/ada-camera",))]


def test_evidence_is_what_kg_cite_prints(world_home: Home) -> None:
    paragraphs = split_paragraphs(TEXT)
    for one in names_of(read_corpus(world_home)).find(TEXT):
        place = evidence_string(TEXT, one.start, one.end, paragraphs)
        assert (place in cite(TEXT, TEXT[one.start : one.end], paragraphs)) == bool(place)
    assert evidence_string(TEXT, 0, len(TEXT), paragraphs) == ""


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("on 7 May 2025, May 8, 2025 and the 3rd of June 1938", ["2025-05-07", "2025-05-08", "1938-06-03"]),
        ("in Sept. 1938 and September 1939, in 1940", ["1938-09", "1939-09", "1940"]),
        ("the 1950s, 1957–1960", ["195X", "1957/1960"]),
        ("7 мая 2025 года, в мае 1938 г., в 1950-х", ["2025-05-07", "1938-05", "195X"]),
        ("1957—1960 гг., 05.09.1938", ["1957/1960", "1938-09-05"]),
        ("2025年5月7日，1938年9月，1939年，1957年至1960年", ["2025-05-07", "1938-09", "1939", "1957/1960"]),
        ("一九三八年九月三十日和一九三九年，二十世纪五十年代、20世纪30年代", ["1938-09-30", "1939", "195X", "193X"]),
        ("45 May 2025, 2025-13-01, 19381, No. 1938a, 1960-1957", ["2025-05", "2025", "1960", "1957"]),
        ("ISO 2025-05-07", ["2025-05-07"]),
        ("in autumn 2032, Fall of 2031, Spring, 2030; winter 2032", ["2032-23", "2031-23", "2030-21", "2032-24"]),
        ("осенью 2032 года, весна 2031, к лету 2030, зимой 2029", ["2032-23", "2031-21", "2030-22", "2029-24"]),
        ("二〇三二年秋天，2032年秋季，2031 年春、二〇三〇年", ["2032-23", "2032-23", "2031-21", "2030"]),
        ("2031年春节、2022年冬奥会、2022年冬季奥运会、2022年冬季", ["2031", "2022", "2022", "2022-24"]),
    ],
)  # fmt: skip
def test_dates_in_three_languages(text: str, values: list[str]) -> None:
    forms = read_date_forms(find_home(str(ROOT)))
    assert [one.value for one in find_dates(text, forms)] == values


def test_proposals_are_yaml_a_curator_can_paste(world_home: Home) -> None:
    import yaml

    forms = read_date_forms(world_home)
    text = 'Ada Camera: "A. Camera" went on 3 May 1950.\n'
    found = names_of(read_corpus(world_home)).find(text)
    loaded = yaml.safe_load("\n".join(proposals(text, split_paragraphs(text), found, find_dates(text, forms))))
    assert loaded["paragraphs"] == {"p1": [0, 43]}
    assert loaded["entities"][0]["entity"] == "person/ada-camera"
    assert loaded["entities"][0]["Ada Camera"] == cite(text, "Ada Camera", {"p1": (0, 43)})
    assert loaded["entities"][1]["entity"] == ["person/ada-camera", "person/boris-camera"]
    assert (loaded["dates"][0]["as"], str(loaded["dates"][0]["value"])) == ("3 May 1950", "1950-05-03")
