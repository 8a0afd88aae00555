"""The only door to pyshacl: the rules of `ontology/shapes.ttl` run over the graph, each breach with file and line.

A shape whose class or property is misspelt never fires and says nothing, so every name of ours that the
shapes use is looked up in the ontology first.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from kg.errors import OntologyError
from kg.model import Finding, Severity, Where
from kg.terms import read_terms
from kg.validate.report import in_order
from kg.validate.turtle import read_turtle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rdflib import Graph
    from rdflib.term import Node

    from kg.resources import Home
    from kg.terms import Terms

__all__ = ["check_shapes"]

_SH = "http://www.w3.org/ns/shacl#"
_SEVERITIES = {f"{_SH}Violation": Severity.ERROR, f"{_SH}Warning": Severity.WARNING, f"{_SH}Info": Severity.INFO}
_FILE = "ontology/shapes.ttl"
_NAMELESS = re.compile(r"'?\bn[0-9a-f]{32}b\d+\b'?")


def check_shapes(lines: Sequence[str], home: Home, origins: Mapping[str, Where]) -> list[Finding]:
    """Every breach of a shape, sorted by place; `rule` is the name of the shape, the remedy is part of its message.

    `lines` are the N-Triples lines of the default graph, `origins` what `origins_of` gives. Raises
    `OntologyError` when shapes or ontology cannot be read or used.
    """
    terms = read_terms(home)
    shapes, ontology = read_turtle(home, "shapes.ttl"), read_turtle(home, "kg.ttl")
    found = set(_unknown_terms(shapes, ontology, terms))
    report = _validate(lines, shapes, ontology)
    found.update(_finding(report, result, shapes, terms, origins) for result in _results(report))
    return in_order(found)


def _validate(lines: Sequence[str], shapes: Graph, ontology: Graph) -> Graph:
    """The validation report; the data graph is ours, so pyshacl may add the ontology to it in place."""
    import pyshacl
    from rdflib import Graph

    data = Graph().parse(data="\n".join(lines), format="nt")
    logging.getLogger("pyshacl-validate").disabled = True  # what it logs is in its exceptions and its report too
    try:
        _, report, text = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology, inplace=True)
    except (RuntimeError, ValueError, re.error) as error:  # how pyshacl reports a shape it cannot use
        problem = _NAMELESS.sub("a nameless part", str(error).partition("\n")[0])
        raise OntologyError(f"{_FILE}: a shape cannot be used: {problem}; mend the shape") from error
    if not isinstance(report, Graph):
        raise OntologyError(f"{_FILE}: the shapes could not be run: {text.strip()}; mend the shape")
    return report


def _results(report: Graph) -> Iterator[Node]:
    from rdflib import SH

    return report.objects(None, SH.result)


def _finding(report: Graph, result: Node, shapes: Graph, terms: Terms, origins: Mapping[str, Where]) -> Finding:
    from rdflib import SH, BNode

    focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    severity = _SEVERITIES.get(str(report.value(result, SH.resultSeverity)), Severity.ERROR)
    message = _message(report, result)
    extra = "" if value is None or value == focus or isinstance(value, BNode) else f" (found '{_name(value, terms)}')"
    return Finding(
        severity,
        _shape_name(shapes, report.value(result, SH.sourceShape), terms),
        f"'{_name(focus, terms)}': {message}{extra}",
        origins.get(str(focus), Where("", 0)),
    )


def _message(report: Graph, result: Node) -> str:
    """The English message of a result, or the first in any language, without its full stop."""
    from rdflib import SH

    messages = report.objects(result, SH.resultMessage)
    texts = sorted((getattr(text, "language", None) != "en", str(text)) for text in messages)
    return texts[0][1].rstrip(".") if texts else "breaks the shape"


def _name(node: Node | None, terms: Terms) -> str:
    """A node as people write it: an id, a prefixed name, or the text of a literal."""
    shown = terms.id(str(node))
    return shown if shown != str(node) else terms.compress(shown)


def _shape_name(shapes: Graph, node: Node | None, terms: Terms) -> str:
    """The name of the shape that holds `node`: most rules stand in nameless parts of a named shape."""
    from rdflib import URIRef

    seen: set[Node] = set()
    while node is not None and not isinstance(node, URIRef) and node not in seen:
        seen.add(node)
        node = min(shapes.subjects(None, node), default=None, key=str)
    return _name(node, terms).rpartition(":")[2] if isinstance(node, URIRef) else "shape"


def _unknown_terms(shapes: Graph, ontology: Graph, terms: Terms) -> Iterator[Finding]:
    """Names under `kg:` (and the views kgp:, kgs:, kgq: of a property) that no ontology declares."""
    from rdflib import URIRef

    kg = terms.prefixes["kg"]
    own = [terms.prefixes[view] for view in ("kgs", "kgq", "kgp")]  # kgp: is the beginning of the others
    for node in sorted({node for node in shapes.objects() if isinstance(node, URIRef)}):
        name = next((node.replace(start, kg, 1) for start in own if node.startswith(start)), str(node))
        known = (URIRef(name), None, None) in ontology or (node, None, None) in shapes
        if name.startswith(kg) and not known:
            problem = f"a shape names '{terms.compress(str(node))}', which no ontology declares, so it never fires"
            yield Finding(Severity.ERROR, "shape-term", problem, Where(_FILE, 0), "mend the name")
