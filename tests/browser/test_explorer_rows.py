"""The rows of the explorer's table: found by the words that stand in them, kept in the address, taken as listed."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.explorer import KARMEN, heading, opened, settled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NODE = f"#s=node:{KARMEN}&tab=1"


def listed(page: Page) -> list[str]:
    return list(page.evaluate("karmen.table.found.map((one) => karmen.model.st.id[one])"))


def saved(page: Page, selector: str) -> list[str]:
    with page.expect_download() as download:
        page.locator(selector).click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        return [row["id"] for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    "text", ["disputed", "set aside", "corroborated", "clearly stated", "undated", "voice: ", "оспаривается"]
)
def test_rows_are_found_by_every_word_that_stands_in_them(chromium: Browser, atlas: Path, text: str) -> None:
    lang = "&l=ru" if text == "оспаривается" else ""
    with opened(chromium, atlas, view=NODE + lang) as page:
        page.evaluate("karmen.table.unroll(Infinity)")
        shown = page.evaluate(
            "text => [...document.querySelectorAll('#table tbody tr')].filter((row) => row.innerText.includes(text))"
            ".map((row) => row.dataset.key)",
            text,
        )
        page.fill("#table-filter", text)
        assert listed(page)
        assert set(shown) <= set(listed(page))
        assert len(listed(page)) < 305


def test_promises_are_found_by_what_became_of_them_on_the_day(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=tour:red-silk&tab=1&find=kept") as page:
        kept = len(listed(page))
        assert kept
        page.evaluate("karmen.store.set({ day: karmen.promises.day - 3650 })")
        assert len(listed(page)) < kept


def test_what_is_taken_along_is_what_is_listed(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=NODE) as page:
        every = len(listed(page))
        page.fill("#table-filter", "china")
        rows = listed(page)
        assert 0 < len(rows) < every
        assert saved(page, "#table .tools button") == rows
        page.click("#export summary")
        assert saved(page, "#export-csv") == rows
        page.locator("#table tbody .more").first.click()
        page.click("#export summary")
        assert saved(page, "#export-csv") == rows  # one row is read beside them
        page.click("#table-toggle")
        page.click("#export summary")
        assert len(saved(page, "#export-csv")) == 1


def test_what_the_rows_are_stands_in_the_address(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#tab=1") as page:
        page.locator("#table-filter").focus()
        page.keyboard.type("ballet")
        page.locator("[data-sort=source]").click()
        page.locator("[data-sort=source]").click()
        rows = listed(page)
        assert 0 < len(rows) < 400
        page.locator("#table tbody .more >> nth=2").click()
        settled(page)
        address = page.evaluate("location.hash")
    with opened(chromium, atlas, view=address) as page:
        assert heading(page) == "Statement"
        assert listed(page) == rows
        assert page.input_value("#table-filter") == "ballet"
        assert page.locator("#table tr[aria-current]").get_attribute("data-key") == rows[2]
        assert page.locator("th[aria-sort=descending]").inner_text().startswith("Source")


def test_back_and_forward_know_the_filter_of_the_rows_as_one_step(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=NODE) as page:
        every = len(listed(page))
        page.locator("#table-filter").focus()
        page.keyboard.type("china")
        found = len(listed(page))
        page.locator("[data-sort=how]").click()
        page.go_back()
        assert page.locator("th[aria-sort=ascending]").inner_text().startswith("When")
        assert page.input_value("#table-filter") == "china"
        page.go_back()
        assert page.input_value("#table-filter") == ""
        assert len(listed(page)) == every
        page.go_forward()
        assert page.input_value("#table-filter") == "china"
        assert len(listed(page)) == found
        assert heading(page) == "Roman Karmen"


def test_a_statement_far_down_is_marked_and_in_view(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#tab=1") as page:
        far = listed(page)[457]
    with opened(chromium, atlas, view=f"#s=st:{far}&tab=1&rows=all") as page:
        row = page.locator("#table tr[aria-current]")
        assert row.get_attribute("data-key") == far
        assert page.locator("#table tbody tr").count() == 600
        box, table = row.bounding_box(), page.locator("#table").bounding_box()
        assert box
        assert table
        assert table["y"] < box["y"] < table["y"] + table["height"]
