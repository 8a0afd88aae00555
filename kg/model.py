"""The words of the data contract as frozen values: entity, source, statement, evidence, finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "Certainty",
    "Entity",
    "Evidence",
    "EvidenceLevel",
    "Finding",
    "Label",
    "Literal",
    "Mode",
    "Origin",
    "Ref",
    "Severity",
    "Source",
    "Statement",
    "Term",
    "Text",
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
    lines: dict[str, int] = field(default_factory=dict, compare=False)
    """The line of each field that the curator wrote, by its name in the file."""

    def at(self, name: str) -> Where:
        """Where a field of the metadata stands; where the source begins when it is not written."""
        return Where(self.where.file, self.lines.get(name, self.where.line))
