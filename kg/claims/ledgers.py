"""Every ledger, computed once per build: what sources disagree about, promise, and say on whose word; sides and times.

A ledger is a list of plain entries (what JSON can hold) in a fixed order; statements are named by the last
part of their id. Reading one back costs a file, not a query.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kg.claims.balance import balance_ledger
from kg.claims.conflicts import conflict_ledger
from kg.claims.corroboration import corroboration_ledger
from kg.claims.disagreements import disagreement_ledger
from kg.claims.promises import promise_ledger
from kg.claims.sides import side_ledger
from kg.claims.slices import time_ledger
from kg.claims.voices import voice_ledger

if TYPE_CHECKING:
    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.ontology import Ontology

__all__ = ["LEDGERS", "Ledger", "all_ledgers"]

Ledger = list[dict[str, Any]]

LEDGERS: dict[str, Callable[[Corpus, Sequence[Ranked], Ontology], Ledger]] = {
    "balance": balance_ledger,
    "conflicts": conflict_ledger,
    "corroboration": corroboration_ledger,
    "disagreements": disagreement_ledger,
    "promises": promise_ledger,
    "sides": side_ledger,
    "times": time_ledger,
    "voices": voice_ledger,
}
"""What computes each ledger, by its name."""


def all_ledgers(corpus: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> dict[str, Ledger]:
    """Every ledger of a corpus by name."""
    return {name: compute(corpus, ranked, ontology) for name, compute in LEDGERS.items()}
