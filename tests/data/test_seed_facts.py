"""Every row of the seed's fact sheet has its statement, and the seed's lessons hold as sentences."""

from __future__ import annotations

import csv
import hashlib
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from kg.corpus import Corpus
from kg.curation.parse import read_corpus
from kg.decisions import Verdict
from kg.model import Certainty, Entity, Literal, Mode, Ref, Statement

ROOT = Path(__file__).resolve().parents[2]
PORTAL = "source/2025-05-08-finanznachrichten-cgtn-cultural-exchanges"
PRNEWSWIRE = "source/2025-05-08-pr-newswire-cgtn-cultural-exchanges"
RELEASE = "source/2025-05-08-cgtn-release-cultural-exchanges"
ARTICLE = "source/2025-05-08-cgtn-article-cultural-exchanges"
EVENT = "event/2025-05-07-victory-80-exchange"
GRANDSON = "person/karmen-grandson"
INITIATIVE = "initiative/cmg-vgtrk-peace-collection"
KARMEN = "person/roman-karmen"
VOICES = {
    "CGTN": ("org/cgtn",),
    "CMG, VGTRK": ("org/cmg", "org/vgtrk"),
    "Shen, Dobrodeev": ("person/oleg-dobrodeev", "person/shen-haixiong"),
    "Xi": ("person/xi-jinping",),
}
INFERRED = ("inferred", "derived")
OWN_LINES = {1: ("org/finanznachrichten",), 49: ("org/cision",)}

MEANT = {
    1: (PORTAL, "publishedOn"),
    2: (RELEASE, "title"),
    3: (PRNEWSWIRE, "datelinedAt"),
    4: (ARTICLE, "publishedBy"),
    5: (EVENT, "hasTopic"),
    6: (EVENT, "commemorates"),
    7: ("topic/cultural-exchange", "strengthens"),
    8: (KARMEN, "sentTo"),
    9: (KARMEN, "occupation"),
    10: (KARMEN, "sentTo"),
    11: (KARMEN, "sentTo"),
    12: (KARMEN, "documented"),
    13: (KARMEN, "documented"),
    14: (EVENT, "heldOn"),
    15: (GRANDSON, "tookPartIn"),
    16: (EVENT, "heldOn"),
    17: (GRANDSON, "spokeAt"),
    18: (EVENT, "hostedBy"),
    19: (EVENT, "hostedBy"),
    20: ("org/red-silk-creative-team", "tookPartIn"),
    21: ("work/red-silk", "coProductionOf"),
    22: ("work/red-silk", "firstShownIn"),
    23: ("work/red-silk", "releasedIn"),
    24: ("event/2025-china-film-festival-in-russia", "launchedAt"),
    25: (INITIATIVE, "announcedBy"),
    26: (INITIATIVE, "collects"),
    27: (INITIATIVE, "aimsAt"),
    28: ("event/great-victory-filming", "startedOn"),
    29: ("work/great-victory", "coProductionOf"),
    30: (KARMEN, "nameAs"),
    31: ("work/great-victory", "about"),
    32: ("person/shen-haixiong", "holdsPosition"),
    33: ("person/shen-haixiong", "headOf"),
    34: ("person/oleg-dobrodeev", "headOf"),
    35: ("speech/2025-05-07-shen-dobrodeev-remarks", "praises"),
    36: ("org/cmg", "cooperatesWith"),
    37: ("topic/cmg-vgtrk-cooperation", "strengthens"),
    38: ("person/xi-jinping", "holdsPosition"),
    39: ("speech/2025-05-07-xi-message", "saidOn"),
    40: ("topic/peoples-of-china-and-russia", "contributedTo"),
    41: ("topic/china-russia-friendship", "foundationOf"),
    42: ("topic/cultural-exchange", "strengthens"),
    43: ("person/vladimir-putin", "holdsPosition"),
    44: ("speech/2025-05-07-putin-message", "saidOn"),
    45: ("agreement/2023-years-of-culture", "agreedBy"),
    46: ("event/china-russia-years-of-culture", "heldOn"),
    47: ("event/china-russia-years-of-culture", "organizedBy"),
    48: (ARTICLE, "url"),
    49: (PRNEWSWIRE, "distributedBy"),
}
"""The statement each row is about: subject and property."""

Row = dict[str, str]


@cache
def corpus() -> Corpus:
    return read_corpus(ROOT)


def seed() -> list[Statement]:
    return [one for one in corpus().statements if one.source == PORTAL]


def find(subject: str, name: str) -> list[Statement]:
    return [one for one in seed() if (one.subject, one.property) == (subject, name)]


def only(subject: str, name: str) -> Statement:
    found = find(subject, name)
    assert len(found) == 1, (subject, name, found)
    return found[0]


def objects(subject: str, name: str) -> set[str]:
    return {one.value.id if isinstance(one.value, Ref) else one.value.text for one in find(subject, name)}


def keyed(key: str) -> Statement:
    found = [one for one in seed() if one.key == key]
    assert len(found) == 1, (key, found)
    return found[0]


def mentioned(statements: list[Statement]) -> set[str]:
    """Every entity some statements name: as subject, value, qualifier, voice or act."""
    found: set[str] = set()
    for one in statements:
        terms = (one.value, *(term for _, term in one.qualifiers))
        found |= {one.subject, *one.voice, *(term.id for term in terms if isinstance(term, Ref))}
        found |= {one.act} if one.act else set()
    return found


def rows(shared: Path) -> dict[int, Row]:
    lines = (shared / "knowledge" / "seed_facts.tsv").read_text(encoding="utf-8").splitlines()
    return {int(row["n"]): row for row in csv.DictReader(lines, delimiter="\t")}


def on_span(row: Row) -> list[Statement]:
    """The statements with evidence that overlaps the row's passage."""
    start, end = int(row["start"]), int(row["end"])
    return [
        one for one in seed() if any(place.digest and place.start < end and start < place.end for place in one.evidence)
    ]


def wanted_voice(row: Row) -> tuple[str, ...]:
    """Who speaks: the speaker in brackets of an attribution or pledge, else the text or its framing lines."""
    kind, _, speaker = row["kind"].partition(" (")
    if kind in {"attributed", "pledge"}:
        return VOICES[speaker.rstrip(")")]
    return OWN_LINES.get(int(row["n"]), ("org/cgtn",))


def wanted_certainty(kind: str) -> Certainty | None:
    """What the row asks for; None where it rests on the wording alone in another mode."""
    if any(word in kind for word in INFERRED):
        return Certainty.INFERRED
    if "identity probable" in kind:
        return Certainty.PROBABLE
    return Certainty.STATED if kind.startswith("stated") else None


@pytest.mark.shared
def test_the_sheet_has_the_rows_that_are_tested(shared: Path) -> None:
    assert list(rows(shared)) == list(MEANT)


@pytest.mark.shared
@pytest.mark.parametrize("number", MEANT)
def test_every_row_has_a_statement_of_its_kind(shared: Path, number: int) -> None:
    row = rows(shared)[number]
    kind, found = row["kind"], on_span(row)
    if kind.startswith("attributed"):
        matching = [one for one in found if one.mode is Mode.ATTRIBUTED and one.voice == wanted_voice(row)]
    elif kind.startswith("pledge"):
        promises = [one for one in found if one.mode is Mode.FACT and one.property == "pledges"]
        assert {corpus().entities[one.subject].cls for one in promises} == {"Pledge"}, number
        matching = [one for one in found if one.mode is Mode.PLANNED and one.voice == wanted_voice(row)]
    elif kind == "planned":
        matching = [one for one in found if one.mode is Mode.PLANNED]
    else:
        matching = [one for one in found if one.mode is Mode.FACT and one.voice == wanted_voice(row)]
    certainty = wanted_certainty(kind)
    matching = [one for one in matching if (one.subject, one.property) == MEANT[number]]
    if certainty:
        matching = [one for one in matching if one.certainty is certainty]
    assert matching, f"row {number} ({kind}): {row['fact']}"


@pytest.mark.shared
def test_every_passage_of_the_sheet_lies_in_the_paragraph_itnames(shared: Path) -> None:
    text = corpus().sources[PORTAL].text
    assert text
    for number, row in rows(shared).items():
        start, end = text.paragraphs[row["at"]]
        assert start <= int(row["start"]) < int(row["end"]) <= end, number


@pytest.mark.shared
def test_every_span_has_the_digest_of_the_text(shared: Path) -> None:
    stated = corpus().sources[PORTAL].text
    assert stated
    raw = (shared / "texts" / "000_5be965353f80294f.txt").read_bytes().decode("utf-8")
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n"))
    assert (hashlib.sha256(text.encode()).hexdigest(), len(text)) == (stated.sha256, stated.chars)
    for one in seed():
        for place in one.evidence:
            words = text[place.start : place.end]
            assert hashlib.sha256(words.encode()).hexdigest()[:8] == place.digest, f"{one.where}: {place}"


@pytest.mark.shared
def test_labels_called_sourced_are_spelled_in_the_text(shared: Path) -> None:
    text = (shared / "texts" / "000_5be965353f80294f.txt").read_text(encoding="utf-8").casefold()
    elsewhere = mentioned([one for one in corpus().statements if one.source != PORTAL])
    for name in mentioned(seed()) - elsewhere:
        for label in corpus().entities[name].labels:
            assert label.origin != "sourced" or label.text.casefold() in text, name


def names(entity: Entity) -> set[str]:
    return {label.text for label in (*entity.labels, *entity.aliases)}


def test_every_span_lies_inside_its_paragraph() -> None:
    text = corpus().sources[PORTAL].text
    assert text
    for one in seed():
        for place in one.evidence:
            start, end = text.paragraphs[place.paragraph]
            assert start <= place.start < place.end <= end, f"{one.where}: {place}"


def test_the_grandson_has_no_name_but_our_description() -> None:
    grandson = corpus().entities[GRANDSON]
    described = {"grandson of Roman Karmen", "罗曼·卡尔曼的孙子", "внук Романа Кармена"}
    assert grandson.unnamed
    assert names(grandson) == described
    assert not find(GRANDSON, "nameAs")


def test_the_makers_of_red_silk_stay_nameless() -> None:
    for name in ("person/red-silk-producer", "org/red-silk-creative-team"):
        assert corpus().entities[name].unnamed
        assert not corpus().entities[name].aliases
        assert objects(name, "tookPartIn") == {EVENT}


def test_shen_holds_two_offices_as_of_the_day_of_the_text() -> None:
    offices = [one for one in seed() if one.subject == "person/shen-haixiong" and one.qualifier("asOf")]
    assert [(one.property, one.qualifier("asOf")) for one in offices] == [
        ("holdsPosition", "2025-05-08"),
        ("headOf", "2025-05-08"),
    ]


def test_every_office_is_held_as_of_the_day_of_the_text() -> None:
    offices = [one for one in seed() if one.property in {"holdsPosition", "headOf"}]
    assert len(offices) == 5
    assert {one.qualifier("asOf") for one in offices} == {"2025-05-08"}


def test_xi_is_quoted_and_putin_is_not() -> None:
    def said(act: str, voice: str) -> list[Statement]:
        mine = [one for one in seed() if one.act == act or one.voice == (voice,)]
        assert all(one.mode is Mode.ATTRIBUTED for one in mine)
        return mine

    assert not said("speech/2025-05-07-putin-message", "person/vladimir-putin")
    assert len(said("speech/2025-05-07-xi-message", "person/xi-jinping")) >= 3


def test_what_a_person_says_is_never_a_fact() -> None:
    for one in seed():
        if one.act or any(voice.startswith("person/") for voice in one.voice):
            assert one.mode in {Mode.ATTRIBUTED, Mode.PLANNED}, one.where


def test_attributed_words_name_the_speech_act_unless_the_broadcaster_speaks() -> None:
    for one in seed():
        if one.mode is Mode.ATTRIBUTED and one.voice != ("org/cgtn",):
            assert one.act, one.where


def test_every_speech_act_has_speaker_occasion_and_day() -> None:
    acts = [name for name in corpus().entities if name.startswith("speech/2025-05-07-")]
    assert len(acts) >= 5
    for act in acts:
        assert find(act, "speaker") or find(act, "sender"), act
        assert objects(act, "occasion") | objects(act, "addressedTo") == {EVENT}, act
        assert only(act, "saidOn").certainty is Certainty.INFERRED


def test_kalman_is_a_probable_name_with_a_decision_and_no_alias() -> None:
    name = keyed("kalman")
    assert (name.subject, name.property, name.certainty) == (KARMEN, "nameAs", Certainty.PROBABLE)
    assert name.value == Literal("Roman Kalman", "en")
    decided = [one for one in corpus().identities if one.statement == f"{PORTAL}#kalman"]
    assert [(one.entity, one.verdict) for one in decided] == [(KARMEN, Verdict.SAME)]
    assert decided[0].why
    assert not any("Kalman" in text for text in names(corpus().entities[KARMEN]))


def test_red_silk_opened_in_russia_and_is_promised_in_china() -> None:
    premiere, release = keyed("premiere"), keyed("china-release")
    assert (premiere.mode, premiere.certainty) == (Mode.FACT, Certainty.INFERRED)
    assert (premiere.property, premiere.value) == ("firstShownIn", Ref("place/russia"))
    assert premiere.qualifier("when") == "2025-02-20"
    assert (release.mode, release.property, release.value) == (Mode.PLANNED, "releasedIn", Ref("place/china"))
    assert release.qualifier("due") == "2025-09"
    assert not release.qualifier("when")


def test_the_event_was_held_on_an_inferred_day_by_two_hosts() -> None:
    held = only(EVENT, "heldOn")
    assert held.key == "held-on"
    assert (held.value, held.certainty) == (Literal("2025-05-07"), Certainty.INFERRED)
    assert held.note
    assert objects(EVENT, "hostedBy") == {"org/cmg", "org/vgtrk"}


def test_the_mission_has_month_sender_and_purpose() -> None:
    mission = keyed("mission")
    assert (mission.subject, mission.value) == (KARMEN, Ref("place/china"))
    assert mission.certainty is Certainty.STATED
    assert [mission.qualifier(name) for name in ("when", "by", "purpose")] == [
        "1938-09",
        "org/soviet-government",
        "event/war-of-resistance",
    ]


def test_the_pledge_is_a_fact_and_its_content_a_plan() -> None:
    pledge, content = keyed("pledge"), keyed("closer-cooperation")
    assert (pledge.mode, content.mode) == (Mode.FACT, Mode.PLANNED)
    assert content.act == pledge.subject


def test_copies_point_upwards_to_the_release_and_the_release_to_the_article() -> None:
    sources = corpus().sources
    chain = (PORTAL, PRNEWSWIRE, RELEASE, ARTICLE)
    assert [sources[one].reproduces for one in chain] == [(PRNEWSWIRE,), (RELEASE,), (), ()]
    assert objects(RELEASE, "announces") == {ARTICLE}
    assert sources[PORTAL].voice == "org/cgtn"


def test_the_repost_has_a_day_and_a_time_of_the_portal() -> None:
    posted = only(PORTAL, "publishedOn")
    assert (posted.value, posted.qualifier("clockTime")) == (Literal("2025-05-08"), "16:36")
    assert posted.voice == ("org/finanznachrichten",)


def test_whatever_is_worked_out_says_how() -> None:
    for one in seed():
        if one.certainty is not Certainty.STATED:
            assert one.note, f"{one.where}: {one.subject} {one.property}"


def test_every_plan_of_the_seed_has_a_key() -> None:
    assert all(one.key for one in seed() if one.mode is Mode.PLANNED)


def test_no_entity_is_unused() -> None:
    used = mentioned(corpus().statements)
    for one in corpus().sources.values():
        used |= {one.publisher, one.voice, *one.reproduces}
    assert sorted(set(corpus().entities) - used - set(corpus().sources)) == []


def test_every_entity_has_a_label_in_three_languages_or_a_recorded_gap() -> None:
    for entity in corpus().entities.values():
        named = sorted([*(label.lang for label in entity.labels), *entity.unlabelled])
        assert named == ["en", "ru", "zh-Hans"], entity.id
        assert "en" not in entity.unlabelled
