"""What leaves the page as text or as a graph holds what the view shows, no more, and says how each statement stands."""

from __future__ import annotations

import csv
import io
import re
import shutil
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from kg.export.remarks import note_for_print
from kg.export.words import marks
from tests.browser.explorer import KARMEN, opened
from tests.export.atlases import atlas as made
from tests.export.atlases import date, entity, page_of, said, thing

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from kg.api import Graph

pytestmark = pytest.mark.browser

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
SAVED = """(kind) => { let held; const { exports } = karmen;
  exports.save = (name, type, text) => { held = text; }; exports[kind](); return held; }"""
SHOWN = "karmen.model.st.id.filter((_, one) => karmen.visible.shows(one))"
FOOTNOTE = "(id) => karmen.exports.footnote(karmen.model.st.id.indexOf(id))"


def saved(page: Page, kind: str) -> str:
    text: str = page.evaluate(SAVED, kind)
    return text


# --- as a graph ---


@pytest.mark.parametrize("view", ["#m=planned", "#t=1949..1960", "#k=portal&t=1950..2020", "#t=1949..1960&dated=1"])
def test_the_graph_holds_what_the_view_shows(chromium: Browser, atlas: Path, view: str) -> None:
    with opened(chromium, atlas, view=view) as page:
        root = ElementTree.fromstring(saved(page, "graphml"))
        shown, drawn = set(page.evaluate(SHOWN)), page.evaluate("karmen.visible.drawn()")
        rows = csv.DictReader(io.StringIO(saved(page, "csv").removeprefix("\ufeff")))
        assert {row["id"] for row in rows} == shown
    nodes = {one.attrib["id"] for one in root.iter(f"{GRAPHML}node")}
    edges = list(root.iter(f"{GRAPHML}edge"))
    assert (len(nodes), len(edges)) == (drawn["nodes"], drawn["ties"])
    assert {edge.attrib[end] for edge in edges for end in ("source", "target")} <= nodes
    for edge in edges:
        told = {data.attrib["key"]: data.text or "" for data in edge}
        held = told["edge-statements"].split()
        assert held
        assert set(held) <= shown
        assert int(told["edge-count"]) == len(held)


# --- as footnotes ---


def test_footnotes_say_verdicts_disputes_and_what_became_of_promises(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        assert "disputed, decided, set aside" in page.evaluate(FOOTNOTE, "38b5a0abca9980d3")
        assert "disputed, decided" in page.evaluate(FOOTNOTE, "034de09dd84db1ca")
        rows: list[list[Any]] = page.evaluate("""[...karmen.model.st.id.keys()].map((one) => [
          karmen.exports.footnote(one), karmen.telling.marks(one).filter(([kind]) =>
            /^(mode|certainty|disputed|rank)/.test(kind)).map(([, text]) => text), karmen.promises.of(one)?.state])""")
        day = page.evaluate("karmen.model.data.day")
        assert all(text in note for note, told, _ in rows for text in told)
        promised = [(note, state) for note, _, state in rows if state]
        assert len(promised) > 200
        words = {state: page.evaluate("(key) => karmen.words.say(key)", f"promise_{state}") for _, state in promised}
        assert all(f"promise on {day}: {words[state]}" in note for note, state in promised)
        page.evaluate("karmen.store.set({ day: 0 })")
        assert "promise on 1970-01-01" in page.evaluate(
            "(note) => karmen.exports.footnote(karmen.model.promiseOf.keys().next().value)"
        )


def test_footnotes_use_the_words_of_the_command(chromium: Browser, atlas: Path, seed: Graph) -> None:
    with opened(chromium, atlas, view=f"#s=node:{KARMEN}") as page:
        notes = dict(
            page.evaluate(
                "karmen.visible.statements.map((one) => [karmen.model.st.id[one], karmen.exports.footnote(one)])"
            )
        )
        cited = page.evaluate("karmen.exports.citation()")
    assert "Roman Karmen died on 1975 [" in cited
    assert re.search(r"died on 1975 \[\d+\] doubtful, disputed, decided, set aside\n", cited)
    told = [(one.statement.rpartition("/")[2], marks(one)) for one in seed.show(KARMEN).statements]
    said_of = {one.statement.rpartition("/")[2]: one.note for one in seed.show(KARMEN).statements}
    assert any(f"Note: {note_for_print(note).rstrip('.')}" in notes[id_] for id_, note in said_of.items() if note)
    assert sum(len(words) for _, words in told) > 20
    for statement, words in told:
        assert all(word in notes[statement] for word in words), statement


def test_a_citation_is_in_order_of_time(chromium: Browser, atlas: Path) -> None:
    starts = """karmen.exports.inTime.map((one) => {
      const time = karmen.model.time(one); return time ? (time[0] ?? time[1]) : 1e9; })"""
    for view in (f"#s=node:{KARMEN}", "#s=tour:years", "#m=planned"):
        with opened(chromium, atlas, view=view) as page:
            held = page.evaluate(starts)
            assert len(held) > 20
            assert held == sorted(held)
            first = page.evaluate("karmen.telling.text(karmen.exports.inTime[0])")
            assert f"\n{first} [1]" in page.evaluate("karmen.exports.citation()")


# --- as a link ---


def test_a_link_to_a_file_names_the_file_its_build_and_what_is_seen(
    chromium: Browser, atlas: Path, tmp_path: Path
) -> None:
    shutil.copy(atlas, tmp_path / "our atlas.html")
    with opened(chromium, tmp_path / "our atlas.html", view=f"#s=node:{KARMEN}") as page:
        build = page.evaluate("karmen.model.data.build")
        address = page.evaluate("karmen.address()")
        head, edition, where = page.evaluate("karmen.exports.link()").split("\n")
        assert head == "Roman Karmen"
        assert build[:12] in edition
        assert where == f"our atlas.html#{address}"
        cited = page.evaluate("karmen.exports.citation()").split("\n")
        assert build in cited[0]
        assert cited[1:3] == [head, where]
        page.evaluate("karmen.copy = (text) => { window.copied = text; }")
        page.evaluate("document.getElementById('copy-link').click()")
        assert page.evaluate("window.copied") == "\n".join([head, edition, where])
        assert str(tmp_path) not in page.evaluate("window.copied")
    with opened(chromium, tmp_path / "our atlas.html") as page:
        assert page.evaluate("karmen.exports.citation()").split("\n")[1] == "our atlas.html"


def test_an_address_on_the_web_stays_whole(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.evaluate(
            """Object.defineProperty(karmen.exports, "here", { value: "https://example.org/x/atlas.html" })"""
        )
        page.evaluate("karmen.store.set({ table: true })")
        assert page.evaluate("karmen.exports.link()") == "https://example.org/x/atlas.html#tab=1"
        assert "\nhttps://example.org/x/atlas.html#tab=1\n" in page.evaluate("karmen.exports.citation()")


def test_a_citation_without_a_day_or_an_address_has_no_empty_words(chromium: Browser, tmp_path: Path) -> None:
    nothing = made([thing("person/a", en="Ada")], [said("person/a", "bornOn", date("1950"))])._replace(curated="")
    (tmp_path / "one.html").write_text(page_of(nothing), encoding="utf-8")
    with opened(chromium, tmp_path / "one.html") as page:
        lines = page.evaluate("karmen.exports.citation()").split("\n")
    assert lines[:3] == ["A test. Build " + "0f" * 32, "one.html", ""]


# --- as rows ---


def test_no_cell_is_a_formula_in_any_width(chromium: Browser, tmp_path: Path) -> None:
    signs = "=+-@＝＋－＠"
    people = [thing(f"person/p{at}", en=f"{sign}1+1") for at, sign in enumerate(signs)]
    receipts = [said(f"person/p{at}", "met", entity("person/p0")) for at in range(1, len(signs))]
    (tmp_path / "page.html").write_text(page_of(made(people, receipts)), encoding="utf-8")
    with opened(chromium, tmp_path / "page.html") as page:
        rows = list(csv.DictReader(io.StringIO(saved(page, "csv").removeprefix("\ufeff"))))
    assert len(rows) == len(signs) - 1
    assert sorted(row["subject"] for row in rows) == sorted(f"'{sign}1+1" for sign in signs[1:])
    assert {row["value"] for row in rows} == {"'=1+1"}
