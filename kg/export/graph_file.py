"""A network as a file for other programs: GEXF for Gephi, with the days of every tie, and GraphML for yEd, igraph, R.

A tie keeps what it rests on: statements, sources, voices, mode, certainty, dispute. What has no date has no days, and
says so (`dated`): a program that filters by time keeps or drops it on purpose, not by accident.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.claims.slices import FIRST_DAY, LAST_DAY
from kg.export.files import write_atomically
from kg.export.network_words import LANGUAGES
from kg.export.text import for_display
from kg.network.files import to_gexf, to_graphml
from kg.network.graph import standing
from kg.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.network.picture import Names, Picture, PictureEdge, PictureNode, PictureReceipt

__all__ = ["Times", "render_graph", "write_graph"]

Times = Mapping[str, Sequence[str | None]]
"""The four days of a statement (`kg.claims.slices.Stretch`) by the last part of its IRI; none for what is undated."""

_BETWEEN = " | "  # between the parts of a list, as in the receipts of `kg ask --format csv`


def write_graph(picture: Picture, times: Times, path: str | os.PathLike[str], *, lang: str = "en") -> int:
    """Write a picture in the format that the ending of the path names; the size in bytes. Whole or not at all."""
    return write_atomically(Path(path), render_graph(picture, times, Path(path).suffix, lang=lang))


def render_graph(picture: Picture, times: Times, ending: str, *, lang: str = "en") -> bytes:
    """A picture as GEXF 1.2 (`.gexf`) or GraphML (`.graphml`), labelled in a language where it has a name.

    Every node and edge has the same attributes, empty where there is nothing to say; several values of one stand
    between bars. In GEXF a tie has a spell for each dated statement: from the first to the last day on which it may
    have been so. The same picture gives the same bytes.
    """
    nodes = [(node.id, _node(node, lang)) for node in picture.nodes]
    edges = [(edge.source, edge.target, _edge(edge, times, lang)) for edge in picture.edges]
    title = for_display(f"{picture.title} (build {picture.build[:12]})")
    if ending == ".graphml":
        return to_graphml(nodes, edges, title=title)
    for (_, _, told), edge in zip(edges, picture.edges, strict=True):
        told["spells"] = _spells(edge.receipts, times)
    return to_gexf(nodes, edges, title=title, creator=f"Karmen {__version__}")


def _node(node: PictureNode, lang: str) -> dict[str, str]:
    names = {f"name_{one}": for_display(node.names.get(one, "")) for one in LANGUAGES}
    return {"label": _name(node.names, lang, node.id), "kind": node.kind, "class": node.cls, **names}


def _edge(edge: PictureEdge, times: Times, lang: str) -> dict[str, Any]:
    mode, certainty, disputed = standing(edge.receipts)
    voices = (_name(voice, lang, "") for one in edge.receipts for voice in one.voices)
    return {
        "label": _name(edge.names, lang, edge.property),
        "property": edge.property,
        "mode": mode,
        "certainty": certainty,
        "disputed": disputed,
        "dated": any(_days(one, times) for one in edge.receipts),
        "when": _joined(for_display(one.when) for one in edge.receipts),
        "voices": _joined(voices),
        "sources": _joined(one.source for one in edge.receipts),
        "places": _joined(f"{one.source} {one.place}" for one in edge.receipts),
        "statements": _joined(one.statement for one in edge.receipts),
        "origins": max(one.origins for one in edge.receipts),
    }


def _spells(receipts: Iterable[PictureReceipt], times: Times) -> list[tuple[str | None, str | None]]:
    held = (_days(one, times) for one in receipts)
    spells = dict.fromkeys((_bound(days[0], FIRST_DAY), _bound(days[-1], LAST_DAY)) for days in held if days)
    return [(first, last) for first, last in spells if first or last]


def _days(receipt: PictureReceipt, times: Times) -> Sequence[str | None]:
    return times.get(receipt.statement.rpartition("/")[2], ())


def _bound(day: str | None, never: str) -> str | None:
    return None if day == never else day


def _name(names: Names, lang: str, default: str) -> str:
    return for_display(names.get(lang) or names.get("en") or next(iter(names.values()), default))


def _joined(parts: Iterable[str]) -> str:
    return _BETWEEN.join(dict.fromkeys(part for part in parts if part))
