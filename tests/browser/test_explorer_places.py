"""The address says what is on the screen, and the history leads back to it: camera, pane, boxes."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.explorer import KARMEN, opened, settled

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHOOSE = "id => karmen.choose({ kind: 'node', node: karmen.model.numberOf.get(id) })"
SEEN = """(() => {
  const { sel, filters, depth, time, day, lang, theme, table, documents, hidden, pins, view } = karmen.store.state;
  const { x, y, k } = karmen.network.at, box = document.getElementById("documents");
  return { camera: [x, y, k], state: { sel, filters, depth, time, day, table, documents, hidden, pins, view },
    reading: { lang, theme }, box: box.checked, heading: document.querySelector("#pane h2").textContent,
    counts: document.getElementById("counts").textContent, status: document.getElementById("slices").textContent,
    fit: karmen.network.fitted, rows: karmen.table.statements().length };
})()"""


def seen(page: Page) -> dict[str, Any]:
    settled(page)
    found: dict[str, Any] = page.evaluate(SEEN)
    return found


def same(one: dict[str, Any], other: dict[str, Any], *, leave: tuple[str, ...] = ()) -> bool:
    """Whether two pages show the same, where the drawing lies within a pixel of itself."""
    (x, y, k), (x2, y2, k2) = one["camera"], other["camera"]
    near = abs(x - x2) < 1 and abs(y - y2) < 1 and abs(k / k2 - 1) < 1e-3
    rest = [{key: part for key, part in page.items() if key not in ("camera", "fit", *leave)} for page in (one, other)]
    return near and abs(one["fit"] / other["fit"] - 1) < 1e-3 and rest[0] == rest[1]


def address(page: Page) -> str:
    """The link that the reader takes along."""
    return str(page.evaluate("`#${karmen.address()}`"))


# --- the camera ---


@pytest.mark.parametrize("keys", [["Shift+ArrowRight"] * 4 + ["z"], ["+", "+"], ["t", "+"]])
@pytest.mark.parametrize("view", ["", f"#s=node:{KARMEN}"])
def test_an_address_shows_the_same_picture(view: str, keys: list[str], chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=view) as page:
        page.locator("#network").focus()
        for key in keys:
            page.keyboard.press(key)
        before, link = seen(page), address(page)
        assert page.evaluate("location.hash || '#'") == link
    with opened(chromium, atlas, view=link) as page:
        assert same(seen(page), before), (seen(page), before)


@pytest.mark.parametrize("act", ["karmen.depth(1)", "document.getElementById('documents').click()"])
def test_what_fits_by_itself_leaves_no_stale_place(act: str, chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{KARMEN}") as page:
        page.evaluate("karmen.network.panBy(-300, 200)")
        settled(page)
        page.evaluate(act)
        link = address(page)  # at once: nothing has settled yet
        before = seen(page)
        assert address(page) == link
    with opened(chromium, atlas, view=link) as page:
        assert same(seen(page), before), (seen(page), before)


def test_a_page_that_was_only_opened_says_nothing_of_its_place(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        settled(page)
        assert page.evaluate("[location.hash, karmen.store.state.view]") == ["", None]
        page.evaluate("karmen.network.zoomBy(2)")
        settled(page)
        assert "view=" in page.evaluate("location.hash")
        page.keyboard.press("z")
        assert "view=" not in page.evaluate("location.hash")


def test_a_drawing_moved_by_hand_is_in_the_address(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.mouse.move(300, 500)
        page.mouse.wheel(0, -400)
        before, link = seen(page), address(page)
        assert "view=" in link
    with opened(chromium, atlas, view=link) as page:
        assert same(seen(page), before)


def _node(pick: random.Random) -> str:
    return f"[...karmen.visible.shown.keys()].filter((i) => karmen.visible.shown[i])[{pick.randrange(300)}] ?? 0"


def _acts(pick: random.Random) -> str:
    """Something a reader may do, as a script."""
    year = pick.randint(1920, 2020)
    return pick.choice([
        f"karmen.choose({{ kind: 'node', node: {_node(pick)} }})",
        f"karmen.choose({{ kind: 'tie', tie: {pick.randrange(2000)} }})",
        f"karmen.choose({{ kind: 'path', from: {_node(pick)}, to: {_node(pick)} }})",
        f"karmen.choose({{ kind: 'source', node: [...karmen.model.documents.keys()][{pick.randrange(300)}] }})",
        f"karmen.visit(karmen.model.data.tour[{pick.randrange(8)}])",
        "karmen.choose(null)",
        f"karmen.timeline.range.choose([{(year - 1970) * 365}, {(year - 1962) * 365}])",
        "document.getElementById('all-time').click()",
        f"karmen.filters.toggle('mode', '{pick.choice(['fact', 'planned', 'attributed'])}')",
        f"karmen.store.state.sel?.kind === 'node' && karmen.depth({pick.randrange(4)})",
        "karmen.hide()",
        "karmen.togglePin()",
        "document.getElementById('documents').click()",
        "document.getElementById('table-toggle').click()",
        "document.getElementById('fit').click()",
        f"karmen.network.panBy({pick.randint(-300, 300)}, {pick.randint(-200, 200)})",
        f"karmen.network.zoomBy({pick.uniform(0.5, 2.5)})",
        f"karmen.language({pick.randrange(3)})",
        f"karmen.store.set({{ day: {pick.randint(19000, 21000)} }})",
    ])  # fmt: skip


@pytest.mark.parametrize("chance", [1, 2])
def test_a_link_and_the_history_show_again_whatever_a_reader_did(chance: int, chromium: Browser, atlas: Path) -> None:
    pick = random.Random(chance)
    with opened(chromium, atlas) as page:
        entries, done = {0: seen(page)}, []
        for step in range(24):
            done.append(_acts(pick))
            page.evaluate(done[-1])
            link = address(page)
            now, entry = seen(page), page.evaluate("history.state.entry")
            entries[entry] = now
            if step % 8 == 7:
                with opened(chromium, atlas, view=link) as other:
                    assert same(seen(other), now), (done, seen(other), now)
        last = max(entries)
        assert last > 10
        for way, order in (("back", range(last - 1, -1, -1)), ("forward", range(1, last + 1))):
            for entry in order:
                page.evaluate(f"history.{way}()")
                page.wait_for_function("entry => history.state.entry === entry", arg=entry)
                found = seen(page)
                leave = ("reading", "heading", "counts", "status")  # the language stays as the reader reads
                assert same(found, entries[entry], leave=leave), (way, entry, done, found, entries[entry])
