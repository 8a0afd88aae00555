"""A plan that a fact in the graph surely tells as kept has its outcome: nobody is told that nothing is known."""

from __future__ import annotations

from kg.claims.promises import promise_ledger
from kg.claims.rank import rank_corpus
from kg.curation.parse import read_corpus
from kg.dates import bounds
from kg.model import Statement
from kg.ontology import read_ontology
from kg.resources import Home
from kg.terms import read_terms

_DISPUTED = {("work/the-dawns-here-are-quiet-2005-series", "issueCount")}
"""What texts of the time after disagree about: nineteen parts, or the twenty that were planned (D22 of the dossier)."""


def test_what_a_fact_tells_as_kept_has_its_outcome(seed_home: Home) -> None:
    corpus = read_corpus(seed_home)
    ranked = rank_corpus(corpus)
    said: dict[tuple[str, str, object], list[Statement]] = {}
    for made in ranked:
        if made.plain:
            said.setdefault((made.statement.subject, made.statement.property, made.statement.value), []).append(
                made.statement
            )
    plans = {made.id: made.statement for made in ranked}
    entries = promise_ledger(corpus, ranked, read_ontology(seed_home, read_terms(seed_home)))
    assert any(entry["outcome"] for entry in entries)
    untold = []
    for entry in entries:
        plan = plans[entry["statement"]]
        if (plan.subject, plan.property) in _DISPUTED:
            continue
        facts = said.get((plan.subject, plan.property, plan.value), [])
        kept = [
            one
            for one in facts
            if one.source != plan.source and _in_window(one, entry, corpus.sources[one.source].published)
        ]
        if kept and not entry["outcome"]:
            untold.append((plan.source, plan.subject, plan.property, kept[0].source))
    assert untold == []


def _in_window(fact: Statement, entry: dict[str, object], published: str) -> bool:
    """Whether the fact was over, or its text out, by the last day of the window; when that is not known, not surely."""
    due = entry["dueLatest"]
    ends = [bounds(text).latest for text in (fact.qualifier("when"), published) if text]
    return due is not None and any(end is not None and end <= str(due) for end in ends)
