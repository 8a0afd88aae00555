"""One entity with everything said about it, each value with its receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kg.query.library import SYSTEM, find_query
from kg.query.receipts import Receipt, receipt_of
from kg.store.oxigraph import iri_term

if TYPE_CHECKING:
    from kg.store.oxigraph import OxigraphView
    from kg.terms import Terms

__all__ = ["EntityPage", "Judgement", "show"]


class Judgement(NamedTuple):
    """A curator's decision about the name in a statement."""

    statement: str
    entity: str
    verdict: str
    reason: str
    by: str
    on: str


class EntityPage(NamedTuple):
    """An entity: what it is, what is said of it (`statements`), and where else it is named (`mentions`).

    `labels` and `aliases` are by language tag; `metadata` holds a source's publisher, dates, address and chain.
    """

    id: str
    iri: str
    cls: str
    labels: dict[str, str]
    aliases: dict[str, tuple[str, ...]]
    description: str
    unnamed: bool
    metadata: dict[str, tuple[str, ...]]
    statements: tuple[Receipt, ...]
    mentions: tuple[Receipt, ...]
    judgements: tuple[Judgement, ...]


def show(view: OxigraphView, library: str, terms: Terms, iri: str, labels: dict[str, str]) -> EntityPage:
    """Everything about the entity with this IRI, whose labels are known already."""
    bound = {"entity": iri_term(iri)}
    rows: Any = view.query(find_query(library, f"{SYSTEM}/entity").text, bound)
    about: dict[str, list[Any]] = {}
    for _, predicate, found in rows:
        about.setdefault(terms.compress(predicate.value), []).append(found)
    named: Any = view.query(find_query(library, f"{SYSTEM}/about").text, bound)
    roles: dict[str, str] = {}
    for _, role, statement in named:
        if roles.get(statement.value) != "subject":
            roles[statement.value] = role.value
    receipts = [receipt_of(view, library, terms, statement) for statement in roles]
    receipts.sort(key=lambda one: (one.property, one.earliest, one.subject, str(one.value), one.statement))
    aliases: dict[str, list[str]] = {}
    for alias in about.get("skos:altLabel", ()):
        aliases.setdefault(alias.language or "", []).append(alias.value)
    types = [terms.compress(one.value) for one in about.get("rdf:type", ())]  # a topic is a skos:Concept too
    return EntityPage(
        id=terms.id(iri),
        iri=iri,
        cls=next((name.removeprefix("kg:") for name in types if name.startswith("kg:")), ""),
        labels=labels,
        aliases={lang: tuple(sorted(names)) for lang, names in sorted(aliases.items())},
        description=next((one.value for one in about.get("schema:disambiguatingDescription", ())), ""),
        unnamed="kg:unnamed" in about,
        metadata={
            name: tuple(terms.id(one.value) for one in about[name]) for name in sorted(about) if _is_metadata(name)
        },
        statements=tuple(one for one in receipts if roles[one.statement] == "subject"),
        mentions=tuple(one for one in receipts if roles[one.statement] != "subject"),
        judgements=tuple(judgement for one in receipts for judgement in _judgements(view, library, terms, one)),
    )


def _is_metadata(name: str) -> bool:
    return (name.startswith(("dcterms:", "kg:")) and name != "kg:unnamed") or name in ("schema:url", "schema:sameAs")


def _judgements(view: OxigraphView, library: str, terms: Terms, receipt: Receipt) -> list[Judgement]:
    if receipt.certainty == "stated":
        return []
    text = find_query(library, f"{SYSTEM}/identities").text
    rows: Any = view.query(text, {"statement": iri_term(receipt.statement)})
    return [
        Judgement(
            receipt.statement,
            terms.id(entity.value),
            verdict.value.rpartition("#")[2].lower(),
            reason.value,
            by.value,
            on.value,
        )
        for _, _, entity, verdict, reason, by, on in rows
    ]
