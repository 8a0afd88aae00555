"""The focus of the explorer: whatever is done by key, it stays with its control or goes where that makes sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.explorer import KARMEN, SILK, heading, opened, settled

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NODE = f"#s=node:{KARMEN}"
WHERE = """(() => { const one = document.activeElement;
  return one === document.body ? "body" : one.id || one.dataset.key || one.tagName; })()"""


def focus(page: Page) -> str:
    settled(page)
    return str(page.evaluate(WHERE))


def enter(page: Page, selector: str) -> str:
    page.locator(selector).first.focus()
    page.keyboard.press("Enter")
    return focus(page)


# --- acts of the reading pane ---


@pytest.mark.parametrize(
    ("view", "control", "then"),
    [
        (NODE, "#pane [data-key=near]", "near"), (f"{NODE}&n=1", "[data-key='near 3']", "near 3"),
        (f"{NODE}&n=2", "#pane [data-key=near]", "near"), (NODE, "[data-key=pin]", "pin"),
        (NODE, "[data-key=hide]", "H2"),
        (NODE, "#back", "H2"), ("#s=tour:years", "#back", "H2"), ("#s=st:38b5a0abca9980d3", "#back", "H2"),
        ("#s=tour:red-silk&at=2025-09-30", "#promise-built", "promise-day"),
        (f"{NODE}&m=planned,fact", "[data-key='mode planned']", "mode fact"),
        (f"{NODE}&m=planned", "[data-key='mode planned']", "filters-toggle"),
        (f"{NODE}&n=2&hide={SILK}", "#chips [data-key=hidden]", "near"),
    ],
)  # fmt: skip
def test_an_act_leaves_the_focus_with_its_control_or_what_follows(
    chromium: Browser, atlas: Path, view: str, control: str, then: str
) -> None:
    with opened(chromium, atlas, view=view) as page:
        assert enter(page, control) == then


@pytest.mark.parametrize("key", ["l", "t", "i", "d", "x", "u"])
@pytest.mark.parametrize("part", ["pane", "table"])
def test_a_key_leaves_the_focus_with_the_statement_or_at_a_head(
    chromium: Browser, atlas: Path, part: str, key: str
) -> None:
    with opened(chromium, atlas, view=f"{NODE}&tab={int(part == 'table')}") as page:
        page.evaluate("karmen.store.set({ time: [-20000, 20000] })")
        page.locator(f"#{part} .more >> nth=5").focus()
        statement = "document.activeElement.closest('[data-first], tr')?.textContent"
        told = page.evaluate(statement)
        page.keyboard.press(key)
        after = focus(page)
        assert after != "body"
        if key in "id" or (key == "t" and part == "pane"):
            assert page.evaluate(statement) == told or (key == "t" and after == "table")
        if key == "l":
            assert page.evaluate("document.activeElement.matches('.more')")
        if key == "x" and part == "pane":
            assert after == "H2"
        if key == "t" and part == "table":
            assert after == "network"


def test_light_and_dark_make_no_row_anew(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"{NODE}&tab=1") as page:
        page.evaluate("document.querySelector('#table tbody tr').dataset.mine = '1'")
        page.keyboard.press("d")
        assert page.locator("tr[data-mine]").count() == 1
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_what_opens_further_takes_the_focus_to_its_first_new_item(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#tab=1") as page:
        enter(page, "#table .end button")
        assert (
            page.evaluate("[...document.querySelectorAll('#table tbody .more')].indexOf(document.activeElement)") == 200
        )
        page.keyboard.press("f")
        before = page.locator("#filters input[data-facet=relation]").count()
        enter(page, "[data-key='more relation']")
        assert (
            page.evaluate("""[...document.querySelectorAll('#filters input[data-facet=relation]')]
          .indexOf(document.activeElement)""")
            == before
        )
        assert enter(page, "[data-key='more relation']") == "more relation"
        page.locator("#filters input").first.focus()
        page.keyboard.press("Space")
        assert page.evaluate("document.activeElement.matches('#filters input') && document.activeElement.checked")


# --- the table ---


def test_escape_after_a_row_was_read_brings_back_the_rows(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"{NODE}&tab=1") as page:
        rows = page.locator("#table tbody tr").count()
        listed = page.evaluate("karmen.table.found.length")
        page.locator("#table tbody .more >> nth=7").focus()
        row = page.evaluate("document.activeElement.closest('tr').dataset.key")
        page.keyboard.press("Enter")
        assert heading(page) == "Statement"
        page.keyboard.press("Escape")
        assert heading(page) == "Roman Karmen"
        assert page.locator("#table tbody tr").count() == rows
        assert page.evaluate("karmen.table.found.length") == listed
        assert page.evaluate("document.activeElement.closest('tr').dataset.key") == row
        page.keyboard.press("Escape")
        assert page.evaluate("karmen.store.state.sel") is None
        assert focus(page) == "table"  # never the network that lies under it


def test_the_table_takes_the_focus_and_what_it_covers_takes_no_key(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=NODE) as page:
        page.locator("#network").focus()
        page.keyboard.press("t")
        assert focus(page) == "table"
        told = page.locator("#table [role=status]").inner_text()
        assert str(page.evaluate("karmen.table.found.length")) in told
        assert page.locator("#status").inner_text() == f"Table · {told}"
        page.keyboard.press("ArrowRight")
        page.locator("#network").focus(timeout=1000)
        page.keyboard.press("ArrowRight")
        assert heading(page) == "Roman Karmen"
        assert focus(page) == "table"
        page.keyboard.press("t")
        assert focus(page) == "network"


def test_one_key_goes_to_the_network_and_back_and_keeps_what_is_chosen(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=NODE) as page:
        page.locator("#pane .more >> nth=3").focus()
        page.keyboard.press("n")
        assert focus(page) == "network"
        page.keyboard.press("n")
        assert page.evaluate("[...document.querySelectorAll('#pane .more')].indexOf(document.activeElement)") == 3
        assert heading(page) == "Roman Karmen"
        page.keyboard.press("?")
        assert "from the reading pane to the network, and back" in page.locator("#help").inner_text()


# --- a tie ---


def test_a_tie_is_chosen_from_a_receipt(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=NODE) as page:
        statement, tie, held = page.evaluate("""(() => {
          const { model, visible } = karmen;
          const one = visible.statements.find((one) =>
            model.st.tie[one] >= 0 && [...model.byTie(model.st.tie[one])].length > 1);
          return [model.st.id[one], model.st.tie[one], [...model.byTie(model.st.tie[one])].length];
        })()""")
        page.evaluate("id => { location.hash = `#s=st:${id}` }", statement)
        page.wait_for_selector(".receipt .acts")
        enter(page, f"text=all {held} statements of this tie")
        assert page.evaluate("karmen.store.state.sel") == {"kind": "tie", "tie": tie}
        assert page.locator("#pane .receipt").count() == held
        assert page.locator("text=statements of this tie").count() == 0  # it is here already
