"""Long lists of the explorer's reading pane: under headings, opened bit by bit or at once, and kept open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.explorer import KARMEN, REPOST, opened

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HEADED = """level => [...document.querySelectorAll(`#pane ${level}`)].map((one) => one.innerText.replace(/,/g, ""))"""


def test_a_range_tells_what_is_in_it_and_possibly_in_it_by_year(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=time&t=1949..1960") as page:
        sure, possible = page.evaluate("karmen.visible.counts.slice(0, 2)")
        assert page.evaluate(HEADED, "h3") == [f"in the range {sure}", f"possibly in the range {possible}"]
        heads = [text.rsplit(" ", 1) for text in page.evaluate(HEADED, "h4")]
        assert sum(int(count) for _, count in heads) == sure + possible
        years = [title for title, _ in heads if title.isdigit()]
        assert years[:12] == [str(year) for year in range(1960, 1948, -1)]
        assert heads[12][0] == "begun before 1949"
        assert page.locator("#pane .statement").count() < 250


def test_many_years_are_drawn_together_into_decades(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=time&t=1900..2025") as page:
        heads = page.evaluate(HEADED, "h4")
        assert heads[0].startswith("2020–2029 ")
        assert 10 < len(heads) < 30


def test_a_list_opens_bit_by_bit_or_at_once_and_the_focus_goes_to_what_is_new(chromium: Browser, atlas: Path) -> None:
    place = """(() => { const one = document.activeElement.closest("li"), list = [...one.parentNode.children];
      return [list.indexOf(one), list.filter((item) => item.matches(".statement")).length]; })()"""
    with opened(chromium, atlas, view="#s=time&t=1949..1960") as page:
        lists = page.locator("#pane .statements:has(> .further)")
        count = lists.count()
        page.locator("#pane .further:has([data-key^=all]) button").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate(place) == [10, 50]
        page.keyboard.press("l")
        assert page.evaluate(place) == [10, 50]  # it stays open, and the focus where it was
        page.locator("#pane [data-key^=all]").first.focus()
        page.keyboard.press("Enter")
        assert lists.count() == count - 1


def test_a_long_source_is_told_by_paragraph(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=source:{REPOST}") as page:
        heads = [text.rsplit(" ", 1) for text in page.evaluate(HEADED, "h4")]
        assert len(heads) > 5
        assert sum(int(count) for _, count in heads) == page.evaluate("karmen.visible.statements.length")


def test_short_lists_have_no_headings(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{KARMEN}&t=1938") as page:
        assert page.locator("#pane h4").count() == 0
