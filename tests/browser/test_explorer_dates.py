"""Dates are told to readers in words of their language; receipts, rows and sorting keep what is in the data."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.explorer import SILK, opened

pytestmark = pytest.mark.browser

TOLD = {
    "1938": ("1938", "1938", "1938"),
    "2025-09-04": ("2025-09-04", "2025-09-04", "2025-09-04"),
    "[..2025-02-20]": ("by 2025-02-20", "不晚于 2025-02-20", "не позднее 2025-02-20"),
    "[1949..]": ("1949 or later", "不早于 1949", "не ранее 1949"),
    "[1936..1945]": ("some time in 1936–1945", "1936—1945 年间某时", "когда-то в 1936–1945 гг."),
    "[2009-08..2009-09]": (
        "some time between 2009-08 and 2009-09", "2009-08 与 2009-09 之间某时", "когда-то между 2009-08 и 2009-09",
    ),
    "2025-09-04/2025-09-07": ("2025-09-04 to 2025-09-07", "2025-09-04 至 2025-09-07", "с 2025-09-04 по 2025-09-07"),
    "1951/1954": ("1951–1954", "1951–1954", "1951–1954"),
    "2007/..": ("from 2007 on", "自 2007 起", "с 2007"),
    "../2007": ("until 2007", "至 2007", "по 2007"),
    "1938~": ("about 1938", "约 1938", "около 1938"),
    "1938?": ("perhaps 1938", "可能是 1938", "возможно, 1938"),
    "1938-02%": ("perhaps about 1938-02", "可能约 1938-02", "возможно, около 1938-02"),
    "195X": ("some time in the 1950s", "1950 年代某时", "когда-то в 1950-х"),
    "1936~/1938": ("about 1936 to 1938", "约 1936 至 1938", "с около 1936 по 1938"),
    "1938-22": ("summer of 1938", "1938 年夏", "лето 1938"),
    "not a date": ("not a date", "not a date", "not a date"),
}  # fmt: skip


def test_each_form_of_a_date_is_told_in_three_languages(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        for at in range(3):
            page.evaluate(f"karmen.store.set({{ lang: {at} }})")
            told = page.evaluate("(dates) => dates.map((one) => karmen.telling.dateText(one))", list(TOLD))
            assert dict(zip(TOLD, told, strict=True)) == {date: words[at] for date, words in TOLD.items()}


def test_no_sign_of_edtf_stands_in_a_sentence_or_a_cell(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        told = page.evaluate("""[...karmen.model.st.id.keys()].flatMap((one) => [karmen.telling.when(one),
          ...karmen.telling.sentence(one).filter((part) => part.tagName === "TIME").map((part) => part.innerText)])""")
    assert len(told) > 9000
    assert not [one for one in told if "[" in one or ".." in one or "/" in one or "X" in one]


def test_the_receipt_and_the_rows_keep_the_date_as_it_stands(chromium: Browser, atlas: Path, tmp_path: Path) -> None:
    with opened(chromium, atlas, view="#s=tour:red-silk") as page:
        shown = page.locator("#pane .statement", has_text="first shown in Berlin").first
        assert "by 2025-02-20" in shown.inner_text()
        assert "[..2025-02-20]" not in shown.inner_text()
        shown.locator(".more").click()
        rows = shown.locator(".receipt").first.locator("dl").inner_text()
        assert "[..2025-02-20]" in rows
    with opened(chromium, atlas) as page:
        one, due = page.evaluate("""(() => { const { st, data } = karmen.model, [one, , due] =
          data.promises.find(([, , due]) => /^\\d{4}-\\d\\d-\\d\\d\\//.test(due)); return [st.id[one], due]; })()""")
        page.evaluate(f"location.hash = '#s=st:{one}'")
        page.wait_for_selector(".receipt")
        assert due.replace("/", " to ") in page.locator("#pane .said").first.inner_text()
        promise = page.locator(".receipt dt", has_text="Promise").locator("+ dd").inner_text()
        assert due.replace("/", " to ") in promise
    with opened(chromium, atlas, view=f"#s={SILK}&tab=1") as page:
        cells = page.locator("#table td time").all_inner_texts()
        assert "by 2025-02-20" in cells
        with page.expect_download() as taken:
            page.click("#table [data-w=export_csv]")
        taken.value.save_as(tmp_path / "rows.csv")
        whens = [row["when"] for row in csv.DictReader(io.StringIO((tmp_path / "rows.csv").read_text("utf-8-sig")))]
        assert "[..2025-02-20]" in whens
        assert not any("by " in one for one in whens)
        order = page.evaluate("karmen.table.found.map((one) => karmen.model.time(one)?.[1] ?? Infinity)")
        assert order == sorted(order)
