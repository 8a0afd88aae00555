"""Karmen: the knowledge graph of China–Russia cultural exchange that you can check.

>>> import kg
>>> g = kg.open()
>>> g.show("person/roman-karmen").labels["ru"]
'Роман Кармен'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.version import __version__

if TYPE_CHECKING:
    from kg.api import Graph

__all__ = ["__version__", "open"]


def open(home: str | None = None, *, as_of: str | None = None) -> Graph:  # noqa: A001 -- the door, never imported bare
    """Open the graph of a home folder (default: the one this package came with), building it on the first use.

    `as_of` (YYYY, YYYY-MM or YYYY-MM-DD) opens the graph as it would have been: without any source published later.
    Returns a `kg.api.Graph`. Raises `kg.errors.KGError` with a sentence that says what is wrong and what to do.
    """
    from kg.api import open_graph

    return open_graph(home, as_of=as_of)
