"""What the page tells is what the data say: questions, chains of texts, what is said about a source, outcomes."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from kg.api import Graph
from tests.browser.explorer import REPOST, SILK, opened
from tests.export.atlases import atlas as made_atlas
from tests.export.atlases import entity, page_of, said, thing

pytestmark = pytest.mark.browser


def counted(graph: Graph) -> dict[str, dict[str, int]]:
    """Things by kind and decade as `kg ask works/film-exchange` counts them: those of the rows, and the column."""
    answer = graph.ask("works/film-exchange")
    things, told = defaultdict(set), {}
    for row in answer.rows:
        named: dict[str, Any] = dict(zip(answer.columns, row, strict=True))
        cell = named["kind"].value.rpartition("#")[2], named["decade"].value
        things[cell].add(named["thing"].value)
        told[cell] = int(named["things"].value)
    assert {cell: len(found) for cell, found in things.items()} == told
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (kind, decade), count in told.items():
        found[kind][decade] = count
    return found


def test_the_film_question_counts_as_the_command_does(chromium: Browser, seed: Graph, atlas: Path) -> None:
    expected, answer = counted(seed), seed.ask("works/film-exchange")
    with opened(chromium, atlas, view="#s=tour:film") as page:
        heads = page.locator(".decades thead th").all_inner_texts()[1:]
        kinds = page.evaluate("""Object.fromEntries(karmen.model.data.classes.map((one) => [one[1], one[0]]))""")
        told = {
            kinds[row.locator("th").inner_text()]: {
                decade: int(text)
                for decade, text in zip(heads, row.locator("td").all_inner_texts(), strict=True)
                if text != "·"
            }
            for row in page.locator(".decades tbody tr").all()
        }
        held = page.evaluate("karmen.visible.statements.map((one) => karmen.model.st.id[one])")
    assert told == expected
    years = [int(head[:4]) for head in heads if head[0].isdigit()]
    assert years == list(range(years[0], years[-1] + 10, 10))  # a decade without films is seen to be one
    assert set(held) == {iri.rpartition("/")[2] for row in answer.rows for iri in answer.statements(row)}


def test_a_part_counts_what_it_holds_or_does_not_ask(chromium: Browser, seed: Graph, tmp_path: Path) -> None:
    seed.explore(tmp_path / "films.html", "around", entity="Red Silk")
    with opened(chromium, tmp_path / "films.html", view="#s=tour:film") as page:
        held = page.evaluate("karmen.visible.statements.length")
        assert 0 < held < len(seed.ask("works/film-exchange").rows)
        assert page.locator(".decades td").count() > 0
    seed.explore(tmp_path / "names.html", "people/names", person="person/roman-karmen")
    with opened(chromium, tmp_path / "names.html") as page:
        assert page.locator('[data-stop="kalman"]').count() == 1
        assert page.locator('[data-stop="film"]').count() == 0


def test_an_atlas_of_something_else_asks_nothing_it_cannot_answer(chromium: Browser, tmp_path: Path) -> None:
    things = [thing("person/a"), thing("event/b", "Event")]
    path = tmp_path / "other.html"
    made = made_atlas(things, [said("person/a", "tookPartIn", entity("event/b"))])
    path.write_text(page_of(made, title=""), encoding="utf-8")
    with opened(chromium, path) as page:
        assert page.locator(".question").count() == 0
        assert "None of the tour's questions" in page.locator("#pane").inner_text()
    with opened(chromium, path, view="#s=tour:red-silk") as page:
        text = page.locator("#pane").inner_text()
        assert "What this question is about is not in this atlas." in text
        assert "filters" not in text


def test_the_question_about_a_plan_is_answered_at_its_head_by_the_outcome(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=tour:red-silk") as page:
        head = page.locator("#pane .outcomes")
        assert head.evaluate(
            "(one) => one.compareDocumentPosition(document.querySelector('#pane > p:not([class])')) & 4"
        )
        (told,) = head.locator(".statement").all()
        assert "kept: Red Silk released in China · 2025-09-06 · says" in told.inner_text()
        told.locator(".more").click()
        one = told.locator(".receipt").first.get_attribute("data-statement")
        assert page.evaluate("""(id) => karmen.model.data.promises.some(
          ([, , , , telling]) => karmen.model.st.id[telling] === id)""", one)  # fmt: skip
    with opened(chromium, atlas, view="#s=tour:red-silk&at=2025-08-01") as page:
        assert page.locator("#pane .outcomes").count() == 0, "nobody knew then"
        assert page.locator("#pane .statement").count() > 0
    with opened(chromium, atlas, view=f"#s={SILK}") as page:
        assert page.locator("#pane .outcomes .statement").count() == 2
    with opened(chromium, atlas, view="#s=place/china") as page:
        assert page.locator("#pane .outcomes").count() == 0, "the plans are those of films, not of the country"


RELEASE = "source/2025-05-08-cgtn-release-cultural-exchanges"
BRANCHES = """() => [...document.querySelectorAll(".chain .statement")].map((item) => [
  item.parentElement.closest(".statement, .chain").querySelector(":scope > p .entity").textContent,
  item.querySelector(":scope > .said").innerText])"""


def test_the_chain_of_a_text_names_each_relation_and_what_alone_it_holds_for(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s={RELEASE}") as page:
        branches = page.evaluate(BRANCHES)
        release = page.locator("#pane h2").inner_text()
        assert len(branches) == 1
        above, told = branches[0]
        assert above == release
        assert "follows text China Daily on Karmen" in told
        assert "only what it says about Roman Karmen" in told
        assert "inferred" in told
        assert "announces" not in page.locator(".chain").inner_text()
        page.click(".chain .more")
        assert "Only this passage follows the article of 2021" in page.locator(".chain .receipt").inner_text()
    with opened(chromium, atlas, view=f"#s={REPOST}") as page:
        branches = page.evaluate(BRANCHES)
        assert "reproduces " in branches[0][1]
        assert len({above for above, _ in branches}) == len(branches), "each below the one it is copied by"
        assert branches[-1][0] == release


def test_a_source_tells_what_is_said_about_it(chromium: Browser, seed: Graph, atlas: Path) -> None:
    with opened(chromium, atlas, view=f"#s={RELEASE}") as page:
        text = page.locator("#pane").inner_text()
        about = page.locator("#pane h3", has_text="What is said about this text").locator("+ ul").inner_text()
        for relation in ("announces", "follows text", "reports on", "title"):
            assert relation in about
        assert (
            "Third News"
            in page.locator("#pane h3", has_text="What is said about this text").locator("~ ul").nth(1).inner_text()
        )
        assert "filters" not in text
        assert "No statement in this atlas rests on it." in text
        page.keyboard.press("q")
        query = page.locator("#asked pre").last.inner_text()
        found: Any = seed.sparql(query)
        told = {row[0].value.rpartition("/")[2] for row in found}
        assert told == set(page.evaluate("karmen.visible.statements.map((one) => karmen.model.st.id[one])"))


def test_words_of_another_language_say_so(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#l=zh-Hans") as page:
        texts, names = page.evaluate("""() => {
          const { model, telling } = karmen, texts = [], names = [];
          const english = new Set(model.data.literals.filter(([text, lang, kind]) =>
            lang === "en" || (!lang && kind === "string" && /^[A-Za-z ]+$/.test(text))).map(([text]) => text));
          const languages = new Map();
          for (let node = 0; node < model.size; node += 1) languages.set(...telling.nodeName(node));
          for (let node = 0; node < model.size; node += 23) {
            karmen.choose({ kind: model.isSource(node) ? "source" : "node", node });
            for (const one of document.querySelectorAll("#pane .said :is(bdi, q)"))
              if (english.has(one.textContent) && !languages.has(one.textContent)) texts.push(one.lang);
            for (const one of document.querySelectorAll("#pane .mark.voice bdi"))
              names.push([languages.get(one.textContent), one.lang]);
          }
          return [texts, names];
        }""")
        assert len(texts) > 100
        assert set(texts) <= {"en", "pt"}, "one title is the same in Portuguese"
        assert texts.count("en") > len(texts) - 10
        assert len(names) > 50
        assert {(held, lang) for held, lang in names} >= {("en", "en"), ("zh-Hans", "")}
        assert all(lang == ("" if held == "zh-Hans" else held) for held, lang in names)


def test_more_than_two_sides_without_a_verdict_are_not_called_both(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas) as page:
        one = page.evaluate("""karmen.model.st.id[karmen.model.data.conflicts.find(
          ({ sides, verdicts }) => sides.length > 2 && !verdicts.length).sides[0][1][0]]""")
        for code, words in (("en", "every side stands"), ("ru", "все версии остаются"), ("zh-Hans", "各方说法并存")):
            page.evaluate(f"location.hash = '#l={code}&s=st:{one}'")
            page.wait_for_function("(code) => document.documentElement.lang === code", arg=code)
            page.wait_for_selector(".receipt .sides")
            assert words in page.locator(".receipt").inner_text()
