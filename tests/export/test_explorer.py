"""The bytes of the explorer's page: repeatable, self-contained, complete; its script is what its sources give."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import OutputError, QueryError, UsageError
from kg.export.explorer_assets import load_assets
from kg.export.explorer_drawing import looks_of
from kg.export.explorer_places import place_all
from kg.export.templates import csp_hash
from kg.network.graph import CERTAINTIES, MODES, standing
from kg.network.picture import PictureReceipt
from kg.query.atlas import part_of_atlas, read_atlas
from kg.query.names import letters_of
from kg.strict_yaml import read_strict
from tests.conftest import ROOT, missing
from tests.export.atlases import atlas, entity, page_of, said, thing

if TYPE_CHECKING:
    from kg.api import Graph

HERE = ROOT / "kg/export/explorer"


def block(page: str, id_: str) -> str:
    found = re.search(rf'<script type="[a-z/]+" id="{id_}">(.*?)</script>', page, re.DOTALL)
    assert found
    return found[1]


def data_of(page: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(block(page, "data"))))


@pytest.fixture(scope="module")
def page(seed: Graph, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "atlas.html"
    seed.explore(path)
    return path.read_text(encoding="utf-8")


def test_the_same_graph_gives_the_same_bytes(seed: Graph, page: str, tmp_path: Path) -> None:
    size = seed.explore(tmp_path / "again.html")
    again = (tmp_path / "again.html").read_bytes()
    assert again == page.encode()
    assert size == len(again)


def test_the_page_holds_every_entity_and_statement_once(seed: Graph, page: str) -> None:
    data = data_of(page)
    whole = read_atlas(seed.view, seed.home.queries, seed.terms)
    assert data["nodes"]["id"] == [one.id for one in whole.things]
    assert len(data["nodes"]["id"]) == seed.build.counts["entities"] + seed.build.counts["sources"]
    assert data["statements"]["id"] == [one.statement.rpartition("/")[2] for one in whole.receipts]
    assert len(set(data["statements"]["id"])) == seed.build.counts["statements"]
    assert data["build"] == seed.build.content
    for name, column in data["statements"].items():
        assert len(column) == len(whole.receipts), name


def test_notes_hold_nothing_that_curators_tell_one_another(page: str) -> None:
    notes = [note for note in data_of(page)["statements"]["note"] if note]
    assert len(notes) > 500
    assert not [note for note in notes if re.search(r"dossier|[Ff]ound by search|stored page", note)]


def test_one_scan_of_a_small_world_reads_every_receipt_and_thing(world: Graph) -> None:
    whole = read_atlas(world.view, world.home.queries, world.terms)
    assert len(whole.receipts) == world.build.counts["statements"]
    for one in whole.receipts:
        assert one == world.receipt(one.statement)
    for thing_ in whole.things:
        shown = world.show(thing_.id)
        assert (thing_.labels, thing_.cls, thing_.description) == (shown.labels, shown.cls, shown.description)


def test_one_scan_reads_what_single_questions_read(seed: Graph) -> None:
    whole = read_atlas(seed.view, seed.home.queries, seed.terms)
    for one in whole.receipts[::29]:
        assert one == seed.receipt(one.statement)
    for thing_ in whole.things[::37]:
        shown = seed.show(thing_.id)
        assert (thing_.labels, thing_.cls, thing_.description) == (shown.labels, shown.cls, shown.description)


def test_nothing_is_loaded_and_only_our_scripts_may_run(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', unescape(page))
    assert policy
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert style
    assert len(scripts) == 2
    assert policy[1] == (
        f"default-src 'none'; script-src {' '.join(map(csp_hash, scripts))}; style-src {csp_hash(style[1])}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    assert len(re.findall(r"<script(?! type=)", page)) == 2
    assert not re.search(r"\s(src|srcset|action|on\w+)=", page.partition("<script")[0])
    assert re.findall(r'href="([^"]*)"', page.partition("<script")[0]) == ["data:,", "#pane"]


def test_a_part_holds_what_the_question_found_and_what_disputes_it(seed: Graph, tmp_path: Path) -> None:
    seed.explore(tmp_path / "part.html", "people/missions")
    found = seed.ask("people/missions")
    wanted = {one.rpartition("/")[2] for row in found.rows for one in found.statements(row)}
    data = data_of((tmp_path / "part.html").read_text(encoding="utf-8"))
    assert wanted
    held = set(data["statements"]["id"])
    disputing: Any = seed.sparql("SELECT ?one ?other WHERE { ?one kg:disputedBy ?other }")
    against = {(one.value.rpartition("/")[2], other.value.rpartition("/")[2]) for one, other in disputing}
    assert wanted <= held
    assert held - wanted == {other for one, other in against if one in wanted} - wanted
    whole = read_atlas(seed.view, seed.home.queries, seed.terms)
    born = [one.statement for one in whole.receipts if one.property == "bornOn" and "karmen" in one.subject]
    assert {one.statement for one in part_of_atlas(whole, born[:1], seed.terms).receipts} >= {
        born[0],
        *whole_disputes(whole, born[0]),
    }


def whole_disputes(whole: Any, statement: str) -> set[str]:
    return {other for one in whole.receipts if one.statement == statement for other in one.disputed_by}


def test_only_names_that_the_page_cannot_make_are_put_into_it_romanised(seed: Graph, page: str) -> None:
    data = data_of(page)
    forms = dict(zip(data["nodes"]["id"], data["nodes"]["romanised"], strict=True))
    assert forms["person/roman-karmen"] == ["Luoman Lazhalieweiqi Ka'erman", "Luoman Ka'erman"]
    assert forms["person/mei-lanfang"] == 0  # a curator wrote so: Mei Lanfang
    held = [(id_, text) for id_, texts in forms.items() for text in texts or ()]
    assert 300 < len(held) < 1.2 * len({id_ for id_, _ in held})
    for thing_ in read_atlas(seed.view, seed.home.queries, seed.terms).things:
        given = {letters_of(name) for name in (*thing_.labels.values(), *(text for text, _ in thing_.aliases))}
        made = {letters_of(text) for text, tag in thing_.romanised if tag.startswith("zh")}
        here = {letters_of(text) for text in forms[thing_.id] or ()}
        assert here <= made - given, thing_.id
        longer = "".join(f" {text} " for text in forms[thing_.id] or ())
        left = [text for text, tag in thing_.romanised if letters_of(text) in made - given - here]
        assert all(f" {text} " in longer for text in left if text.isascii()), thing_.id  # as a surname in a name


def test_a_question_without_statements_is_refused(seed: Graph, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="without statements"):
        seed.explore(tmp_path / "x.html", "entities/all")
    with pytest.raises(QueryError, match="no query is called"):
        seed.explore(tmp_path / "x.html", "no/such")
    with pytest.raises(OutputError, match="no language 'xx'"):
        seed.explore(tmp_path / "x.html", lang="xx")
    assert not (tmp_path / "x.html").exists()


@pytest.mark.shared
def test_passages_are_those_of_the_locked_texts(seed: Graph, shared: Path, tmp_path: Path) -> None:
    seed.explore(tmp_path / "with.html", texts=shared / "texts")
    data = data_of((tmp_path / "with.html").read_text(encoding="utf-8"))
    by_source = dict(data["passages"])
    assert by_source
    checked = 0
    for place, source in zip(data["statements"]["place"], data["statements"]["source"], strict=True):
        for start, end, digest in re.findall(r":(\d+)-(\d+):([0-9a-f]{8})", place):
            if source in by_source:
                words = [
                    text[int(start) - at : int(end) - at]
                    for at, text in by_source[source]
                    if at <= int(start) and int(end) <= at + len(text)
                ]
                assert digest in {hashlib.sha256(one.encode()).hexdigest()[:8] for one in words}
                checked += 1
    assert checked > 50


def test_a_folder_without_the_texts_is_refused(seed: Graph, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="leave --with-texts out"):
        seed.explore(tmp_path / "x.html", texts=tmp_path)


def test_no_word_is_missing_in_a_language(page: str) -> None:
    assets = load_assets()
    for key, said_ in assets.words.items():
        assert set(said_) >= {"en", "zh-Hans", "ru"}, key
        assert all(said_[lang].strip() for lang in ("en", "zh-Hans", "ru")), key
        braces = {lang: sorted(re.findall(r"\{\w+\}", text)) for lang, text in said_.items()}
        assert len(set(map(tuple, braces.values()))) == 1, f"{key} has other braces in another language"
    used = set(re.findall(r'say\("([a-z_A-Z]+)"', "".join(path.read_text("utf-8") for path in HERE.glob("*.js"))))
    assert used <= set(assets.words)


def test_a_tie_is_drawn_as_the_network_page_draws_it() -> None:
    receipts = [
        said("person/a", "met", entity("person/b"), mode=mode, certainty=certainty, disputed_by=("x",) if sure else ())
        for mode in MODES for certainty in CERTAINTIES for sure in (False, True)
    ]  # fmt: skip
    for first in receipts:
        for second in receipts:
            (code,) = looks_of(1, [(0, first), (0, second)])
            mode, certainty, disputed = standing([as_picture(first), as_picture(second)])
            assert (MODES[code % 16 // 4], CERTAINTIES[code % 4]) == (mode, certainty)
            assert code < 16 or disputed


def as_picture(one: Any) -> PictureReceipt:
    disputed = bool(one.disputed_by)
    return PictureReceipt("", "", {}, "", "", "", (), one.mode, one.certainty, "", disputed=disputed)


def test_entities_stand_apart_and_documents_around_them() -> None:
    points = place_all(30, [(0, 1), (1, 2)], {29: [0], 28: [1]})
    assert len(set(points)) == 30
    far = max(x * x + y * y for x, y in points[:28])
    assert all(x * x + y * y > far / 4 for x, y in points[28:])
    assert place_all(0, [], {}) == []


def test_more_entities_than_two_bytes_number_are_drawn() -> None:
    people = [thing(f"person/p{n}", en=str(n)) for n in range(33_000)]
    drawing = json.loads(block(page_of(atlas(people, []), places=[(0.0, 0.0)] * 33_001), "drawing"))
    assert len(base64.b64decode(drawing["kind"])) == 33_001
    wide = json.loads(block(page_of(atlas(people[:2], []), places=[(0.0, 40_000.0)] * 3), "drawing"))
    assert wide["wide"] is True


def test_the_display_file_must_name_every_kind_and_a_real_colour() -> None:
    with pytest.raises(OutputError, match="no 'robot' under kinds"):
        page_of(atlas([thing("robot/r")], []))


# --- the script and the libraries in it ---


def test_the_vendored_files_are_those_of_the_manifest() -> None:
    manifest = read_strict(HERE / "vendored.yaml")
    assert set(manifest["scripts"]) == {f"built/{path.name}" for path in (HERE / "built").iterdir()}
    for name, digest in (manifest["files"] | manifest["scripts"]).items():
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest, name
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    script = (HERE / "built/main.js").read_text("utf-8")
    for one in manifest["libraries"]:
        entry = lock[f"node_modules/{one['name']}"]
        assert (entry["version"], entry["integrity"]) == (one["version"], one["integrity"])
        if one["file"].endswith(".js"):
            assert f"{one['name']} {one['version']} ({one['licence']}, {', '.join(one['copyright'])})" in script
    assert not any("resolved" in entry for entry in lock.values())


@pytest.mark.parametrize("script", ["built/first.js", "built/main.js"])
def test_a_changed_script_is_refused(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.export import explorer_assets

    read = explorer_assets._read
    monkeypatch.setattr(
        explorer_assets, "_read", lambda name, *folder: read(name, *folder) + ("\n" if name == script else "")
    )
    with pytest.raises(OutputError, match="make explorer"):
        load_assets.__wrapped__()


def test_the_script_is_what_its_sources_give() -> None:
    node = shutil.which("node")
    if not node or not (ROOT / "node_modules/esbuild").is_dir():
        missing(
            "no Node.js, or its packages are not installed (npm ci): the scripts were not built again",
            "KG_REQUIRE_NODE",
        )
    done = subprocess.run(
        [str(node), "kg/export/explorer/build.mjs", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_our_modules_are_small_and_write_text_only() -> None:
    modules = list(HERE.glob("*.js"))
    assert len(modules) > 20
    for path in modules:
        text = path.read_text("utf-8")
        assert len(text.splitlines()) < 300, path.name
        assert text.startswith("// "), path.name
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|fetch\(|XMLHttp", text
        ), path.name


def test_the_command_writes_the_page_and_says_where(seed: Graph, run_kg: Any, tmp_path: Path) -> None:
    done = run_kg("explore", "-o", "a.html", "--lang", "ru", home=seed.home)
    assert done.returncode == 0
    assert done.stdout.startswith(str(tmp_path / "a.html"))
    assert (tmp_path / "a.html").read_text("utf-8").count('<html lang="ru">') == 1
    done = run_kg("explore", "nothing/such", home=seed.home)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    done = run_kg("slices", "--during", "1938", "--format", "json", home=seed.home)
    assert json.loads(done.stdout)["statements"]["in"] > 0
    assert run_kg("slices", home=seed.home).returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_every_kind_of_source_has_a_word_on_the_page() -> None:
    shapes = (ROOT / "ontology" / "shapes.ttl").read_text(encoding="utf-8")
    listed = re.search(r"sh:path kg:sourceKind.*?sh:in \((.*?)\)", shapes, re.DOTALL)
    assert listed
    kinds = re.findall(r'"([\w-]+)"', listed[1])
    assert kinds
    assert {f"source_{kind}" for kind in kinds} <= set(load_assets().words)
