"""The corpus: everything that was read from data/, before it becomes a graph."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.decisions import Disagreement, Identity, Link, Namesakes, NotEncoded, PromiseOutcome, RankVerdict
from kg.items import Item
from kg.model import Entity, Label, Source, Statement, Where

__all__ = ["Corpus", "TopicScheme"]


@dataclass(frozen=True, slots=True)
class TopicScheme:
    """The tree of topics: its names, the topics on top, and for each topic below the one above it, with the place."""

    labels: tuple[Label, ...]
    top: tuple[str, ...]
    broader: dict[str, tuple[str, Where]]
    where: Where


@dataclass(slots=True)
class Corpus:
    """Everything that was read from data/, in canonical order, before it becomes a graph."""

    entities: dict[str, Entity] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    identities: list[Identity] = field(default_factory=list)
    verdicts: list[RankVerdict] = field(default_factory=list)
    outcomes: list[PromiseOutcome] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    """The frozen snapshot of Wikidata items, by item id: apart from everything a source says."""
    namesakes: list[Namesakes] = field(default_factory=list)
    not_encoded: list[NotEncoded] = field(default_factory=list)
    scheme: TopicScheme | None = None
    as_of: str = ""
    """The day by which everything in it was published (`kg.claims.as_of`); empty when nothing was left out."""

    def keyed(self) -> dict[str, list[Statement]]:
        """The statements that a decision can point at, by `source#key`; a key on `entity: [a, b]` names both."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            if statement.key:
                found.setdefault(f"{statement.source}#{statement.key}", []).append(statement)
        return found
