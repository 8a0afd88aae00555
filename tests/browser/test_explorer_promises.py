"""Promises on a day that the reader chooses: told on the page as by `kg promises --at`, of small and of real data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page

from kg.api import Graph
from tests.browser.explorer import SILK, opened

if TYPE_CHECKING:
    from tests.conftest import RunKg

pytestmark = pytest.mark.browser

STOOD = """() => Object.fromEntries([...karmen.model.promiseOf.keys()].map((one) => {
  const { state, telling, facts } = karmen.promises.of(one), id = (at) => at < 0 ? null : karmen.model.st.id[at];
  return [id(one), [state, id(telling), facts.map(id)]];
}))"""
WORLD_DAYS = ("1900", "1938-01-01", "1950-06-30", "1950-07-01", "1951", "1999-12-31", "2100")
SEED_DAYS = ("2010-01", "2024-12-31", "2025-05-07", "2025-09-10", "2025-09-30", "2025-10-01", "2026-06-01", "2031")


@pytest.fixture(scope="session")
def small_atlas(world: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer's page of the small world."""
    path = tmp_path_factory.mktemp("small") / "atlas.html"
    world.explore(path)
    return path


def agree(page: Page, graph: Graph, run_kg: RunKg, day: str) -> dict[str, int]:
    """The page, asked for a day by its field, tells what the command tells; the counts of states."""
    told = json.loads(run_kg("promises", "--at", day, "--format", "json", home=graph.home).stdout)
    page.fill("#promise-day", day)
    page.keyboard.press("Enter")
    stood = page.evaluate(STOOD)
    left_out = [row[0] for row in stood.values() if row[0] in ("unmade", "undated")]
    made = {id_: row for id_, row in stood.items() if row[0] not in ("unmade", "undated")}
    assert made == {
        one["statement"]: [one["state"], (one["outcome"] or {}).get("statement"), facts(one)]
        for one in told["promises"]
    }
    unmade, undated = left_out.count("unmade"), left_out.count("undated")
    assert (unmade, undated) == (told["notYetAnnounced"], told["announcedOnAnUnknownDay"])
    assert page.evaluate("new URLSearchParams(location.hash.slice(1)).get('at')") == told["at"]
    assert page.input_value("#promise-day") == told["at"]
    counts = {state: count for state, count in told["states"].items() if count}
    shown = page.locator(".promises .stood b").all_inner_texts()
    assert [int(one.replace(",", "")) for one in shown] == [*counts.values(), *filter(None, (unmade, undated))]
    return counts


def facts(promise: dict[str, Any]) -> list[str]:
    """The facts that the command prints beside a promise: those that say the same, until an outcome counts."""
    return [] if promise["outcome"] else [fact["statement"] for fact in promise["facts"]]


def test_the_page_of_the_small_world_tells_promises_as_the_command_does(
    chromium: Browser, world: Graph, small_atlas: Path, run_kg: RunKg
) -> None:
    with opened(chromium, small_atlas) as page:
        seen = [agree(page, world, run_kg, day) for day in WORLD_DAYS]
    assert len({json.dumps(one) for one in seen}) > 1


def test_the_page_of_the_real_data_tells_promises_as_the_command_does(
    chromium: Browser, seed: Graph, atlas: Path, run_kg: RunKg
) -> None:
    with opened(chromium, atlas) as page:
        seen = [agree(page, seed, run_kg, day) for day in SEED_DAYS]
    assert {state for one in seen for state in one} >= {"open", "due", "unknown", "kept"}
    assert len({json.dumps(one) for one in seen}) == len(SEED_DAYS)


def marks(page: Page) -> list[str]:
    return page.locator("#pane .mark[class*=promise-]").all_inner_texts()


def test_a_day_is_kept_in_the_address_and_nothing_is_told_before_it_was_known(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{SILK}&at=2025-08-31") as page:
        assert page.input_value("#promise-day") == "2025-08-31"
        before = marks(page).count("kept")
        assert "still open" in marks(page)
        page.fill("#promise-day", "2026-06")
        page.keyboard.press("Enter")
        assert "at=2026-06-30" in page.evaluate("location.hash")
        assert marks(page).count("kept") > before
        page.go_back()
        page.wait_for_function("() => document.getElementById('promise-day').value === '2025-08-31'")
        assert marks(page).count("kept") == before
        page.click("#promise-built")
        assert page.evaluate("karmen.store.state.day") is None
        assert page.input_value("#promise-day") == page.evaluate("karmen.model.data.day")
        assert page.locator("#promise-built").count() == 0


def test_a_receipt_tells_the_day_and_stays_open_while_days_are_tried(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{SILK}&at=2025-08-31") as page:
        one = page.locator("#pane .statement", has=page.locator(".mark.promise-open")).first
        one.locator(".more").click()
        id_ = one.get_attribute("data-first")
        for day, told in (("2025-08-31", "as of 2025-08-31"), ("2027-01-01", "as of 2027-01-01")):
            page.fill("#promise-day", day)
            page.keyboard.press("Enter")
            receipt: Any = page.locator(f'#pane [data-first="{id_}"] .receipt').first
            assert told in receipt.inner_text()
            assert page.evaluate("document.activeElement.id") == "promise-day"


@pytest.mark.parametrize("text", ["soon", "2025-13", "2025-02-30"])
def test_what_is_no_day_is_said_and_changes_nothing(chromium: Browser, atlas: Path, text: str) -> None:
    with opened(chromium, atlas, view=f"#s=node:{SILK}&at={text}") as page:
        assert page.evaluate("karmen.store.state.day") is None
        page.fill("#promise-day", text)
        page.keyboard.press("Enter")
        assert "Write a day" in page.locator(".promises").inner_text()
        assert page.get_attribute("#promise-day", "aria-invalid") == "true"
        assert "at=" not in page.evaluate("karmen.address()")
