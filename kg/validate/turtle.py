"""Read a Turtle file of ontology/ into an rdflib graph, for the two checkers that need one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OntologyError

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.resources import Home

__all__ = ["closed_values", "read_turtle"]


def read_turtle(home: Home, name: str) -> Graph:
    """The graph of `ontology/<name>`. Raises `OntologyError` with the line when it cannot be parsed."""
    from rdflib import Graph

    try:
        return Graph().parse(data=(Path(home.ontology) / name).read_bytes(), format="turtle")
    except (SyntaxError, OSError, UnicodeDecodeError) as error:
        problem = " ".join(str(error).partition(" at ^ in:")[0].split()).replace(" of <>", "")
        raise OntologyError(f"ontology/{name}: cannot be read: {problem}; mend the file") from error


def closed_values(home: Home, name: str) -> tuple[str, ...]:
    """The values that `ontology/shapes.ttl` allows for a property of ours, in its order; empty when it is open.

    >>> from kg.resources import find_home
    >>> closed_values(find_home(), "reliability")
    ('high', 'medium', 'low')
    """
    from rdflib import SH
    from rdflib.collection import Collection

    shapes = read_turtle(home, "shapes.ttl")
    for rule in shapes.subjects(SH.path):
        listed = shapes.value(rule, SH["in"])
        if listed is not None and str(shapes.value(rule, SH.path)).endswith(f"#{name}"):
            return tuple(str(value) for value in Collection(shapes, listed))
    return ()
