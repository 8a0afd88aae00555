"""Ask it yourself: what a view of the page gives to ask, asked of the built graph, gives what the page shows."""

from __future__ import annotations

import filecmp
import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page

from kg.api import Graph
from tests.browser.explorer import EVENT, KARMEN, REPOST, SILK, opened

if TYPE_CHECKING:
    from tests.conftest import RunKg

pytestmark = pytest.mark.browser

ENTRIES = "karmen.asked.entries()"
STATEMENTS = "karmen.table.statements().map((one) => karmen.model.st.id[one])"
TIES = """[...karmen.model.ties.from.keys()].filter((tie) => karmen.visible.tieState[tie] < 3).map((tie) => {
  const { from, to, property } = karmen.model.ties, { id } = karmen.model.nodes;
  return [id[from[tie]], karmen.model.data.properties[property[tie]][0], id[to[tie]]];
})"""
SEED_VIEWS = [
    "",
    "#doc=1",
    "#c=Film",
    "#c=Film,Festival&m=fact",
    "#r=sentTo,directed,bornOn",
    "#o=topic/film",
    "#o=topic/film,topic/theatre&u=stated,probable",
    "#k=press,agency",
    "#k=official&m=planned,attributed&doc=1",
    "#v=org/cgtn&m=planned,attributed",
    "#u=doubtful,inferred",
    "#d=deprecated,preferred",
    "#d=deprecated&doc=1&m=fact",
    "#dated=1",
    "#dated=1&doc=1&t=1949..1960",
    "#t=1935..1949",
    "#t=1938-09",
    "#t=2025-05-07&c=Film,Person",
    "#t=2013..2025&m=fact&k=press&u=stated&r=hasTopic,releasedIn",
    "#t=2026-01-01..2040-12-31&m=planned",
    "#c=NoSuchClass",
    "#m=%22%20%7D%20%23,fact",
    "#hide=work/red-silk&r=sentTo",
    f"#s=node:{KARMEN}",
    f"#s=node:{KARMEN}&t=1935..1949&m=fact&n=1",
    "#s=node:org/cgtn",
    f"#s=node:{KARMEN}&dated=1&d=deprecated",
    f"#s=source:{REPOST}",
    f"#s=source:{REPOST}&m=attributed",
    "#s=tie:person/roman-karmen:sentTo:place/china",
    "#s=time&t=1938..1939",
    "#s=time",
]
WORLD_VIEWS = [
    "",
    "#doc=1",
    "#c=Film",
    "#c=Person&m=fact",
    "#o=topic/friendship",
    "#k=press,agency&u=stated",
    "#v=org/river-news",
    "#m=planned",
    "#u=probable,doubtful",
    "#t=1950",
    "#t=1938..1949&c=Person",
    "#t=1939&m=fact&u=stated",
    "#s=node:person/ada-camera",
    "#s=node:person/ada-camera&t=1938",
    "#s=node:work/the-bridge&m=planned",
    "#s=time&t=1900..1945",
    "#s=time",
]


@pytest.fixture(scope="session")
def small(world: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer's page of the small world."""
    path = tmp_path_factory.mktemp("asked") / "atlas.html"
    world.explore(path)
    return path


def go(page: Page, view: str) -> None:
    page.evaluate("view => { location.hash = '#l=en'; location.hash = view || '#l=en'; }", view)
    page.wait_for_function(
        "view => location.hash.startsWith(view || '#l=en') && karmen.store.state.lang === 0", arg=view[:4]
    )
    page.evaluate("karmen.entries.restore()")


def asked(page: Page) -> list[dict[str, str]]:
    found: list[dict[str, str]] = page.evaluate(ENTRIES)
    return found


def rows(graph: Graph, text: str) -> list[tuple[str, ...]]:
    """The rows of a query, with ids of entities, properties and statements as the page knows them."""
    found: Any = graph.sparql(text)
    starts = (graph.terms.iri("statement/"), graph.terms.iri(""), graph.terms.prefixes["kg"])

    def short(iri: str) -> str:
        for start in starts:
            iri = iri.removeprefix(start)
        return iri

    return [tuple(short(term.value) for term in row) for row in found]


def agree(page: Page, graph: Graph) -> tuple[int, int]:
    """The queries of a view give the ids that the page shows, and the numbers it says; how many ties and statements."""
    queries = [one for one in asked(page) if "SELECT" in one.get("text", "")]
    ties, statements = -1, -1
    for one in queries:
        found = rows(graph, one["text"])
        assert len(found) == len(set(found))
        assert one["title"].endswith(f" {len(found):,}"), one["title"]
        if "?value WHERE" in one["text"]:
            ties = len(found)
            assert sorted(found) == sorted(map(tuple, page.evaluate(TIES)))
            assert f"ties {ties:,} " in page.locator("#counts").inner_text() + " "
        else:
            statements = len(found)
            assert sorted(one for (one,) in found) == sorted(page.evaluate(STATEMENTS))
    assert statements >= 0
    return ties, statements


def test_queries_of_the_real_data_give_what_the_page_shows(chromium: Browser, seed: Graph, atlas: Path) -> None:
    seen = set()
    with opened(chromium, atlas) as page:
        for view in SEED_VIEWS:
            go(page, view)
            ties, statements = agree(page, seed)
            assert (ties >= 0) == ("s=" not in view), view
            assert statements > 0 or "NoSuch" in view, view
            seen.add((ties, statements))
    assert len(seen) > len(SEED_VIEWS) - 6


def test_queries_of_the_small_world_give_what_the_page_shows(chromium: Browser, world: Graph, small: Path) -> None:
    with opened(chromium, small) as page:
        seen = set()
        for view in WORLD_VIEWS:
            go(page, view)
            seen.add(agree(page, world))
    assert len(seen) > 8


def test_places_and_single_statements_can_be_asked_for(chromium: Browser, seed: Graph, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=source:{REPOST}") as page:
        places = page.evaluate("""node => [...new Set([...karmen.model.bySource(karmen.model.numberOf.get(node))]
          .flatMap((one) => karmen.model.st.place[one].split(", ")))]""", REPOST)  # fmt: skip
        assert len(places) > 20
        for place in [*places[:4], *(one for one in places if ":" not in one)]:
            page.evaluate("""([id, place]) => karmen.choose(
              { kind: "place", node: karmen.model.numberOf.get(id), place })""", [REPOST, place])  # fmt: skip
            assert agree(page, seed)[1] > 0, place
        page.evaluate("karmen.choose({ kind: 'statement', statement: 7 })")
        assert agree(page, seed)[1] == 1
        assert any(one.get("text", "").startswith("kg sparql 'DESCRIBE st:") for one in asked(page))


def test_each_question_of_the_tour_gives_queries_with_its_numbers(chromium: Browser, seed: Graph, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        for stop in ("kalman", "said", "red-silk", "born", "years"):
            page.evaluate("key => karmen.visit(karmen.model.data.tour.find((stop) => stop.key === key))", stop)
            found = [rows(seed, one["text"]) for one in asked(page) if "SELECT" in one.get("text", "")]
            shown = page.evaluate(STATEMENTS)
            heads = page.locator("#pane > h3 > .quiet").all_inner_texts()
            assert [f"{len(one):,}" for one in found] == [head.strip() for head in heads]
            assert sorted(one for group in found for (one,) in group) == sorted(shown)
        page.evaluate("karmen.visit(karmen.model.data.tour.find((stop) => stop.key === 'parties'))")
        notes = [one["note"] for one in asked(page) if "note" in one]
        assert len(notes) == 2
        assert all("No SPARQL query says it" in note for note in notes)


def test_what_is_worked_out_is_not_asked_for_in_a_query(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        for view in ("#d=disputed", "#d=decided,deprecated", "#p=kept", f"#s=node:{SILK}&p=kept"):
            go(page, view)
            assert page.evaluate(STATEMENTS)
            assert not [one for one in asked(page) if "SELECT" in one.get("text", "")]
            assert any("not written in the graph" in one.get("note", "") for one in asked(page))
            commands = [one.get("text", "") for one in asked(page)]
            assert any(one.startswith("kg promises --at 20") for one in commands) == ("p=" in view)


COMMANDS = [
    f"#s=node:{KARMEN}", f"#s=source:{REPOST}", f"#s=path:{KARMEN}:org/cmg", "#t=1935..1949", "#s=tour:kalman",
    "#s=tour:said", "#s=tour:parties", "#s=tour:red-silk", "#s=tour:born", "#s=tour:chain", "#s=tour:film",
    "#s=tour:years", "#s=time&t=1938&at=2026-06-01",
]  # fmt: skip


def test_commands_work_as_they_stand(chromium: Browser, seed: Graph, atlas: Path, run_kg: RunKg) -> None:
    with opened(chromium, atlas) as page:
        lines = []
        for view in COMMANDS:
            go(page, view)
            here = [one["text"] for one in asked(page) if one.get("text", "").startswith("kg ")]
            assert here, view
            lines += here
        go(page, f"#s=path:{KARMEN}:org/cmg")
        hops = page.evaluate("karmen.visible.path.map((hop) => karmen.model.nodes.id[hop.to])")
    assert len(set(lines)) >= len(COMMANDS)
    for line in dict.fromkeys(lines):
        name, *words = shlex.split(line)
        assert name == "kg"
        done = run_kg(*words, home=seed.home)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert len(done.stdout) > 20, line
    told = run_kg("path", KARMEN, "org/cmg", "--count", "1", "--format", "json", home=seed.home)
    (chain,) = json.loads(told.stdout)["chains"]
    assert list(dict.fromkeys(link["target"] for link in chain)) == hops


def test_the_shown_entity_is_what_the_command_shows(
    chromium: Browser, world: Graph, small: Path, run_kg: RunKg
) -> None:
    with opened(chromium, small, view="#s=node:person/ada-camera") as page:
        (command,) = [one["text"] for one in asked(page) if one.get("text", "").startswith("kg show")]
        shown = set(page.evaluate(STATEMENTS))
    told = json.loads(run_kg(*shlex.split(command)[1:], "--format", "json", home=world.home).stdout)
    given = {one["statement"].rpartition("/")[2] for one in told["statements"] + told["mentions"]}
    assert given == shown


def test_a_chain_that_only_claims_hold_is_asked_for_as_such(
    chromium: Browser, seed: Graph, atlas: Path, run_kg: RunKg
) -> None:
    with opened(chromium, atlas) as page:
        far = page.evaluate("""(() => { const { model } = karmen, from = model.numberOf.get("person/roman-karmen");
          for (let to = 0; to < model.size; to += 1) {
            if (!model.tiesOf(to).length || model.isSource(to) || to === from) continue;
            karmen.choose({ kind: "path", from, to }, { focus: false });
            if (karmen.visible.path && karmen.asked.entries()[0].text.includes("--claims")) return karmen.address();
          }
          return ""; })()""")
        assert far
        (line,) = [one["text"] for one in asked(page) if one.get("text", "").startswith("kg path")]
        hops = page.evaluate("karmen.visible.path.length")
    _, *words = shlex.split(line)
    (chain,) = json.loads(run_kg(*words, "--format", "json", home=seed.home).stdout)["chains"]
    assert len(dict.fromkeys(link["target"] for link in chain)) == hops
    assert run_kg(*[one for one in words if one not in ("--claims", "--places")], home=seed.home).returncode == 1


def test_a_part_says_how_it_was_made_and_asks_only_for_itself(
    chromium: Browser, seed: Graph, tmp_path: Path, run_kg: RunKg
) -> None:
    path = tmp_path / "part.html"
    seed.explore(path, "around", entity="Red Silk")
    with opened(chromium, path) as page:
        made, question = [one["text"] for one in asked(page) if one.get("text", "").startswith("kg ")]
        for view in ("", "#m=fact", "#t=2025", "#c=Person&m=fact&doc=1", f"#s=node:{SILK}", "#s=tour:red-silk"):
            go(page, view)
            if "tour" not in view:
                assert agree(page, seed)[1] > 0, view
        go(page, "#o=topic/film")
        assert any("looks beyond it" in one.get("note", "") for one in asked(page))
    for line in (made, question):
        done = run_kg(*shlex.split(line)[1:], home=seed.home)
        assert done.returncode == 0, done.stderr
    assert filecmp.cmp(tmp_path / "atlas.html", path, shallow=False)  # none is to be printed


def test_an_atlas_as_of_a_day_asks_as_of_that_day(
    chromium: Browser, seed: Graph, tmp_path: Path, run_kg: RunKg
) -> None:
    done = run_kg("explore", "-o", "then.html", "--as-of", "2025-05-08", home=seed.home)
    assert done.returncode == 0
    with opened(chromium, tmp_path / "then.html", view=f"#s=node:{KARMEN}") as page:
        (line,) = [one["text"] for one in asked(page) if one.get("text", "").startswith("kg ")]
        shown = page.evaluate("karmen.table.statements().length")
        (query,) = [one["text"] for one in asked(page) if "SELECT" in one.get("text", "")]
        page.evaluate("karmen.visit(karmen.model.data.tour.find((stop) => stop.key === 'parties'))")
        assert any("as of a date" in one.get("note", "") for one in asked(page))
    assert line.endswith("--as-of 2025-05-08")
    assert run_kg(*shlex.split(line)[1:], home=seed.home).returncode == 0
    found = run_kg("sparql", "-", "--as-of", "2025-05-08", "--format", "csv", home=seed.home, stdin=query)
    assert len(found.stdout.splitlines()) - 1 == shown


# --- reading and copying it ---


def test_it_is_opened_and_copied_from_the_keyboard_and_stays_open(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s=node:{SILK}") as page:
        assert not page.locator("#asked pre").first.is_visible()
        page.focus("#network")
        page.keyboard.press("q")
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
        assert page.locator("#asked pre").first.inner_text() == f"kg show {SILK}"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Copy: Everything about it"
        page.keyboard.press("Enter")
        page.wait_for_function("() => document.getElementById('cite').open || karmen.words.say('copied') === "
                               "document.getElementById('status').textContent")  # fmt: skip
        page.keyboard.press("Escape")
        page.evaluate("karmen.choose({ kind: 'node', node: karmen.model.numberOf.get('person/roman-karmen') })")
        assert page.locator("#asked pre").first.inner_text() == f"kg show {KARMEN}"
        page.click("#asked summary")
        page.evaluate("id => karmen.choose({ kind: 'node', node: karmen.model.numberOf.get(id) })", EVENT)
        assert not page.locator("#asked pre").first.is_visible()
        page.click("#export summary")
        page.click("#export-ask")
        assert page.locator("#asked pre").first.is_visible()


def test_it_is_told_in_three_languages_and_what_is_asked_stays(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#c=Film&t=2013..2025&s=tour:film") as page:
        page.evaluate("karmen.askYourself()")
        told = []
        for _ in range(3):
            entries = asked(page)
            assert not [one for one in entries if "ask_" in one.get("title", "") + one.get("note", "")]
            told.append((page.locator("#asked summary").inner_text(), [one.get("text") for one in entries]))
            page.evaluate("karmen.language((karmen.words.at + 1) % 3)")
    assert [summary for summary, _ in told] == ["Ask it yourself", "自行查询", "Спросить самому"]
    assert told[0][1] == told[1][1] == told[2][1]
