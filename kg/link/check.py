"""Compare accepted links with what Wikidata says now: merged, deleted, of another kind, renamed, saying otherwise.

Every finding stands at our own line and names both sides. Who is likelier wrong is the reader's call, so a
disagreement about a value is never an error; an item that is gone or of another kind is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.decisions import LinkVerdict
from kg.link.classes import ClassTree
from kg.link.known import same_value
from kg.link.names import fold_name, printable
from kg.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.decisions import Link
    from kg.items import Item
    from kg.link.client import Fetched, Wikidata
    from kg.link.known import Fact, Known

__all__ = ["check_links"]


def check_links(known: Known, wikidata: Wikidata) -> list[Finding]:
    """Every finding on the accepted links, in their order; `wikidata` may be offline, then what it lacks is named."""
    links = [link for link in known.corpus.links if link.verdict is LinkVerdict.ACCEPTED]
    fetched = wikidata.items(link.item for link in links)
    tree = ClassTree(wikidata, known.table, known.ontology)
    tree.learn(fetched.items.values())
    found: list[Finding] = []
    for link in links:
        item = fetched.items.get(link.item)
        if item is None:
            found.append(_gone(link, fetched))
            continue
        if item.id != link.item:
            problem = f"{link.item} of '{link.entity}' was merged into {item.id}"
            found.append(_finding(Severity.WARNING, "link-redirect", problem, link, f"link to {item.id} instead"))
        found += _kind(link, item, known, tree)
        if link.entity in known.item_of and known.item_of[link.entity] == link.item:
            found += _name(link, item, known)
            found += _values(item, known, link.entity, fetched)
    return found


def _finding(severity: Severity, rule: str, problem: str, link: Link, remedy: str) -> Finding:
    return Finding(severity, rule, problem, link.where, remedy)


def _gone(link: Link, fetched: Fetched) -> Finding:
    if link.item in fetched.unknown:
        problem = f"{link.item} of '{link.entity}' could not be compared: it is not in the cache"
        return _finding(Severity.INFO, "link-unknown", problem, link, "run kg link check without --offline")
    problem = f"{link.item} of '{link.entity}' was deleted, or never was"
    return _finding(Severity.ERROR, "link-deleted", problem, link, "look for another item, or reject this one")


def _kind(link: Link, item: Item, known: Known, tree: ClassTree) -> Iterator[Finding]:
    kind, kinds = known.kind(link.entity), tree.kinds(item)
    if kinds and kind not in kinds and kind in known.table.kind_items(known.ontology):
        told, label = " or ".join(sorted(kinds)), printable(item.labels.get("en", "no label"))
        problem = f"'{link.entity}' is a {kind} here; {item.id} ({label}) is a {told} there"
        severity = Severity.WARNING if known.near(link.entity, kinds) else Severity.ERROR
        yield _finding(severity, "link-class", problem, link, "is it the thing itself? if not, reject the link")


def _name(link: Link, item: Item, known: Known) -> Iterator[Finding]:
    """None of our names, nor the one seen when the link was made, is among the item's names in languages we read."""
    entity = known.corpus.entities[link.entity]
    ours = {one.text for one in entity.labels + entity.aliases} | ({link.item_label} if link.item_label else set())
    read = set(known.table.languages)
    theirs = {text for lang, text in item.labels.items() if lang in read}
    theirs |= {text for lang, texts in item.aliases.items() if lang in read for text in texts}
    if theirs and not {fold_name(one) for one in ours} & {fold_name(one) for one in theirs}:
        shown = printable(item.labels.get("en") or min(theirs))
        problem = f"{item.id}, linked to '{link.entity}', is now called “{shown}” and by none of our names"
        remedy = "if it is still the same thing, add the name as an alias or mend object_label"
        yield _finding(Severity.WARNING, "link-name", problem, link, remedy)


def _values(item: Item, known: Known, entity: str, fetched: Fetched) -> Iterator[Finding]:
    """Plain facts of ours beside the best values there, where the property says that a difference matters."""
    by_property: dict[str, list[Fact]] = {}
    for fact in known.plain(entity):
        if fact.map.compare and not fact.map.inverse:
            by_property.setdefault(fact.statement.property, []).append(fact)
    for facts in by_property.values():
        claims = [claim for claim in item.best(facts[0].map.property) if claim.value.kind not in ("unknown", "none")]
        ours = [known.value_there(fact) for fact in facts]
        if not claims or any(value is None for value in ours):
            continue
        agreed = any(same_value(value, claim.value) for value in ours if value for claim in claims)
        if not agreed:
            there = ", ".join(sorted({known.shown(claim.value, fetched.items) for claim in claims}))
            yield from (_differs(fact, item, there, known) for fact in facts)


def _differs(fact: Fact, item: Item, there: str, known: Known) -> Finding:
    statement = fact.statement
    ours = known.label(fact.other) if fact.other else getattr(statement.value, "text", "")
    problem = (
        f"{known.label(fact.bearer)}, {statement.property}: {statement.source} says {ours}; "
        f"{item.id} says {there} ({fact.map.property}, revision {item.revision} of {item.modified[:10]})"
    )
    return Finding(Severity.WARNING, "wikidata-differs", problem, statement.where, "compare the evidence of both")
