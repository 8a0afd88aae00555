"""The bytes of a network page: the same each time, escaped, self-contained, written whole or not at all."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
import re
import resource
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg import strict_yaml
from kg.errors import OutputError
from kg.export import network_assets
from kg.export.files import write_atomically
from kg.export.network import render_network, write_network
from kg.export.text import for_display, safe_link
from kg.network.graph import to_graph
from kg.network.layout import positions
from kg.network.picture import Picture
from tests.network.sample import big_picture, small_picture

ROOT = Path(__file__).resolve().parents[2]
GROUNDS = {"light": ("#ffffff", "#faf7f0"), "dark": ("#191816", "#22201d")}


@pytest.fixture(scope="module")
def display() -> Any:
    return strict_yaml.read_strict(ROOT / "ontology/display.yaml")


@pytest.fixture(scope="module")
def page(display: Any) -> str:
    return render_network(small_picture(), display)


def inline(page: str, tag: str) -> list[str]:
    return re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)


def data_of(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


class Addresses(HTMLParser):
    """Collects what a browser would fetch, and inline handlers and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"src", "srcset", "action", "data", "poster", "background"} or (name == "href" and tag != "a"):
                self.fetched.append(value or "")
            if name.startswith("on") or name == "style":
                self.bad.append(f"{tag} {name}={value}")


def test_the_same_picture_gives_the_same_bytes(display: Any, page: str) -> None:
    assert render_network(small_picture(), display) == page
    assert "\r" not in page


def test_the_page_fetches_nothing_and_has_no_handlers(page: str) -> None:
    parser = Addresses()
    parser.feed(page)
    assert parser.fetched == ["data:,"]
    assert parser.bad == []
    assert "@import" not in page
    assert "sourceMappingURL" not in page
    assert "url(" not in "".join(inline(page, "style"))


def test_the_policy_names_the_hash_of_each_inline_part(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    rule = policy[1].replace("&#39;", "'")
    for text in inline(page, "script") + inline(page, "style"):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in rule
    assert rule.startswith("default-src 'none'")
    assert "unsafe" not in rule


def test_labels_come_in_three_languages(display: Any) -> None:
    for lang, name in (("en", "Roman Karmen"), ("zh-Hans", "罗曼·卡尔曼"), ("ru", "Роман Кармен")):
        page = render_network(small_picture(), display, lang=lang)
        assert f'<html lang="{lang}"' in page
        assert re.search(rf'<noscript>.*<bdi data-t="\d+">{name}</bdi>', page, re.DOTALL)


def test_the_table_without_javascript_holds_every_statement(page: str) -> None:
    table = page[page.rindex("<noscript>") : page.rindex("</noscript>")]
    assert table.count("<tr><td>") == 22
    assert "paragraph p2, characters 505–522, digest e2650b5d; paragraph p2, characters 569–613" in table
    assert 'href="https://www.example.org/2025/05/cgtn?id=1" rel="noopener noreferrer"' in table


def test_a_thousand_nodes_stay_under_a_megabyte(display: Any) -> None:
    picture = big_picture()
    page = render_network(picture, display, places=positions(to_graph(picture)))
    assert len(page.encode()) < 1_000_000
    assert page.count("<noscript>") == 1  # the sentence, not the table


def test_the_number_of_independent_origins_is_written_beside_a_statement(display: Any) -> None:
    picture = small_picture()
    first = picture.edges[0]
    told = replace(first, receipts=(replace(first.receipts[0], origins=3), *first.receipts[1:]))
    page = render_network(replace(picture, edges=(told, *picture.edges[1:])), display, lang="ru")
    assert "независимых источников: 3" in page
    assert "независимых источников" not in render_network(picture, display, lang="ru").partition("<noscript>")[0]


def test_an_empty_picture_says_so(display: Any) -> None:
    assert "found nothing" in render_network(Picture("none", "Nothing", (), (), "0"), display)


def test_an_unknown_language_names_the_choices(display: Any) -> None:
    with pytest.raises(OutputError, match="en, zh-Hans, ru"):
        render_network(small_picture(), display, lang="fr")


def test_an_unknown_kind_names_the_file_to_mend(display: Any) -> None:
    picture = small_picture()
    strange = replace(picture, nodes=(replace(picture.nodes[0], kind="ghost"), *picture.nodes[1:]))
    with pytest.raises(OutputError, match=r"display\.yaml has no 'ghost'"):
        render_network(strange, display)


def test_a_changed_library_is_refused() -> None:
    manifest = dict(strict_yaml.read_strict(ROOT / "kg/export/network_page/vendored.yaml")["vis-network"])
    with pytest.raises(OutputError, match="SHA-256"):
        network_assets.vendored_script({**manifest, "sha256": "0" * 64})
    with pytest.raises(OutputError, match="does not hold"):
        network_assets.vendored_script({**manifest, "shipped": "lib/none.js"})


@pytest.mark.shared
def test_hostile_text_stays_text(shared: Path, display: Any, page: str) -> None:
    tags = page.count("<script")
    suite = json.loads((shared / "suites/hostile/html/strings.json").read_text("utf-8"))
    for text in suite["text"] + suite["url"]:
        page = render_network(hostile_picture(text), display)
        assert page.count("<script") == tags  # our three, and one inside a string of the library
        assert page.count("</style>") == 1
        assert "<img" not in page
        assert "<svg onload" not in page
        for href in re.findall(r'href="([^"]*)"', page):
            assert href == "data:," or href.startswith(("http://", "https://"))
            assert "@" not in href
        assert "\x00" not in page
        assert "\u202e" not in page


def hostile_picture(text: str) -> Picture:
    """Return four nodes and three edges with `text` in every field that may hold free text or an address."""
    picture, names = small_picture(), {"en": text, "zh-Hans": text, "ru": text}
    kept = {node.id for node in picture.nodes[:4]}
    picture = replace(picture, nodes=picture.nodes[:4],
                      edges=tuple(e for e in picture.edges if {e.source, e.target} <= kept))  # fmt: skip
    ids = {node.id: f"{node.id} {text}" for node in picture.nodes}
    nodes = tuple(
        replace(n, id=ids[n.id], names={} if i == 1 else names, cls=text, cls_names=names)
        for i, n in enumerate(picture.nodes)
    )
    edges = tuple(
        replace(e, source=ids[e.source], target=ids[e.target], property=text, names=names, receipts=tuple(
            replace(r, statement=text, source=text, source_names=names, source_date=text, url=text, place=text,
                    voices=(names, {text: text}), when=text, note=text) for r in e.receipts))
        for e in picture.edges
    )  # fmt: skip
    return Picture(text, text, nodes, edges, text)


def test_a_link_shows_its_host_in_ascii() -> None:
    link = safe_link("https://www.wikidаta.org/wiki/Q1")
    assert link
    assert link.host.startswith("www.xn--")
    for address in ("https://a@b.org/", "//b.org/", "http://[::1]/", "https://b.org\\@c.org", "https://b.org:x/"):
        assert safe_link(address) is None


def test_direction_marks_and_controls_are_not_shown() -> None:
    assert for_display("a\u202eb\u2066c\x07\ud800d\te") == "abcd e"


# ---- the look -----------------------------------------------------------------------------------------------------


def contrast(one: str, two: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_colour_stands_out_from_its_ground(display: Any) -> None:
    entries = [*display["kinds"].items(), *display["certainties"].items(), ("dispute", display["dispute"])]
    for word, entry in entries:
        for tone, grounds in GROUNDS.items():
            for ground in grounds:
                assert contrast(entry[tone], ground) >= 3, (word, tone, ground)


def test_no_two_kinds_share_shape_and_fill(display: Any) -> None:
    kinds = display["kinds"].values()
    assert len({(kind["shape"], kind["fill"]) for kind in kinds}) == len(kinds)
    modes = display["modes"].values()
    assert len({mode["dashes"] for mode in modes}) == len(modes)


def test_every_word_of_the_interface_has_three_languages(display: Any) -> None:
    strings = strict_yaml.read_strict(ROOT / "kg/export/network_page/strings.yaml")
    for key, texts in strings.items():
        assert list(texts) == ["en", "zh-Hans", "ru"], key
        assert len({tuple(sorted(re.findall(r"\{\w+\}", text))) for text in texts.values()}) == 1, key
    for section, prefix in (("kinds", "kind_"), ("modes", "mode_"), ("certainties", "certainty_")):
        assert {f"{prefix}{word}" for word in display[section]} <= set(strings)


# ---- files --------------------------------------------------------------------------------------------------------


def test_a_page_is_written_whole(tmp_path: Path, display: Any, page: str) -> None:
    target = tmp_path / "сеть 网络.html"
    assert write_network(small_picture(), display, target) == len(page.encode())
    assert target.read_bytes() == page.encode()
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "page.html"
    target.write_text("old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OutputError, match="disk is full"):
        write_atomically(target, b"new")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_file_that_may_not_grow_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("old")
    child = os.fork()
    if not child:  # a limit cannot be lifted again, so it is set in a child
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            write_atomically(target, b"x" * 100_000)
        except OutputError:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_missing_folder_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no folder"):
        write_atomically(tmp_path / "none" / "page.html", b"")
    with pytest.raises(OutputError, match="there is a folder of that name"):
        write_atomically(tmp_path, b"")
    with pytest.raises(OutputError, match="device"):
        write_atomically("/dev/null", b"")


def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)  # root may write everywhere: be nobody for a moment
    try:
        with pytest.raises(OutputError, match="may not write"):
            write_atomically(tmp_path / "page.html", b"")
    finally:
        os.seteuid(me)


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "real.html").write_text("old")
    (tmp_path / "link.html").symlink_to("real.html")
    (tmp_path / "loop.html").symlink_to("loop.html")
    write_atomically(tmp_path / "link.html", b"new")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").read_bytes() == b"new"
    with pytest.raises(OutputError):
        write_atomically(tmp_path / "loop.html", b"")


def test_permissions_of_the_old_file_stay(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("old")
    target.chmod(0o640)
    write_atomically(target, b"new")
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.shared
def test_hostile_names_are_refused_or_stay_in_reach(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = json.loads((shared / "suites/hostile/paths/names.json").read_text("utf-8"))["names"]
    inner = tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    for name in names:
        if name.startswith("/"):
            continue  # an absolute path is the user's own choice
        nowhere = not name.strip() or "\0" in name or name in {".", ".."} or len(name) > 255 or "://" in name
        refused = ""
        try:
            write_atomically(name, b"x")
        except OutputError as error:
            refused = str(error)
        assert bool(refused) == (nowhere or "there is no folder" in refused), name
    written = {path.parent for path in tmp_path.rglob("*") if path.is_file()}
    assert written <= {inner, inner.parent}
    assert not list(tmp_path.rglob("*.part"))
