"""The same input gives the same bytes, unchanged input costs nothing, a change gives a new build beside the old one."""

from __future__ import annotations

import json
import os
import time
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from kg.api import open_graph
from kg.errors import StoreError
from kg.pipeline import build
from kg.resources import Home
from kg.store import inputs
from kg.store.builds import KEEP
from kg.store.inputs import LIBRARIES, input_hash
from tests.build.homes import RIVER, served_content, served_year, set_year
from tests.conftest import ROOT, WORLD, RunKg, make_home

Snapshot = dict[str, tuple[int, int, int]]


def snapshot(folder: str) -> Snapshot:
    """Inode, size and time of everything in a folder."""
    found = {}
    for path in [Path(folder), *Path(folder).rglob("*")]:
        status = path.stat()
        found[str(path)] = (status.st_ino, status.st_size, status.st_mtime_ns)
    return found


def test_two_homes_at_different_paths_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = make_home(tmp_path / "a", WORLD / "data"), make_home(tmp_path / "b/c d/卡尔曼", WORLD / "data")
    for at, path in enumerate(sorted((Path(two.root) / "data").rglob("*.yaml"))):
        os.utime(path, (1_000_000_000 - at * 86_400, 1_000_000_000 - at * 86_400))
    first, second = build(one).build, build(two).build
    assert Path(first.graph).read_bytes() == Path(second.graph).read_bytes()
    assert (first.content, first.name, first.counts) == (second.content, second.name, second.counts)


def test_the_content_hash_is_that_of_the_sorted_quads_and_is_printed(world_home: Home, run_kg: RunKg) -> None:
    done = run_kg("build", home=world_home)
    graph = Path(open_graph(world_home.root).build.graph)
    lines = graph.read_bytes().decode().splitlines()
    assert lines == sorted(set(lines))
    assert f"content: {served_content(world_home)}\n" in done.stdout
    import hashlib

    assert hashlib.sha256(graph.read_bytes()).hexdigest() == served_content(world_home)


def test_the_order_of_files_and_of_their_keys_does_not_show_in_the_graph(world_home: Home) -> None:
    before = build(world_home).build.content
    people = Path(world_home.data) / "entities" / "people.yaml"
    parts = people.read_text(encoding="utf-8").strip().split("\n\n")
    people.write_text("\n\n".join(reversed(parts)) + "\n", encoding="utf-8")
    again = build(world_home)
    assert not again.unchanged
    assert again.build.content == before


def test_unchanged_input_rewrites_nothing(world_home: Home, run_kg: RunKg) -> None:
    build(world_home)
    before = snapshot(world_home.builds)
    steps: list[str] = []
    assert build(world_home, on_step=steps.append).unchanged
    assert steps == ["look"]
    assert snapshot(world_home.builds) == before
    done = run_kg("build", "--format", "json", home=world_home)
    assert json.loads(done.stdout)["unchanged"] is True
    assert snapshot(world_home.builds) == before


def test_a_file_that_was_only_touched_builds_nothing(world_home: Home) -> None:
    folder = build(world_home).build.folder
    before = snapshot(folder)
    os.utime(Path(world_home.root) / RIVER)
    assert open_graph(world_home.root).stale
    assert build(world_home).unchanged
    assert snapshot(folder) == before
    assert not open_graph(world_home.root).stale


def test_force_builds_again_and_gives_the_same_content(world_home: Home) -> None:
    first = build(world_home).build
    again = build(world_home, force=True)
    assert not again.unchanged
    assert again.build.content == first.content
    assert again.build.folder != first.folder
    assert build(world_home).unchanged
    assert served_content(world_home) == first.content


def test_a_change_gives_a_new_folder_and_moves_the_pointer(world_home: Home) -> None:
    first = build(world_home).build
    kept = snapshot(first.folder)
    set_year(world_home, "1939")
    second = build(world_home).build
    assert second.folder != first.folder
    assert second.content != first.content
    assert served_year(world_home) == "1939"
    assert snapshot(first.folder) == kept


def test_going_back_to_an_earlier_input_finds_its_build_again(world_home: Home) -> None:
    first = build(world_home).build
    set_year(world_home, "1939")
    build(world_home)
    set_year(world_home, "1938")
    back = build(world_home)
    assert back.unchanged
    assert back.build.folder == first.folder
    assert served_year(world_home) == "1938"


def test_a_reader_of_the_old_build_goes_on_while_new_ones_are_made(world_home: Home) -> None:
    build(world_home)
    old = open_graph(world_home.root)
    for year in range(1939, 1939 + KEEP + 2):
        set_year(world_home, str(year))
        build(world_home)
    assert bool(old.sparql('ASK { ?st kgq:when "1938"^^edtf:EDTF }'))
    assert served_year(world_home) == str(1939 + KEEP + 1)
    assert old.ledger("times")
    assert len(old.to_rdflib()) > 100
    folder = Path(old.build.folder)
    del old
    set_year(world_home, "1930")
    build(world_home)
    assert not folder.exists()
    assert len(list(Path(world_home.builds).glob("*/manifest.json"))) == KEEP


def test_five_builds_are_kept(world_home: Home) -> None:
    made = []
    for year in range(1938, 1938 + KEEP + 3):
        set_year(world_home, str(year))
        made.append(Path(build(world_home).build.folder).name)
        time.sleep(0.01)
    kept = {path.parent.name for path in Path(world_home.builds).glob("*/manifest.json")}
    assert kept == set(made[-KEEP:])


def test_the_same_input_built_by_force_again_and_again_does_not_pile_up(world_home: Home) -> None:
    for _ in range(4):
        build(world_home, force=True)
    assert len(list(Path(world_home.builds).glob("*/manifest.json"))) <= 2


def test_a_file_saved_while_the_build_is_reading_does_not_give_a_build_a_false_name(world_home: Home) -> None:
    def on_step(step: str) -> None:
        if step == "read":
            set_year(world_home, "1939")

    with pytest.raises(StoreError, match="saved while the build was reading; run kg build again"):
        build(world_home, on_step=on_step)
    set_year(world_home, "1938")
    build(world_home)
    assert served_year(world_home) == "1938"


def test_a_store_in_which_quads_are_missing_is_never_put_in_place(
    world_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever their number: the real graph has nearly two hundred thousand."""

    class _Large(list[bytes]):
        def __len__(self) -> int:
            return super().__len__() + 1_000_000

    monkeypatch.setattr("kg.pipeline.in_order", _Large)
    with pytest.raises(StoreError, match=r"1\d{6} quads were written and \d{4} loaded"):
        build(world_home)
    assert served_year(world_home) == ""


@pytest.mark.parametrize("library", LIBRARIES)
def test_another_version_of_a_library_that_makes_bytes_gives_a_build_another_name(
    library: str, world_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = input_hash(world_home)
    monkeypatch.setattr(inputs, "version", lambda name: "9.9.9" if name == library else version(name))
    assert input_hash(world_home) != before


def test_the_libraries_whose_output_stands_in_the_graph_are_of_one_version_wherever_it_is_installed() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    for library in ("pypinyin", "iuliia"):
        (pinned,) = (one for one in asked if one.startswith(library))
        assert pinned == f"{library}=={version(library)}"
        assert f"{pinned} \\" in locked
