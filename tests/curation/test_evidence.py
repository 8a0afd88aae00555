"""A place in a text can be found, cited, and re-checked: one changed character names exactly what it touches."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace as changed
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus import Corpus
from kg.curation.evidence import check_range, cite, digest, find_texts, normalise, parse_evidence, recheck
from kg.curation.parse import read_corpus
from kg.errors import UsageError
from kg.model import Evidence, EvidenceLevel, Finding, Source, Text
from kg.resources import Home
from tests.conftest import ROOT, WORLD
from tests.curation.mistakes import line_of

RIVER = "source/1950-05-01-river-news-ada"
RIVER_FILE = "data/sources/1950-05-01-river-news-ada.yaml"
RIVER_TEXT = (WORLD / "texts" / "river.txt").read_text(encoding="utf-8")
LINES = {"born": "- key: born", "occupation": "property: occupation", "mission": "- key: mission",
         "speaker": "property: speaker", "occasion": "property: occasion", "saidOn": "property: saidOn",
         "release": "- key: release"}  # fmt: skip


def rechecked(corpus: Corpus, source: str, text: str) -> list[Finding]:
    of_source = [one for one in corpus.statements if one.source == source]
    return list(recheck(of_source, corpus.sources[source], text))


# ------ one changed character


@pytest.mark.parametrize(
    ("at", "touched"),
    [
        (0, {"born", "occupation"}),
        (38, {"born", "occupation"}),
        (39, set()),
        (40, set()),
        (41, {"mission"}),
        (81, {"mission"}),
        (82, set()),
        (84, {"release"}),
        (127, {"release"}),
        (128, set()),
        (130, {"speaker", "occasion", "saidOn"}),
        (144, {"speaker", "occasion", "saidOn"}),
        (145, set()),
    ],
)
def test_one_changed_character_names_exactly_the_statements_it_touches(
    at: int, touched: set[str], world_home: Home
) -> None:
    text = f"{RIVER_TEXT[:at]}#{RIVER_TEXT[at + 1 :]}"
    found = rechecked(read_corpus(world_home), RIVER, text)
    assert {one.where.line for one in found} == {line_of(world_home, RIVER_FILE, LINES[name]) for name in touched}
    assert {(one.rule, one.where.file) for one in found} <= {("evidence-digest", RIVER_FILE)}
    assert all(f"kg cite {RIVER} WORDS" in one.remedy for one in found)


@given(at=st.integers(0, len(RIVER_TEXT) - 1), put=st.sampled_from("#\u200b\u0301у好"))
def test_any_changed_character_names_the_spans_around_it_and_no_other(at: int, put: str) -> None:
    corpus = _WORLD_CORPUS
    text = f"{RIVER_TEXT[:at]}{put}{RIVER_TEXT[at + 1 :]}"
    spans = [
        place
        for one in corpus.statements
        if one.source == RIVER
        for place in one.evidence
        if place.start <= at < place.end
    ]
    assert len(rechecked(corpus, RIVER, text)) == len(spans)


def test_an_unchanged_text_names_nothing(world_home: Home) -> None:
    assert rechecked(read_corpus(world_home), RIVER, RIVER_TEXT) == []


def test_the_finding_tells_statement_place_and_both_digests(world_home: Home) -> None:
    (found,) = rechecked(read_corpus(world_home), RIVER, RIVER_TEXT.replace("Eastland", "Westland"))
    assert "'person/ada-camera sentTo': characters 41-82 of the text have digest " in found.message
    assert found.message.endswith("not b536146d")


# ------ finding texts


def test_a_text_is_found_by_what_it_says_whatever_its_name_and_line_ends(tmp_path: Path) -> None:
    wanted = hashlib.sha256(RIVER_TEXT.encode()).hexdigest()
    (tmp_path / "deep").mkdir()
    (tmp_path / "river.txt").write_text("another text", encoding="utf-8")
    (tmp_path / "picture.bin").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "deep" / "zz.md").write_bytes(("\ufeff" + RIVER_TEXT.replace("\n", "\r\n")).encode())
    assert find_texts(tmp_path, [wanted]) == {wanted: RIVER_TEXT}


@pytest.mark.parametrize("folder", ["empty", "not-there", "other"])
def test_without_the_text_nothing_is_verified(folder: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "river.txt").write_text(RIVER_TEXT.replace("Ada", "Ava"), encoding="utf-8")
    assert find_texts(tmp_path / folder, [hashlib.sha256(RIVER_TEXT.encode()).hexdigest()]) == {}


def test_nothing_is_read_when_nothing_is_wanted(tmp_path: Path) -> None:
    assert find_texts(tmp_path, []) == {}


# ------ citing


def test_every_place_of_the_words_is_cited() -> None:
    assert cite("Ada met Ada.\nAda left.", "Ada", {"p1": (0, 12), "p2": (13, 22)}) == [
        f"p1:0-3:{digest('Ada')}",
        f"p1:8-11:{digest('Ada')}",
        f"p2:13-16:{digest('Ada')}",
    ]


def test_words_are_found_across_line_breaks_and_double_spaces() -> None:
    text = "sent\nRoman  Karmen\nto China"
    assert cite(text, " Roman Karmen\tto ", {"p1": (0, len(text))}) == [f"p1:5-21:{digest(text[5:21])}"]
    assert cite(text, "sent Roman", {"p1": (0, len(text))}) == [f"p1:0-10:{digest(text[0:10])}"]


def test_words_that_lie_in_no_one_paragraph_are_not_cited() -> None:
    assert cite("one two", "one two", {"p1": (0, 3), "p2": (4, 7)}) == []


def test_marks_of_patterns_are_plain_characters() -> None:
    assert cite("a.b axb (c)*", "a.b", {"p1": (0, 12)}) == [f"p1:0-3:{digest('a.b')}"]
    assert cite("a.b axb (c)*", "(c)*", {"p1": (0, 12)}) == [f"p1:8-12:{digest('(c)*')}"]


@pytest.mark.parametrize("words", ["", "   ", "\n\t"])
def test_no_words_are_refused(words: str) -> None:
    with pytest.raises(UsageError, match="give the words as they stand in the text"):
        cite("text", words, {"p1": (0, 4)})


def test_offsets_count_characters_not_bytes_in_chinese_and_beyond_the_basic_plane() -> None:
    text = "😀卡尔曼于1938年赴华。"
    assert cite(text, "1938年", {"p1": (0, len(text))}) == [f"p1:5-10:{digest('1938年')}"]
    assert cite(text, "卡尔曼", {"p1": (0, len(text))})[0].startswith("p1:1-4:")


def test_words_typed_with_combining_marks_are_found_in_the_composed_text() -> None:
    text = normalise("Сергей Йорданов и Дворжа\u0301к")
    for words in ("Йорданов", unicodedata.normalize("NFD", "Йорданов")):
        assert cite(text, words, {"p1": (0, len(text))}) == [f"p1:7-15:{digest('Йорданов')}"]
    stressed = "Дворжа\u0301к"
    assert len(stressed) == 8, "no composed form: the mark counts as a character"
    assert cite(text, stressed, {"p1": (0, len(text))}) == [f"p1:18-26:{digest(stressed)}"]


def test_normalising_gives_one_form_whatever_the_editor_wrote() -> None:
    assert normalise("\ufeffe\u0301\r\nb\rc\n") == "é\nb\nc\n"
    assert normalise(normalise("e\u0301\r\r\n")) == normalise("e\u0301\r\r\n")


@given(words=st.text(min_size=1).filter(lambda text: text.split()), before=st.text(), after=st.text())
def test_whatever_is_cited_checks_against_its_text(words: str, before: str, after: str) -> None:
    text = normalise(f"{before} {words} {after}")
    wanted = normalise(words)
    found = cite(text, wanted, {"p1": (0, len(text))})
    assert found or wanted not in text
    for citation in found:
        place = parse_evidence(citation)
        assert place
        assert digest(text[place.start : place.end]) == place.digest
        assert text[place.start : place.end].split() == wanted.split()


# ------ evidence strings


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("p6:2099-2134:e0c5c7c0", EvidenceLevel.SPAN),
        ("h1:0-1:00000000", EvidenceLevel.SPAN),
        ("p6", EvidenceLevel.PARAGRAPH),
        ("document", EvidenceLevel.DOCUMENT),
    ],
)
def test_an_evidence_string_is_read_and_written_the_same(text: str, level: EvidenceLevel) -> None:
    place = parse_evidence(text)
    assert place
    assert (str(place), place.level) == (text, level)


@pytest.mark.parametrize(
    "text",
    ["", "p", "page 6", "P6", "6", "p6:1-2", "p6:1-2:E0C5C7C0", "p6:1-2:e0c5c7c", "p6:-1-2:e0c5c7c0",
     "p6:１-2:e0c5c7c0", "p6:1-2:e0c5c7c0 ", " p6", "p6\n", "p6:9999999999999999999-2:e0c5c7c0"],
)  # fmt: skip
def test_any_other_string_is_no_evidence(text: str) -> None:
    assert parse_evidence(text) is None


def test_a_span_ends_within_its_text_and_paragraph() -> None:
    source = changed(_WORLD_CORPUS.sources[RIVER], text=Text("0" * 64, 100, {"p1": (0, 40), "p2": (41, 100)}))
    good = Evidence("p2", 41, 100, "0" * 8)
    assert check_range(good, source) == ""
    assert "leaves paragraph p2" in check_range(changed(good, start=40), source)
    assert "ends at 101" in check_range(changed(good, end=101), source)
    assert "empty or reversed" in check_range(changed(good, start=100), source)
    assert "no paragraph p3" in check_range(changed(good, paragraph="p3"), source)
    assert check_range(Evidence(), source) == ""


# ------ the real seed


@pytest.mark.shared
def test_every_span_of_the_seed_checks_against_the_real_text(shared: Path) -> None:
    corpus = read_corpus(ROOT)
    wanted = {source.text.sha256: source for source in corpus.sources.values() if source.text}
    texts = find_texts(shared / "texts", wanted)
    assert texts.keys() == wanted.keys()
    for key, source in wanted.items():
        spans = _spans(corpus, source)
        assert len(spans) > 50
        assert rechecked(corpus, source.id, texts[key]) == []
        for place in spans:
            again = cite(texts[key], texts[key][place.start : place.end], source.text.paragraphs if source.text else {})
            assert str(place) in again


@pytest.mark.shared
def test_one_changed_character_of_the_seed_names_the_spans_around_it(shared: Path) -> None:
    corpus = read_corpus(ROOT)
    source = next(one for one in corpus.sources.values() if one.text)
    assert source.text
    (text,) = find_texts(shared / "texts", [source.text.sha256]).values()
    statements = [one for one in corpus.statements if one.source == source.id]
    for at in range(0, len(text), 97):
        broken = f"{text[:at]}\u0301{text[at + 1 :]}"
        touched = {one.where for one in statements if any(place.start <= at < place.end for place in one.evidence)}
        assert {one.where for one in rechecked(corpus, source.id, broken)} == touched


def _spans(corpus: Corpus, source: Source) -> list[Evidence]:
    return [place for one in corpus.statements if one.source == source.id for place in one.evidence if place.digest]


def _world_corpus() -> Corpus:
    home = Home(str(WORLD), "", "")
    home.ontology = str(ROOT / "ontology")
    return read_corpus(home)


_WORLD_CORPUS = _world_corpus()
