"""The whole graph read in one pass: things with their names, documents, receipts, judgements about names.

What `kg.query.show` tells of one entity and `kg.query.receipts` of one statement, this tells of all: thousands of
queries would cost a hundred times as much as one scan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kg.query.library import SYSTEM, find_query
from kg.query.names import language_tag
from kg.query.receipts import receipt_from
from kg.query.show import Judgement
from kg.query.sources import record_from

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.query.receipts import Nodes, Receipt
    from kg.query.sources import SourceRecord
    from kg.store.oxigraph import OxigraphView
    from kg.terms import Terms

__all__ = ["Atlas", "Document", "Thing", "part_of_atlas", "read_atlas"]

_LINKS = ("owl:sameAs", "skos:exactMatch", "skos:closeMatch", "schema:sameAs")


class Thing(NamedTuple):
    """An entity: names by language tag, aliases as (text, tag), one line of description, addresses of its like.

    `romanised` are the names that a library made of these, as (text, tag): for finding, never for showing as its name.
    """

    id: str
    cls: str
    labels: dict[str, str]
    aliases: tuple[tuple[str, str], ...]
    description: str
    unnamed: bool
    links: tuple[str, ...]
    romanised: tuple[tuple[str, str], ...] = ()


class Document(NamedTuple):
    """A source as a document, and the ids of the texts it copies."""

    record: SourceRecord
    reproduces: tuple[str, ...]


class Atlas(NamedTuple):
    """Everything, sorted by id; `labels` are those of classes, properties and closed values by prefixed name."""

    things: tuple[Thing, ...]
    documents: tuple[Document, ...]
    receipts: tuple[Receipt, ...]
    judgements: tuple[Judgement, ...]
    labels: dict[str, dict[str, str]]
    curated: str
    """The last day on which a curator touched a source (EDTF); empty when none says so."""


def read_atlas(view: OxigraphView, library: str, terms: Terms) -> Atlas:
    """Read everything. Raises `StoreError` when rows stop coming."""
    nodes: Nodes = {}
    rows: Any = view.query(find_query(library, f"{SYSTEM}/everything").text)
    try:
        for node, predicate, found in rows:
            nodes.setdefault(node.value, {}).setdefault(predicate.value, []).append(found)
    except OSError as error:
        raise view.damaged(error) from error
    _lift_selectors(nodes, terms)
    start, kg, type_ = terms.iri(""), terms.prefixes["kg"], terms.expand("rdf:type")
    statement, decision = terms.expand("kg:Statement"), terms.expand("kg:IdentityDecision")
    things, documents, receipts, judgements = [], [], [], []
    curated = ""
    for iri in sorted(nodes):
        types = [one.value for one in nodes[iri].get(type_, ())]
        if statement in types:
            receipts.append(receipt_from(nodes, terms, iri))
        elif decision in types:
            judgements += _judgements(nodes[iri], terms)
        elif iri.startswith(start) and any(one.startswith(kg) for one in types):
            thing = _thing(iri, nodes[iri], min(one for one in types if one.startswith(kg))[len(kg) :], terms)
            if thing.labels or terms.expand("rdfs:label") in nodes[iri]:
                things.append(thing)
            if terms.expand("kg:sourceKind") in nodes[iri]:
                facts = {terms.compress(name): found for name, found in nodes[iri].items()}
                documents.append(_document(thing.id, facts, terms))
                curated = max(curated, *(one.value for one in facts.get("kg:curatedOn", ())), "")
    labels = {terms.compress(iri): _labels(about, terms) for iri, about in sorted(nodes.items()) if iri.startswith(kg)}
    return Atlas(tuple(things), tuple(documents), tuple(receipts), tuple(judgements), labels, curated)


def part_of_atlas(atlas: Atlas, statements: Iterable[str], terms: Terms) -> Atlas:
    """The part that some statements (IRIs) make up: they, what disputes them, and everything they name."""
    wanted = set(statements)
    wanted |= {other for one in atlas.receipts if one.statement in wanted for other in one.disputed_by}
    receipts = tuple(one for one in atlas.receipts if one.statement in wanted)
    judgements = tuple(one for one in atlas.judgements if one.statement in wanted)
    named = {judgement.entity for judgement in judgements}
    ids = {thing.id for thing in atlas.things}
    for one in receipts:
        named |= {one.subject, one.source, one.act, *one.voices}
        values = [one.value, *(value for _, value in one.qualifiers)]
        named |= {terms.id(value.value) for value in values if not hasattr(value, "datatype")}
    documents = {made.record.id: made for made in atlas.documents}
    pending = [id_ for id_ in named if id_ in documents]
    while pending:  # a chain of copies is told whole
        made = documents[pending.pop()]
        more = {made.record.publisher, made.record.voice, *made.reproduces} - named
        named |= more
        pending += [id_ for id_ in more if id_ in documents]
    named &= ids
    return atlas._replace(
        things=tuple(thing for thing in atlas.things if thing.id in named),
        documents=tuple(made for made in atlas.documents if made.record.id in named),
        receipts=receipts,
        judgements=judgements,
    )


def _lift_selectors(nodes: Nodes, terms: Terms) -> None:
    """Give each place what its selector says, as the query behind a single receipt does."""
    points = terms.expand("oa:hasSelector")
    for about in list(nodes.values()):
        for selector in about.get(points, ()):
            for predicate, found in nodes.get(selector.value, {}).items():
                about.setdefault(predicate, []).extend(found)


def _labels(about: dict[str, list[Any]], terms: Terms) -> dict[str, str]:
    found = {language_tag(one.language): one.value for one in about.get(terms.expand("rdfs:label"), ())}
    return dict(sorted(found.items()))


def _thing(iri: str, about: dict[str, list[Any]], cls: str, terms: Terms) -> Thing:
    aliases, romanised = (
        tuple(sorted({(one.value, language_tag(one.language)) for one in about.get(terms.expand(name), ())}))
        for name in ("skos:altLabel", "kg:generatedLabel")
    )
    described = about.get(terms.expand("schema:disambiguatingDescription"), ())
    links = {one.value for name in _LINKS if _known(name, terms) for one in about.get(terms.expand(name), ())}
    return Thing(
        id=terms.id(iri),
        cls=cls,
        labels=_labels(about, terms),
        aliases=aliases,
        description=min((one.value for one in described), default=""),
        unnamed=terms.expand("kg:unnamed") in about,
        links=tuple(sorted(one for one in links if not one.startswith(terms.base))),
        romanised=romanised,
    )


def _known(name: str, terms: Terms) -> bool:
    return name.partition(":")[0] in terms.prefixes


def _document(source: str, facts: dict[str, list[Any]], terms: Terms) -> Document:
    above = sorted(terms.id(one.value) for one in facts.get("kg:reproduces", ()))
    return Document(record_from(source, facts, terms), tuple(above))


def _judgements(about: dict[str, list[Any]], terms: Terms) -> list[Judgement]:
    def one(name: str) -> str:
        return min((str(found.value) for found in about.get(terms.expand(name), ())), default="")

    verdict = one("kg:verdict").rpartition("#")[2].lower()
    entity, reason, by, on = (
        terms.id(one("kg:decidesEntity")),
        one("kg:reason"),
        one("kg:curatedBy"),
        one("kg:curatedOn"),
    )
    decided = sorted(found.value for found in about.get(terms.expand("kg:decidesStatement"), ()))
    return [Judgement(statement, entity, verdict, reason, by, on) for statement in decided]
