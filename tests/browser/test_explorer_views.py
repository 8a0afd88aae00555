"""The explorer's views: windows of time, three languages, links that restore, what is taken along, the tour."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.explorer import KARMEN, REPOST, SILK, heading, opened, settled

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from kg.api import Graph

pytestmark = pytest.mark.browser


# --- time ---


WINDOWS = ("1906", "1935..1949", "1938-09", "2013..2018", "2025-05-07", "2025-01..2025-06", "2030..2040")


@pytest.mark.parametrize("window", WINDOWS)
def test_the_page_counts_a_window_as_the_command_does(chromium: Browser, atlas: Path, seed: Graph, window: str) -> None:
    found = seed.slices(window)
    with opened(chromium, atlas, view=f"#t={window}") as page:
        assert page.evaluate("karmen.visible.counts") == [
            found.statements[s] for s in ("in", "possible", "undated", "out")
        ]
        assert page.evaluate("karmen.visible.tieCounts") == [
            found.ties[s] for s in ("in", "possible", "undated", "out")
        ]
        assert f"{found.statements['undated']:,}" in page.locator("#undated").inner_text()
        undated = page.evaluate("""karmen.model.ties.from.reduce((sum, _, tie) =>
          sum + (karmen.visible.tieState[tie] === 2 && karmen.visible.tieShown(tie) ? 1 : 0), 0)""")
        assert undated == found.ties["undated"]


# --- languages ---


def test_languages_change_words_and_neither_ids_nor_counts(chromium: Browser, atlas: Path) -> None:
    counted = (
        "JSON.stringify([karmen.visible.counts, karmen.visible.tieCounts, karmen.address().replace(/&?l=[^&]*/, '')])"
    )
    with opened(chromium, atlas, view=f"#s=node:{KARMEN}&t=1935..1949") as page:
        settled(page)
        before = page.evaluate(counted)
        for code, name, filters in (
            ("zh-Hans", "罗曼·卡尔曼", "筛选"),
            ("ru", "Роман Кармен", "Фильтры"),
            ("en", "Roman Karmen", "Filters"),
        ):
            page.keyboard.press("l")
            assert page.evaluate("document.documentElement.lang") == code
            assert heading(page) == name
            assert page.locator("#filters-toggle").inner_text() == filters
            assert page.evaluate(counted) == before
            foreign = page.locator("#pane .others bdi")
            languages = foreign.evaluate_all("all => [...new Set(all.map((one) => one.getAttribute('lang')))]")
            assert set(languages) == {"en", "zh-Hans", "ru"} - {code}
            latin = page.evaluate(
                "[...document.querySelectorAll('#pane .relation')].map((e) => e.textContent).join('')"
            )
            if code == "zh-Hans":
                assert re.search("[一-鿿]", latin)


def test_every_word_of_the_page_is_there_in_every_language(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        missing = page.evaluate("""(() => {
          const asked = new Set(), { words, model } = karmen, say = words.say.bind(words);
          words.say = (key, fields) => { if (!words.has(key)) asked.add(key); return say(key, fields); };
          const unfold = () => document.querySelectorAll("#pane .more").forEach((one) => one.click());
          for (const lang of [1, 2, 0]) {
            karmen.language(lang);
            for (let node = 0; node < model.size; node += 11) { // of every kind there are hundreds
              karmen.choose({ kind: model.isSource(node) ? "source" : "node", node });
              unfold();
            }
            for (const stop of model.data.tour) { karmen.visit(stop); unfold(); }
            karmen.toggle("filters");
            for (const name of ["legend", "help"]) { karmen.dialog(name); document.getElementById(name).close(); }
          }
          return [...asked];
        })()""")
        assert missing == []


def test_letters_of_all_three_scripts_are_drawn(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        boxes = page.evaluate("""(() => {
          const drawn = (text) => { const canvas = document.createElement("canvas"), c = canvas.getContext("2d");
            c.font = '20px ' + getComputedStyle(document.body).fontFamily; c.fillText(text, 4, 30);
            return c.getImageData(0, 0, 60, 40).data.join(); };
          const missing = drawn("\\u{10FFFE}");
          return [..."罗曼卡尔红丝绸ЖЩёйRé"].filter((one) => drawn(one) === missing || drawn(one) === drawn(" "));
        })()""")
        assert boxes == []


# --- views that restore, and what can be taken along ---


def test_a_link_restores_the_whole_view_and_back_goes_back(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.evaluate("id => karmen.choose({ kind: 'node', node: karmen.model.numberOf.get(id) })", SILK)
        page.fill("#time-from", "2025")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        page.locator("#network").focus()
        page.keyboard.press("t")
        page.keyboard.press("l")
        page.keyboard.press("+")
        settled(page)
        address = page.evaluate("location.hash")
        state = page.evaluate("JSON.stringify(karmen.store.state)")
    with opened(chromium, atlas, view=address) as page:
        settled(page)
        assert json.loads(page.evaluate("JSON.stringify(karmen.store.state)")) == json.loads(state)
        assert page.evaluate("location.hash") == address
        page.evaluate("id => karmen.choose({ kind: 'node', node: karmen.model.numberOf.get(id) })", KARMEN)
        page.go_back()
        page.wait_for_function("id => karmen.store.state.sel?.node === karmen.model.numberOf.get(id)", arg=SILK)
        page.go_forward()
        page.wait_for_function("id => karmen.store.state.sel?.node === karmen.model.numberOf.get(id)", arg=KARMEN)


@pytest.mark.parametrize(
    "view",
    [
        "#s=node:person/nobody&t=yesterday&l=xx&c=NoClass&pin=a:b:c&view=1,2",
        "#%%%",
        "#s=tie:a:b",
        "#s=__proto__&m=__proto__,constructor",
    ],
)
def test_a_broken_link_opens_the_atlas(chromium: Browser, atlas: Path, view: str) -> None:
    with opened(chromium, atlas, view=view) as page:
        assert page.locator("#network").is_visible()
        assert page.evaluate("({}).polluted") is None


def test_the_view_can_be_taken_along(chromium: Browser, atlas: Path, tmp_path: Path) -> None:
    import csv
    import io
    from xml.etree import ElementTree

    with opened(chromium, atlas, view=f"#s=node:{KARMEN}") as page:
        saved = {}
        for kind in ("png", "svg", "csv", "graphml"):
            page.click("#export summary")
            with page.expect_download() as download:
                page.click(f"#export-{kind}")
            path = tmp_path / f"view.{kind}"
            download.value.save_as(path)
            saved[kind] = path.read_bytes()
        assert saved["png"].startswith(b"\x89PNG")
        assert len(saved["png"]) > 10_000
        assert "Roman Karmen" in "".join(ElementTree.fromstring(saved["svg"]).itertext())
        rows = list(csv.DictReader(io.StringIO(saved["csv"].decode("utf-8-sig"))))
        assert len(rows) == page.evaluate("karmen.visible.statements.length")
        assert {"1906-11-26", "1906-11-29", "1906-11-30"} <= {row["value"] for row in rows}
        graph = ElementTree.fromstring(saved["graphml"])
        space = "{http://graphml.graphdrawing.org/xmlns}"
        assert len(graph.findall(f".//{space}edge")) == page.evaluate(
            "karmen.visible.tieCounts[0] + karmen.visible.tieCounts[2]"
        )
        page.click("#export summary")
        page.click("#export-cite")
        text = page.input_value("#cite-text")
        assert "[1] " in text
        assert f"#s=node:{KARMEN}" in text
        assert page.evaluate("karmen.model.data.build") in text


# --- the tour ---


@pytest.mark.parametrize(("stop", "words"), [
    ("kalman", "Roman Kalman"), ("said", "What was said"), ("parties", "Only those who took part say so"),
    ("red-silk", "kept"), ("born", "1906-11-29"),
    ("film", "by kind and decade"), ("years", "Theme years"),
])  # fmt: skip
def test_each_question_sets_up_the_view_that_answers_it(chromium: Browser, atlas: Path, stop: str, words: str) -> None:
    with opened(chromium, atlas) as page:
        page.click(f'[data-stop="{stop}"]')
        assert words in page.locator("#pane").inner_text()
        assert page.evaluate("karmen.visible.statements.length") > 0
        assert page.evaluate("karmen.visible.chosenNodes.size") > 0


STATE = """JSON.stringify(
  ['sel', 'filters', 'time', 'table', 'depth', 'hidden'].map((key) => karmen.store.state[key]))"""


@pytest.mark.parametrize("stop", ["kalman", "said", "parties", "red-silk", "born", "chain", "film", "years"])
def test_the_address_of_a_question_opens_what_a_click_on_it_opens(chromium: Browser, atlas: Path, stop: str) -> None:
    with opened(chromium, atlas) as page:
        page.click(f'[data-stop="{stop}"]')
        clicked, told = page.evaluate(STATE), page.locator("#pane").inner_text()
    with opened(chromium, atlas, view=f"#s=tour:{stop}") as page:
        assert page.evaluate(STATE) == clicked
        assert page.locator("#pane").inner_text() == told
        assert "not in this atlas" not in told
        assert page.evaluate("karmen.visible.statements.length") > 0


def test_an_address_may_be_written_by_hand_with_an_id_alone(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s={KARMEN}") as page:
        assert heading(page) == "Roman Karmen"
        assert page.locator("#pane .notice").count() == 0
    with opened(chromium, atlas, view=f"#s={REPOST}") as page:
        assert page.evaluate("karmen.store.state.sel.kind") == "source"


@pytest.mark.parametrize("lost", ["person/nobody", "node:person/nobody", "tour:nothing", "st:0000000000000000"])
def test_an_address_that_names_nothing_here_says_so(lost: str, chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s={lost}") as page:
        assert page.locator("#pane .notice").inner_text() == "What this address names is not in this atlas."
        page.click(".question >> nth=0")
        assert page.locator("#pane .notice").count() == 0
        page.keyboard.press("Escape")
        assert page.locator("#pane .notice").count() == 0


def test_what_a_reader_changed_in_a_question_stays_in_its_address(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=tour:years") as page:
        assert page.locator("#table").is_visible()
        page.locator("#network").focus()
        page.keyboard.press("t")
        address = page.evaluate("location.hash")
    with opened(chromium, atlas, view=address) as page:
        assert page.evaluate("karmen.store.state.sel.stop") == "years"
        assert not page.locator("#table").is_visible()


def test_a_part_asks_only_what_it_can_answer(chromium: Browser, seed: Graph, tmp_path: Path) -> None:
    path = tmp_path / "part.html"
    seed.explore(path, "around", entity="Red Silk")
    with opened(chromium, path) as page:
        stops = page.locator(".question")
        asked = [stops.nth(at).get_attribute("data-stop") for at in range(stops.count())]
        assert "red-silk" in asked
        assert "born" not in asked
        assert "Red Silk" in page.locator("h1").inner_text()


def test_no_word_of_a_speech_stands_under_what_happened(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=tour:said") as page:
        modes = page.evaluate("""karmen.visible.statements.length && (() => {
          const heads = [...document.querySelectorAll('#pane h3')];
          const head = heads.find((h) => h.textContent.startsWith('What happened'));
          return [...head.nextElementSibling.querySelectorAll('.mark')].map((one) => one.className).join(' ');
        })()""")
        assert "mode-attributed" not in modes
        assert "mode-planned" not in modes
