"""The chains of the explorer are those of `kg path`; what is tied to nothing stands aside and is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kg.api import Graph
from tests.browser.explorer import opened

pytestmark = pytest.mark.browser
WALKED = "() => (karmen.visible.path || []).map((hop) => karmen.model.nodes.id[hop.to])"
TOUR, EVENT = "event/mei-lanfangs-1935-soviet-tour", "event/2025-05-07-victory-80-exchange"


@pytest.mark.parametrize(
    ("start", "end"), [(TOUR, EVENT), ("person/roman-karmen", "org/cmg"), ("work/red-silk", "person/mei-lanfang")]
)
def test_page_and_command_walk_one_chain(chromium: Browser, seed: Graph, atlas: Path, start: str, end: str) -> None:
    (chain,) = seed.chains(start, end, count=1)
    expected = list(dict.fromkeys(link.target for link in chain))
    with opened(chromium, atlas, view=f"#s=path:{start}:{end}") as page:
        walked = page.evaluate(WALKED)
    assert walked[-1] == expected[-1] == end
    assert len(walked) == len(expected)
    assert not [node for node in walked[:-1] if node.partition("/")[0] in ("place", "topic", "award")]


@pytest.mark.parametrize(
    ("start", "end"), [("org/cmg", "org/vgtrk"), ("person/roman-karmen", "org/cmg"), (TOUR, EVENT)]
)
def test_the_next_best_chains_are_offered_as_the_command_gives_them(
    chromium: Browser, seed: Graph, atlas: Path, start: str, end: str
) -> None:
    expected = [len({link.target for link in chain}) for chain in seed.chains(start, end, count=3)]
    with opened(chromium, atlas, view=f"#s=path:{start}:{end}") as page:
        offers = page.locator(".chains button")
        assert [int(text.split()[0]) for text in offers.all_inner_texts()] == expected
        walked = []
        for at in range(3):
            offers.nth(at).click()
            assert offers.nth(at).get_attribute("aria-pressed") == "true"
            hops = page.evaluate(WALKED)
            assert page.locator(".hops > li").count() == len(hops) == expected[at]
            assert page.evaluate("karmen.visible.statements.length") > 0
            walked.append(hops)
        assert len({tuple(hops) for hops in walked}) == 3
        assert all(hops[-1] == end for hops in walked)
        address = page.evaluate("location.hash")
    if start == "org/cmg":
        chains = [list(dict.fromkeys(link.target for link in chain)) for chain in seed.chains(start, end, count=3)]
        assert walked == chains
    with opened(chromium, atlas, view=address) as page:
        assert page.evaluate(WALKED) == walked[2]


def test_one_link_is_told_as_one(chromium: Browser, atlas: Path) -> None:
    with opened(chromium, atlas, view="#s=path:org/cmg:org/vgtrk") as page:
        text = page.locator("#pane").inner_text()
        assert "One link ties the two directly." in text
        assert "1 links" not in text


def test_what_is_tied_to_nothing_stands_with_the_documents_and_is_counted(chromium: Browser, atlas: Path) -> None:
    drawn = "karmen.model.lone.filter((node) => karmen.visible.shown[node]).length"
    with opened(chromium, atlas) as page:
        lone = page.evaluate("karmen.model.lone.length")
        assert lone > 40
        assert page.evaluate(drawn) == 0
        assert f"{lone:,} tied to nothing" in page.locator("#counts").inner_text()
        page.check("#documents")
        assert page.evaluate(drawn) == lone
        assert "tied to nothing" not in page.locator("#counts").inner_text()
