"""The only door to pyvis: one query's picture as one HTML file that opens from disk and asks for nothing.

pyvis gives the model of nodes, edges and options and ships vis-network; its template, its `from_nx` (slow)
and its writing (networked, unescaped in places) are not used. Data stands in the page twice at most: as JSON
that the page's script turns into text nodes, and, for readers without JavaScript, as escaped rows of a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pyvis.network import Network

from kg.errors import OutputError
from kg.export.files import write_atomically
from kg.export.network_assets import load_assets
from kg.export.network_look import Look
from kg.export.network_table import Receipts
from kg.export.network_words import LANGUAGES, Words
from kg.export.templates import csp_hash
from kg.export.text import for_display
from kg.network.graph import standing, to_graph
from kg.network.layout import positions
from kg.uncollected import uncollected

if TYPE_CHECKING:
    from pathlib import Path

    from kg.network.picture import Picture

__all__ = ["Places", "render_network", "write_network"]

Places = Mapping[str, tuple[float, float]]
"""The point of every node, in pixels, by its id."""

_PLAIN_ROWS = 300  # up to so many statements stand in the page once more, for readers without JavaScript
_LABELLED = 60  # up to so many edges carry their labels at every zoom
_OPTIONS = {
    "autoResize": True,
    "physics": False,
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "selectConnectedEdges": False},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "selectionWidth": 1.2,
        "hoverWidth": 0.8,
    },
}


def write_network(
    picture: Picture,
    display: Mapping[str, Any],
    path: str | Path,
    *,
    lang: str = "en",
    places: Places | None = None,
) -> int:
    """Write the page of a picture and return its size in bytes: UTF-8, whole or not at all.

    Raises `OutputError` as `render_network` and `kg.export.files.write_atomically` do.
    """
    with uncollected():
        head, tail = _page(picture, display, lang, places)
        return write_atomically(path, b"".join([head.encode(), load_assets().library_bytes, tail.encode()]))


def render_network(
    picture: Picture, display: Mapping[str, Any], *, lang: str = "en", places: Places | None = None
) -> str:
    """Render a picture as one HTML page that needs no network, no server and no other file.

    `display` is `ontology/display.yaml` as read; `lang` is the language the page opens in (`en`, `zh-Hans`,
    `ru`), a reader can change it; `places` gives every node its point in pixels if the layout is known
    already, else `kg.network.layout` finds one. The same picture gives the same text. Raises `OutputError` for
    an unknown language, a word that display.yaml lacks, a tie without a statement or without an end.
    """
    head, tail = _page(picture, display, lang, places)
    return f"{head}{load_assets().library}{tail}"


def _page(picture: Picture, display: Mapping[str, Any], lang: str, places: Places | None) -> tuple[str, str]:
    """The page before and after the drawing library, which is most of it and always the same.

    Data cannot hold the mark at which it is cut: no `<` of data passes unescaped.
    """
    if lang not in LANGUAGES:
        raise OutputError(f"the page has no language '{lang}'; choose one of {', '.join(LANGUAGES)}")
    assets = load_assets()
    words, look = Words(assets.strings, lang), Look(display)
    model = _model(picture, positions(to_graph(picture)) if places is None else places, look, words)
    receipts = Receipts(words)
    block = receipts.block(picture)
    style = look.css() + assets.style
    data = {
        "languages": LANGUAGES,
        "kinds": look.kinds,
        "styles": look.styles,
        "band": look.band,
        "nodes": _columns(model.nodes, ("label", "kind", "cls", "x", "y")),
        "edges": _columns(model.edges, ("from", "to", "label", "style")),
        "options": model.options,
        "receipts": block,
        "ways": receipts.ways,
        "voices": receipts.voices,
        "documents": receipts.documents,
        "labelled": _LABELLED,
        "say": {key: words.number(words.say(key)) for key in assets.strings if not key.startswith("kind_")},
        "texts": words.table,
    }
    page = assets.template.render(
        data=data,
        lang=lang,
        languages=list(zip(LANGUAGES, ("EN", "中文", "РУ"), ("English", "简体中文", "русский"), strict=True)),
        title=for_display(picture.title),
        say=lambda key, **fields: words.named(words.say(key, **fields)),
        number=lambda key: words.number(words.say(key)),
        plain=lambda key: words.say(key)[lang],
        counts={"nodes": len(picture.nodes), "edges": len(picture.edges), "receipts": receipts.count},
        name=for_display(picture.name),
        build=for_display(picture.build),
        kinds=look.kind_signs(picture, words),
        edge_signs=look.edge_signs(words),
        rows=receipts.rows(picture) if receipts.count <= _PLAIN_ROWS else None,
        style=style,
        assets=assets,
        style_hash=csp_hash(style),
        script_hashes=assets.script_hashes,
    )
    head, _, tail = page.partition("<library/>")
    return head, tail


def _model(picture: Picture, places: Places, look: Look, words: Words) -> Network:
    """Fill pyvis's lists directly: `add_node` searches a list each time. Ids are numbers, never data."""
    network = Network(directed=True)
    numbers: dict[str, int] = {}
    shared: dict[int, int] = {}  # names that many share are one object; the picture keeps them alive
    styles: dict[tuple[str, str, bool], int] = {}
    kinds: dict[str, tuple[int, str]] = {}
    for node in picture.nodes:
        number = numbers[node.id] = len(numbers)
        if node.kind not in kinds:
            kinds[node.kind] = (look.kind(node.kind), look.shape(look.kind(node.kind)))
        kind, shape = kinds[node.kind]
        if number != len(network.nodes) or node.id not in places:
            raise OutputError(f"the picture '{picture.name}' holds {node.id} twice or gives it no place")
        x, y = places[node.id]
        cls = shared.get(id(node.cls_names))
        if cls is None:
            cls = shared[id(node.cls_names)] = words.number(node.cls_names, node.cls)
        label = words.number(node.names, node.id)
        network.nodes.append(
            {
                "id": number,
                "label": label,
                "shape": shape,
                "kind": kind,
                "cls": cls,
                "x": round(x),
                "y": round(y),
            }
        )
    for edge in picture.edges:
        if edge.source not in numbers or edge.target not in numbers:
            raise OutputError(f"a tie '{edge.property}' of the picture '{picture.name}' ends outside of it")
        relation = shared.get(id(edge.names))
        if relation is None:
            relation = shared[id(edge.names)] = words.number(edge.names, edge.property)
        one = edge.receipts[0] if len(edge.receipts) == 1 else None
        stands = (one.mode, one.certainty, one.disputed) if one else standing(edge.receipts)
        style = styles.get(stands)
        if style is None:
            style = styles[stands] = look.style(*stands)
        drawn = {"from": numbers[edge.source], "to": numbers[edge.target], "label": relation, "style": style}
        network.edges.append(drawn)
    network.options = _OPTIONS
    return network


def _columns(items: list[dict[str, Any]], keys: tuple[str, ...]) -> dict[str, list[Any]]:
    """Turn dictionaries into columns: a third of the size and time to write; the page's script turns them back."""
    return {key: [item[key] for item in items] for key in keys}
