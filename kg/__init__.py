"""Karmen: the knowledge graph of China–Russia cultural exchange that you can check.

>>> import kg
>>> g = kg.open()
>>> g.show("person/roman-karmen").labels["ru"]
'Роман Кармен'
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from kg.version import __version__

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.errors import KGError

__all__ = ["Graph", "KGError", "__version__", "open"]


def open(home: str | os.PathLike[str] | None = None, *, as_of: str | None = None) -> Graph:  # noqa: A001 -- kg.open() is the door, as with gzip.open
    """Open the graph of a home folder (default: the one this package came with), building it on the first use.

    `as_of` (YYYY, YYYY-MM or YYYY-MM-DD) opens the graph as it would have been: without any source published later.
    Returns a `kg.Graph`. Raises `kg.KGError` with a sentence that says what is wrong and what to do.
    """
    from kg.api import open_graph

    return open_graph(home, as_of=as_of)


if not TYPE_CHECKING:  # a type checker knows the names, and would take any other for one

    def __getattr__(name: str) -> Any:
        """`kg.Graph` and `kg.KGError`, imported when first asked for: `kg --help` needs neither."""
        if name == "Graph":
            from kg.api import Graph

            return Graph
        if name == "KGError":
            from kg.errors import KGError

            return KGError
        raise AttributeError(f"module 'kg' has no attribute '{name}'")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
