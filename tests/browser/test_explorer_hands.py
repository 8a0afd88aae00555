"""The explorer in the hands of its readers: what they type, on which keyboard, on a small screen, in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.strict_yaml import read_strict
from tests.browser.explorer import KARMEN, heading, opened, settled
from tests.browser.watch import PHONE
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


# --- finding ---


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("beijing", "place/beijing"), ("bei jing", "place/beijing"), ("Bei-Jing", "place/beijing"),
        ("Пекин", "place/beijing"), ("北京", "place/beijing"), ("st petersburg", "place/saint-petersburg"),
        ("St. Petersburg", "place/saint-petersburg"), ("xi jin ping", "person/xi-jinping"), ("China", "place/china"),
        ("film", "topic/film"), ("Moscow", "place/moscow"), ("Москва", "place/moscow"), ("mosc", "place/moscow"),
        ("CMG", "org/cmg"), ("karme", KARMEN),
    ],
)  # fmt: skip
def test_what_is_called_just_so_comes_first(chromium: Browser, atlas: Path, text: str, id_: str) -> None:
    with opened(chromium, atlas) as page:
        page.fill("#search", text)
        assert page.evaluate("karmen.model.nodes.id[karmen.search.found[0]]") == id_
        page.keyboard.press("Enter")
        assert page.evaluate("karmen.model.nodes.id[karmen.store.state.sel.node]") == id_


def test_what_is_called_so_comes_before_what_begins_so_and_that_before_the_rest(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        ranks = page.evaluate("""karmen.search.find("china").map((node) => {
          const names = karmen.search.wholes[node];
          return names.includes("china") ? 2 : names.some((name) => name.startsWith("china")) ? 1 : 0;
        })""")
        assert set(ranks) == {0, 1, 2}
        assert ranks == sorted(ranks, reverse=True)


def test_the_search_says_how_many_there_are_and_what_to_do(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.fill("#search", "china")
        many = page.evaluate("karmen.search.find('china').length")
        assert many > 100
        assert page.locator("#answer").inner_text() == f"Found: {many}, of which 60 are shown. More letters narrow it."
        assert page.locator("#found li").count() == 60
        page.keyboard.press("ArrowUp")  # the last one, which the list scrolls to
        last = page.locator("#found li").last.bounding_box()
        assert last
        assert last["y"] + last["height"] <= page.locator("#answer").bounding_box()["y"] + 1  # type: ignore[index]
        box, shown = page.locator("#answer").bounding_box(), page.locator("#found").bounding_box()
        assert box
        assert shown
        assert box["y"] >= shown["y"] + shown["height"] - 1
        page.fill("#search", "china media group holding")
        page.keyboard.press("Escape")
        assert page.locator("#answer").inner_text() == ""


def test_that_nothing_is_called_so_is_seen(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.fill("#search", "qqxx zzvvkk")
        box, field = page.locator("#answer").bounding_box(), page.locator("#search").bounding_box()
        assert box
        assert field
        assert box["height"] > 20
        assert 0 <= box["y"] - field["y"] - field["height"] < 20
        seen = page.evaluate("([x, y]) => document.elementFromPoint(x, y).id", [box["x"] + 15, box["y"] + 15])
        assert seen == "answer"
        assert page.locator("#answer").inner_text() == "Nothing is called so"


# --- keyboards ---


def press(page: Page, key: str, code: str, **more: object) -> None:
    """A key as another keyboard sends it."""
    page.evaluate(
        """([key, code, more]) => document.activeElement.dispatchEvent(
             new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true, ...more }))""",
        [key, code, more],
    )


def test_a_russian_keyboard_has_every_shortcut(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        press(page, "а", "KeyF")
        assert page.locator("#filters").is_visible()
        page.evaluate("document.activeElement.blur()")
        press(page, "а", "KeyF")
        assert page.locator("#filters").is_hidden()
        press(page, "е", "KeyT")
        assert page.locator("#table").is_visible()
        press(page, ",", "Slash", shiftKey=True)
        assert page.locator("#help").is_visible()
        page.keyboard.press("Escape")
        press(page, ".", "Slash")
        assert page.evaluate("document.activeElement.id") == "search"


def test_a_latin_keyboard_of_another_order_keeps_its_letters(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        press(page, "a", "KeyQ")  # French: `a` is no shortcut
        assert not page.evaluate("karmen.asked.open")
        press(page, "q", "KeyA")
        assert page.evaluate("karmen.asked.open")
        press(page, "-", "Slash")  # German
        assert page.evaluate("document.activeElement.id") != "search"


@pytest.mark.parametrize("composing", [{"isComposing": True}, {"keyCode": 229}], ids=["composing", "229"])
def test_the_enter_that_ends_an_input_methods_word_chooses_nothing(
    chromium: Browser, atlas: Path, composing: dict[str, object]
) -> None:
    with opened(chromium, atlas) as page:
        page.fill("#search", "beijing")
        press(page, "Enter", "Enter", **composing)
        assert page.evaluate("karmen.store.state.sel") is None
        assert page.input_value("#search") == "beijing"
        press(page, "Enter", "Enter")
        assert heading(page) == "Beijing"


# --- the menu ---


@pytest.mark.parametrize("size", [PHONE, (640, 320)], ids=["upright", "on its side"])
def test_on_a_phone_the_whole_menu_lies_above_what_is_read(
    chromium: Browser, atlas: Path, size: tuple[int, int]
) -> None:
    with opened(chromium, atlas, size, f"#s=node:{KARMEN}", has_touch=True, is_mobile=True) as page:
        page.tap("#export summary")
        settled(page)
        last = page.locator("#export-graphml")
        last.scroll_into_view_if_needed()
        box = last.bounding_box()
        assert box
        assert box["y"] + box["height"] <= size[1]
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        assert page.evaluate("([x, y]) => document.elementFromPoint(x, y).id", middle) == "export-graphml"
        with page.expect_download() as download:
            last.tap()
        assert download.value.suggested_filename == "karmen.graphml"
        assert page.evaluate("document.getElementById('export').open") is False


def test_the_menu_closes_on_escape_and_on_a_click_elsewhere(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{KARMEN}") as page:
        page.click("#export summary")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        assert page.evaluate("document.getElementById('export').open") is False
        assert page.evaluate("document.activeElement.matches('#export summary')")
        assert heading(page) == "Roman Karmen"  # the key closed the menu and took nothing else away
        page.click("#export summary")
        page.locator("#pane h2").click()
        assert page.evaluate("document.getElementById('export').open") is False


# --- the table and the legend ---


def test_a_statement_of_the_table_is_read_beside_its_rows(chromium: Browser, atlas: Path) -> None:
    rows, current = "#table tbody tr", "#table tr[aria-current]"
    with opened(chromium, atlas, view="#s=tour:years") as page:
        before = page.locator(rows).count()
        assert before > 10
        third = page.locator(f"{rows} >> nth=2")
        told = third.inner_text()
        third.locator(".more").click()
        assert heading(page) == "Statement"
        assert page.locator("#pane .receipt").count() == 1
        assert page.locator(rows).count() == before
        assert page.locator(current).inner_text() == told
        page.evaluate("karmen.choose(null)")
        assert page.locator(rows).count() == 200
        page.locator("#table .end button").click()
        page.locator(f"{rows} >> nth=300").locator(".more").click()
        assert page.locator(rows).count() == 400
        assert page.locator(current).count() == 1
    with opened(chromium, atlas, view=page_address(atlas, chromium)) as page:
        assert page.locator(rows).count() == 200  # an address names a statement, and the rows it stands among


def page_address(atlas: Path, chromium: Browser) -> str:
    with opened(chromium, atlas, view="#tab=1") as page:
        page.locator("#table tbody .more").first.click()
        return str(page.evaluate("location.hash"))


def test_every_side_has_a_sign_of_its_own(chromium: Browser, atlas: Path) -> None:
    sides = read_strict(ROOT / "ontology/display.yaml")["sides"]
    with opened(chromium, atlas) as page:
        page.evaluate("karmen.dialog('legend')")
        signs = page.locator("#legend section").nth(1).locator("li")
        assert signs.count() == len(sides)
        drawn = signs.evaluate_all("""all => all.map((one) =>
          getComputedStyle(one.querySelector("path")).fill + one.querySelector("svg").innerHTML)""")
        assert len(set(drawn)) == len(sides)
        marks = page.evaluate("karmen.model.data.look.sides.map(([, mark]) => mark)")
        assert [mark for mark in marks if mark] == ["dot", "bar"]


def test_who_is_of_both_sides_bears_a_bar_in_the_network(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=node:work/red-silk") as page:
        settled(page)
        inks = page.evaluate("""(() => {
          const { network, model } = karmen, [x, y] = network.screen(model.numberOf.get("work/red-silk"));
          const r = network.scene.radius(model.numberOf.get("work/red-silk"), network.at.k);
          const { width, height } = network.canvas;
          const all = new Uint32Array(network.context.getImageData(0, 0, width, height).data.buffer);
          const at = (one) => Math.round(one * network.ratio);
          const ink = (dx, dy) => all[at(y + dy) * width + at(x + dx)];
          return [ink(0, 0), ink(0, r * 0.4), ink(r * 0.45, 0)];
        })()""")
        middle, below, beside = inks
        assert middle == below
        assert middle != beside


# --- long panes ---


def test_a_list_of_relations_leads_to_each(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{KARMEN}") as page:
        heads = page.locator("#pane h3")
        page.locator(".outline summary").focus()
        page.keyboard.press("Enter")
        entries = page.locator(".outline li")
        assert entries.count() == heads.count() > 20
        told = [int(text.split()[-1]) for text in entries.all_inner_texts()]
        assert told == sorted(told, reverse=True)
        assert sum(told) == page.evaluate("karmen.visible.statements.length")
        entries.nth(6).locator("button").focus()
        page.keyboard.press("Enter")
        assert heads.nth(6).evaluate("one => one === document.activeElement")
        assert abs(heads.nth(6).bounding_box()["y"] - page.locator("#pane").bounding_box()["y"]) < 40  # type: ignore[index]
        page.keyboard.press("l")
        assert page.locator(".outline").evaluate("one => one.open")  # it stays as the reader left it


def test_a_short_pane_has_no_list_of_relations(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=node:event/battle-of-dien-bien-phu") as page:
        assert 0 < page.locator("#pane h3").count() < 8
        assert page.locator(".outline").count() == 0
