"""What curators judge, as frozen values: each signed, dated, argued, and none of them changes a source file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model import Where

__all__ = [
    "Decision",
    "Disagreement",
    "Identity",
    "Link",
    "LinkVerdict",
    "Namesakes",
    "NotEncoded",
    "Outcome",
    "PromiseOutcome",
    "Rank",
    "RankVerdict",
    "Verdict",
]


class Verdict(StrEnum):
    """What a curator decided about two names for one thing."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a curator judged: who, when, why; it changes no source file."""

    why: str
    by: str
    date: str
    where: Where


@dataclass(frozen=True, slots=True)
class Identity(Decision):
    """A judgement that a name in one statement does, does not, or may mean one entity."""

    statement: str
    entity: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Namesakes(Decision):
    """A judgement that entities of one class which bear the same name are different."""

    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotEncoded(Decision):
    """A judgement that a dossier line holds nothing that can be a statement."""

    line: str


class Rank(StrEnum):
    """Wikibase's three ranks; verdicts of curators set them, nothing else does."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Outcome(StrEnum):
    """What became of a plan, as a curator judged; whether it was kept or late follows from the times."""

    FULFILLED = "fulfilled"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class RankVerdict(Decision):
    """A judgement between statements that disagree: the rank of one of them. Both stay."""

    statement: str
    rank: Rank


@dataclass(frozen=True, slots=True)
class PromiseOutcome(Decision):
    """A judgement that a plan was fulfilled, changed or dropped, and by which statement."""

    promise: str
    outcome: Outcome
    by_statement: str


@dataclass(frozen=True, slots=True)
class Disagreement(Decision):
    """Statements that a curator set beside one another; `why` is empty where the rule speaks for itself."""

    number: str
    statements: tuple[str, ...]


class LinkVerdict(StrEnum):
    """What a curator decided about an entity and a Wikidata item; only what was accepted reaches the graph."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Link(Decision):
    """A judgement whether a Wikidata item stands for an entity, with what was seen: one row of an SSSOM table.

    `item` is the bare id (`Q7747`), `item_label` how the item was called when it was decided, `predicate` and
    `justification` are prefixed names, `evidence` addresses, `confidence` a number from 0 to 1 as it was written.
    """

    entity: str
    item: str
    verdict: LinkVerdict
    predicate: str = "skos:exactMatch"
    justification: str = "semapv:ManualMappingCuration"
    confidence: str = ""
    evidence: tuple[str, ...] = ()
    label: str = ""
    item_label: str = ""
