"""Read data/decisions/: what a curator judged, signed and dated, beside the sources and never in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.curation.fields import Fields
from kg.decisions import Disagreement, Identity, Namesakes, Outcome, PromiseOutcome, Rank, RankVerdict, Verdict
from kg.model import Finding, Severity, Where
from kg.strict_yaml import YamlList, YamlMap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.corpus import Corpus

__all__ = ["read_decisions"]


def read_decisions(loaded: Any, file: str, corpus: Corpus, findings: list[Finding]) -> None:
    """Add the judgements of one file to the corpus, in its order; whatever is wrong goes to `findings`.

    The file's name says what it holds: one of those under `_READERS`, such as `verdicts.yaml`.
    """
    kind = file.rpartition("/")[2].removesuffix(".yaml")
    if kind not in _READERS:
        remedy = f"the decision files are: {', '.join(f'{name}.yaml' for name in _READERS)}"
        problem = "no decision file has this name"
        findings.append(Finding(Severity.ERROR, "unknown-file", problem, Where(file, 1), remedy))
        return
    for fields in _items(loaded, kind, file, findings):
        _READERS[kind](fields, corpus)


def _signed(fields: Fields, *, reasoned: bool = True) -> dict[str, Any]:
    """Who judged, when and why; the place in the file."""
    return {
        "why": fields.take_text("why", required=reasoned),
        "by": fields.take_text("by", required=True),
        "date": fields.take_text("date", required=True),
        "where": fields.where,
    }


def _identity(fields: Fields, corpus: Corpus) -> None:
    statement = fields.take_text("statement", required=True)
    entity = fields.take_id("entity", required=True)
    verdict = fields.take_choice("verdict", Verdict, Verdict.UNSURE)
    corpus.identities.append(Identity(statement=statement, entity=entity, verdict=verdict, **_signed(fields)))
    fields.done(("statement", "entity", "verdict", *_SIGNED))


def _verdict(fields: Fields, corpus: Corpus) -> None:
    statement = fields.take_text("statement", required=True)
    if not fields.has("rank"):
        fields.error("missing-field", "'rank' is missing", "add a line rank: preferred, or rank: deprecated")
    rank = fields.take_choice("rank", Rank, Rank.NORMAL)
    corpus.verdicts.append(RankVerdict(statement=statement, rank=rank, **_signed(fields)))
    fields.done(("statement", "rank", *_SIGNED))


def _outcome(fields: Fields, corpus: Corpus) -> None:
    promise = fields.take_text("promise", required=True)
    outcome = fields.take_choice("outcome", Outcome, Outcome.FULFILLED)
    by_statement = fields.take_text("by_statement", required=outcome is not Outcome.DROPPED)
    made = PromiseOutcome(promise=promise, outcome=outcome, by_statement=by_statement, **_signed(fields))
    corpus.outcomes.append(made)
    fields.done(("promise", "outcome", "by_statement", *_SIGNED))


def _disagreement(fields: Fields, corpus: Corpus) -> None:
    number = fields.take_text("number", required=True)
    statements = fields.take_texts("statements", required=True)
    corpus.disagreements.append(Disagreement(number=number, statements=statements, **_signed(fields, reasoned=False)))
    fields.done(("number", "statements", *_SIGNED))


def _namesakes(fields: Fields, corpus: Corpus) -> None:
    entities = fields.take_ids("entities", required=True)
    if len(entities) == 1:
        fields.error("wrong-shape", "'entities' names one thing", "name two or more that share a name", "entities")
    corpus.namesakes.append(Namesakes(entities=entities, **_signed(fields)))
    fields.done(("entities", *_SIGNED))


_SIGNED = ("why", "by", "date")
_READERS = {
    "identities": _identity,
    "namesakes": _namesakes,
    "verdicts": _verdict,
    "outcomes": _outcome,
    "disagreements": _disagreement,
}


def _items(loaded: Any, key: str, file: str, findings: list[Finding]) -> Iterator[Fields]:
    """The entries of a decision file: one list under one key."""
    if loaded is None:
        return
    items = loaded.get(key) if isinstance(loaded, YamlMap) else None
    if not isinstance(items, YamlList) or len(loaded) != 1:
        problem = f"the file must hold one list under '{key}:'"
        findings.append(Finding(Severity.ERROR, "wrong-shape", problem, Where(file, 1), "see data/README.md"))
        return
    for item, line in zip(items, items.lines, strict=True):
        if isinstance(item, YamlMap):
            yield Fields(item, file, findings, line)
        else:
            where = Where(file, line)
            findings.append(
                Finding(Severity.ERROR, "wrong-shape", "a decision must be a mapping", where, "write - statement: …")
            )
