"""What the explorer's page is given: the atlas as columns of numbers and short texts, each name standing once.

Data never becomes a key of a JavaScript object: entities, properties and classes are numbers, and a text that comes
from data is an item of a list. Every text passes `for_display`, every address `safe_link`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from kg.dates import EDTF
from kg.export.explorer_drawing import drawing, looks_of
from kg.export.explorer_romanised import romanised_forms
from kg.export.explorer_told import Told, day_number
from kg.export.network_words import LANGUAGES
from kg.export.remarks import note_for_print
from kg.export.text import for_display, safe_link

if TYPE_CHECKING:
    from kg.export.explorer_places import Point
    from kg.export.explorer_told import Ledgers
    from kg.ontology import Ontology
    from kg.query.atlas import Atlas, Document, Thing
    from kg.query.receipts import Receipt

__all__ = ["Found", "Payload"]

Found = Mapping[str, Sequence[tuple[str, str]]]
"""By a question of the library: the statements (IRIs) that it finds, each with the decade it puts them in (`1950s`)."""

T = TypeVar("T", bound=Hashable)


class _Numbers(dict[T, int]):
    """Gives each thing a number in the order of first use."""

    def __missing__(self, thing: T) -> int:
        number = self[thing] = len(self)
        return number


class Payload:
    """Numbers everything of an atlas and gives it as plain values for JSON.

    `ties` are the pairs of entities that a statement ties together, with the property: what the network draws.
    """

    def __init__(self, atlas: Atlas, ledgers: Ledgers, ontology: Ontology, base: str) -> None:
        self._atlas, self._ledgers, self._ontology = atlas, ledgers, ontology
        self._start = f"{base}id/"
        self._node = {thing.id: number for number, thing in enumerate(atlas.things)}
        self._ids = [one.statement.rpartition("/")[2] for one in atlas.receipts]
        self._statement = {name: number for number, name in enumerate(self._ids)}
        self._documents = {made.record.id for made in atlas.documents}
        self._property, self._class = _Numbers[str](), _Numbers[str]()
        self._literal, self._way = _Numbers[tuple[str, str, str]](), _Numbers[tuple[str, str, str]]()
        self._voices, self._times = _Numbers[tuple[int, ...]](), _Numbers[tuple[int | None, ...]]()
        self._heard: dict[tuple[str, ...], int] = {}
        self._ties = _Numbers[tuple[int, int, int]]()
        self.statements = self._statements()

    @property
    def ties(self) -> list[tuple[int, int, int]]:
        """Subject, value and property of every tie, as numbers."""
        return list(self._ties)

    @property
    def told_by(self) -> dict[int, list[int]]:
        """For each document (by number) the subjects of its statements."""
        found: dict[int, list[int]] = {self._node[one]: [] for one in sorted(self._documents)}
        for subject, source in zip(self.statements["subject"], self.statements["source"], strict=True):
            found[source].append(subject)
        return found

    def drawing(self, places: Sequence[Point], sides: Sequence[int], kinds: Mapping[str, int]) -> dict[str, Any]:
        """What the first drawing needs, given where each entity stands and on which side it is."""
        things, ties = self._atlas.things, self.statements["tie"]
        degrees = [0] * len(things)
        for column in ("subject", "value"):
            for node in self.statements[column]:
                if node >= 0:
                    degrees[node] += 1
        held = ((tie, one) for tie, one in zip(ties, self._atlas.receipts, strict=True) if tie >= 0)
        return drawing(
            [kinds[thing.id.partition("/")[0]] for thing in things], sides, places, degrees,
            [(one, other) for one, other, _ in self._ties], looks_of(len(self._ties), held), self._named,
        )  # fmt: skip

    def data(self) -> dict[str, Any]:
        """Everything else."""
        nodes = self._nodes()
        for name in list(self._class):
            for above in sorted(self._ontology.ancestors(name) - {"Entity"}):
                self._class.setdefault(above, len(self._class))
        copies = [self._property[name] for name in sorted(self._ontology.tied("copies"))]
        return {
            "nodes": nodes,
            "classes": [self._class_row(name) for name in self._class],
            "ties": [name for _, _, name in self._ties],
            "statements": self.statements,
            "copies": copies,
            "properties": [[name, *self._names("kg:" + name)] for name in self._property],
            "literals": [list(one) for one in self._literal],
            "ways": [list(one) for one in self._way],
            "voices": [list(one) for one in self._voices],
            "times": [list(one) for one in self._times],
            "documents": [self._document(made) for made in self._atlas.documents],
            **Told(self._ledgers, self._node, self._statement).all(self._atlas.judgements),
        }

    @cached_property
    def _named(self) -> list[list[Any]]:
        return [[_shown(thing.labels.get(lang, "")) for thing in self._atlas.things] for lang in LANGUAGES]

    def _nodes(self) -> dict[str, Any]:
        things = self._atlas.things
        return {
            "id": [thing.id for thing in things],
            "class": [self._class[thing.cls] for thing in things],
            "names": self._named,
            "other": [_other(thing) for thing in things],
            "also": [[[for_display(text), lang] for text, lang in thing.aliases] or 0 for thing in things],
            "about": [_shown(thing.description) for thing in things],
            "links": [_links(thing.links) for thing in things],
            "romanised": romanised_forms(self._atlas),
        }

    def _class_row(self, name: str) -> list[Any]:
        above = [self._class[one] for one in self._ontology.nearest(name) if one != "Entity"]
        return [name, *self._names("kg:" + name), above]

    def _statements(self) -> dict[str, list[Any]]:
        times = {entry["statement"]: tuple(map(day_number, entry["days"])) for entry in self._ledgers["times"]}
        rows = [
            self._row(name, one, times.get(name)) for name, one in zip(self._ids, self._atlas.receipts, strict=True)
        ]
        columns = list(zip(*rows, strict=True)) or [()] * len(_COLUMNS)
        return {name: list(column) for name, column in zip(_COLUMNS, columns, strict=True)}

    def _row(self, statement: str, one: Receipt, time: tuple[int | None, ...] | None) -> tuple[Any, ...]:
        subject, value = self._node[one.subject], self._term(one.value)
        name = self._property[one.property]
        qualifiers = [[self._property[key], self._term(term)] for key, term in one.qualifiers] if one.qualifiers else 0
        return (
            statement,
            subject,
            name,
            value,
            qualifiers,
            self._way[one.mode, one.certainty, one.rank],
            self._voice_of(one.voices),
            self._node.get(one.act, -1),
            _shown(note_for_print(one.note)) if one.note else 0,
            self._node[one.source],
            _shown(", ".join(map(str, one.places))) or "",
            -1 if time is None else self._times[time],
            1 if one.disputed_by else 0,
            _shown(one.when) if qualifiers else 0,
            self._ties[subject, value, name] if value >= 0 else -1,
        )

    def _voice_of(self, voices: tuple[str, ...]) -> int:
        """The number of those who speak together; the same few do so in most statements."""
        found = self._heard.get(voices)
        if found is None:
            known = tuple([self._node[voice] for voice in voices if voice in self._node])
            found = self._heard[voices] = self._voices[known]
        return found

    def _term(self, term: Any) -> int:
        """The number of an entity, or of a literal counted down from -1."""
        if not hasattr(term, "datatype"):
            number = self._node.get(term.value.removeprefix(self._start))
            return number if number is not None else ~self._literal[(for_display(term.value), "", "text")]
        kind = "date" if term.datatype.value == EDTF else term.datatype.value.rpartition("#")[2]
        return ~self._literal[(for_display(term.value), _tag(term.language), kind)]

    def _document(self, made: Document) -> list[Any]:
        record = made.record
        link = safe_link(record.url)
        return [
            self._node[record.id], self._node.get(record.publisher, -1), self._node.get(record.voice, -1),
            for_display(record.published), for_display(record.kind), for_display(record.language),
            *([link.href, link.host] if link else ["", for_display(record.url)]),
            [self._node[one] for one in made.reproduces if one in self._node], record.digest,
        ]  # fmt: skip

    def found(self, answers: Found) -> list[list[Any]]:
        """By question the statements of this atlas that it finds, each as its number with the decade's first year; 0
        where that is unknown.
        """

        def rows(answer: Sequence[tuple[str, str]]) -> list[list[int]]:
            told = ((self._statement.get(iri.rpartition("/")[2]), decade.removesuffix("s")) for iri, decade in answer)
            return [[one, int(year) if year.isdigit() else 0] for one, year in told if one is not None]

        return [[name, rows(answer)] for name, answer in sorted(answers.items())]

    def passages(self, texts: Mapping[str, Sequence[tuple[int, str]]]) -> list[list[Any]]:
        """Paragraphs of the texts that may be shown, each with the offset at which it begins."""
        return [
            [self._node[source], [[start, _same_length(text)] for start, text in found]]
            for source, found in sorted(texts.items()) if source in self._node
        ]  # fmt: skip

    def _names(self, name: str) -> list[str]:
        labels = self._atlas.labels.get(name, {})
        return [for_display(labels.get(lang, "")) for lang in LANGUAGES]


_COLUMNS = (
    "id", "subject", "property", "value", "qualifiers", "way", "voices", "act", "note", "source", "place", "time",
    "disputed", "when", "tie",
)  # fmt: skip


def _shown(text: str) -> str | int:
    return for_display(text) or 0 if text else 0


def _same_length(text: str) -> str:
    """What cannot be shown becomes a blank, so that offsets still count."""
    return text if text.isprintable() else "".join(one if for_display(one) else " " for one in text)


def _tag(language: str | None) -> str:
    from kg.query.names import language_tag

    return language_tag(language)


def _other(thing: Thing) -> list[str] | int:
    """A name in some further language, for a thing that has none in the page's three."""
    if any(thing.labels.get(lang) for lang in LANGUAGES):
        return 0
    lang = next((one for one in sorted(thing.labels) if thing.labels[one]), "")
    return [for_display(thing.labels.get(lang, "") or thing.id), lang]


def _links(addresses: Sequence[str]) -> list[list[str]] | int:
    found = [link for link in map(safe_link, addresses) if link]
    return [[link.href, link.host] for link in found] or 0
