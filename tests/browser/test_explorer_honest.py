"""What the atlas must not say by accident: owners in a row, plans as facts, one side's verdict under another's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.explorer import KARMEN, REPOST, SILK, opened, settled

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from kg.api import Graph

pytestmark = pytest.mark.browser


def test_a_question_about_what_a_part_lacks_is_not_answered_with_something_else(
    chromium: Browser, seed: Graph, tmp_path: Path
) -> None:
    seed.explore(tmp_path / "part.html", "people/names", person=KARMEN)
    with opened(chromium, tmp_path / "part.html") as page:
        asked = page.evaluate("[...document.querySelectorAll('.question')].map((one) => one.dataset.stop)")
        assert "kalman" in asked
        assert not {"parties", "said", "red-silk"} & set(asked)
        for stop in ("parties", "said", "red-silk"):
            page.evaluate(f"location.hash = '#s=tour:{stop}'")
            page.wait_for_function(f"karmen.store.state.sel?.stop === '{stop}'")
            assert page.evaluate("karmen.visible.statements") == []


def test_owners_stand_side_by_side_each_with_its_time(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=source:{REPOST}") as page:
        owned = [text for text in page.locator(".chain .publisher").all_inner_texts() if "←" in text]
        assert owned
        assert all(text.count("←") == 1 for text in owned)
        assert any(re.search(r"Western Union\s+from 1971", text) for text in owned), owned


def test_what_was_said_was_said_in_a_speech_act_of_the_event(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=tour:said") as page:
        modes = page.evaluate("""karmen.visible.statements.map((one) => {
          const { model } = karmen, { act } = model.st;
          const event = model.numberOf.get("event/2025-05-07-victory-80-exchange");
          const tied = [...model.tiesOf(event)].flatMap((tie) => [model.ties.from[tie], model.ties.to[tie]]);
          return [model.way(one)[0], tied.includes(act[one])];
        })""")
        assert {mode for mode, _ in modes} == {"attributed", "planned", "fact"}
        assert all(spoken for mode, spoken in modes if mode != "fact")


def test_the_table_of_decades_can_be_read(chromium: Browser, atlas: Path) -> None:
    for size in ((1280, 800), (390, 844)):
        with opened(chromium, atlas, size, view="#s=tour:film") as page:
            tall = "[...document.querySelectorAll('.decades :is(tbody th, td)')].map((one) => one.clientHeight)"
            assert 0 < max(page.evaluate(tall)) < 40


def test_a_verdict_stands_on_the_side_it_judges(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        judged, kept = page.evaluate("""(() => {
          const { model } = karmen, one = model.data.conflicts.find(({ verdicts }) => verdicts.length);
          const judged = new Set(one.verdicts.map(([statement]) => statement));
          const sides = [...one.sides, ...one.neither].map(([, held]) => held);
          const at = sides.findIndex((held) => !held.some((statement) => judged.has(statement)));
          return [model.st.id[one.verdicts[0][0]], sides.map((held) => held.filter((x) => judged.has(x)).length > 0)];
        })()""")
        page.evaluate(f"location.hash = '#s=st:{judged}'")
        page.wait_for_selector(".sides")
        told = page.evaluate(
            "[...document.querySelector('.sides').closest('dd').querySelectorAll('li')]"
            ".map((one) => one.querySelector('.verdict') !== null)"
        )
        assert told == kept
        assert True in told


def test_a_tie_is_drawn_as_the_statements_that_pass_and_its_tip_says_the_same(chromium: Browser, atlas: Path) -> None:
    drawn = """(mode) => karmen.model.ranks.map((_, tie) => tie).filter((tie) => karmen.visible.tieShown(tie))
      .every((tie) => karmen.visible.look(tie).mode === mode)"""
    with opened(chromium, atlas, view="#m=planned") as page:
        assert page.evaluate(drawn, "planned")
    with opened(chromium, atlas) as page:
        assert page.evaluate("""karmen.model.ranks.every((_, tie) => {
          const [mode, certainty] = karmen.model.way(karmen.best(tie)), look = karmen.visible.look(tie);
          return look.mode === mode && look.certainty === certainty;
        })""")


def test_going_back_changes_neither_language_nor_light(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.locator("[data-stop=born]").click()
        page.keyboard.press("l")
        page.keyboard.press("d")
        settled(page)
        assert "中俄人文交流" in page.title()
        page.go_back()
        page.wait_for_function("karmen.store.state.sel === null")
        assert page.evaluate("[karmen.store.state.lang, karmen.store.state.theme]") == [1, "dark"]
        assert "l=zh-Hans" in page.url
        assert "l=zh-Hans" in page.evaluate("karmen.telling.entity(0).href")
        page.evaluate("location.hash = '#l=ru'")
        page.wait_for_function("karmen.store.state.lang === 2")


def test_counts_near_an_entity_are_of_what_is_drawn(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{SILK}&n=1") as page:
        told = [int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", page.locator("#counts").inner_text())]
        drawn = page.evaluate("karmen.model.ranks.reduce((sum, _, tie) => sum + karmen.visible.tieShown(tie), 0)")
        assert told[1] == drawn
        assert told[2] < 1000


def test_documents_that_are_drawn_are_in_view_and_a_source_does_not_shrink_the_rest(
    chromium: Browser, atlas: Path
) -> None:
    with opened(chromium, atlas) as page:
        page.locator("#documents").check()
        settled(page)
        assert page.evaluate(
            "karmen.network.isInView(karmen.model.ranked.filter((node) => karmen.model.isSource(node)))"
        )
    with opened(chromium, atlas) as page:
        scale = page.evaluate("karmen.network.at.k")
        page.evaluate(f"karmen.choose({{ kind: 'source', node: karmen.model.numberOf.get('{REPOST}') }})")
        settled(page)
        assert page.evaluate("karmen.network.at.k") >= scale
    with opened(chromium, atlas, view=f"#s=source:{REPOST}") as page:
        assert page.evaluate("karmen.network.at.k") >= scale


def test_dates_of_sources_and_dates_as_printed_are_told_in_the_readers_language(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#l=ru") as page:
        page.evaluate("""karmen.choose({ kind: "source", node: [...karmen.model.documents.values()]
          .find(({ published }) => published.startsWith("[..")).node })""")
        assert "не позднее 20" in page.locator("#pane dl").first.inner_text()
    with opened(chromium, atlas) as page:
        one = page.evaluate("""(() => {
          const { st, data } = karmen.model, given = data.properties.findIndex(([name]) => name === "asGiven");
          return st.id[st.qualifiers.findIndex((held) => (held || []).some(([property]) => property === given))];
        })()""")
        page.evaluate(f"location.hash = '#s=st:{one}'")
        page.wait_for_selector(".receipt dl")
        assert page.evaluate("""[...document.querySelectorAll(".receipt dt")].map((one) => one.innerText)
          .includes(karmen.telling.propertyName(karmen.model.propertyOf.get("asGiven"))[0])""")


def test_in_a_range_of_time_what_is_sure_leads(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=time&t=1938..1939") as page:
        first = page.evaluate("""[...document.querySelectorAll("#pane .statement")].slice(0, 8)
          .map((item) => item.querySelector(".slice") === null)""")
        assert first == [True] * 8


@pytest.mark.shared
def test_every_place_in_the_text_can_be_chosen(chromium: Browser, seed: Graph, tmp_path: Path, shared: Path) -> None:
    seed.explore(tmp_path / "texts.html", texts=shared / "texts")
    with opened(chromium, tmp_path / "texts.html", view=f"#s=source:{REPOST}") as page:
        places = set(
            page.evaluate("""(() => {
          const { st, bySource } = karmen.model, held = [...karmen.model.bySource(karmen.store.state.sel.node)];
          return held.flatMap((one) => st.place[one].split(", ")).filter((place) => /:\\d+-\\d+:/.test(place));
        })()""")
        )
        reached = set(
            page.evaluate("""(() => {
          const reached = [], pane = document.getElementById("pane"), { node } = karmen.store.state.sel;
          const places = () => [...pane.querySelectorAll(".passage .span")];
          for (let at = 0; at < places().length; at += 1) {
            places()[at].click();
            reached.push(karmen.store.state.sel.place);
            const shared = [...pane.querySelectorAll("p.quiet .plain")].length;
            for (let other = 0; other < shared; other += 1) {
              const before = karmen.store.state.sel;
              pane.querySelectorAll("p.quiet .plain")[other].click();
              reached.push(karmen.store.state.sel.place);
              karmen.choose(before);
            }
            karmen.choose({ kind: "source", node });
          }
          return reached;
        })()""")
        )
        assert len(places) > 50
        assert places <= reached
