"""One thing on paper: its receipt in full, addresses that can be typed in, nothing that only a screen could open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.explorer import KARMEN, REPOST, opened
from tests.browser.test_explorer_take import A4, to_paper

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

RELEASE = "source/2025-05-08-cgtn-release-cultural-exchanges"
DISPUTED = "00967f30fdccb4b5"


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_a_statement_is_printed_with_its_receipt_and_the_whole_address(
    chromium: Browser, atlas: Path, lang: str
) -> None:
    with opened(chromium, atlas, view=f"#s=st:{DISPUTED}&l={lang}") as page:
        to_paper(page)
        [receipt] = page.locator("#pane .receipt").all()
        assert receipt.is_visible()
        links = page.evaluate("""[...document.querySelectorAll("#pane a[href^=http]")]
          .map((one) => [one.href, getComputedStyle(one, "::after").content])""")
        assert links
        for href, added in links:
            assert href in added
        box = receipt.bounding_box()
        assert box
        assert box["x"] + box["width"] <= A4[0] + 1
        assert page.locator("#table").is_hidden()  # its row would say less than the receipt
        page.emulate_media(media="screen")
        added = page.evaluate("getComputedStyle(document.querySelector('#pane a[href^=http]'), '::after').content")
        assert added == "none"


def test_a_heading_stands_on_paper_only_with_what_it_heads(chromium: Browser, atlas: Path) -> None:
    for view in (f"#s=st:{DISPUTED}", f"#s=source:{RELEASE}", f"#s=node:{KARMEN}"):
        with opened(chromium, atlas, view=view) as page:
            to_paper(page)
            bare = page.evaluate("""[...document.querySelectorAll("summary")].filter((one) => one.checkVisibility())
              .filter((one) => !one.parentElement.open).map((one) => one.innerText)""")
            assert bare == []
            heads = page.evaluate("""[...document.querySelectorAll("thead")].filter((one) => one.checkVisibility())
              .map((one) => one.parentElement.querySelectorAll("tbody tr").length)""")
            assert 0 not in heads
    with opened(chromium, atlas, view=f"#s=st:{DISPUTED}") as page:
        page.keyboard.press("q")
        to_paper(page)
        assert page.locator("#asked pre").first.is_visible()  # opened by the reader, it is printed


def test_the_network_steps_back_where_one_thing_is_read(chromium: Browser, atlas: Path) -> None:
    third = A4[1] / 3
    tie = "karmen.choose({ kind: 'tie', tie: 3 })"
    for view, then in ((f"#s=st:{DISPUTED}", ""), (f"#s=node:{KARMEN}", ""), (f"#s=source:{REPOST}", ""), ("", tie)):
        with opened(chromium, atlas, view=view) as page:
            if then:
                page.evaluate(then)
            to_paper(page)
            box = page.locator("#network").bounding_box()
            assert box
            assert 60 < box["height"] < 0.75 * third
    with opened(chromium, atlas) as page:
        undrawn = page.evaluate("""[...karmen.model.documents.keys()].some((node) => {
          karmen.choose({ kind: "source", node });
          return [...karmen.visible.chosenNodes].every((one) => !karmen.visible.shown[one] || one === node);
        })""")
        assert undrawn
        to_paper(page)
        assert page.locator("#network").is_hidden()
        assert page.locator("#counts").is_hidden()
        page.emulate_media(media="screen")
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.locator("#network").is_visible()
    with opened(chromium, atlas) as page:
        to_paper(page)
        box = page.locator("#network").bounding_box()
        assert box
        assert box["height"] > third
