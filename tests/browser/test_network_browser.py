"""The network page in a real browser: no request, no script from data, three languages, two widths, keyboard."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg import strict_yaml
from kg.export.network import write_network
from kg.network.picture import Picture
from tests.browser.watch import DESKTOP, PHONE, watched
from tests.export.test_network_page import hostile_picture
from tests.network.sample import big_picture, small_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def display() -> Any:
    return strict_yaml.read_strict(ROOT / "ontology/display.yaml")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, display: Any) -> Path:
    path = tmp_path_factory.mktemp("page") / "network.html"
    write_network(small_picture(), display, path)
    return path


@contextmanager
def opened(browser: Browser, path: Path, size: tuple[int, int] = DESKTOP, **options: Any) -> Iterator[Page]:
    with watched(browser, path, size, **options) as page:
        page.wait_for_function(
            "() => window.karmen && karmen.written().length || !document.querySelector('#legend li')"
        )
        yield page


def point(page: Page, script: str) -> tuple[float, float]:
    """Return where a point of the drawing stands in the window; `script` gives it in the drawing's own units."""
    x, y = page.evaluate(f"""(() => {{
      const spot = karmen.network.canvasToDOM({script});
      const box = document.getElementById("network").getBoundingClientRect();
      return [spot.x + box.x, spot.y + box.y];
    }})()""")
    return x, y


def node_at(page: Page, number: int) -> tuple[float, float]:
    return point(page, f"karmen.network.getPosition({number})")


def edge_at(page: Page, number: int) -> tuple[float, float]:
    return point(page, f"karmen.network.body.edges[{number}].edgeType.getPoint(0.5)")


def touch_everything(page: Page, nodes: int, edges: int) -> None:
    for x, y in [node_at(page, n) for n in range(nodes)] + [edge_at(page, e) for e in range(edges)]:
        page.mouse.move(x, y)
        page.mouse.move(x + 1, y)
        page.mouse.click(x, y)
        page.keyboard.press("Escape")  # or the sheet of a phone would lie over the next
    page.evaluate(f"for (let n = 0; n < {nodes}; n += 1) karmen.choose({{ node: n }})")
    page.evaluate(f"for (let e = 0; e < {edges}; e += 1) karmen.choose({{ edge: e }})")
    page.keyboard.press("Escape")
    page.click("#table summary")
    for language in range(3):
        page.click(f'[data-lang="{language}"]')


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_opens_from_disk_asks_for_nothing_and_fits(chromium: Browser, small: Path, size: Any) -> None:
    with opened(chromium, small, size) as page:
        touch_everything(page, 12, 19)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert page.locator("#table tbody tr").count() == 22


def test_hovering_shows_the_place_of_the_evidence(chromium: Browser, small: Path) -> None:
    with opened(chromium, small) as page:
        x, y = point(page, "karmen.network.body.edges[0].edgeType.getPoint(0.35)")
        page.mouse.move(x - 1, y)
        page.mouse.move(x, y)
        tip = page.locator("#tip")
        tip.wait_for(state="visible")
        assert "paragraph p2, characters 505–522, digest e2650b5d" in tip.inner_text()
        assert "Further statements: 1" in tip.inner_text()


def test_selecting_a_line_shows_its_receipts_and_escape_closes(chromium: Browser, small: Path) -> None:
    with opened(chromium, small) as page:
        page.mouse.click(*edge_at(page, 0))
        pane = page.locator("#pane")
        assert "Roman Karmen sent to China" in pane.inner_text()
        assert pane.locator(".receipt").count() == 2
        link = pane.locator("a").first
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert pane.locator("a").nth(1).inner_text() == "xn--e1afmkfd.xn--p1ai"
        page.keyboard.press("Escape")
        assert "Select a line" in pane.inner_text()


def test_selecting_a_sign_shows_all_its_lines_and_leads_on(chromium: Browser, small: Path) -> None:
    with opened(chromium, small, PHONE, has_touch=True, is_mobile=True) as page:
        page.touchscreen.tap(*node_at(page, 0))
        pane = page.locator("#pane.chosen")
        pane.wait_for()
        assert pane.locator(".tie").count() == 5
        box = pane.bounding_box()
        assert box
        assert box["y"] + box["height"] == pytest.approx(844, abs=1)
        pane.get_by_role("button", name="China", exact=True).first.click()
        assert page.locator("#pane h3").inner_text() == "China"


def test_the_language_switch_changes_every_label(chromium: Browser, small: Path) -> None:
    with opened(chromium, small) as page:
        page.click("#table summary")
        for number, code, name, relation, legend in (
            (1, "zh-Hans", "罗曼·卡尔曼", "被派往", "图例"),
            (2, "ru", "Роман Кармен", "направлен в", "Обозначения"),
            (0, "en", "Roman Karmen", "sent to", "Signs"),
        ):
            page.click(f'[data-lang="{number}"]')
            page.wait_for_function("name => karmen.written().includes(name)", arg=name)
            assert page.evaluate("document.documentElement.lang") == code
            assert relation in page.evaluate("karmen.written()")
            assert page.locator("#legend h2").inner_text() == legend
            assert page.locator("#table tbody td").first.inner_text() == name
        assert page.locator("#table tbody time").count() == 22


def test_plans_words_and_disputes_look_different(chromium: Browser, small: Path, display: Any) -> None:
    with opened(chromium, small) as page:
        edges = page.evaluate("karmen.edges.get().map((e) => JSON.stringify([e.dashes, e.width, e.color.color]))")
        fact, planned, attributed, denied = edges[0], edges[12], edges[15], edges[18]
        inferred, probable, disputed, disputed_plan = edges[4], edges[6], edges[2], edges[14]
        assert len({fact, planned, attributed, denied, inferred, probable, disputed, disputed_plan}) == 8
        dashes = [json.loads(edge)[0] for edge in (fact, planned, attributed, denied)]
        assert dashes == [False, [11, 7], [2, 5], [14, 5, 2, 5]]
        assert json.loads(disputed)[2] == display["dispute"]["light"]
        assert any(label.startswith("! first shown") for label in page.evaluate("karmen.written()"))


def test_edges_between_the_same_two_do_not_lie_on_each_other(chromium: Browser, small: Path) -> None:
    with opened(chromium, small) as page:
        for one, two in ((9, 8), (11, 12)):
            (x1, y1), (x2, y2) = edge_at(page, one), edge_at(page, two)
            assert abs(x1 - x2) + abs(y1 - y2) > 8


def test_everything_is_reached_by_keyboard(chromium: Browser, small: Path) -> None:
    with opened(chromium, small) as page:
        reached = []
        for _ in range(30):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate("""(() => { const at = document.activeElement;
              return at.dataset.lang || at.dataset.do || at.id || at.tagName; })()""")
            )
        assert {"0", "1", "2", "network", "search", "in", "out", "fit", "left", "SUMMARY"} <= set(reached)
        page.focus("summary")
        page.keyboard.press("Enter")
        page.locator("#table tbody tr").first.wait_for()
        before = page.evaluate("karmen.network.getViewPosition().x")
        page.focus("#network")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("karmen.network.getViewPosition().x") > before


def test_a_name_is_found_in_any_language(chromium: Browser, small: Path) -> None:
    with opened(chromium, small) as page:
        page.fill("#search", "карм")
        page.keyboard.press("Enter")
        assert page.locator("#pane h3").inner_text() == "Roman Karmen"
        page.fill("#search", "nobody")
        page.keyboard.press("Enter")
        assert page.locator("#answer").inner_text() == "No such name in this network"


def test_without_javascript_the_table_is_there(chromium: Browser, small: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(small.as_uri())
    assert page.locator("details.table tbody tr").count() == 22
    assert page.locator("details.table tbody tr").first.is_visible()
    assert "needs JavaScript" in page.inner_text("body")
    assert not page.locator(".stage").is_visible()
    context.close()


def test_both_tables_say_the_same(chromium: Browser, small: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(small.as_uri())
    expected = [" ".join(text.split()) for text in plain.locator("details.table tbody td").all_inner_texts()]
    context.close()
    with opened(chromium, small) as page:
        page.click("#table summary")
        page.locator("#table tbody tr").first.wait_for()
        shown = page.locator("#table tbody td").all_inner_texts()
        assert [" ".join(text.split()) for text in shown] == expected


def test_dark_and_light_follow_the_reader(chromium: Browser, small: Path, display: Any) -> None:
    with opened(chromium, small, color_scheme="dark") as page:
        colour = "karmen.nodes.get(0).color.background"
        assert page.evaluate(colour) == display["kinds"]["person"]["dark"]
        page.emulate_media(color_scheme="light")
        page.wait_for_function(f"() => {colour} === '{display['kinds']['person']['light']}'")


def test_printing_opens_the_table(chromium: Browser, small: Path) -> None:
    with opened(chromium, small) as page:
        assert len(page.pdf()) > 20_000
        assert page.locator("#table tbody tr").count() == 22


@pytest.mark.shared
def test_no_string_of_the_hostile_suite_runs(chromium: Browser, shared: Path, tmp_path: Path, display: Any) -> None:
    suite = json.loads((shared / "suites/hostile/html/strings.json").read_text("utf-8"))
    for text in suite["text"] + suite["url"]:
        path = tmp_path / "hostile.html"
        write_network(hostile_picture(text), display, path)
        with opened(chromium, path) as page:
            touch_everything(page, 4, 3)
            for address in page.eval_on_selector_all("a", "all => all.map((a) => a.href)"):
                assert address.startswith(("http://", "https://"))
            assert page.evaluate("({}).polluted") is None


def test_an_empty_picture_and_a_single_node_open(chromium: Browser, tmp_path: Path, display: Any) -> None:
    picture = small_picture()
    for number, nodes in enumerate(((), picture.nodes[:1])):
        path = tmp_path / f"{number}.html"
        write_network(Picture("few", "Few", nodes, (), "0"), display, path)
        with opened(chromium, path) as page:
            page.click("#table summary")
            assert page.evaluate("karmen.nodes.length") == number


def test_a_thousand_nodes_open_and_answer(chromium: Browser, tmp_path: Path, display: Any) -> None:
    path = tmp_path / "big.html"
    write_network(big_picture(), display, path)
    with opened(chromium, path) as page:
        assert 10 <= len([name for name in page.evaluate("karmen.written()") if name.startswith("Name")]) <= 40
        page.evaluate("karmen.choose({ node: 0 })")
        assert page.locator("#pane .tie").count() > 10
        page.click("#table summary")
        page.locator("#table tbody tr").first.wait_for()
        assert page.locator("#table tbody tr").count() == 2500
