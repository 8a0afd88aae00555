"""The explorer's care: nothing hostile runs, everything is reached without a mouse, hard atlases open and say so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.query.receipts import Place
from kg.query.show import Judgement
from tests.browser.explorer import KARMEN, REPOST, SILK, heading, opened, settled
from tests.browser.watch import DESKTOP, PHONE
from tests.export.atlases import atlas as made
from tests.export.atlases import date, entity, page_of, said, thing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from kg.query.atlas import Atlas

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text(encoding="utf-8")


def written(tmp_path: Path, page: str) -> Path:
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    return path


# --- nothing hostile runs ---


def hostile(texts: list[str], addresses: list[str]) -> tuple[Atlas, dict[str, Any]]:
    """An atlas in which each entity, statement and document holds another hostile string in every field."""
    things, receipts, judgements, conflicts = [], [], [], []
    for at, text in enumerate(texts):
        address = addresses[at % len(addresses)]
        id_ = f"person/p{at}"
        things.append(
            thing(id_, en=text, zh=text, ru=text)._replace(
                aliases=((text, "en"),), description=text, links=(address, text)
            )
        )
        value = date(text) if at % 2 else entity(f"person/p{(at + 1) % len(texts)}")
        one = said(
            id_, "tookPartIn", value, note=text, voices=(id_,), url=address, mode=("fact", "planned")[at % 2],
            qualifiers=(("when", date(text)), ("by", entity(id_))), places=(Place(text, -1, -1, ""),), source_date=text,
        )  # fmt: skip
        name = one.statement.rpartition("/")[2]
        receipts.append(one)
        judgements.append(Judgement(one.statement, id_, "same", text, text, text))
        side = {"value": text, "statements": [name], "sources": []}
        verdict = {"statement": name, "rank": "preferred", "why": text, "by": text, "date": text}
        conflicts.append({"sides": [side, side], "compatible": [side], "verdicts": [verdict], "state": "open"})
    whole = made(things, receipts, addresses[0])
    record = whole.documents[0].record._replace(published=texts[0], language=texts[1], digest=texts[2])
    document = whole.documents[0]._replace(record=record)
    return whole._replace(documents=(document,), judgements=tuple(judgements)), {"conflicts": conflicts}


def touch_everything(page: Page) -> None:
    page.evaluate("""() => {
      const { model } = karmen, unfold = () => document.querySelectorAll("#pane .more").forEach((one) => one.click());
      for (let node = 0; node < model.size; node += 1) {
        karmen.choose({ kind: model.isSource(node) ? "source" : "node", node });
        unfold();
        karmen.tip(node, -1, 10, 10);
      }
      for (let tie = 0; tie < model.tieCount; tie += 1) {
        karmen.choose({ kind: "tie", tie });
        unfold();
        karmen.tip(-1, tie, 10, 10);
      }
      for (const stop of model.data.tour) { karmen.visit(stop); unfold(); }
      karmen.choose(null);
      karmen.store.set({ table: true, documents: true });
      karmen.toggle("filters");
      for (const lang of [1, 2, 0]) karmen.language(lang);
      karmen.cite();
      document.getElementById("cite").close();
      karmen.exports.svg();
      karmen.exports.graphml();
      karmen.exports.csv();
    }""")  # fmt: skip
    page.keyboard.press("Escape")
    page.evaluate("karmen.store.set({ table: false })")
    for x, y in page.evaluate("[...karmen.model.nodes.id.keys()].map((node) => karmen.network.screen(node))"):
        page.mouse.move(x, y + 100)
        page.mouse.click(x, y + 100)


@pytest.mark.shared
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_string_of_the_hostile_suite_runs(chromium: Browser, shared: Path, tmp_path: Path, size: Any) -> None:
    suite = json.loads((shared / "suites/hostile/html/strings.json").read_text("utf-8"))
    texts = suite["text"] + suite["url"]
    whole, ledgers = hostile(texts, suite["url"])
    passages = {"source/a": [(0, "\n".join(texts))]}
    path = written(tmp_path, page_of(whole, ledgers=ledgers, passages=passages))
    with opened(chromium, path, size, accept_downloads=True) as page:
        for text in texts:
            page.fill("#search", text)
            page.fill("#time-from", text)
        page.keyboard.press("Escape")
        touch_everything(page)
        for address in page.eval_on_selector_all("a[target]", "all => all.map((a) => a.getAttribute('href'))"):
            assert address.startswith(("http://", "https://"))
        assert page.evaluate("({}).polluted") is None
        assert (
            page.evaluate("document.querySelectorAll('img, iframe, object, embed, [onclick], [onerror]').length") == 0
        )


@pytest.mark.shared
def test_no_address_runs_anything(chromium: Browser, shared: Path, tmp_path: Path) -> None:
    suite = json.loads((shared / "suites/hostile/html/strings.json").read_text("utf-8"))
    path = written(tmp_path, page_of(made([thing("person/a", en="A")], [said("person/a", "bornOn", date("1906"))])))
    for text in suite["text"] + suite["url"]:
        from urllib.parse import quote

        view = quote(text)
        with opened(
            chromium, path, view=f"#s={view}&c={view}&m={view}&t={view}&l={view}&pin={view}&hide={view}"
        ) as page:
            assert page.locator("#network").is_visible()


# --- everything is reached without a mouse, and told to those who do not see it ---


VIEWS = [
    "",
    f"#s=node:{KARMEN}",
    f"#s=node:{SILK}&tab=1",
    "#s=tour:film&t=2013..2025&l=ru",
    "#l=zh-Hans&th=dark&s=tour:born",
    f"#s=source:{REPOST}",
]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_serious_violation(chromium: Browser, atlas: Path, view: str, size: Any) -> None:
    with opened(chromium, atlas, size, view, bypass_csp=True) as page:
        page.evaluate("karmen.askYourself()")
        page.locator("#pane .more").first.click() if page.locator("#pane .more").count() else None
        if size == DESKTOP:
            page.evaluate("karmen.toggle('filters')")
        page.evaluate("document.getElementById('pane').scrollTop = 0")  # or its bar would lie on half a link
        page.add_script_tag(content=AXE)
        found = page.evaluate(
            "axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })"
        )
        serious = [
            f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes']][:3]}"
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == []
        page.evaluate("karmen.dialog('legend')")
        assert (
            page.evaluate(
                "axe.run('#legend', { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id))"
            )
            == []
        )


def test_the_keyboard_alone_answers_a_question(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        reached = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
        assert {
            "search",
            "theme-toggle",
            "filters-toggle",
            "table-toggle",
            "network",
            "play",
            "time-from",
            "question",
        } <= reached
        page.keyboard.press("/")
        page.keyboard.type("karmen")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        assert heading(page) == "Roman Karmen"
        assert page.evaluate("document.activeElement.id") == "pane"
        page.locator("#pane .more").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("#pane .receipt").first.is_visible()
        page.keyboard.press("Escape")
        assert page.locator(".question").count() == 8


def test_arrows_walk_from_neighbour_to_neighbour(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        page.focus("#network")
        page.keyboard.press("ArrowRight")
        seen = [heading(page)]
        for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"):
            page.keyboard.press(key)
            seen.append(heading(page))
        assert len(set(seen)) >= 3
        assert page.locator("#status").inner_text()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "pane"


def test_everything_in_the_network_is_in_the_table(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#tab=1") as page:
        while page.locator("#table .acts button").count():
            page.locator("#table .acts button").click()
        assert page.locator("#table tbody tr").count() == page.evaluate("karmen.model.count")
        page.fill("#table-filter", "1906")
        assert 5 < page.locator("#table tbody tr").count() < 30
        page.locator("#table [data-sort='source']").click()
        assert page.locator("#table th[aria-sort='ascending']").inner_text().startswith("Source")
        titles = page.locator("#table tbody td:last-child").all_inner_texts()
        page.locator("#table [data-sort='source']").click()
        assert page.locator("#table tbody td:last-child").all_inner_texts() == titles[::-1]
        page.locator("#table tbody .more").first.click()
        assert heading(page) == "Statement"


def test_on_a_phone_the_pane_is_a_sheet_and_what_is_chosen_is_seen(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, PHONE, has_touch=True, is_mobile=True) as page:
        page.tap("#search")
        page.keyboard.type("Красный шёлк")
        page.tap("#found li >> nth=0")
        settled(page)
        box = page.locator("#pane").bounding_box()
        assert box
        assert box["y"] + box["height"] == pytest.approx(844, abs=2)
        x, y = page.evaluate("""id => {
          const box = document.getElementById("network").getBoundingClientRect();
          const [x, y] = karmen.network.screen(karmen.model.numberOf.get(id));
          return [box.x + x, box.y + y]; }""", SILK)  # fmt: skip
        assert 0 < x < 390
        assert 0 < y < box["y"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("button", name="Questions").tap()
        assert not page.locator("#ribbon").is_visible()  # the timeline is a handle until it is wanted
        page.tap("#ribbon-toggle")
        assert page.locator("#ribbon svg .density path").is_visible()


# --- how it is drawn ---


def test_plans_words_and_disputes_differ_in_form(chromium: Browser, tmp_path: Path) -> None:
    people = [thing(f"person/p{n}", en=f"Person {n}") for n in range(6)]
    ways: list[dict[str, Any]] = [
        {},
        {"mode": "planned"},
        {"mode": "attributed"},
        {"certainty": "inferred"},
        {"disputed_by": ("x",)},
    ]
    receipts = [said("person/p0", "met", entity(f"person/p{n + 1}"), **way) for n, way in enumerate(ways)]
    path = written(tmp_path, page_of(made(people, receipts)))
    with opened(chromium, path) as page:
        drawn = page.evaluate("""(() => {
          const { network, visible, words } = karmen, strokes = [];
          const context = document.createElement("canvas").getContext("2d"), stroke = context.stroke.bind(context);
          context.stroke = () => {
            strokes.push([context.getLineDash().join(" "), context.lineWidth.toFixed(2), context.globalAlpha]);
            stroke();
          };
          karmen.paintInto(context);
          return strokes.slice(0, 7); })()""")
        dashes = [dash for dash, _, _ in drawn]
        assert len({dash for dash in dashes if dash}) == 2
        assert len({width for _, width, _ in drawn}) >= 3
        assert len(drawn) >= 6  # a dispute is drawn twice: a broad line and the ground upon it
        page.evaluate("karmen.dialog('legend')")
        for words in ("planned", "attributed", "disputed", "inferred", "Chinese side"):
            assert words in page.locator("#legend").inner_text()


@pytest.mark.parametrize(("people", "stepping_back"), [(1_500, True), (200, False)], ids=["crowd", "few"])
def test_in_a_crowd_seen_from_afar_those_with_few_ties_step_back(
    people: int, stepping_back: bool, chromium: Browser, tmp_path: Path
) -> None:
    things = [thing(f"person/p{n}", en=f"Person {n}") for n in range(people)]
    receipts = [said(f"person/p{n % 20}", "met", entity(f"person/p{n}")) for n in range(20, people)]
    path = written(tmp_path, page_of(made(things, receipts)))
    strengths = """(() => {
      const context = document.createElement("canvas").getContext("2d"), found = [], fill = context.fill.bind(context);
      context.fill = () => { found.push(context.globalAlpha); fill(); };
      karmen.paintInto(context);
      return found; })()"""
    with opened(chromium, path) as page:
        assert (0.5 in page.evaluate(strengths)) is stepping_back
        page.evaluate("karmen.choose({ kind: 'node', node: 30 })")
        settled(page)
        assert 0.5 not in page.evaluate(strengths)  # a choice alone decides then


def test_light_dark_and_the_readers_own_choice(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, color_scheme="dark") as page:
        ground = "getComputedStyle(document.body).backgroundColor"
        dark = page.evaluate(ground)
        page.click("#theme-toggle")
        light = page.evaluate(ground)
        assert dark != light
        assert page.evaluate("karmen.network.theme.ground") == "#faf7f0"
        page.click("#theme-toggle")
        assert page.evaluate(ground) == dark


def test_printing_gives_the_table(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=tour:years") as page:
        assert len(page.pdf()) > 20_000
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.locator("#table tbody tr").count() == page.evaluate("karmen.visible.statements.length")


# --- hard atlases ---


def test_an_empty_atlas_and_one_without_ties_say_so(chromium: Browser, tmp_path: Path) -> None:
    empty = made([], [])._replace(things=(), documents=())
    with opened(chromium, written(tmp_path, page_of(empty))) as page:
        assert "There is nothing in this atlas" in page.locator("#notice").inner_text()
        assert "none has a date" in page.locator("#slices").inner_text()
    one = made([thing("person/a", en="Ada")], [said("person/a", "nameAs", date("Ada"))])
    with opened(chromium, written(tmp_path, page_of(one))) as page:
        assert "No two things are tied" in page.locator("#notice").inner_text()
        page.fill("#search", "ada")
        page.keyboard.press("Enter")
        assert heading(page) == "Ada"


def test_ten_thousand_ties_on_one_entity(chromium: Browser, tmp_path: Path) -> None:
    people = [thing(f"person/p{n}", en=f"Person {n}") for n in range(10_001)]
    receipts = [said(f"person/p{n}", "met", entity("person/p0")) for n in range(1, 10_001)]
    with opened(chromium, written(tmp_path, page_of(made(people, receipts)))) as page:
        page.evaluate("karmen.choose({ kind: 'node', node: 0 })")
        assert page.locator("#pane .statement").count() == 40
        assert "all 10,000" in page.locator("#pane").inner_text()
        page.keyboard.press("t")
        assert page.locator("#table tbody tr").count() == 200
        page.keyboard.press("Escape")


def test_names_that_are_long_turned_or_combined(chromium: Browser, tmp_path: Path) -> None:
    names = ["L" * 10_000, "ن" * 40, "e" + "\u0301" * 60, "汉" * 5000, "\u200f\u202eabc", "👩‍👩‍👧‍👦" * 20]
    people = [thing(f"person/p{n}", en=text) for n, text in enumerate(names)]
    people.append(thing("person/odd")._replace(labels={"tlh": "Qapla'"}))
    receipts = [said(f"person/p{n}", "met", entity("person/odd")) for n in range(len(names))]
    with opened(chromium, written(tmp_path, page_of(made(people, receipts)))) as page:
        widest = page.evaluate("Math.max(...karmen.network.drawn.written.map(([, left, , right]) => right - left))")
        assert widest < 700
        page.evaluate("karmen.choose({ kind: 'node', node: karmen.model.numberOf.get('person/odd') })")
        assert page.locator("#pane h2").get_attribute("lang") == "tlh"
        assert page.locator("#pane h2").get_attribute("dir") == "auto"
        assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP[0]
        page.keyboard.press("t")
        assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP[0]


def test_statements_without_dates_stay_visible_in_any_window(chromium: Browser, tmp_path: Path) -> None:
    people = [thing(f"person/p{n}", en=f"Person {n}") for n in range(4)]
    receipts = [said("person/p0", "met", entity(f"person/p{n}")) for n in (1, 2, 3)]
    name = [one.statement.rpartition("/")[2] for one in receipts]
    times: dict[str, list[str | None]] = {
        name[1]: ["1950-01-01", "1950-12-31", "1950-01-01", "1950-12-31"],
        name[2]: [None, "1990-12-31", "1990-01-01", None],
    }
    with opened(chromium, written(tmp_path, page_of(made(people, receipts), times)), view="#t=1960..1961") as page:
        assert page.evaluate("karmen.visible.counts") == [0, 1, 1, 1]
        assert page.evaluate("[0, 1, 2].filter((tie) => karmen.visible.tieShown(tie)).length") == 2
        page.evaluate("karmen.store.set({ time: null })")
        assert page.evaluate("[0, 1, 2].filter((tie) => karmen.visible.tieShown(tie)).length") == 3
