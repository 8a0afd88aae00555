"""The only door to shacl: the rules of `ontology/shapes.ttl` run over the graph, each breach with file and line.

A shape whose class or property is misspelt never fires and says nothing, so every name of ours that the
shapes use is looked up in the ontology first; so are the two mistakes of form that the engine lets pass. The tests hold
the engine to pyshacl's results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import OntologyError
from kg.model import Finding, Severity, Where
from kg.terms import read_terms
from kg.validate.report import in_order
from kg.validate.turtle import read_turtle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import shacl
    from rdflib import Graph

    from kg.resources import Home
    from kg.terms import Terms

__all__ = ["check_shapes"]

_SEVERITIES = {"Violation": Severity.ERROR, "Warning": Severity.WARNING, "Info": Severity.INFO}
_FILE = "ontology/shapes.ttl"


def check_shapes(
    lines: Sequence[str], home: Home, origins: Mapping[str, Where], names: Mapping[str, str] | None = None
) -> list[Finding]:
    """Every breach of a shape, sorted by place; `rule` is the name of the shape, the remedy is part of its message.

    `lines` are the N-Triples lines of the default graph, `origins` what `origins_of` and `metadata_places`
    give, `names` how nodes without a name of their own are called (`statement_names`). Raises `OntologyError` when
    shapes or ontology cannot be read or used.
    """
    terms = read_terms(home)
    shapes, ontology = read_turtle(home, "shapes.ttl"), read_turtle(home, "kg.ttl")
    _refuse_misshapen(shapes, terms)
    found = set(_unknown_terms(shapes, ontology, terms))
    results = _validate(lines, shapes, ontology)
    found.update(_finding(result, terms, origins, names or {}) for result in results)
    return in_order(found)


def _validate(lines: Sequence[str], shapes: Graph, ontology: Graph) -> list[shacl.Result]:
    """What breaks a shape; classes count with those below them, as the ontology says."""
    import shacl

    data = "\n".join([*lines, ontology.serialize(format="nt")])
    try:
        rules = shacl.Shapes.from_text(shapes.serialize(format="nt"), format="ntriples")
        return rules.validate_text(data, format="ntriples").results
    except (RuntimeError, ValueError) as error:  # how the engine reports a shape it cannot use
        problem = " ".join(str(error).split())
        raise OntologyError(f"{_FILE}: a shape cannot be used: {problem}; mend the shape") from error


def _finding(result: shacl.Result, terms: Terms, origins: Mapping[str, Where], names: Mapping[str, str]) -> Finding:
    focus, value = _plain(result.focus_node), result.value_plain
    nameless = result.value is None or result.value.startswith("_:") or result.value == result.focus_node
    extra = "" if nameless else f" (found '{_name(value or '', terms)}')"
    message = (result.message or "breaks the shape").rstrip(".")
    return Finding(
        _SEVERITIES.get(result.severity, Severity.ERROR),
        _name(_plain(result.root_shape or ""), terms).rpartition(":")[2] or "shape",
        f"'{names.get(focus) or _name(focus, terms)}': {message}{extra}",
        origins.get(f"{focus} {_plain(result.path or '')}") or origins.get(focus, Where("", 0)),
    )


def _plain(term: str) -> str:
    return term.removeprefix("<").removesuffix(">")


def _name(text: str, terms: Terms) -> str:
    """A node as people write it: an id, a prefixed name, or the text of a literal."""
    shown = terms.id(text)
    return shown if shown != text else terms.compress(text)


def _refuse_misshapen(shapes: Graph, terms: Terms) -> None:
    """Raise `OntologyError` for a property shape without a path, or a shape that is part of itself."""
    from rdflib import RDF, SH

    for node in shapes.objects(None, SH.property):
        if len(set(shapes.objects(node, SH.path))) != 1:
            owner = min(map(str, shapes.subjects(SH.property, node)))
            problem = f"a sh:property of {terms.compress(owner)} has not just one sh:path"
            raise OntologyError(f"{_FILE}: a shape cannot be used: {problem}; mend the shape")
    for shape in sorted(set(shapes.subjects(RDF.type, SH.NodeShape)), key=str):
        parts = set(shapes.objects(shape))
        while more := {part for one in parts for part in shapes.objects(one)} - parts:
            parts |= more
        if shape in parts:
            problem = f"{terms.compress(str(shape))} is part of itself"
            raise OntologyError(f"{_FILE}: a shape cannot be used: {problem}; mend the shape")


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
