"""The explorer on a phone: the sheet can be lowered, what lies under it is reached; and words seen for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.explorer import KARMEN, heading, opened, settled
from tests.browser.watch import PHONE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NODE = f"#s=node:{KARMEN}"


def reached(page: Page, selector: str) -> bool:
    """Whether the middle of something is on the screen with nothing over it."""
    return bool(
        page.evaluate(
            """selector => { const one = document.querySelector(selector), box = one.getBoundingClientRect();
              return one.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)); }""",
            selector,
        )
    )


def test_the_sheet_is_lowered_to_its_bar_and_what_is_chosen_stays(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, PHONE, NODE, has_touch=True, is_mobile=True) as page:
        assert not reached(page, "#play")
        page.tap("#fold")
        assert page.locator("#fold").get_attribute("aria-expanded") == "false"
        for selector in ("#play", "#time-from", "#ribbon-toggle", "#undo", "#zoom-in", "#zoom-out", "#fit"):
            assert reached(page, selector), selector
        assert heading(page) == "Roman Karmen"
        assert page.locator("#pane .statement").first.is_hidden()
        page.fill("#time-from", "1938")
        page.keyboard.press("Enter")
        assert page.locator("#fold").get_attribute("aria-expanded") == "false"  # the same is still chosen
        page.locator("#fold").focus()
        page.keyboard.press("Enter")
        assert page.locator("#pane .statement").first.is_visible()
        assert page.evaluate("document.activeElement.id") == "fold"
        page.tap("#fold")
        page.evaluate("karmen.choose({ kind: 'node', node: 5 })")
        assert page.locator("#pane .statement").first.is_visible()  # what is chosen anew is to be read


def test_the_table_is_read_above_the_lowered_sheet(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, PHONE, NODE, has_touch=True, is_mobile=True) as page:
        page.tap("#table-toggle")
        settled(page)
        for at in range(3):
            assert reached(page, f"#table tbody tr:nth-child({at + 1}) .more")
        page.locator("#table tbody .more").first.tap()
        assert heading(page) == "Statement"
        assert page.locator("#pane .receipt").is_visible()


@pytest.mark.parametrize("size", [PHONE, (1280, 800)], ids=["phone", "desktop"])
def test_the_legend_is_as_wide_in_every_language(chromium: Browser, atlas: Path, size: tuple[int, int]) -> None:
    wide = set()
    for lang in ("en", "zh-Hans", "ru"):
        with opened(chromium, atlas, size, f"#l={lang}") as page:
            page.evaluate("karmen.dialog('legend')")
            box = page.locator("#legend").bounding_box()
            assert box
            wide.add(box["width"])
    assert len(wide) == 1


def test_on_a_wide_screen_there_is_no_sheet_to_lower(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=NODE) as page:
        assert page.locator("#fold").is_hidden()
        page.keyboard.press("t")
        assert page.locator("#pane .statement").first.is_visible()


# --- words that are seen ---


def test_what_was_done_is_seen_for_a_while_and_moves_nothing(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=NODE) as page:
        told, pane = page.locator("#told"), page.locator("#pane")
        before = pane.bounding_box()
        page.keyboard.press("u")
        assert told.inner_text() == "Nothing to undo" == page.locator("#status").inner_text()
        assert told.is_visible()
        assert pane.bounding_box() == before
        page.wait_for_timeout(5300)
        assert told.is_hidden()


def test_that_something_was_copied_is_seen_over_the_window_too(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=NODE) as page:
        page.evaluate("navigator.clipboard.writeText = async () => {}")
        page.locator("#pane [data-key=cite]").click()
        page.click("#cite-copy")
        assert page.locator("#told").inner_text() == "Copied"
        assert page.locator("#told").evaluate("one => one.matches(':popover-open')")  # above the window, opened later
