"""Finding by a name that nobody spelt right, or in signs that the data does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.explorer import KARMEN, heading, opened
from tests.export.atlases import atlas as made
from tests.export.atlases import page_of, thing

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def typed(page: Page, text: str) -> list[str]:
    """The ids of what is listed for a text."""
    page.fill("#search", text)
    found: list[str] = page.evaluate("karmen.search.found.map((node) => karmen.model.nodes.id[node])")
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mai Lanfang", "person/mei-lanfang"),
        ("Mei Lang Fang", "person/mei-lanfang"),
        ("Mei Lanfan", "person/mei-lanfang"),
        ("Карминн", KARMEN),
        ("Rossia Segodnia", "org/rossiya-segodnya"),
        ("羅曼·卡爾曼", KARMEN),
        ("莫斯科大劇院", "org/bolshoi-theatre"),
        ("梅兰方", "person/mei-lanfang"),
    ],
)
def test_a_misspelt_name_finds_first_what_is_nearly_called_so(
    chromium: Browser, atlas: Path, text: str, wanted: str
) -> None:
    with opened(chromium, atlas) as page:
        assert typed(page, text)[0] == wanted
        page.keyboard.press("Enter")
        assert page.evaluate("karmen.model.nodes.id[karmen.store.state.sel.node]") == wanted
        assert heading(page)


def test_what_is_nearly_called_so_comes_before_what_is_better_connected(chromium: Browser, tmp_path: Path) -> None:
    people = [("person/a", "Lan Fangyu"), ("person/b", "Mei Lanfang"), ("person/c", "Mei Lanfung"), ("person/d", "Mei")]
    path = tmp_path / "page.html"
    path.write_text(page_of(made([thing(id_, en=name) for id_, name in people], [])), encoding="utf-8")
    with opened(chromium, path) as page:
        assert typed(page, "Mei Lanfeng")[:2] == ["person/b", "person/c"]  # equally near: as they stand
        assert typed(page, "Mei Lanfuny")[0] == "person/c"
        assert typed(page, "Mei Lanfung")[0] == "person/c"  # called so: no other is asked whether it is nearly
        assert typed(page, "Mej")[0] == "person/d"  # j, y and i are one
        assert "person/d" not in typed(page, "Mea")  # in so short a name every letter counts


def test_traditional_signs_find_simplified_names_and_the_other_way_round(chromium: Browser, tmp_path: Path) -> None:
    things = [thing("person/a", zh="罗曼·卡尔曼"), thing("work/b", zh="漢學與詩")]
    path = tmp_path / "page.html"
    path.write_text(page_of(made(things, [])), encoding="utf-8")
    with opened(chromium, path) as page:
        assert typed(page, "羅曼·卡爾曼") == ["person/a"]
        assert typed(page, "汉学与诗") == ["work/b"]
        known = page.evaluate("karmen.model.data.traditional")
        assert len(known) < 20  # signs of these names only
        assert known[known.index("學") + 1] == "学"


def test_another_name_bears_its_language_and_a_name_that_says_why_is_not_explained(
    chromium: Browser, atlas: Path
) -> None:
    with opened(chromium, atlas) as page:

        def told(text: str) -> Any:
            """Of the first hit: what it was found by, and in which language that is."""
            typed(page, text)
            return page.evaluate("""(() => {
              const name = document.querySelector("#found li q");
              return name && [name.innerText.trim(), name.lang];
            })()""")

        assert told("Кармен Роман")[1] == "ru"
        assert told("梅蘭芳") == ["梅兰芳", "zh-Hans"]
        assert told("Luoman Ka'erman") == ["Luoman Ka'erman", "zh-Latn"]
        typed(page, "Mei Lanfan")  # as a Russian writes it; but the name that is shown begins so
        assert page.locator("#found li").first.locator("q").count() == 0
        typed(page, "Mai Lanfang")
        assert page.locator("#found li").first.locator("q").count() == 0
