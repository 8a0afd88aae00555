"""The fixed parts of the explorer's page: template, style, script with the libraries in it, words, tour."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kg import strict_yaml
from kg.errors import OutputError
from kg.export.explorer_traditional import signs_of_table
from kg.export.licences import notices
from kg.export.network_words import LANGUAGES
from kg.export.templates import template

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Template

    from kg.export.licences import Notice

__all__ = ["Assets", "load_assets"]

_FOLDER = "explorer"


@dataclass(frozen=True, slots=True)
class Assets:
    """Everything the page is made of apart from its data."""

    template: Template
    style: str
    scripts: Mapping[str, Markup]
    libraries: Sequence[Mapping[str, Any]]
    notices: Sequence[Notice]
    words: Mapping[str, Mapping[str, str]]
    tour: Sequence[Mapping[str, Any]]
    traditional: Sequence[tuple[str, str]]

    def say(self, key: str, lang: str) -> str:
        """One of the page's own words. Raises `OutputError` for one that words.yaml lacks."""
        if key not in self.words:
            raise OutputError(f"kg/export/explorer/words.yaml has no '{key}'; add it there in {', '.join(LANGUAGES)}")
        return self.words[key][lang]


@lru_cache(maxsize=1)
def load_assets() -> Assets:
    """Read and check the parts once per process. Raises `OutputError` when a script or table is not the manifest's."""
    manifest = strict_yaml.load(_read("vendored.yaml"), "kg/export/explorer/vendored.yaml")
    shared = strict_yaml.load(_read("strings.yaml", "network_page"), "kg/export/network_page/strings.yaml")
    words = strict_yaml.load(_read("words.yaml"), "kg/export/explorer/words.yaml")
    return Assets(
        template=template(_read("page.html.j2")),
        style=_read("page.css"),
        scripts={
            name: Markup(_made(f"built/{name}.js", manifest["scripts"]))  # noqa: S704 -- ours, by its SHA-256
            for name in ("first", "main")
        },
        libraries=manifest["libraries"],
        notices=notices(manifest["libraries"]),
        words={**{key: said for key, said in shared.items() if key.startswith(_SHARED)}, **words},
        tour=strict_yaml.load(_read("tour.yaml"), "kg/export/explorer/tour.yaml"),
        traditional=signs_of_table(_made("vendor/traditional.txt", manifest["files"])),
    )


_SHARED = ("kind_", "mode_", "certainty_", "place_")
"""Words that the network page and the explorer have in common stand in the network page's list."""


def _made(path: str, digests: Mapping[str, str]) -> str:
    """A file that `make explorer` writes, as it was when the manifest was."""
    text = _read(path)
    found = hashlib.sha256(text.encode()).hexdigest()
    if found != digests[path]:
        raise OutputError(
            f"kg/export/explorer/{path} has the SHA-256 {found}, which is not that of vendored.yaml; run: make explorer"
        )
    return text


def _read(name: str, folder: str = _FOLDER) -> str:
    text = (resources.files("kg.export") / folder / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")
