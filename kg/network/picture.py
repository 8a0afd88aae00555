"""What a network page shows, as plain values: nodes, edges and, on every edge, the receipts that hold it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["GRAPH_FILES", "Names", "Picture", "PictureEdge", "PictureNode", "PictureReceipt"]

GRAPH_FILES = (".gexf", ".graphml")
"""Endings of a file's name that ask for a file for other programs instead of a page."""

Names = dict[str, str]
"""A text by language tag (`en`, `zh-Hans`, `ru`); a language that has none is missing, never empty."""


@dataclass(frozen=True, slots=True)
class PictureReceipt:
    """One statement behind an edge: who says so, where, and how surely."""

    statement: str  # IRI of the statement node
    source: str  # id of the source, e.g. "source/2025-05-08-…"
    source_names: Names
    source_date: str  # EDTF, may be empty
    url: str  # address of the source, may be empty; only http and https become links
    place: str  # "p2:505-613:1a2b3c4d", "p2" or "document"; several joined by ", "
    voices: tuple[Names, ...]  # whose words they are
    mode: str  # fact | planned | attributed | denied
    certainty: str  # stated | inferred | probable | doubtful
    when: str  # EDTF time of the event told, or due window of a plan; may be empty
    disputed: bool  # another statement disagrees with this one
    note: str = ""  # the curator's reason, English
    origins: int = 0  # independent origins of the fact, where more than one source was read for it


@dataclass(frozen=True, slots=True)
class PictureNode:
    """One entity in the picture."""

    id: str  # "person/roman-karmen"
    names: Names
    cls: str  # "Documentary"
    cls_names: Names
    kind: str  # "work": the key into display.yaml


@dataclass(frozen=True, slots=True)
class PictureEdge:
    """One tie between two entities, held up by at least one receipt."""

    source: str
    target: str
    property: str  # "coProductionOf"
    names: Names  # of the property
    receipts: tuple[PictureReceipt, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole network page before layout: deterministic order, no positions yet."""

    name: str  # of the query: "co-participation"
    title: str
    nodes: tuple[PictureNode, ...]
    edges: tuple[PictureEdge, ...]
    build: str  # short content hash of the graph it was drawn from
