"""Choosing a range of time: typed, drawn or played, it is read, judged when it is whole, and one undo away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.explorer import KARMEN, heading, opened, settled

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

TIME = "(() => { const t = new URLSearchParams(location.hash.slice(1)).get('t'); return t || ''; })()"
INVALID = "[...document.querySelectorAll('.timeline input[aria-invalid=true]')].map((field) => field.id)"


def typed(page: Page, first: str, last: str) -> None:
    page.fill("#time-from", first)
    page.fill("#time-until", last)
    page.keyboard.press("Enter")


def drag(page: Page, start: float, end: float) -> None:
    box = page.locator("#ribbon").bounding_box()
    assert box
    y = box["y"] + 30
    page.mouse.move(box["x"] + start * box["width"], y)
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(box["x"] + (start + (end - start) * step / 5) * box["width"], y)


def test_a_typed_range_is_read_where_nothing_else_is_chosen(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        camera = page.evaluate("JSON.stringify(karmen.network.at)")
        typed(page, "1950", "1951")
        assert heading(page) == "1950..1951"
        assert page.locator("#pane .statement").count() > 0
        assert page.evaluate("JSON.stringify(karmen.network.at)") == camera
        page.click("#all-time")
        assert page.evaluate("[karmen.store.state.sel, karmen.store.state.time]") == [None, None]
        assert page.locator("#pane .question").count() > 0


def test_a_range_leaves_what_is_chosen(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{KARMEN}") as page:
        typed(page, "1938", "1939")
        assert heading(page) == "Roman Karmen"
        page.click("#all-time")
        assert heading(page) == "Roman Karmen"


def test_a_drawn_range_is_read_when_the_hand_lifts(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.evaluate("""(() => { window.shown = 0; const show = karmen.pane.show.bind(karmen.pane);
          karmen.pane.show = () => { window.shown += 1; show(); }; })()""")
        drag(page, 0.4, 0.5)
        assert page.evaluate("[window.shown, karmen.store.state.time]") == [0, None]
        assert ".." in page.inner_text("#slices")  # the range under way is told
        page.mouse.up()
        assert page.evaluate("window.shown") == 1
        assert heading(page) == page.evaluate(TIME) != ""


def test_playing_keeps_the_readers_range_one_undo_away(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        typed(page, "1950", "1959")
        depth = page.evaluate("history.state.depth")
        page.click("#play")
        assert page.get_attribute("#play", "title") == page.get_attribute("#play", "aria-label") == "Pause"
        for _ in range(2):
            before = page.evaluate(TIME)
            page.wait_for_function(f"before => {TIME} !== before", arg=before)
        page.click("#play")
        assert page.get_attribute("#play", "title") == page.get_attribute("#play", "aria-label") == "Play"
        assert heading(page) == page.evaluate(TIME)
        assert page.evaluate("history.state.depth") == depth + 1
        page.locator("#network").focus()
        page.keyboard.press("u")
        page.wait_for_function(f"() => {TIME} === '1950..1959'")
        assert heading(page) == "1950..1959"


def test_going_back_ends_the_play(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.click("#play")
        page.wait_for_function(f"() => {TIME}")
        assert page.evaluate("karmen.store.state.sel") is None  # a range that travels is not read
        page.go_back()
        page.wait_for_function(f"() => !{TIME}")
        page.wait_for_timeout(1100)
        assert page.evaluate(TIME) == ""
        assert page.get_attribute("#play", "title") == "Play"


def test_a_played_range_is_read_when_it_stands(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.click("#play")
        page.wait_for_function(f"() => {TIME}")
        page.click("#play")
        assert heading(page) == page.evaluate(TIME)
        assert page.evaluate("history.state.depth") == 1


@pytest.mark.parametrize(("lang", "word"), [("en", "year"), ("zh-Hans", "年份"), ("ru", "год")])
def test_empty_fields_do_not_look_like_a_range(lang: str, word: str, chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#l={lang}") as page:
        for field in ("#time-from", "#time-until"):
            assert page.get_attribute(field, "placeholder") == word
            assert page.input_value(field) == ""


def test_a_range_typed_over_another_is_judged_when_both_ends_are_there(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#t=1949..1960") as page:
        page.click("#time-from", click_count=3)
        page.keyboard.type("1970")
        page.keyboard.press("Tab")
        page.wait_for_timeout(50)
        assert page.evaluate(INVALID) == []
        assert "Write a year" not in page.inner_text("#slices")
        page.keyboard.type("1980")
        page.keyboard.press("Tab")
        page.wait_for_function(f"() => {TIME} === '1970..1980'")
        assert page.evaluate("history.state.depth") == 1
        assert page.evaluate(INVALID) == []


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("1970", None, ["time-from"]),  # the later first
        (None, "1940", ["time-until"]),
        ("next year", None, ["time-from"]),
        (None, "1950-13", ["time-until"]),
        ("x", "y", ["time-from", "time-until"]),
    ],
)
def test_only_the_field_that_is_wrong_is_marked(
    first: str | None, last: str | None, wrong: list[str], chromium: Browser, atlas: Path
) -> None:
    with opened(chromium, atlas, view="#t=1949..1960") as page:
        for field, text in (("#time-from", first), ("#time-until", last)):
            if text:
                page.fill(field, text)
        page.keyboard.press("Enter")
        assert page.evaluate(INVALID) == wrong
        assert "Write a year" in page.inner_text("#slices")
        assert page.evaluate(TIME) == "1949..1960"
        typed(page, "1950", "1951")
        assert page.evaluate(INVALID) == []
        settled(page)
        assert page.evaluate(TIME) == "1950..1951"
