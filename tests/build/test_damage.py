"""A missing, damaged or foreign build is named with the command that rebuilds it, and that command mends it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.api import open_graph
from kg.errors import StoreError, UsageError
from kg.pipeline import build
from kg.resources import Home, find_home
from kg.store.current import FORMAT
from tests.build.homes import served_content, served_year, set_year
from tests.conftest import RunKg

Damage = Callable[[Path, Path], None]
EVERYTHING = "SELECT * { ?s ?p ?o }"


def _flip(folder: Path, pointer: Path) -> None:
    """Flip bytes in every data file of the store."""
    for path in (folder / "store").glob("*.sst"):
        data = bytearray(path.read_bytes())
        for at in range(len(data) // 4, len(data), max(len(data) // 8, 1)):
            data[at] ^= 0xFF
        path.write_bytes(data)


def _cut(folder: Path, pointer: Path) -> None:
    for path in (folder / "store").glob("*.sst"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _lose_data(folder: Path, pointer: Path) -> None:
    for path in (folder / "store").glob("*.sst"):
        path.unlink()


def _lose_current(folder: Path, pointer: Path) -> None:
    (folder / "store" / "CURRENT").unlink()


def _lose_store(folder: Path, pointer: Path) -> None:
    shutil.rmtree(folder / "store")


def _lose_folder(folder: Path, pointer: Path) -> None:
    shutil.rmtree(folder)


def _lose_manifest(folder: Path, pointer: Path) -> None:
    (folder / "manifest.json").unlink()


def _manifest(text: bytes) -> Damage:
    def damage(folder: Path, pointer: Path) -> None:
        (folder / "manifest.json").write_bytes(text)

    return damage


def _cut_manifest(folder: Path, pointer: Path) -> None:
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes()[:300])


def _pointer(text: bytes) -> Damage:
    def damage(folder: Path, pointer: Path) -> None:
        pointer.write_bytes(text)

    return damage


def _pointer_is_a_folder(folder: Path, pointer: Path) -> None:
    pointer.unlink()
    pointer.mkdir()


DAMAGES = {
    "flipped bytes": _flip,
    "files cut short": _cut,
    "data files lost": _lose_data,
    "CURRENT lost": _lose_current,
    "store lost": _lose_store,
    "folder lost": _lose_folder,
    "manifest lost": _lose_manifest,
    "manifest cut short": _cut_manifest,
    "manifest empty": _manifest(b""),
    "manifest of another shape": _manifest(b"[1, 2]"),
    "manifest without prefixes": _manifest(b'{"format": 1, "name": "a", "content": "b", "base": "c", "counts": {}}'),
    "manifest with words for prefixes": _manifest(
        b'{"format": 1, "name": "a", "content": "b", "base": "c", "counts": {}, "prefixes": "none"}'
    ),
    "manifest not in UTF-8": _manifest(b"\xff\xfe\x00"),
    "pointer empty": _pointer(b""),
    "pointer to nowhere": _pointer(b"0123456789abcdef 00000000\n"),
    "pointer out of the folder": _pointer(b"../../../etc 00000000\n"),
    "pointer of random bytes": _pointer(bytes(range(128, 256))),
}


@pytest.mark.parametrize("damage", list(DAMAGES.values()), ids=[name.replace(" ", "-") for name in DAMAGES])
def test_a_damaged_build_is_named_and_force_mends_it(damage: Damage, world_home: Home, run_kg: RunKg) -> None:
    good = build(world_home).build
    damage(Path(good.folder), Path(world_home.pointer))
    with pytest.raises(StoreError) as caught:
        list(_ask(world_home))
    message = str(caught.value)
    assert "run: kg build --force" in message
    assert world_home.builds in message or "cannot be read" in message, message
    mended = build(world_home, force=True).build
    assert mended.content == good.content
    assert served_year(world_home) == "1938"
    assert build(world_home).unchanged


def _ask(home: Home) -> list[object]:
    """What a user does: open, and read all there is; an engine's error while rows come is the caller's to word."""
    graph = open_graph(home.root)
    try:
        return list(graph.sparql(EVERYTHING))  # type: ignore[arg-type]  # a SELECT gives rows
    except OSError as error:
        raise graph.view.damaged(error) from error


@pytest.mark.parametrize("name", ["flipped bytes", "CURRENT lost", "manifest cut short", "pointer of random bytes"])
def test_the_command_line_tells_of_damage_in_one_sentence(name: str, world_home: Home, run_kg: RunKg) -> None:
    good = build(world_home).build
    DAMAGES[name](Path(good.folder), Path(world_home.pointer))
    done = run_kg("sparql", "--format", "csv", EVERYTHING, home=world_home)
    assert done.returncode == 2
    assert "kg build --force" in done.stderr
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    assert run_kg("build", "--force", home=world_home).returncode == 0
    assert run_kg("sparql", "ASK { ?s ?p ?o }", home=world_home).stdout == "true\n"


def test_a_pointer_that_became_a_folder_is_named(world_home: Home) -> None:
    build(world_home)
    _pointer_is_a_folder(Path(), Path(world_home.pointer))
    with pytest.raises(StoreError, match="cannot be read"):
        open_graph(world_home.root)
    with pytest.raises(StoreError, match="could not be written"):
        build(world_home, force=True)


@pytest.mark.parametrize("version", [FORMAT + 1, 0, "1", None])
def test_a_build_of_another_version_is_named_and_built_anew_without_force(version: object, world_home: Home) -> None:
    good = build(world_home).build
    path = Path(good.folder) / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "format": version}), encoding="utf-8")
    with pytest.raises(StoreError, match=r"another version \(format .*, this one reads 1\); run: kg build --force"):
        open_graph(world_home.root)
    again = build(world_home)
    assert not again.unchanged
    assert again.build.content == good.content
    assert served_year(world_home) == "1938"


def test_a_damaged_build_is_not_found_again_when_its_input_returns(world_home: Home) -> None:
    damaged = build(world_home).build
    _cut(Path(damaged.folder), Path(world_home.pointer))
    build(world_home, force=True)
    for year in ("1939", "1938"):
        set_year(world_home, year)
        build(world_home)
        assert served_year(world_home) == year
    assert served_content(world_home) == damaged.content


def test_a_store_of_which_no_file_was_ever_written_is_built_by_the_first_question(world_home: Home) -> None:
    assert not Path(world_home.builds).exists()
    assert bool(open_graph(world_home.root).sparql("ASK { person:ada-camera kg:sentTo place:eastland }"))


@pytest.mark.parametrize("part", ["data", "ontology", "queries"])
def test_a_home_without_one_of_its_folders_is_named(part: str, world_home: Home, run_kg: RunKg) -> None:
    shutil.rmtree(Path(world_home.root) / part)
    with pytest.raises(UsageError, match=f"has no folder {part}/"):
        find_home(world_home.root)
    done = run_kg("build", "--home", world_home.root)
    assert done.returncode == 2
    assert f"{world_home.root} has no folder {part}/" in done.stderr
    assert "--home DIR or KG_HOME" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["kg.ttl", "prefixes.yaml"])
def test_a_damaged_ontology_is_named(name: str, world_home: Home, run_kg: RunKg) -> None:
    (Path(world_home.ontology) / name).write_text("@prefix : <", encoding="utf-8")
    done = run_kg("build", home=world_home)
    assert done.returncode in (1, 2)
    assert f"ontology/{name}" in done.stderr
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr


def test_an_ontology_file_that_is_not_there_is_named(world_home: Home, run_kg: RunKg) -> None:
    (Path(world_home.ontology) / "kg.ttl").unlink()
    done = run_kg("build", home=world_home)
    assert done.returncode == 2
    assert "ontology/kg.ttl" in done.stderr


def test_a_builds_folder_that_is_a_file_is_named(world_home: Home, run_kg: RunKg) -> None:
    Path(world_home.builds).write_text("a file", encoding="utf-8")
    done = run_kg("build", home=world_home)
    assert done.returncode == 2
    assert world_home.builds in done.stderr
    assert "could not be written" in done.stderr


def test_what_is_lost_beside_the_store_is_named_when_it_is_asked_for(world_home: Home) -> None:
    graph = open_graph(world_home.root)
    Path(graph.build.graph).unlink()
    shutil.rmtree(Path(graph.build.folder) / "ledgers")
    with pytest.raises(StoreError, match=r"cannot be read: .*; delete .* and build or ask again"):
        graph.to_rdflib()
    with pytest.raises(StoreError, match=r"cannot be read; run: kg build --force"):
        graph.ledger("times")
    day = open_graph(world_home.root, as_of="1960")
    shutil.rmtree(Path(day.build.folder) / "ledgers")
    with pytest.raises(StoreError, match=r"cannot be read; delete .* and ask again"):
        day.ledger("times")
