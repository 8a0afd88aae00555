"""What few readers and few names have: letters with a thousand marks, colours that the system forces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from tests.browser.explorer import KARMEN, opened, settled
from tests.browser.test_explorer_take import SVG, taken
from tests.export.atlases import atlas as made
from tests.export.atlases import page_of, thing

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HOSTILE = {"marks": "Z" + "\u0301" * 1000, "tall": "Z" + "\u0301\u0323" * 20 + "a", "wide": "\ufdfd" * 30}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_name_stays_in_its_line(chromium: Browser, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of(made([thing("person/a", en=HOSTILE[kind])], [])), encoding="utf-8")
    with opened(chromium, path) as page:
        settled(page)
        inked, outside = page.evaluate("""(() => {
          const { network } = karmen, { room, ratio, theme } = network, at = network.screen(0);
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [room.width, room.height];
          const context = canvas.getContext("2d", { willReadFrequently: true });
          karmen.paintInto(context);
          const [[left, middle, , , right]] = network.written, { width, height } = canvas,
            { data } = context.getImageData(0, 0, width, height);
          const ground = [...data.slice(0, 3)].join(), sign = karmen.network.scene.radius(0, network.at.k) + 2;
          let inked = 0, outside = 0;
          for (let pixel = 0; pixel < data.length / 4; pixel += 1) {
            const x = pixel % width, y = Math.floor(pixel / width);
            if (data.slice(4 * pixel, 4 * pixel + 3).join() === ground) continue;
            if (Math.hypot(x - at[0], y - at[1]) <= sign) continue;
            inked += 1;
            if (Math.abs(y + 0.5 - middle) > 14 || x < left - 4 || x > right + 4) outside += 1;
          }
          return [inked, outside];
        })()""")
        assert inked > 10
        assert outside == 0
        room = page.evaluate("karmen.network.written.map(([left, , , , right]) => right - left)")
        assert max(room) < 400
        root = ElementTree.fromstring(taken(page, "svg"))
        [text] = root.iter(f"{SVG}text")
        [line] = root.iter(f"{SVG}clipPath")
        assert text.attrib["clip-path"] == f"url(#{line.attrib['id']})"
        assert float(line[0].attrib["height"]) < 30


def test_no_name_of_the_atlas_is_cut(chromium: Browser, atlas: Path) -> None:
    for lang in ("en", "zh-Hans", "ru"):
        with opened(chromium, atlas, view=f"#s=node:{KARMEN}&l={lang}") as page:
            settled(page)
            cut = page.evaluate("karmen.network.written.map((one) => one[5])")
            assert len(cut) > 10
            assert not any(cut)


def theme(page: Page) -> Any:
    return page.evaluate("karmen.network.theme")


def test_where_the_system_forces_its_colours_the_canvas_has_them(chromium: Browser, atlas: Path) -> None:
    seen = """(() => {
      const one = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      one.drawImage(document.getElementById("network"), 0, 0);
      return [...one.getImageData(2, 2, 1, 1).data].slice(0, 3);
    })()"""
    systems = """["Canvas", "CanvasText", "Highlight", "LinkText"].map((name) => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.forcedColorAdjust = "none";
      probe.style.color = name;
      return getComputedStyle(probe).color;
    })"""
    with opened(chromium, atlas, forced_colors="active", color_scheme="dark") as page:
        settled(page)
        ground, ink, highlight, link = page.evaluate(systems)
        found = theme(page)
        assert (found["ground"], found["ink"], found["accent"]) == (ground, ink, highlight)
        assert set(found["sides"]) == {ink, link}
        assert set(found["ties"].values()) == {ink}
        assert ground == f"rgb({', '.join(map(str, page.evaluate(seen)))})"
        svg = taken(page, "svg").decode()
        assert "CanvasText" not in svg
        page.emulate_media(forced_colors="none")
        page.wait_for_function("() => karmen.network.theme.ground === '#191816'")
        page.emulate_media(forced_colors="active")
        page.wait_for_function("ground => karmen.network.theme.ground === ground", arg=ground)
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert theme(page)["ground"] == "rgb(250, 247, 240)"  # paper is light
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        page.wait_for_function("ground => karmen.network.theme.ground === ground", arg=ground)


@pytest.mark.parametrize("attempt", ["document.body.innerHTML = '<b>x</b>'", "trustedTypes.createPolicy('x', {})"])
def test_no_script_may_make_html_or_code_of_a_text(chromium: Browser, atlas: Path, attempt: str) -> None:
    page = chromium.new_page()
    page.goto(atlas.as_uri())
    page.wait_for_function("() => document.documentElement.classList.contains('ready')")
    refused = page.evaluate(f"""() => {{
      try {{ {attempt}; }} catch (error) {{ return error.name; }}
      return "";
    }}""")
    page.close()
    assert refused in {"TypeError", "EvalError"}
