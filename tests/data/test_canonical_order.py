"""The one form of the curated files, as data/README.md states it: sorted ids and subjects, fields in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.curation.entities import LANGUAGES
from kg.strict_yaml import YamlMap, read_strict

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"

ENTITY = ("class", "label", "alias", "origin", "description", "unnamed")
SOURCE = (
    "id", "class", "kind", "label", "title", "publisher", "voice", "published", "accessed", "language", "url",
    "reliability", "reliabilityNote", "reproduces", "text", "paragraphs", "curated",
)  # fmt: skip
BEFORE = ("key", "property", "entity", "value", "lang", "unit", "when", "from", "until", "asOf")
AFTER = ("mode", "voice", "act", "certainty", "due", "evidence", "line", "note", "alsoIn")


def out_of_order(found: Any, wanted: tuple[str, ...]) -> list[str]:
    """The first fields that stand before one they should follow; fields of no known place are passed over."""
    known = [name for name in found if name in wanted]
    return (
        [] if known == sorted(known, key=wanted.index) else [f"fields {known}, not {sorted(known, key=wanted.index)}"]
    )


def statement_order(found: Any) -> list[str]:
    """Known fields first, then qualifiers, then the rest: where is a field that stands elsewhere?"""
    place = {name: (0, BEFORE.index(name)) for name in BEFORE} | {name: (2, AFTER.index(name)) for name in AFTER}
    names = list(found)
    wanted = sorted(names, key=lambda name: place.get(name, (1, 0)))
    return [] if names == wanted else [f"fields {names}, not {wanted}"]


def unsorted(names: Any, what: str) -> list[str]:
    listed = list(names)
    return [f"{what} '{after}' stands after '{before}'" for before, after in pairwise(listed) if after < before]


def languages(found: Any) -> list[str]:
    order = {lang: at for at, lang in enumerate(LANGUAGES)}
    told = []
    for key in ("label", "alias", "origin", "title"):
        tags = list(found.get(key) or ())
        if tags != sorted(tags, key=lambda tag: (order.get(tag, len(order)), tag)):
            told.append(f"'{key}' in {tags}")
    return told


def faults_of(path: Path) -> Iterator[str]:
    """What is not in its place in one file, each with the line."""
    loaded = read_strict(path, path.name)
    told: list[tuple[int, str]] = []
    if path.parent.name in ("entities", "register"):
        told += [(1, fault) for fault in unsorted(loaded, "id")]
        order = ENTITY if path.parent.name == "entities" else SOURCE
        for name, body in loaded.items():
            told += [(loaded.line_of(name), fault) for fault in out_of_order(body, order) + languages(body)]
    else:
        told += [(1, fault) for fault in out_of_order(loaded, ("source", "statements"))]
        told += [(1, fault) for fault in out_of_order(loaded["source"], SOURCE) + languages(loaded["source"])]
        subjects = loaded.get("statements") or {}
        told += [(1, fault) for fault in unsorted(subjects, "subject")]
        for items in subjects.values():
            told += [
                (item.line, fault) for item in items if isinstance(item, YamlMap) for fault in statement_order(item)
            ]
    for line, fault in told:
        yield f"{path.parent.name}/{path.name}:{line}: {fault}"


def test_every_file_is_in_canonical_order() -> None:
    paths = [path for part in ("entities", "sources", "register") for path in sorted((DATA / part).glob("*.yaml"))]
    assert len(paths) > 50
    assert [fault for path in paths for fault in faults_of(path)] == []


@pytest.mark.parametrize(
    ("folder", "text", "says"),
    [
        ("entities", "place/b:\n  class: City\nplace/a:\n  class: City\n", "id 'place/a' stands after 'place/b'"),
        ("entities", "place/b:\n  label: {en: B}\n  class: City\n", "not ['class', 'label']"),
        ("entities", "place/b:\n  class: City\n  label: {ru: Б, en: B}\n", "'label' in ['ru', 'en']"),
        ("sources", "source:\n  kind: press\n  id: source/a\n", "not ['id', 'kind']"),
        ("sources", "statements: {}\nsource: {id: source/a}\n", "not ['source', 'statements']"),
        (
            "sources",
            "source: {id: source/a}\nstatements:\n  place/b:\n    - {property: partOf, mode: fact, entity: place/c}\n",
            "not ['property', 'entity', 'mode']",
        ),
        (
            "sources",
            "source: {id: source/a}\nstatements:\n  place/b:\n    - {property: partOf, role: x, entity: place/c}\n",
            "not ['property', 'entity', 'role']",
        ),
    ],
)
def test_what_stands_elsewhere_is_named(folder: str, text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / folder / "a.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    (fault,) = faults_of(path)
    assert says in fault
    assert re.match(rf"{folder}/a\.yaml:[1-9]", fault)


def test_the_order_tested_is_the_order_the_readme_states() -> None:
    text = " ".join((DATA / "README.md").read_text(encoding="utf-8").split())
    stated = re.search(r"Fields of a statement come in this order: (.*?)\. ", text)
    assert stated
    names = re.findall(r"`(\w+)`", stated[1])
    assert [name for name in names if name in BEFORE] == list(BEFORE)
    assert [name for name in names if name in AFTER] == list(AFTER)
    entity = re.search(r"Fields of an entity: (.*?)\. ", text)
    assert entity
    assert re.findall(r"`(\w+)`", entity[1]) == list(ENTITY)
