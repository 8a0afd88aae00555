"""The address says what is on the screen, and the history leads back to it: camera, pane, boxes."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.explorer import KARMEN, SILK, opened, settled

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


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two pages show the same, where the drawing lies within a pixel of itself."""
    (x, y, k), (x2, y2, k2) = one["camera"], other["camera"]
    near = abs(x - x2) < 1 and abs(y - y2) < 1 and abs(k / k2 - 1) < 1e-3
    rest = [{key: part for key, part in page.items() if key not in ("camera", "fit")} for page in (one, other)]
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


def test_a_phone_opens_a_link_as_a_phone_showed_it(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, (390, 844)) as page:
        page.evaluate(CHOOSE, KARMEN)
        page.evaluate("karmen.depth(1)")
        before, link = seen(page), address(page)
    with opened(chromium, atlas, (390, 844), view=link) as page:
        assert same(seen(page), before), (seen(page), before)
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 800, "height": 500})
        before, link = seen(page), address(page)
    with opened(chromium, atlas, (800, 500), view=link) as page:
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
    """Something a reader may do, as a script; another language is not undone, and its longer words take more room."""
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
                assert same(found, entries[entry]), (way, entry, done, found, entries[entry])


# --- the reader's place in the pane ---

SPOT = "[Math.round(document.getElementById('pane').scrollTop), document.activeElement.textContent]"


def test_back_leads_to_the_link_that_was_taken(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{KARMEN}") as page:
        page.locator("#pane .statement > .said > .more").nth(2).click()
        receipts = page.locator("#pane .more[aria-expanded=true]").count()
        assert receipts == 1
        page.locator("#pane .statements a.entity").nth(60).focus()
        page.evaluate("document.activeElement.scrollIntoView({ block: 'center' })")
        spot = page.evaluate(SPOT)
        assert spot[0] > 500
        page.keyboard.press("Enter")
        page.wait_for_function("() => history.state.entry === 1")
        assert page.evaluate(SPOT) != spot
        page.go_back()
        page.wait_for_function("() => history.state.entry === 0")
        assert page.evaluate(SPOT) == spot
        assert page.locator("#pane .more[aria-expanded=true]").count() == receipts


def test_a_long_list_that_was_unrolled_is_unrolled_again(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=time&t=1950..1959") as page:
        statements = page.locator("#pane .statements > .statement")
        before = statements.count()
        for _ in range(2):
            page.locator("#pane .statements > li:not(.statement) > button").first.click()
        count = statements.count()
        assert count > before
        statements.nth(count - 2).locator("a.entity").first.focus()
        spot = page.evaluate(SPOT)
        page.keyboard.press("Enter")
        page.wait_for_function("() => history.state.entry === 1")
        page.go_back()
        page.wait_for_function("() => history.state.entry === 0")
        assert statements.count() == count
        assert page.evaluate(SPOT) == spot


def test_going_back_takes_no_focus_from_the_network(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{KARMEN}") as page:
        page.locator("#pane .statements a.entity").nth(3).click()
        page.wait_for_function("() => history.state.entry === 1")
        page.locator("#network").focus()
        page.keyboard.press("u")
        page.wait_for_function("() => history.state.entry === 0")
        assert page.evaluate("document.activeElement.id") == "network"


def test_an_address_written_anew_begins_without_memories(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{KARMEN}") as page:
        page.evaluate("document.getElementById('pane').scrollTop = 900")
        page.evaluate(CHOOSE, SILK)
        page.go_back()
        page.wait_for_function("() => history.state.entry === 0")
        assert page.evaluate("document.getElementById('pane').scrollTop") == 900
        page.evaluate(f"location.hash = '#s=node:{SILK}'")
        page.wait_for_function("() => history.state?.entry === 1")
        assert page.evaluate("document.getElementById('pane').scrollTop") == 0
        assert page.evaluate("history.state.depth") == 0


def test_the_box_for_documents_follows_the_view(chromium: Browser, atlas: Path) -> None:
    box = "[document.getElementById('documents').checked, karmen.store.state.documents]"
    with opened(chromium, atlas) as page:
        page.check("#documents")
        page.locator("#network").focus()
        page.keyboard.press("u")
        page.wait_for_function("() => !karmen.store.state.documents")
        assert page.evaluate(box) == [False, False]
        page.go_forward()
        page.wait_for_function("() => karmen.store.state.documents")
        assert page.evaluate(box) == [True, True]


# --- what an address says and the atlas lacks ---


@pytest.mark.parametrize(
    ("view", "told"),
    [
        ("#hide=foo/bar", "hide=foo/bar"),
        (f"#pin=foo/x:1:1,{KARMEN}:5:x", f"pin=foo/x:1:1, pin={KARMEN}:5:x"),
        ("#t=1950-13", "t=1950-13"),
        ("#at=20", "at=20"),
        (f"#s=node:{KARMEN}&hide={SILK},foo/bar&t=1960..1950", "t=1960..1950, hide=foo/bar"),
        ("#s=person/nobody&at=20", "s=person/nobody, at=20"),
        (f"#hide={'x' * 500}", f"hide={'x' * 55}…"),
    ],
)
def test_what_an_address_says_in_vain_is_told(view: str, told: str, chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=view) as page:
        notice = page.locator("#pane .notice")
        assert notice.inner_text() == f"The address says what this atlas lacks or cannot read: {told}"
        page.evaluate("karmen.network.zoomBy(2)")
        settled(page)
        page.evaluate("karmen.language(2)")
        assert notice.inner_text().startswith("В адресе")
        page.evaluate(CHOOSE, SILK)
        assert notice.count() == 0


@pytest.mark.parametrize("view", [f"#hide={SILK}&pin={KARMEN}:5:-7&t=1950..1959&at=2020-01-01&s={KARMEN}", "#t=&at="])
def test_what_the_atlas_holds_is_no_loss(view: str, chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=view) as page:
        assert page.locator("#pane .notice").count() == 0
