"""Footnoted tables and pages: as expected for the small world, numbered once, and safe whatever the data says."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.api import Graph
from kg.export.footnotes import Footnote, Footnoted, Mark, as_html, as_markdown, footnoted_answer, footnoted_page
from kg.export.remarks import note_for_print
from kg.query.sources import Sources

GOLDEN = Path(__file__).parent / "golden"
TAGS = {"section", "table", "caption", "thead", "tbody", "tr", "th", "td", "h2", "p", "ol", "li", "cite", "sup", "a"}
ATTRIBUTES = {"class", "scope", "id", "href", "value", "lang", "rel", "aria-label"}


def answered(graph: Graph, name: str, lang: str = "en", **params: str) -> Footnoted:
    sources = Sources(graph.view, graph.home.queries, graph.terms)
    return footnoted_answer(graph.ask(name, **params), graph.receipt, sources, graph.names, graph.terms, lang)


def paged(graph: Graph, entity: str, lang: str = "en") -> Footnoted:
    sources = Sources(graph.view, graph.home.queries, graph.terms)
    return footnoted_page(graph.show(entity), sources, graph.names, graph.terms, lang)


class Reader(HTMLParser):
    """What a browser would see: tags in balance, attributes, links, text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", ["quality/disputed", "promises/planned", "person/ada-camera"])
@pytest.mark.parametrize(("write", "ending"), [(as_markdown, "md"), (as_html, "html")])
def test_the_small_world_reads_as_expected(
    world: Graph, name: str, write: Callable[[Footnoted], str], ending: str
) -> None:
    text = write(paged(world, name) if name.startswith("person/") else answered(world, name))
    path = GOLDEN / f"{name.replace('/', '__')}.{ending}"
    if os.environ.get("KG_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_one_number_for_each_distinct_statement(world: Graph) -> None:
    made = answered(world, "networks/everything")
    numbers = [mark.number for _, held in made.rows for mark in held]
    assert sorted(set(numbers)) == [note.number for note in made.notes] == list(range(1, len(made.notes) + 1))
    assert len({note.statement for note in made.notes}) == len(made.notes)


def test_a_statement_that_holds_two_rows_up_keeps_its_number(world: Graph) -> None:
    answer = world.ask("quality/disputed")
    twice = answer._replace(rows=answer.rows * 2)
    sources = Sources(world.view, world.home.queries, world.terms)
    made = footnoted_answer(twice, world.receipt, sources, world.names, world.terms, "en")
    assert made.rows[0] == made.rows[1]
    assert len(made.notes) == 2
    assert as_markdown(made).count("\n[^1]: ") == 1
    assert len(Reader(as_html(made)).ids) == 4


def test_every_mark_leads_to_its_footnote_and_back(world: Graph) -> None:
    for made in (answered(world, "networks/everything"), paged(world, "event/river-festival")):
        page = Reader(as_html(made))
        assert len(page.ids) == len(set(page.ids))
        assert {link[1:] for link in page.links if link.startswith("#")} == set(page.ids)


def test_what_is_not_plain_is_told(world: Graph) -> None:
    (planned,) = answered(world, "promises/planned").notes
    assert planned.told == "planned, inferred, voice: North Studio"
    plain = answered(world, "people/missions").notes[0]
    assert plain.told == ""
    assert (plain.place, plain.digests, plain.date) == ("p2, characters 41-82", ("b536146d",), "1950-05-01")


def test_labels_come_in_the_language_asked_for(world: Graph) -> None:
    assert "Ада Камера" in as_markdown(paged(world, "person/ada-camera", "ru"))
    assert "艾达·卡梅拉" in as_html(answered(world, "quality/disputed", "zh-Hans"))


def test_a_title_as_the_source_spells_it_is_marked_as_a_title(seed: Graph) -> None:
    made = paged(seed, "person/karmen-grandson")
    assert ": *CGTN: Deepening cultural exchanges" in as_markdown(made)
    assert '<cite lang="en">CGTN: Deepening' in as_html(made)


def test_an_answer_without_rows_says_so(world: Graph) -> None:
    made = answered(world, "quality/speech-as-fact")
    assert "No rows: the graph holds no statement" in as_markdown(made)
    assert "No rows: the graph holds no statement" in Reader(as_html(made)).text
    assert "|" not in as_markdown(made)


@pytest.mark.parametrize(
    ("note", "printed"),
    [
        ("Found by search; told as a plan.", "Told as a plan."),
        ("Found by search. The text says the 16th.", "The text says the 16th."),
        ("E16 of the dossier: all other accounts have 1978.", "All other accounts have 1978."),
        ("E22 of the dossier; read in the stored page.", ""),
        ("The day is read in the stored page.", ""),
        ("Year supplied by the dossier's reader.", "Year supplied by a curator."),
        ("The dossier's reader ties the company to it.", "A curator ties the company to it."),
        ("Expected for the next year (E14).", "Expected for the next year."),
        ("Publicity; D8 of the dossier: not confirmed.", "Publicity; not confirmed."),
        (
            "Day and month are given; the year is that of the text.",
            "Day and month are given; the year is that of the text.",
        ),
        ("written so in the text, No. 3 of 1950", "written so in the text, No. 3 of 1950"),
    ],
)
def test_what_curators_remark_for_one_another_is_not_printed(note: str, printed: str) -> None:
    assert note_for_print(note) == printed


def test_no_footnote_of_the_real_data_speaks_of_a_dossier_or_of_how_a_page_was_found(seed: Graph) -> None:
    rows: Any = seed.sparql("SELECT DISTINCT ?note { ?one a kg:Statement ; kg:note ?note }")
    notes = [row[0].value for row in rows]
    assert any("dossier" in note for note in notes)
    for note in notes:
        printed = note_for_print(note)
        assert not re.search(r"dossier|found by search|stored page|^[DE]\d+ ", printed, re.IGNORECASE), note
        assert printed == note or printed == printed[:1].upper() + printed[1:]


def hostile(text: str, address: str) -> list[Footnoted]:
    note = Footnote(1, text, text, True, text, text, text, text, text, text, address, (text,))
    rows = (((text, text), (Mark(1, ()),)),)
    return [Footnoted(text, text, (text, text), rows, (note,)), Footnoted(text, text, (), rows, (note,))]


@pytest.mark.shared
def test_no_hostile_string_becomes_markup(shared: Path) -> None:
    suite = json.loads((shared / "suites/hostile/html/strings.json").read_text("utf-8"))
    for text in suite["text"] + suite["url"]:
        for made in hostile(text, text):
            page = Reader(as_html(made))
            assert page.tags <= TAGS
            assert page.attributes <= ATTRIBUTES
            assert all(re.match(r"#|https?://[a-z0-9.-]+/", link) for link in page.links)
            assert not re.search(r"[\u202e\x00\u2028]", as_html(made) + as_markdown(made))


@pytest.mark.shared
def test_no_hostile_string_becomes_markdown(shared: Path) -> None:
    suite = json.loads((shared / "suites/hostile/html/strings.json").read_text("utf-8"))
    for text in [*suite["text"], *suite["url"], "a|b", "[x](javascript:1)", "![x](http://e/)", "`x", "[^1]", "\\|"]:
        for made in hostile(text, text):
            written = as_markdown(made)
            assert "<" not in re.sub(r"<https?://[^\s<>|]+>", "", written)
            assert not re.search(r"(?<!\\)\]\(", written)
            assert written.count("[^1]:") == 1
            lines = [line for line in written.splitlines() if line.startswith("|")]
            assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} <= {4}
            assert not re.search(r"&(?!(amp|lt|gt);)", re.sub(r"<https?://\S+>", "", written))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# title", r"\# title"),
        ("1938. A year", r"1938\. A year"),
        ("- item", r"\- item"),
        ("2025-05-08", "2025-05-08"),
        ("see https://evil.example and www.evil.example", r"see https\://evil.example and www\.evil.example"),
        ("a_b *c* ~d~ $e$ `f`", r"a\_b \*c\* \~d\~ \$e\$ \`f\`"),
        ("two\nlines", "two lines"),
        ("罗曼·卡尔曼 & Кармен", "罗曼·卡尔曼 &amp; Кармен"),
    ],
)
def test_text_stays_text_in_markdown(text: str, shown: str) -> None:
    made = Footnoted("t", "", (), (((text,), ()),), ())
    assert as_markdown(made).splitlines()[2].rstrip() == shown
