"""Turn a person's judgement into a row of a link table, at once and in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.curation.link_tables import write_links
from kg.curation.lint_links import EXACT
from kg.dates import DateError, bounds
from kg.decisions import Link, LinkVerdict
from kg.errors import UsageError
from kg.items import item_id_problem
from kg.model import NOWHERE
from kg.ontology import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.link.known import Known
    from kg.resources import Home

__all__ = ["decide"]


def decide(
    home: Home,
    known: Known,
    entity: str,
    item: str,
    verdict: LinkVerdict,
    *,
    why: str,
    by: str,
    date: str,
    evidence: Sequence[str] = (),
    predicate: str = EXACT,
    item_label: str = "",
    confidence: str = "",
) -> Link:
    """Record one judgement; an earlier one about the same pair and predicate is replaced.

    Raises `UsageError` for what could not be read back: an unknown entity, a bad item id or date, an accepted link
    without an address where item and name stand together, a rejection without a reason, a second exact link.
    """
    made = Link(
        why=" ".join(why.split()), by=" ".join(by.split()), date=date, where=NOWHERE, entity=entity, item=item,
        verdict=verdict, predicate=predicate, confidence=confidence, evidence=tuple(evidence),
        label=known.label(entity), item_label=item_label,
    )  # fmt: skip
    others = [one for one in known.corpus.links if (one.entity, one.item, one.predicate) != (entity, item, predicate)]
    _refuse(made, others, known)
    write_links(home, [*others, made])
    known.corpus.links = [*others, made]
    for cached in ("item_of", "entity_of"):
        known.__dict__.pop(cached, None)
    return made


def _refuse(made: Link, others: list[Link], known: Known) -> None:
    if made.entity not in known.corpus.entities:
        hint = did_you_mean(made.entity, known.corpus.entities) or "add it to data/entities first"
        raise UsageError(f"there is no entity '{made.entity}'; {hint}")
    if problem := item_id_problem(made.item):
        raise UsageError(problem)
    try:
        bounds(made.date)
    except DateError as error:
        raise UsageError(f"the date of the decision: {error}") from error
    if not made.by:
        raise UsageError("a decision is signed; name yourself with --by or KG_CURATOR")
    if made.verdict is LinkVerdict.ACCEPTED and not made.evidence:
        raise UsageError("an accepted link carries its evidence; name the address where item and name stand together")
    if any("|" in one or not one.startswith(("https://", "http://")) or one.split() != [one] for one in made.evidence):
        raise UsageError("the evidence must be an address without spaces or bars; write https://…")
    if made.verdict is not LinkVerdict.ACCEPTED and not made.why:
        raise UsageError("say why, in your own words")
    if made.verdict is LinkVerdict.ACCEPTED and made.predicate == EXACT:
        for one in others:
            if one.verdict is LinkVerdict.ACCEPTED and one.predicate == EXACT and made.entity == one.entity:
                raise UsageError(f"'{made.entity}' is linked to {one.item} already; reject that first")
            if one.verdict is LinkVerdict.ACCEPTED and one.predicate == EXACT and made.item == one.item:
                raise UsageError(f"{made.item} is linked to '{one.entity}' already; reject that first")
