"""Disagreements that curators noted: those the rule finds, and those it cannot hold against anyone.

Two figures for one journey may count different things; two lists of provinces add up; two tales of who sent a man can
both be true. The rule is silent there, and a reader should still see the sides beside one another, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.claims.conflicts import find_conflicts
from kg.ids import statement_id
from kg.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.decisions import Disagreement
    from kg.ontology import Ontology

__all__ = ["disagreement_ledger", "lint_disagreements"]


def disagreement_ledger(corpus: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> list[dict[str, Any]]:
    """One entry per noted disagreement, in the order of the file.

    - `number`: what curators call it;
    - `statements`: the ids of those that are set beside one another, as they were named;
    - `found`: whether the rule holds any two of them against each other; then the ledger of conflicts has them too;
    - `why`: why the rule does not, or what else a reader should know; null where nothing need be said.
    """
    clashes = find_conflicts(ranked, ontology)
    return [
        {
            "number": noted.number,
            "statements": (ids := _ids(noted, corpus)),
            "found": any(set(clashes.get(one, ())) & set(ids) for one in ids),
            "why": noted.why or None,
            "by": noted.by,
            "date": noted.date,
        }
        for noted in corpus.disagreements
    ]


def _ids(noted: Disagreement, corpus: Corpus) -> list[str]:
    keyed = corpus.keyed()
    return [statement_id(one) for name in noted.statements for one in keyed.get(name, ())]


def lint_disagreements(corpus: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> Iterator[Finding]:
    """Noted without a reason and not found by the rule, in a corpus that has passed its other checks: an error each."""
    for noted, entry in zip(corpus.disagreements, disagreement_ledger(corpus, ranked, ontology), strict=True):
        if not noted.why and not entry["found"]:
            problem = f"the rule holds none of the statements of '{noted.number}' against another"
            remedy = "say under why: why they are no conflict, or mark the property kg:singleValued"
            yield Finding(Severity.ERROR, "unfound-disagreement", problem, noted.where, remedy)
