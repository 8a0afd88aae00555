"""Checks on the Wikidata links: each points at an entity that exists, and no two decisions contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.decisions import LinkVerdict
from kg.model import Finding, Severity
from kg.ontology import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.corpus import Corpus
    from kg.decisions import Link

__all__ = ["EXACT", "lint_links"]

EXACT = "skos:exactMatch"
"""The predicate of a link in the narrow sense: entity and item are one thing."""


def lint_links(corpus: Corpus) -> Iterator[Finding]:
    """Every finding on links and on the frozen snapshot of the items they point at."""
    decided: dict[tuple[str, str, str], Link] = {}
    by_entity: dict[str, Link] = {}
    by_item: dict[str, Link] = {}
    for link in corpus.links:
        if link.entity not in corpus.entities:
            remedy = did_you_mean(link.entity, corpus.entities) or "add it to data/entities or delete the line"
            yield _error("unknown-entity", f"a link to '{link.entity}', an entity that does not exist", link, remedy)
        first = decided.setdefault((link.entity, link.item, link.predicate), link)
        if first is not link:
            problem = f"'{link.entity}' and {link.item} are decided twice (first at {first.where})"
            yield _error("two-decisions", problem, link, "keep one; a change of mind replaces the line")
        elif link.verdict is LinkVerdict.ACCEPTED and link.predicate == EXACT:
            yield from _one_to_one(link, by_entity.setdefault(link.entity, link), by_item.setdefault(link.item, link))
    linked = {link.item for link in corpus.links if link.verdict is LinkVerdict.ACCEPTED}
    for item in corpus.items.values():
        if item.id not in linked:
            problem = f"the snapshot holds {item.id}, to which no link was accepted"
            yield Finding(Severity.WARNING, "unused-item", problem, item.where, "delete the file or accept the link")


def _one_to_one(link: Link, of_entity: Link, of_item: Link) -> Iterator[Finding]:
    if of_entity is not link:
        problem = f"'{link.entity}' is linked to {of_entity.item} and to {link.item} as the same thing"
        yield _error("two-links", problem, link, "keep one, or give the other a skos:closeMatch or broadMatch")
    if of_item is not link:
        problem = f"{link.item} is linked to '{of_item.entity}' and to '{link.entity}' as the same thing"
        yield _error("one-item-twice", problem, link, "keep one; if both entities are one thing, merge them")


def _error(rule: str, message: str, link: Link, remedy: str) -> Finding:
    return Finding(Severity.ERROR, rule, message, link.where, remedy)
