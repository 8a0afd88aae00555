"""Receipts: for one statement, who says so, in which words' place, how surely, and who disagrees."""

from __future__ import annotations

import builtins
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import QueryError
from kg.query.library import SYSTEM, find_query
from kg.store.oxigraph import iri_term

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.oxigraph import OxigraphView
    from kg.terms import Terms

__all__ = ["Nodes", "Place", "Receipt", "absent", "is_statement", "receipt_from", "receipt_of", "statement_iri"]

Nodes = dict[str, dict[str, list[Any]]]
"""Node → predicate → objects, by IRI."""


class Place(NamedTuple):
    """A place in a source: paragraph label, character offsets [start, end) or -1, digest of the characters or empty."""

    paragraph: str
    start: int
    end: int
    digest: str

    def __str__(self) -> str:
        if self.digest:
            return f"{self.paragraph}:{self.start}-{self.end}:{self.digest}"
        return self.paragraph or "document"


class Receipt(NamedTuple):
    """One statement with everything that holds it up. Entities are ids; `value` and qualifier values are terms.

    The unit of a number stands first among the qualifiers: without it no reader knows what was counted.
    """

    statement: str
    subject: str
    property: str
    value: ox.NamedNode | ox.Literal
    qualifiers: tuple[tuple[str, ox.NamedNode | ox.Literal], ...]
    mode: str
    certainty: str
    rank: str
    voices: tuple[str, ...]
    act: str
    note: str
    key: str
    disputed_by: tuple[str, ...]
    earliest: str
    latest: str
    source: str
    source_date: str
    url: str
    places: tuple[Place, ...]

    @builtins.property  # `property` is a field here
    def when(self) -> str:
        """The EDTF time of the event told, or the window in which a plan is due; empty when the source gives none."""
        times = {name: value.value for name, value in self.qualifiers}
        if times.get("when") or times.get("due"):
            return str(times.get("when") or times["due"])
        if times.get("from") or times.get("until"):
            return f"{times.get('from', '..')}/{times.get('until', '..')}"
        return f"as of {times['asOf']}" if times.get("asOf") else ""


def statement_iri(terms: Terms, text: str) -> str:
    """The IRI of a statement from what Karmen prints of it: IRI, `statement/…`, `st:…` or the last part alone.

    Raises `QueryError` for what is no statement's id; whether there is such a statement is not asked.

    >>> from kg.terms import Terms
    >>> statement_iri(Terms("https://example.org/", {"st": "id/statement/"}, {}), "statement/509f0a1b2c3d4e5f")
    'https://example.org/id/statement/509f0a1b2c3d4e5f'
    """
    start = terms.prefixes["st"]
    digits = text.removeprefix(start).removeprefix("statement/").removeprefix("st:")
    if not re.fullmatch(r"[0-9a-f]{16}", digits):
        raise QueryError(
            f"'{text}' is no statement's id; write it as Karmen prints it: statement/ and 16 digits of 0-9a-f"
        )
    return start + digits


def is_statement(view: OxigraphView, library: str, statement: str) -> bool:
    """Whether the graph holds a statement of this IRI."""
    text = find_query(library, f"{SYSTEM}/statement").text
    rows: Any = view.query(text, {"statement": iri_term(statement)})
    return next(iter(rows), None) is not None


def receipt_of(view: OxigraphView, library: str, terms: Terms, statement: str) -> Receipt:
    """The receipt of a statement by its IRI. Raises `QueryError` when the graph holds none of this IRI."""
    text = find_query(library, f"{SYSTEM}/receipt").text
    rows: Any = view.query(text, {"statement": iri_term(statement)})
    nodes: Nodes = {}
    for _, node, predicate, found in rows:
        nodes.setdefault(node.value, {}).setdefault(predicate.value, []).append(found)
    if terms.expand("kg:property") not in nodes.get(statement, ()):
        raise absent(terms, statement)
    return receipt_from(nodes, terms, statement)


def receipt_from(nodes: Nodes, terms: Terms, statement: str) -> Receipt:
    """The receipt of a statement by its IRI, from nodes that were read already: it, its places (each with what its
    selector says) and its source.
    """
    about = _Facts(nodes.get(statement, {}), terms)
    name = terms.compress(about.one("kg:property")).removeprefix("kg:")
    source = _Facts(nodes.get(about.one("kg:statedIn"), {}), terms)
    places = sorted(_place(_Facts(nodes.get(node.value, {}), terms)) for node in about.all("prov:wasDerivedFrom"))
    return Receipt(
        statement=statement,
        subject=terms.id(about.one("kg:subject")),
        property=name,
        value=about.all(f"kgs:{name}")[0],
        qualifiers=(*(("unit", unit) for unit in about.all("kg:unit")), *about.below("kgq")),
        mode=_enum(about.one("kg:mode")),
        certainty=_enum(about.one("kg:certainty")),
        rank=_enum(about.one("wikibase:rank")).removesuffix("rank"),
        voices=tuple(terms.id(voice.value) for voice in about.all("kg:voice")),
        act=terms.id(about.one("kg:act")),
        note=about.one("kg:note"),
        key=about.one("kg:key"),
        disputed_by=tuple(other.value for other in about.all("kg:disputedBy")),
        earliest=about.one("kg:earliest"),
        latest=about.one("kg:latest"),
        source=terms.id(about.one("kg:statedIn")),
        source_date=source.one("dcterms:issued"),
        url=source.one("schema:url"),
        places=tuple(places),
    )


def absent(terms: Terms, statement: str) -> QueryError:
    """The error to raise when the graph holds no statement of this IRI."""
    return QueryError(f"no statement has the id '{terms.id(statement)}'; corrected statements have new ids: kg diff")


class _Facts:
    """The values of one node by prefixed predicate, sorted so that two readings are alike."""

    def __init__(self, facts: dict[str, list[Any]], terms: Terms) -> None:
        self._facts = facts
        self._terms = terms

    def all(self, name: str) -> list[Any]:
        return sorted(self._facts.get(self._terms.expand(name), ()), key=str)

    def one(self, name: str) -> str:
        found = self.all(name)
        return str(found[0].value) if found else ""

    def below(self, prefix: str) -> list[tuple[str, Any]]:
        start = self._terms.prefixes[prefix]
        found = [
            (iri[len(start) :], term) for iri, terms in self._facts.items() if iri.startswith(start) for term in terms
        ]
        return sorted(found, key=lambda pair: (pair[0], str(pair[1])))


def _enum(iri: str) -> str:
    return iri.rpartition("#")[2].lower()


def _place(facts: _Facts) -> Place:
    start, end = facts.one("oa:start"), facts.one("oa:end")
    return Place(facts.one("kg:paragraph"), int(start or -1), int(end or -1), facts.one("kg:digest"))
