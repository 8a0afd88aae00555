"""What the tests of the explorer share: where it is opened, and where things stand on it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.browser.watch import DESKTOP, watched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

KARMEN, EVENT, SILK = "person/roman-karmen", "event/2025-05-07-victory-80-exchange", "work/red-silk"
REPOST = "source/2025-05-08-finanznachrichten-cgtn-cultural-exchanges"


@contextmanager
def opened(
    browser: Browser, path: Path, size: tuple[int, int] = DESKTOP, view: str = "", **options: Any
) -> Iterator[Page]:
    with watched(browser, path, size, view, **options) as page:
        page.wait_for_function("() => document.documentElement.classList.contains('ready')")
        yield page


def settled(page: Page) -> None:
    """Wait until the view has stopped moving and is in the address."""
    page.wait_for_timeout(350)


def heading(page: Page) -> str:
    return page.locator("#pane h2").inner_text()


def node_at(page: Page, id_: str) -> tuple[float, float]:
    x, y = page.evaluate("""id => {
      const box = document.getElementById("network").getBoundingClientRect();
      const [x, y] = karmen.network.screen(karmen.model.numberOf.get(id));
      return [box.x + x, box.y + y];
    }""", id_)  # fmt: skip
    return x, y
