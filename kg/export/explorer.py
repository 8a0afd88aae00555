"""The explorer: an atlas as one HTML file with network, timeline, table and reading pane, which opens from disk.

The data stands in the page once, as JSON, compressed and in base64: nothing of it is HTML, and the page's script turns
it into text nodes only. The page asks the network for nothing; its policy allows its own script and style alone, and no
script may make HTML or code of a text (trusted types, where a browser knows them).
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import OutputError
from kg.export.explorer_assets import load_assets
from kg.export.explorer_look import Look
from kg.export.explorer_payload import Payload
from kg.export.explorer_places import place_all
from kg.export.explorer_traditional import names_of, traditional_signs
from kg.export.files import write_atomically
from kg.export.network_words import LANGUAGES
from kg.export.templates import csp_hash
from kg.export.text import for_display
from kg.uncollected import uncollected

if TYPE_CHECKING:
    from pathlib import Path

    from kg.export.explorer_payload import Found
    from kg.export.explorer_places import Point
    from kg.export.explorer_told import Ledgers
    from kg.ontology import Ontology
    from kg.query.atlas import Atlas

__all__ = ["Passages", "render_explorer", "write_explorer"]

Passages = Mapping[str, Sequence[tuple[int, str]]]
"""By source id: paragraphs of its text, each with the offset at which it begins."""


def write_explorer(path: str | Path, **made_of: Any) -> int:
    """Write what `render_explorer` makes and return its size in bytes: UTF-8, whole or not at all."""
    with uncollected():
        return write_atomically(path, render_explorer(**made_of).encode())


def render_explorer(
    atlas: Atlas,
    ledgers: Ledgers,
    ontology: Ontology,
    display: Mapping[str, Any],
    *,
    base: str,
    title: str,
    build: str,
    lang: str = "en",
    passages: Passages | None = None,
    places: Sequence[Point] | None = None,
    as_of: str = "",
    made: tuple[str, Mapping[str, str]] | None = None,
    found: Found | None = None,
) -> str:
    """Render an atlas as one HTML page.

    `ledgers` are the build's, `display` is `ontology/display.yaml` as read, `base` the address ids are under; `lang`
    the language the page opens in (`en`, `zh-Hans`, `ru`); `passages` the texts behind the evidence, where they may be
    shown; `places` the point of every entity in pixels, if known already; `as_of` the day of an atlas as of a day;
    `made` the question and its parameters that a part was made with; `found` what the questions find that stops of the
    tour show. The tour's names become ids of this atlas.
    The same input gives the same text. Raises `OutputError` for an unknown language or a word that display.yaml lacks.
    """
    if lang not in LANGUAGES:
        raise OutputError(f"the page has no language '{lang}'; choose one of {', '.join(LANGUAGES)}")
    assets = load_assets()
    payload, look = Payload(atlas, ledgers, ontology, base), Look(display, atlas.things, ledgers["sides"])
    if places is None:
        places = place_all(len(atlas.things), [(one, other) for one, other, _ in payload.ties], payload.told_by)
    names = _names(atlas)
    style = look.css() + assets.style
    drawn = {
        "lang": LANGUAGES.index(lang),
        "languages": LANGUAGES,
        "look": look.data(),
        **payload.drawing(places, look.sides, {name: number for number, name in enumerate(look.kinds)}),
    }
    data = {
        "title": for_display(title),
        "build": for_display(build),
        "day": as_of or atlas.curated,
        "asOf": as_of,
        "made": [made[0], [[name, for_display(value)] for name, value in made[1].items()]] if made else 0,
        "base": base,
        "words": {key: [said[one] for one in LANGUAGES] for key, said in assets.words.items()},
        "tour": [_known(stop, names) for stop in assets.tour],
        **payload.data(),
        "traditional": traditional_signs(names_of(atlas), assets.traditional),
        "found": payload.found(found or {}),
        "passages": payload.passages(passages or {}),
    }
    page: str = assets.template.render(
        lang=lang,
        languages=list(zip(LANGUAGES, ("EN", "中文", "РУ"), ("English", "简体中文", "русский"), strict=True)),
        title=for_display(title),
        build=for_display(build)[:12],
        day=for_display(as_of or atlas.curated),
        say=lambda key: assets.say(key, lang),
        look=look,
        counts={"nodes": len(atlas.things), "statements": len(atlas.receipts)},
        libraries=assets.libraries,
        notices=assets.notices,
        drawing=drawn,
        payload=_packed(data),
        style=style,
        scripts=assets.scripts,
        style_hash=csp_hash(style),
        script_hashes=" ".join(csp_hash(one) for one in assets.scripts.values()),
    )
    return page


def _names(atlas: Atlas) -> dict[str, str]:
    """The id of each entity by its id and by its names; a name that several have means none of them."""
    found: dict[str, str] = {}
    for thing in atlas.things:
        for name in {*thing.labels.values(), *(text for text, _ in thing.aliases)}:
            found[name] = thing.id if found.get(name, thing.id) == thing.id else ""
    return found | {thing.id: thing.id for thing in atlas.things}


def _known(part: Any, names: Mapping[str, str]) -> Any:
    """A stop of the tour with each entity by its id: of alternatives between bars the first there is."""
    if isinstance(part, Mapping):
        return {key: _known(value, names) for key, value in part.items()}
    if isinstance(part, list):
        return [_known(value, names) for value in part]
    if "|" in part:
        return next((names[one] for one in part.split("|") if names.get(one)), part)
    return part


def _packed(data: Mapping[str, Any]) -> str:
    """JSON, compressed, in base64: no character of it means anything in HTML."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), _EFFORT, mtime=0)).decode("ascii")


_EFFORT = 3  # of zlib: a twentieth larger than 9 in a fifth of the time
