"""The explorer in a real browser: it opens, its panes select one another, anything is found by any spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import QueryError
from kg.query.atlas import read_atlas
from tests.browser.explorer import KARMEN, REPOST, SILK, heading, node_at, opened
from tests.browser.watch import DESKTOP, PHONE, watched

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from kg.api import Graph

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESKTOP, (1024, 768), PHONE], ids=["desktop", "tablet", "phone"])
def test_it_opens_from_disk_asks_for_nothing_and_fits(chromium: Browser, atlas: Path, size: Any) -> None:
    with opened(chromium, atlas, size) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert page.locator(".question").count() == 8
        for spot in page.evaluate("[...karmen.model.nodes.id.keys()].map((n) => karmen.network.screen(n))")[:40]:
            page.mouse.move(spot[0], spot[1] + 100)
        page.locator("#network").click(position={"x": 5, "y": 5}, force=True)


def test_a_browser_without_any_network_opens_it(atlas: Path) -> None:
    import shutil
    import subprocess

    from tests.conftest import missing

    chromium, unshare = shutil.which("chromium"), shutil.which("unshare")
    if (
        not chromium
        or not unshare
        or subprocess.run([unshare, "-rn", "true"], check=False, capture_output=True).returncode
    ):
        missing(
            "no unshare, or no right to a network namespace of its own",
            "KG_REQUIRE_BROWSER",
        )
    done = subprocess.run(
        [str(unshare), "-rn", str(chromium), "--headless", "--no-sandbox", "--disable-gpu",
         "--virtual-time-budget=9000", "--dump-dom", atlas.as_uri()], capture_output=True, text=True,
        check=True, timeout=120,
    )  # fmt: skip
    assert '<html lang="en" class="ready">' in done.stdout
    assert done.stdout.count('class="question"') == 8


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_is_drawn_before_anything_is_read_stays_where_it_is(chromium: Browser, atlas: Path, size: Any) -> None:
    with opened(chromium, atlas, size) as page:
        marks = "name => performance.getEntriesByName(name).map((one) => [one.startTime, one.detail])"
        ((drawn, at),) = page.evaluate(marks, "drawn")
        ((shown, _),) = page.evaluate(marks, "shown")
        ((furnished, _),) = page.evaluate(marks, "furnished")
        assert drawn < shown < furnished
        assert at == page.evaluate("karmen.network.at")
        assert page.locator("header h1").is_visible()


def test_what_is_drawn_first_needs_nothing_that_follows(chromium: Browser, atlas: Path, tmp_path: Path) -> None:
    text = atlas.read_text("utf-8")
    (tmp_path / "cut.html").write_text(text[: text.index('<script type="text/plain" id="data">')], "utf-8")
    with watched(chromium, tmp_path / "cut.html") as page:
        page.wait_for_function("document.documentElement.className === 'drawn'")
        inks = page.evaluate("""(() => {
          const canvas = document.getElementById("network");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return new Set(new Uint32Array(data.buffer)).size;
        })()""")
        assert inks > 100
        assert page.locator("header h1").is_visible()


# --- four linked panes ---


def test_an_entity_chosen_in_the_network_is_chosen_everywhere(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.mouse.click(*node_at(page, KARMEN))
        assert heading(page) == "Roman Karmen"
        assert page.locator("#pane .statement").count() > 5
        assert page.locator(".events rect").count() >= 3
        page.keyboard.press("t")
        told = page.evaluate("karmen.visible.statements.length")
        assert page.locator("#table tbody tr").count() == min(told, 200)
        assert page.evaluate("karmen.visible.chosenTies.size") > 5


def test_a_tie_opens_its_statements_with_their_receipts(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        x, y = page.evaluate("""id => {
          const { model, network, visible } = karmen, node = model.numberOf.get(id);
          const box = document.getElementById("network").getBoundingClientRect();
          for (const tie of model.tiesOf(node)) {
            if (!visible.tieShown(tie)) continue;
            network.fit([model.ties.from[tie], model.ties.to[tie]]); // from afar another tie may lie on it
            const [x, y] = network.scene.middle(tie, network.at);
            if (network.nodeAt(x, y) < 0 && network.tieAt(x, y) === tie) return [box.x + x, box.y + y];
          }
          return null;
        }""", SILK)  # fmt: skip
        page.mouse.click(x, y)
        pane = page.locator("#pane").inner_text()
        assert "Red Silk" in pane
        for row in ("Source", "Publisher", "Place", "Voice", "How it is put", "Address"):
            assert row in pane
        assert page.locator("#pane .receipt a[rel='noopener noreferrer'][target='_blank']").count() >= 1
        assert page.evaluate("location.hash").startswith("#s=tie:")


def test_a_source_tells_its_chain_its_voices_and_its_statements_in_order(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=source:{REPOST}") as page:
        assert page.locator(".chain li").count() >= 2
        assert "China Media Group" in page.locator(".chain").inner_text()
        assert page.locator(".balance rect").count() >= 3
        page.locator("#pane .more").first.click()
        first = page.locator("#pane .places a, #pane .places button").first
        place = first.inner_text()
        first.click()
        assert place in page.locator("#pane").inner_text()
        assert page.evaluate("karmen.store.state.sel.kind") == "place"
        assert page.evaluate("karmen.visible.chosenNodes.size") > 0


def test_a_range_of_time_is_read_and_chosen(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.fill("#time-from", "1938")
        page.fill("#time-until", "1939")
        page.keyboard.press("Enter")
        page.click("#read-range")
        assert heading(page) == "1938..1939"
        assert page.locator("#pane .statement").count() > 3
        assert page.evaluate("karmen.visible.chosenTies.size") > 0
        page.fill("#time-from", "next year")
        page.keyboard.press("Enter")
        assert "Write a year" in page.locator("#slices").inner_text()


def test_dragging_on_the_ribbon_sets_the_window_and_play_moves_it(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        box = page.locator("#ribbon svg").bounding_box()
        assert box
        page.mouse.move(box["x"] + 200, box["y"] + 40)
        page.mouse.down()
        page.mouse.move(box["x"] + 330, box["y"] + 40, steps=4)
        page.mouse.up()
        first = page.evaluate("karmen.store.state.time")
        assert first[1] > first[0]
        assert "undated" in page.locator("#slices").inner_text()
        page.click("#play")
        page.wait_for_function("day => karmen.store.state.time[0] > day", arg=first[0], timeout=5000)
        page.click("#play")
        stopped = page.evaluate("karmen.store.state.time")
        page.wait_for_timeout(1200)
        assert page.evaluate("karmen.store.state.time") == stopped


@pytest.mark.shared
def test_the_passage_is_shown_when_the_file_has_it(
    chromium: Browser, seed: Graph, shared: Path, tmp_path: Path
) -> None:
    path = tmp_path / "texts.html"
    seed.explore(path, texts=shared / "texts")
    with opened(chromium, path, view=f"#s=source:{REPOST}") as page:
        span = page.locator("#pane .passage .span").first
        words = span.inner_text()
        span.click()
        assert page.locator("#pane blockquote mark").first.inner_text() == words
        assert page.locator("#pane .statement").count() >= 1


def test_both_sides_of_a_disagreement_and_the_state_of_a_promise_are_told(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=tour:born") as page:
        page.locator("#pane .more").first.click()
        sides = page.locator("#pane .receipt").first.locator(".sides li")
        assert sides.count() == 3
        assert "No verdict" in page.locator("#pane .receipt").first.inner_text()
    with opened(chromium, atlas, view=f"#s=node:{SILK}") as page:
        assert page.locator("#pane .mark.promise-kept").count() >= 1


# --- finding ---


@pytest.mark.parametrize(
    "text", ["Karmen", "Kalman", "Karmin", "Кармен", "кармэн", "卡尔曼", "罗曼", "Roman Lazarevich"]
)
def test_karmen_is_found_by_any_spelling(chromium: Browser, atlas: Path, text: str) -> None:
    with opened(chromium, atlas) as page:
        page.keyboard.press("/")
        page.keyboard.type(text)
        assert "Roman Karmen" in page.locator("#found li").first.inner_text()
        page.keyboard.press("Enter")
        assert heading(page) == "Roman Karmen"


FOUND = """text => {
  const { search, model } = karmen, [node] = search.find(text);
  return [model.nodes.id[node], search.foundBy(node)];
}"""


@pytest.mark.parametrize(
    ("text", "id_", "by"),
    [
        ("Luoman Ka'erman", KARMEN, "Luoman Ka'erman"),
        ("luóMÀN Kǎ’ěrmàn", KARMEN, "Luoman Ka'erman"),
        ("luomankaerman", KARMEN, "Luoman Ka'erman"),
        ("luoman kaermen", KARMEN, "Luoman Ka'erman"),
        ("Puxijin", "person/alexander-pushkin", "Puxijin"),
        ("hongsichou", SILK, "Hong si chou"),
        ("Hong Sichou", SILK, "Hong si chou"),
    ],
)
def test_chinese_names_are_found_in_pinyin(chromium: Browser, atlas: Path, text: str, id_: str, by: str) -> None:
    with opened(chromium, atlas) as page:
        found, why = page.evaluate(FOUND, text)
        assert found == id_
        assert why["generated"] is True
        assert by in why["text"]
        page.fill("#search", text)
        told = page.locator("#found li").first.locator(".by").inner_text()
        assert by in told
        assert "(romanised by a program)" in told


@pytest.mark.parametrize("text", ["Mei Lanfang", "meilanfang", "mei lan fang", "Mei Lanfan", "MÉI LÁNFĀNG", "梅兰芳"])
def test_mei_lanfang_is_found_and_no_program_is_named_where_a_person_wrote_the_name(
    chromium: Browser, atlas: Path, text: str
) -> None:
    with opened(chromium, atlas) as page:
        found, why = page.evaluate(FOUND, text)
        assert found == "person/mei-lanfang"
        assert why["generated"] is False
        page.fill("#search", text)
        assert "program" not in page.locator("#found li").first.inner_text()


def test_a_name_that_is_not_the_one_shown_is_told(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.fill("#search", "Kalman")
        assert page.locator("#found li").first.locator(".by q").inner_text() == "Roman Kalman"
        page.fill("#search", "Karmen")
        assert page.locator("#found li").first.locator(".by").count() == 0


def test_every_entity_the_command_finds_in_pinyin_the_page_finds(chromium: Browser, seed: Graph, atlas: Path) -> None:
    whole = read_atlas(seed.view, seed.home.queries, seed.terms)
    asked = [
        (text, thing.id)
        for thing in whole.things[::13] for text, tag in thing.romanised if tag == "zh-latn-pinyin" and len(text) > 6
    ]  # fmt: skip
    asked = [(text, id_) for text, id_ in asked if called(seed, text) == id_]
    assert len(asked) > 60
    with opened(chromium, atlas) as page:
        missed = page.evaluate("""asked => asked.filter(([text, id]) =>
          !karmen.search.find(text).slice(0, 12).includes(karmen.model.numberOf.get(id)))""", asked)  # fmt: skip
    assert missed == []


def called(graph: Graph, text: str) -> str:
    """The id of what alone is called so, or nothing."""
    try:
        return graph.terms.id(graph.names.resolve(text))
    except QueryError:
        return ""


def test_what_is_not_there_is_said(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.fill("#search", "qqxx zzvvkk")
        assert page.locator("#answer").inner_text() == "Nothing is called so"


def test_filters_narrow_every_pane_and_say_what_is_left(chromium: Browser, seed: Graph, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.keyboard.press("f")
        for facet in ("class", "relation", "topic", "sourceKind", "voice", "certainty", "mode"):
            assert page.locator(f'#filters input[data-facet="{facet}"]').count() > 0, facet
        page.check('#filters input[data-facet="mode"][value="planned"]')
        planned = page.evaluate("karmen.visible.counts.reduce((a, b) => a + b)")
        assert planned == sum(
            one.mode == "planned" for one in read_atlas(seed.view, seed.home.queries, seed.terms).receipts
        )
        page.keyboard.press("Escape")
        page.keyboard.press("t")
        assert page.locator("#table tbody tr").count() == min(planned, 200)
        assert page.locator(".chip").count() == 1
        page.locator(".chip").click()
        assert page.locator("#table tbody tr").count() == 200


def test_near_path_pin_hide_and_undo(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{KARMEN}") as page:
        page.get_by_role("button", name="only what is near").click()
        near = page.evaluate("karmen.visible.shown.filter((one) => one).length")
        page.get_by_role("button", name="2", exact=True).click()
        assert page.evaluate("karmen.visible.shown.filter((one) => one).length") > near
        page.get_by_role("button", name="the whole network").click()
        page.keyboard.press("p")
        page.keyboard.type("Red Silk")
        page.keyboard.press("Enter")
        hops = page.locator("#pane .hops > li")
        assert hops.count() >= 2
        for at in range(hops.count()):
            assert hops.nth(at).locator(".statement").count() >= 1
        page.keyboard.press("Escape")
        page.goto(page.url.split("#")[0] + f"#s=node:{KARMEN}")
        page.keyboard.press("i")
        assert page.evaluate("Object.keys(karmen.store.state.pins).length") == 1
        page.keyboard.press("x")
        assert page.evaluate("id => karmen.visible.shown[karmen.model.numberOf.get(id)]", KARMEN) == 0
        page.keyboard.press("u")
        page.wait_for_function("id => karmen.visible.shown[karmen.model.numberOf.get(id)] === 2", arg=KARMEN)


def test_an_entity_can_be_dragged_and_stays_there(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        x, y = node_at(page, KARMEN)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y + 40, steps=5)
        page.mouse.up()
        assert node_at(page, KARMEN) == pytest.approx((x + 60, y + 40), abs=2)
        assert f"pin={KARMEN}:" in page.evaluate("location.hash")
