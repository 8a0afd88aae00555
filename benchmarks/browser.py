"""A page in headless Chromium without a GPU: when it was first drawn, how long a frame takes while it is dragged."""

from __future__ import annotations

import tempfile
import time
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

__all__ = ["Seen", "look_at"]

_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-unsafe-swiftshader",
]  # fmt: skip
_PATIENCE = 60_000  # milliseconds a page may take to draw
_REST = 500  # milliseconds for a browser that has just started
_UNDISTURBED = 3000  # milliseconds a page is left alone: asking it anything takes some of its time
_DRAG = 1.5  # seconds


class Seen(NamedTuple):
    """Seconds to the first drawing, and from frame to frame while the mouse drags an empty corner."""

    ready: float
    frame: float


def look_at(path: Path, chromium: str) -> Seen:
    """Open a page in a browser of its own, which nothing else has warmed.

    The page marks `shown` when its first drawing is on the screen.
    """
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        context = playwright.chromium.launch_persistent_context(
            folder, executable_path=chromium, headless=True, args=_FLAGS, offline=True,
            viewport={"width": 1200, "height": 800},
        )  # fmt: skip
        page = context.pages[0]
        page.wait_for_timeout(_REST)
        page.goto(path.as_uri(), wait_until="commit", timeout=_PATIENCE)
        page.wait_for_timeout(_UNDISTURBED)
        page.wait_for_function("() => performance.getEntriesByName('shown').length", polling=200, timeout=_PATIENCE)
        ready = page.evaluate("performance.getEntriesByName('shown')[0].startTime") / 1000
        page.wait_for_timeout(500)
        frame = _dragged(page)
        context.close()
    return Seen(ready, frame)


def _dragged(page: Page) -> float:
    left, top = page.evaluate("""(() => {
      const box = (document.querySelector('canvas') || document.body).getBoundingClientRect();
      return [box.left + 15, box.top + 15];
    })()""")
    page.evaluate("window.frames_=[];(function l(t){frames_.push(t);requestAnimationFrame(l)})(performance.now())")
    page.mouse.move(left, top)
    page.mouse.down()
    page.evaluate("window.frames_.length=0")
    start, step = time.perf_counter(), 0
    while time.perf_counter() - start < _DRAG:
        step += 1
        page.mouse.move(left + step % 200, top + step % 150)
    page.mouse.up()
    frames = page.evaluate("window.frames_")
    gaps = [(later - earlier) / 1000 for earlier, later in pairwise(frames)]
    return sum(gaps) / len(gaps) if gaps else median([_DRAG])
