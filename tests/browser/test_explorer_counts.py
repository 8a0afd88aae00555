"""Every number says what it counts, and numbers that count the same agree: facets, strip, table, timeline, notices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.explorer import KARMEN, SILK, opened, settled
from tests.export.atlases import atlas as made
from tests.export.atlases import date, entity, page_of, said, thing

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FESTIVAL = "event/2025-russian-film-festival-in-china"
TABLE = "karmen.table.statements().length"
SHOWN = "karmen.model.st.id.filter((_, one) => karmen.visible.shows(one)).length"


def go(page: Page, view: str) -> None:
    page.evaluate("view => { location.hash = view; karmen.entries.restore(); }", view or "#l=en")
    page.wait_for_function("view => location.hash.startsWith(view)", arg=view[:6])


def numbers(page: Page, place: str) -> list[int]:
    return [int(one.replace(",", "")) for one in re.findall(r"\d[\d,]*", page.locator(place).inner_text())]


def notice(page: Page) -> str:
    return page.locator("#notice").inner_text() if page.locator("#notice").is_visible() else ""


# --- facets ---

TICKED = """(() => {
  const out = [], boxes = [...document.querySelectorAll("#filters input")];
  const count = (box) => box.parentElement.querySelector(".quiet").innerText;
  const labels = boxes.map((box) => [box.dataset.facet, box.value, count(box)]);
  const before = karmen.store.state.filters;
  for (const [facet, value, told] of labels) {
    karmen.store.set({ filters: { ...before, [facet]: [value] } }, { quiet: true });
    out.push([facet, value, Number(told.replace(/\\D/g, "")), karmen.table.statements().length]);
  }
  karmen.store.set({ filters: before }, { quiet: true });
  return out;
})()"""


@pytest.mark.parametrize(
    "view", ["", "#t=1949..1960", "#t=2025&m=planned", "#dated=1&u=inferred,probable", "#p=kept,unknown&k=press,agency"]
)
def test_a_facet_tells_how_many_statements_ticking_alone_would_show(chromium: Browser, atlas: Path, view: str) -> None:
    with opened(chromium, atlas, view=view) as page:
        page.evaluate("karmen.toggle('filters')")
        ticked = page.evaluate(TICKED)
    assert len({facet for facet, *_ in ticked}) >= 8
    assert [row for row in ticked if row[2] != row[3]] == []


def test_disagreements_and_promises_are_facets_with_the_words_of_the_marks(chromium: Browser, atlas: Path) -> None:
    marked = """(cls) => karmen.table.statements()
      .every((one) => karmen.telling.marks(one).some(([kind]) => kind === cls))"""
    with opened(chromium, atlas) as page:
        page.keyboard.press("f")
        held = page.evaluate("[...document.querySelectorAll('#filters details')].map((one) => one.innerText)")
        assert [text.split("\n")[0].strip() for text in held[:4]] == [
            "How it is put", "Certainty", "Disagreement", "Promise",
        ]  # fmt: skip
        assert {"disputed", "disputed, decided", "set aside"} <= set(re.findall(r"\n ?([a-z, ]+) \d", held[2]))
        assert {"kept", "changed", "due", "still open", "outcome unknown"} <= set(
            re.findall(r"\n ?([a-z ]+) \d", held[3])
        )
        for facet, value, cls in (("d", "deprecated", "rank-deprecated"), ("p", "kept", "promise-kept")):
            go(page, f"#{facet}={value}")
            assert page.evaluate(TABLE) > 5
            assert page.evaluate(marked, cls)
        assert "Promise: kept" in page.locator("#chips").inner_text()
        page.evaluate("karmen.store.set({ day: 0 })")  # 1970: nothing was kept then
        assert page.evaluate(TABLE) == 0


def test_planned_is_few_steps_away_and_a_facet_can_be_folded(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.keyboard.press("f")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.value") == "planned"
        page.locator("#filters summary").first.press("Enter")
        page.wait_for_function("() => karmen.filters.folded.has('mode')")
        page.evaluate("karmen.filters.show()")
        assert not page.locator("#filters input[value=planned]").is_visible()


# --- what is drawn, what the table holds, what the timeline counts ---

VIEWS = ["", "#doc=1", "#m=planned", "#t=1949..1960", "#t=1949..1960&dated=1", "#hide=org/cmg", f"#s=node:{KARMEN}&n=1"]


@pytest.mark.parametrize("view", VIEWS)
def test_numbers_that_count_the_same_are_the_same(chromium: Browser, atlas: Path, view: str) -> None:
    with opened(chromium, atlas, view=f"{view or '#l=en'}&tab=1") as page:
        nodes, ties, statements, all_, *_ = numbers(page, "#counts")
        assert page.locator("#counts").inner_text().startswith("Drawn:")
        assert all_ == page.evaluate(SHOWN)
        assert nodes == page.evaluate("karmen.visible.shown.filter((one) => one === 2).length")
        assert ties == page.evaluate("karmen.model.ranks.filter((_, tie) => karmen.visible.tieShown(tie)).length")
        assert statements <= all_
        (held,) = numbers(page, "#table .tools p")
        assert held == page.evaluate(TABLE)
        told = page.locator("#table .tools p").inner_text()
        assert ("of what is selected" in told) == ("s=" in view)
        assert ("whatever is selected" in page.locator("#slices").inner_text()) == ("s=" in view)
        if "s=" not in view:
            assert held == all_


def test_hiding_changes_what_is_drawn_alone_and_says_so(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#tab=1") as page:
        before, table, slices = numbers(page, "#counts"), numbers(page, "#table .tools p"), numbers(page, "#slices")
        page.evaluate("karmen.hide(karmen.model.numberOf.get('org/cmg'))")
        now = numbers(page, "#counts")
        assert now[0] == before[0] - 1
        assert now[2] < before[2]
        assert now[3] == before[3]
        assert "hidden: 1" in page.locator("#counts").inner_text()
        assert (numbers(page, "#table .tools p"), numbers(page, "#slices")) == (table, slices)


def test_the_pane_of_a_range_says_what_it_lists_and_what_not(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=time&t=1938..1939") as page:
        told = page.locator("#pane p", has_text="read here").inner_text()
        sure, possible, *_ = [int(one.replace(",", "")) for one in re.findall(r"\d[\d,]*", told)]
        assert sure + possible == page.evaluate(TABLE)
        assert "not listed: undated" in told


# --- a range of time ---

GHOSTS = """(() => {
  const { visible, model } = karmen, { from, to } = model.ties, best = new Map();
  for (let tie = 0; tie < model.tieCount; tie += 1) for (const node of [from[tie], to[tie]])
    best.set(node, Math.min(best.get(node) ?? 4, visible.tieState[tie]));
  return [...visible.shown.keys()].filter((node) => visible.shown[node])
    .map((node) => [best.get(node) ?? 4, visible.shown[node]]);
})()"""


def test_in_a_range_ghosts_are_not_counted_and_the_undated_step_back(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#t=1949..1960") as page:
        settled(page)
        found = page.evaluate(GHOSTS)
        assert {shown for best, shown in found if best > 2} == {1}
        assert numbers(page, "#counts")[0] == len([1 for best, _ in found if best < 3])
        back = page.evaluate("(id) => karmen.visible.back[karmen.model.numberOf.get(id)]", FESTIVAL)
        assert back == 1
        written = page.evaluate("(karmen.network.written, karmen.network.drawn.written.map(([node]) => node))")
        stepped = page.evaluate("nodes => nodes.map((node) => karmen.visible.back[node])", written)
        assert len(stepped) > 10
        assert stepped == sorted(stepped)  # labelled last
        svg = page.evaluate("""(async () => { let held; const { exports } = karmen;
          exports.save = (name, type, text) => { held = text; }; exports.svg(); return held; })()""")
        assert "Film Festival" not in svg
        assert 'opacity="0.5"' in svg


def test_the_undated_can_be_left_out_everywhere(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#t=1949..1960&tab=1") as page:
        sure, possible, undated, out = page.evaluate("karmen.visible.counts")
        page.check("#dated")
        assert "dated=1" in page.evaluate("karmen.address()")
        assert page.evaluate("karmen.visible.counts") == [sure, possible, undated, out]
        assert numbers(page, "#table .tools p") == [sure + possible] == numbers(page, "#counts")[3:4]
        assert "undated" not in page.evaluate(
            "[...document.querySelectorAll('#table tbody td')].map((td) => td.innerText)"
        )
        assert page.evaluate("karmen.model.ranks.filter((_, tie) => karmen.visible.tieState[tie] === 2).length") == 0
        go(page, f"#s=node:{SILK}&t=1949..1960&dated=1")
        assert page.locator("#dated").is_checked()
        assert page.locator("#pane .statement").count() < 30
        page.get_by_text("without the undated").click()
        assert not page.locator("#dated").is_checked()
        assert "dated" not in page.evaluate("karmen.address()")


# --- why there is nothing ---


def test_a_notice_gives_the_true_reason(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#r=bornOn") as page:
        born = page.evaluate(TABLE)
        assert notice(page) == f"There are no ties to draw here. The table holds what is said, statements: {born}."
        assert born > 100
        for view, told in (
            ("#c=NoSuch", "Nothing under these filters."),
            ("#m=denied&t=1700&dated=1&u=inferred", "Nothing lies in this range of time."),
            ("#m=planned&r=hasTopic&t=1700", "Nothing"),
            ("", ""),
            ("#t=1949..1960", ""),
        ):
            go(page, view)
            assert notice(page).startswith(told), view
            assert bool(notice(page)) == bool(told)


def test_where_nothing_is_said_no_filter_is_blamed(chromium: Browser, tmp_path: Path) -> None:
    people = [thing(f"person/p{n}", en=f"Person {n}") for n in range(4)]
    receipts = [said("person/p0", "met", entity("person/p1")), said("person/p0", "bornOn", date("1950"))]
    path = tmp_path / "page.html"
    path.write_text(page_of(made(people, receipts)), encoding="utf-8")
    with opened(chromium, path, view="#s=node:person/p3&tab=1") as page:
        for place in ("#pane", "#table .end"):
            assert "This atlas holds no statement about it." in page.locator(place).inner_text()
        for view, told in (("m=planned", "Nothing under these filters."), ("dated=1", "Nothing here has a date")):
            go(page, f"#s=node:person/p1&tab=1&{view}")
            for place in ("#pane", "#table .end"):
                assert told in page.locator(place).inner_text(), (view, place)
        go(page, "#tab=1")
        page.fill("#table-filter", "nobody at all")
        assert page.locator("#table .end").inner_text() == "No row holds these words."


ASIDE = """(() => {
  const { visible } = karmen, before = [...visible.shown];
  const told = Number((/(\\d[\\d,]*) tied to nothing/.exec(document.getElementById("counts").innerText)?.[1] || "0")
    .replace(",", ""));
  karmen.store.set({ documents: true }, { quiet: true });
  const more = karmen.model.lone.filter((node) => karmen.visible.shown[node] === 2 && !before[node]).length;
  return [told, more];
})()"""


@pytest.mark.parametrize(
    "view", ["", "#m=planned", "#m=planned&doc=1", "#r=bornOn", "#t=1949..1960", "#r=publishedBy", "#k=press&dated=1"]
)
def test_what_is_said_to_be_drawn_with_the_documents_is(chromium: Browser, atlas: Path, view: str) -> None:
    with opened(chromium, atlas, view=view) as page:
        told, more = page.evaluate(ASIDE)
        assert told == more


def state(page: Page) -> Any:
    return page.evaluate("['filters', 'dated', 'time'].map((key) => karmen.store.state[key])")


def test_the_address_keeps_the_new_filters(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#d=decided,deprecated&p=kept&t=2025&dated=1") as page:
        before, address = state(page), page.evaluate("karmen.address()")
        assert before[0]["dispute"] == ["decided", "deprecated"]
        assert before[1] is True
        go(page, "")
        go(page, f"#{address}")
        assert state(page) == before


def test_the_tip_of_a_source_counts_what_its_pane_tells(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#doc=1") as page:
        counts = page.evaluate("""(() => {
          const { model } = karmen, tip = document.getElementById("tip"), told = [];
          for (const node of [...model.documents.keys()].filter((one) => model.byNode(one).length).slice(0, 20)) {
            karmen.choose({ kind: "source", node }, { focus: false });
            karmen.tip(node, -1, 9, 9);
            told.push([Number(/[0-9,]+$/.exec(tip.innerText)[0].replace(",", "")), karmen.visible.statements.length]);
          }
          return told; })()""")
    assert len(counts) == 20
    assert [tip for tip, _ in counts] == [pane for _, pane in counts]
