"""What is taken out of the explorer: on paper, as rows, as a drawing. Nothing that the screen says is lost there."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.browser.explorer import KARMEN, SILK, opened, settled
from tests.browser.watch import DESKTOP
from tests.export.atlases import atlas as made
from tests.export.atlases import date, entity, page_of, said, thing

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

A4 = (703, 1000)  # what its margins leave, in pixels of the page: narrower than a phone's rules reach
SVG = "{http://www.w3.org/2000/svg}"


def crowd(tmp_path: Path, statements: int) -> Path:
    """An atlas of so many statements, each about another person."""
    people = [thing(f"person/p{n}", en=f"Person {n}") for n in range(statements + 1)]
    receipts = [said(f"person/p{n}", "met", entity(f"person/p{n % 7}")) for n in range(1, statements + 1)]
    path = tmp_path / f"{statements}.html"
    path.write_text(page_of(made(people, receipts)), encoding="utf-8")
    return path


def to_paper(page: Page) -> None:
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4[0], "height": A4[1]})
    settled(page)


def taken(page: Page, kind: str) -> bytes:
    """What the menu saves."""
    page.click("#export summary")
    with page.expect_download() as download:
        page.click(f"#export-{kind}")
    return download.value.path().read_bytes()


# --- on paper ---


def test_on_paper_everything_stands_below_one_another(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=tour:years") as page:
        told = page.evaluate("karmen.visible.statements.length")
        to_paper(page)
        boxes = [page.locator(one).bounding_box() for one in ("#network", "#counts", "#table", ".timeline", "#pane")]
        tops_and_ends = [(box["y"], box["y"] + box["height"]) for box in boxes if box]
        assert len(tops_and_ends) == len(boxes)
        for (_, end), (top, _) in pairwise(tops_and_ends):
            assert top >= end - 1
        assert page.evaluate("getComputedStyle(document.getElementById('pane')).position") == "static"
        head = page.locator("#table thead").bounding_box()
        assert head
        assert head["height"] > 10
        assert page.evaluate("getComputedStyle(document.querySelector('#table thead')).display") == "table-header-group"
        assert page.locator("#table tbody tr").count() == told
        wide = page.locator("#table table").bounding_box()
        assert wide
        assert wide["x"] + wide["width"] <= A4[0] + 1


def test_on_paper_the_network_is_drawn_in_light_colours(chromium: Browser, atlas: Path) -> None:
    ground = """(() => {
      const one = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      one.drawImage(document.getElementById("network"), 0, 0);
      const pixels = one.getImageData(0, 0, 300, 150).data, counts = new Map();
      for (let at = 0; at < pixels.length; at += 4) {
        const colour = pixels.slice(at, at + 3).join();
        counts.set(colour, (counts.get(colour) || 0) + 1);
      }
      return [...counts].sort((a, b) => b[1] - a[1])[0][0].split(",").map(Number);
    })()"""
    light, dark = [0xFA, 0xF7, 0xF0], [0x19, 0x18, 0x16]
    with opened(chromium, atlas, view="#s=tour:years", color_scheme="dark") as page:
        page.wait_for_function("() => !karmen.network.stale")  # the picture for moving is made, in dark colours
        assert page.evaluate(ground) == dark
        page.evaluate("window.dispatchEvent(new Event('beforeprint')); karmen.network.show()")
        assert page.evaluate(ground) == light
        size = page.evaluate("[karmen.network.canvas.width, karmen.network.canvas.height]")
        to_paper(page)
        assert page.evaluate("[karmen.network.canvas.width, karmen.network.canvas.height]") == size
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        settled(page)
        assert page.evaluate(ground) == dark
        assert page.evaluate("document.documentElement.dataset.theme") is None


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def test_paper_holds_all_rows_or_says_how_many_it_does_not(chromium: Browser, tmp_path: Path) -> None:
    rows = "document.querySelectorAll('#table tbody tr').length"
    with opened(chromium, crowd(tmp_path, 300)) as page:
        fewer = sheets(page)
        to_paper(page)
        assert page.evaluate(rows) == 300
        assert not page.locator("#table .end").inner_text()
        page.emulate_media(media="screen")
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.locator("#table").is_hidden()
        page.evaluate("karmen.store.set({ table: true })")
        assert page.evaluate(rows) == 200
    with opened(chromium, crowd(tmp_path, 1300)) as page:
        assert sheets(page) > 2 * fewer > 8
        to_paper(page)
        assert page.evaluate(rows) == 1000
        assert page.locator("#table .end").is_visible()
        assert page.locator("#table .end").inner_text().startswith("300 more rows are not printed")


# --- as rows ---


def rows_of(page: Page) -> dict[str, dict[str, str]]:
    text = taken(page, "csv").decode("utf-8-sig")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}


def test_rows_tell_what_makes_a_reader_doubt(chromium: Browser, tmp_path: Path) -> None:
    places = [thing("place/m", "Place", en="=Moscow"), thing("event/e", "Event", en="Fair")]
    told = (("at", entity("place/m")), ("role", date("=1+1")))
    receipts = [
        said("person/a", "tookPartIn", entity("event/e"), qualifiers=told),
        said("person/a", "tookPartIn", entity("event/e"), disputed_by=("x",), rank="preferred", mode="planned"),
        said("person/a", "bornAt", entity("place/m"), certainty="probable"),
    ]  # fmt: skip
    plain, disputed, undated = (one.statement.rpartition("/")[2] for one in receipts)
    days: dict[str, list[str | None]] = {
        plain: ["1950-01-01", "1950-01-01", "1950-12-31", "1950-12-31"],
        disputed: [None, "1990-12-31", "1940-01-01", None],
    }
    path = tmp_path / "page.html"
    path.write_text(page_of(made([thing("person/a", en="Ada"), *places], receipts), days), encoding="utf-8")
    with opened(chromium, path) as page:
        rows = rows_of(page)
        assert {row["slice"] for row in rows.values()} == {""}
        assert rows[plain]["qualifiers"] == "at==Moscow | role==1+1"
        assert rows[undated]["value"] == "'=Moscow"  # never a formula
        assert [rows[one]["disputed"] for one in (plain, disputed)] == ["false", "true"]
        assert [rows[one]["rank"] for one in (plain, disputed)] == ["normal", "preferred"]
        assert (rows[disputed]["mode"], rows[undated]["certainty"]) == ("planned", "probable")
        page.evaluate("karmen.store.set({ time: [-7305, -6941] })")  # 1950
        rows = rows_of(page)
        assert [rows[one]["slice"] for one in (plain, disputed, undated)] == ["in", "possible", "undated"]


def test_rows_tell_how_promises_stood_on_the_day_and_every_qualifier(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{SILK}") as page:
        promised = "karmen.visible.statements.filter((one) => karmen.promises.of(one)).length"
        rows = rows_of(page)
        states = Counter(row["promise"] for row in rows.values() if row["promise"])
        assert states["kept"] >= 1
        assert states.total() == page.evaluate(promised)
        page.evaluate("karmen.store.set({ day: 0 })")  # 1970: nothing had become of any
        then = {row["promise"] for row in rows_of(page).values()}
        assert "unmade" in then
        assert "kept" not in then
        told = page.evaluate("""karmen.visible.statements.reduce(
          (sum, one) => sum + (karmen.model.st.qualifiers[one] || []).length, 0)""")
        assert told > 20
        assert sum(row["qualifiers"].count(" | ") + 1 for row in rows.values() if row["qualifiers"]) == told


# --- as a drawing ---

STRENGTHS = """(() => {
  const context = document.createElement("canvas").getContext("2d"), found = new Set();
  for (const name of ["stroke", "fill"]) {
    const was = context[name].bind(context);
    context[name] = () => { found.add(Number(context.globalAlpha.toFixed(2))); was(); };
  }
  karmen.paintInto(context);
  return [...found].sort();
})()"""
WRITTEN = "karmen.network.written.map(([left, middle, text]) => [left, middle, text])"
VIEWS = ["", f"#s=node:{KARMEN}", "#t=1950..1959", f"#s=node:{SILK}&t=2013..2025&th=dark"]


@pytest.mark.parametrize("view", VIEWS, ids=["all", "chosen", "window", "dark"])
def test_the_drawing_is_the_picture_on_the_screen(chromium: Browser, atlas: Path, view: str) -> None:
    with opened(chromium, atlas, view=view) as page:
        settled(page)
        root = ElementTree.fromstring(taken(page, "svg"))
        opacities = {float(one.attrib["opacity"]) for one in root.iter(f"{SVG}g") if "opacity" in one.attrib}
        assert opacities == set(page.evaluate(STRENGTHS))
        names = [(float(one.attrib["x"]), float(one.attrib["y"]), one.text) for one in root.iter(f"{SVG}text")]
        seen = page.evaluate(WRITTEN)
        assert len(names) > 10
        assert [text for _, _, text in names] == [text for _, _, text in seen]
        for (x, y, _), (left, middle, _) in zip(names, seen, strict=True):
            assert (x, y - 4.6) == pytest.approx((left, middle), abs=0.02)
        ground = page.evaluate("karmen.network.theme.ground")
        assert root.find(f"{SVG}rect").attrib["fill"] == ground  # type: ignore[union-attr]


def test_names_in_the_drawing_do_not_lie_on_one_another(chromium: Browser, atlas: Path, tmp_path: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{KARMEN}") as page:
        settled(page)
        (tmp_path / "view.svg").write_bytes(taken(page, "svg"))
        alone = page.context.browser.new_page()  # type: ignore[union-attr]
        alone.goto((tmp_path / "view.svg").as_uri())
        boxes = alone.evaluate("""[...document.querySelectorAll("text")].map((one) => {
          const { x, y, width, height } = one.getBoundingClientRect(); return [x, y, x + width, y + height]; })""")
        alone.close()
    over = [
        (one, other)
        for at, one in enumerate(boxes) for other in boxes[:at]
        if one[0] < other[2] - 2 and other[0] < one[2] - 2 and one[1] < other[3] - 4 and other[1] < one[3] - 4
    ]  # fmt: skip
    assert len(boxes) > 10
    assert over == []


def test_the_drawing_has_arrows_and_marks_what_time_does_to_ties(chromium: Browser, tmp_path: Path) -> None:
    people = [thing(f"person/p{n}", en=f"Person {n}") for n in range(6)]
    receipts = [said("person/p0", "met", entity(f"person/p{n}")) for n in range(1, 5)]
    name = [one.statement.rpartition("/")[2] for one in receipts]
    days: dict[str, list[str | None]] = {
        name[0]: ["1950-01-01", "1950-01-01", "1950-12-31", "1950-12-31"],
        name[1]: [None, "1990-12-31", "1940-01-01", None],
        name[3]: ["1970-01-01", "1970-01-01", "1970-12-31", "1970-12-31"],
    }
    path = tmp_path / "page.html"
    path.write_text(page_of(made(people, receipts), days), encoding="utf-8")
    with opened(chromium, path, view="#t=1950") as page:
        settled(page)
        root = ElementTree.fromstring(taken(page, "svg"))
    strong = [float(one.attrib["opacity"]) for one in root.iter(f"{SVG}g") if one.attrib.get("fill") == "none"]
    assert strong == [0.62, 0.42, 0.3]  # in, possible, undated; the one of 1970 is out
    of = {one.attrib["class"]: one for one in root.iter(f"{SVG}g") if "class" in one.attrib}
    assert len(of["undated"]) == 1
    assert sum(len(one) for one in root.iter(f"{SVG}g") if one.attrib.get("class") == "arrows") == 3
    # the one who met nobody then is a ghost, and the one who met somebody nobody knows when steps back
    assert {one.attrib["opacity"] for one in of["entities"]} == {"0.22", "0.5", "1"}
