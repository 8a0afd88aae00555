"""The words of the data contract as frozen values: entity, source, statement, evidence, decision, finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.items import Item

__all__ = [
    "Certainty",
    "Corpus",
    "Decision",
    "Disagreement",
    "Entity",
    "Evidence",
    "EvidenceLevel",
    "Finding",
    "Identity",
    "Label",
    "Link",
    "LinkVerdict",
    "Literal",
    "Mode",
    "Namesakes",
    "NotEncoded",
    "Origin",
    "Outcome",
    "PromiseOutcome",
    "Rank",
    "RankVerdict",
    "Ref",
    "Severity",
    "Source",
    "Statement",
    "Term",
    "Text",
    "TopicScheme",
    "Verdict",
    "Where",
]


class Mode(StrEnum):
    """How the source puts it: as a fact, a plan, somebody's words, or a denial."""

    FACT = "fact"
    PLANNED = "planned"
    ATTRIBUTED = "attributed"
    DENIED = "denied"


class Certainty(StrEnum):
    """How surely the source supports the statement as we wrote it."""

    STATED = "stated"
    INFERRED = "inferred"
    PROBABLE = "probable"
    DOUBTFUL = "doubtful"


class EvidenceLevel(StrEnum):
    """How exactly a statement can be found in its source."""

    SPAN = "span-locked"
    PARAGRAPH = "located"
    DOCUMENT = "document-level"


class Origin(StrEnum):
    """Where a label comes from: a source, a curator, or a transliteration library."""

    SOURCED = "sourced"
    CURATOR = "curator"
    GENERATED = "generated"


class Severity(StrEnum):
    """How much a finding matters: an error stops the build; a warning or an info only fails `kg check --strict`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Verdict(StrEnum):
    """What a curator decided about two names for one thing."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a curated file: path relative to the home folder, line counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


NOWHERE = Where("", 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found: what is wrong, where, and what to do about it.

    >>> print(Finding(Severity.ERROR, "unknown-property", "unknown property 'organiser'",
    ...               Where("data/sources/a.yaml", 31), "did you mean 'organizedBy'?"))
    data/sources/a.yaml:31: error: unknown property 'organiser'; did you mean 'organizedBy'? [unknown-property]
    """

    severity: Severity
    rule: str
    message: str
    where: Where = NOWHERE
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where.file else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{place}{self.severity}: {self.message}{remedy} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Ref:
    """A value that is an entity, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is text, a date, a number or an address, as the curator wrote it; the property decides its type."""

    text: str
    lang: str = ""
    unit: str = ""


Term = Ref | Literal


@dataclass(frozen=True, slots=True)
class Label:
    """A name of an entity in one language, and where that name comes from."""

    text: str
    lang: str
    origin: Origin = Origin.CURATOR


@dataclass(frozen=True, slots=True)
class Entity:
    """What exists: an id, a class and its names. No facts.

    `romanised` names are made by the build, for finding only.
    """

    id: str
    cls: str
    labels: tuple[Label, ...]
    aliases: tuple[Label, ...] = ()
    description: str = ""
    unnamed: bool = False
    unlabelled: tuple[str, ...] = ()
    """Languages in which no name is known: a gap that was looked at."""
    where: Where = NOWHERE
    romanised: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Which text the offsets of a source count in: its digest, its length in characters, its paragraphs."""

    sha256: str
    chars: int
    paragraphs: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a source: paragraph label, character offsets [start, end), digest of exactly those characters."""

    paragraph: str = ""
    start: int = -1
    end: int = -1
    digest: str = ""

    @property
    def level(self) -> EvidenceLevel:
        """How exact the place is."""
        if self.digest:
            return EvidenceLevel.SPAN
        return EvidenceLevel.PARAGRAPH if self.paragraph else EvidenceLevel.DOCUMENT

    def __str__(self) -> str:
        if self.digest:
            return f"{self.paragraph}:{self.start}-{self.end}:{self.digest}"
        return self.paragraph or "document"


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact, plan or claim as one source puts it, with its qualifiers and its evidence."""

    source: str
    subject: str
    property: str
    value: Term
    qualifiers: tuple[tuple[str, Term], ...]
    mode: Mode
    voice: tuple[str, ...]
    certainty: Certainty
    evidence: tuple[Evidence, ...]
    act: str = ""
    key: str = ""
    lines: tuple[str, ...] = ()
    note: str = ""
    where: Where = NOWHERE

    def qualifier(self, name: str) -> str:
        """The text of the first qualifier called `name`, or an empty string."""
        for property_name, value in self.qualifiers:
            if property_name == name:
                return value.id if isinstance(value, Ref) else value.text
        return ""


@dataclass(frozen=True, slots=True)
class Source:
    """A document and what is said about it on its own first lines; its statements are kept beside it."""

    id: str
    cls: str
    kind: str
    labels: tuple[Label, ...]
    publisher: str
    language: str
    titles: tuple[Label, ...] = ()
    voice: str = ""
    published: str = ""
    accessed: str = ""
    url: str = ""
    reliability: str = ""
    reliability_note: str = ""
    reproduces: tuple[str, ...] = ()
    text: Text | None = None
    curated_by: str = ""
    curated_on: str = ""
    where: Where = NOWHERE


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

    def keyed(self) -> dict[str, list[Statement]]:
        """The statements that a decision can point at, by `source#key`; a key on `entity: [a, b]` names both."""
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            if statement.key:
                found.setdefault(f"{statement.source}#{statement.key}", []).append(statement)
        return found
