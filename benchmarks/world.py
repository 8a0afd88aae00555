"""A home folder with generated curated data: YAML that our own build turns into about as many quads as are asked for.

People, bodies, events, works and speeches that never were, in the proportions of the real data: some three dozen
statements a source, most of them locked to a span, a tenth planned or attributed, dates of every precision, a few
sources that disagree. Classes and properties are the ontology's, so that every check of `kg check` passes. The same
size and seed give the same bytes.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter, defaultdict
from pathlib import Path
from random import Random
from typing import NamedTuple

from kg.build.provenance import ProvenanceWriter
from kg.ontology import read_ontology
from kg.resources import Home, find_home
from kg.terms import read_terms

__all__ = ["World", "make_home", "make_world"]

ROOT = Path(__file__).parent.parent
_QUADS = 27.19  # quads a statement gives, its share of entities and sources included
_PER_SOURCE = 36
_PARAGRAPHS, _PARAGRAPH = 12, 420  # paragraphs of a text, characters of a paragraph
_TEXT = "{sha256: %s, chars: " + str(_PARAGRAPHS * _PARAGRAPH) + "}"
_LIMITS = ", ".join(f"p{n + 1}: [{n * _PARAGRAPH}, {(n + 1) * _PARAGRAPH - 1}]" for n in range(_PARAGRAPHS))
_EN = (
    "Red", "River", "North", "Gate", "Stone", "Paper", "Lamp", "Tower",
    "Garden", "Winter", "Silver", "Bridge", "Morning", "Harbour", "Birch", "Crane",
)  # fmt: skip
_RU = (
    "красный", "север", "город", "письмо", "зима", "мост", "фильм", "сад",
    "вечер", "мир", "театр", "союз", "берег", "утро", "школа", "парус",
)  # fmt: skip
_ZH = "江南北京故事电影山水长城王李张刘陈杨春秋运动会议信件"
# kind of id, its classes, entities per statement
_KINDS = (
    ("person", ("Person",), 0.12),
    ("event", ("ExchangeEvent", "Festival", "Exhibition", "Tour", "Meeting"), 0.06),
    ("work", ("Film", "Documentary", "Book", "Song"), 0.05),
    ("speech", ("Message", "Speech"), 0.03),
    ("org", ("Broadcaster", "Museum", "Orchestra", "Publisher", "University"), 0.02),
    ("position", ("Position",), 0.003),
    ("place", ("City",), 0.003),
    ("topic", ("Topic",), 0.002),
)
_FILES = {
    "person": "people", "event": "events", "work": "works", "speech": "speeches", "org": "organizations",
    "position": "positions", "place": "places", "topic": "topics",
}  # fmt: skip
# ties drawn at random: property, share, kind of the subject, kind of the value
_TIES = (
    ("tookPartIn", 34, "person", "event"), ("memberOf", 10, "person", "org"), ("worksFor", 8, "person", "org"),
    ("hostedBy", 8, "event", "org"), ("praises", 8, "speech", "event"), ("spokeAt", 6, "person", "event"),
    ("holdsPosition", 6, "person", "position"), ("about", 6, "work", "event"), ("firstShownIn", 6, "work", "place"),
    ("sentTo", 5, "person", "place"), ("nameAs", 3, "person", ""),
)  # fmt: skip
_PROPERTIES, _SHARES = [tie[0] for tie in _TIES], [tie[1] for tie in _TIES]
_COUNTED = {"tookPartIn": "visits", "spokeAt": "visits", "holdsPosition": "offices", "hostedBy": "hosts"}
_ENDS = {name: (subject, value) for name, _, subject, value in _TIES}


class World(NamedTuple):
    """A home folder and entities to ask about: a person and an event with some twenty ties, a guest of one event."""

    home: Home
    person: str
    event: str
    guest: str


class _Entity(NamedTuple):
    id: str
    cls: str
    en: str
    zh: str
    ru: str


def make_home(folder: Path, data: Path | None = None) -> Home:
    """A home folder of its own with the project's ontology and queries, and a copy of `data` if there is any."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "ontology", folder / "ontology", ignore=shutil.ignore_patterns("examples"))
    shutil.copytree(ROOT / "queries", folder / "queries")
    if data:
        shutil.copytree(data, folder / "data")
    else:
        for part in ("entities", "sources", "decisions"):
            (folder / "data" / part).mkdir(parents=True)
    return find_home(str(folder))


def make_world(folder: Path, quads: int, seed: int = 1937) -> World:
    """Write a home folder whose build holds about `quads` quads (seven thousand are the least)."""
    home = make_home(folder)
    return _Writer(home, max(180, round((quads - _vocabulary(home)) / _QUADS)), seed).write()


def _vocabulary(home: Home) -> int:
    """The number of quads that the ontology alone gives."""
    terms = read_terms(home)
    return len(set(ProvenanceWriter(terms, read_ontology(home, terms)).vocabulary()))


class _Writer:
    """Draws entities and statements, then writes them in canonical order."""

    def __init__(self, home: Home, statements: int, seed: int) -> None:
        self._home = home
        self._draw = Random(seed)
        self._wanted = statements
        self._pools: dict[str, list[_Entity]] = {}
        self._lines: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))  # by source and subject
        self._said: set[tuple[str, ...]] = set()
        self._count = 0
        self._parts: Counter[tuple[str, str]] = Counter()

    def write(self) -> World:
        for kind, classes, share in _KINDS:
            size = max(4, round(self._wanted * share))
            self._pools[kind] = [self._entity(kind, classes, number) for number in range(size)]
        self._pools["country"] = [_Entity("place/country-a", "Country", "Country A", "甲国", "страна А")]
        publishers = self._pools["org"]
        dates = [self._day(1950, 2025) for _ in range(max(2, self._wanted // _PER_SOURCE))]
        self._sources = {
            f"source/{date}-report-{number}": (date, publishers[number % len(publishers)].id)
            for number, date in enumerate(dates)
        }
        self._ids = list(self._sources)
        self._core()
        while self._count < self._wanted:
            self._tie(self._draw.choices(_PROPERTIES, _SHARES)[0])
        data = Path(self._home.data)
        for kind, name in _FILES.items():
            pool = self._pools[kind] + (self._pools["country"] if kind == "place" else [])
            text = "".join(_entity_lines(one) for one in sorted(pool))
            (data / "entities" / f"{name}.yaml").write_text(text, encoding="utf-8")
        for source in self._ids:
            path = data / "sources" / f"{source.partition('/')[2]}.yaml"
            path.write_text(self._source_text(source), encoding="utf-8")
        guests = [one.id for one in self._pools["person"] if self._parts["visits", one.id] == 1]
        person, event = self._typical("person", "offices"), self._typical("event", "hosts")
        return World(self._home, person, event, guests[len(guests) // 2] if guests else person)

    def _typical(self, kind: str, also: str) -> str:
        """One that took part, or was taken part in, about twenty times, and of which the other thing is told too."""
        told = [one.id for one in self._pools[kind] if self._parts[also, one.id] and self._parts["visits", one.id]]
        return min(told, key=lambda found: abs(self._parts["visits", found] - 20))

    def _entity(self, kind: str, classes: tuple[str, ...], number: int) -> _Entity:
        one, two = self._draw.sample(_EN, 2)
        zh = "".join(self._draw.sample(_ZH, 4))
        ru = " ".join(self._draw.sample(_RU, 2))
        cls = classes[number % len(classes)]
        slug = f"{kind}/{one.lower()}-{two.lower()}-{number}"
        return _Entity(slug, cls, f"{one} {two} {number}", f"{zh}{number}", f"{ru} {number}")

    def _core(self) -> None:
        """What nearly every entity has, and what the shapes ask for: nothing stays unused, no speech unsaid."""
        country = self._pools["country"][0].id
        for one in self._pools["person"]:
            self._say(one, "bornOn", value=self._date(1890, 1980))
            if self._draw.random() < 0.05:  # a second source, which may disagree
                self._say(one, "bornOn", value=self._date(1890, 1980))
        for one in self._pools["event"]:
            self._say(one, "heldOn", value=self._date(1920, 2025))
            self._say(one, "heldAt", entity=self._pick("place"))
        for one in self._pools["work"]:
            self._say(one, "directedBy", entity=self._pick("person"))
        for one in self._pools["speech"]:
            self._say(one, "sender", entity=self._pick("person"))
            self._say(one, "addressedTo", entity=self._pick("event"))
            self._say(one, "saidOn", value=self._day(1950, 2025))
        for one in self._pools["org"]:
            self._say(one, "foundedOn", value=self._date(1900, 1990))
        for one in self._pools["place"]:
            self._say(one, "locatedIn", entity=country)
        for one in self._pools["position"]:
            self._say(one, "positionIn", entity=self._pick("org"))
        for one in self._pools["topic"]:
            self._say(self._pools["event"][0], "hasTopic", entity=one.id)

    def _tie(self, name: str) -> None:
        kind, other = _ENDS[name]
        subject, draw = self._one(kind), self._draw
        if name == "nameAs":
            self._say(subject, name, value=subject.en.replace(" ", "-", 1), more="lang: en, certainty: probable")
            return
        more = ""
        if name == "tookPartIn" and draw.random() < 0.3:
            more = "role: guest"
        elif name in ("memberOf", "worksFor"):
            start = draw.randrange(1920, 2000)
            more = f"from: {start}, until: {start + draw.randrange(1, 25)}"
        elif name == "holdsPosition":
            more = f"asOf: {self._day(1950, 2025)}"
        elif name == "sentTo":
            more = f"when: {self._date(1920, 2025)}, by: {self._pick('org')}, purpose: {self._pick('event')}"
        elif name == "firstShownIn" and draw.random() < 0.4:
            more = f"mode: planned, due: {self._day(1950, 2025)[:7]}"
        elif name == "firstShownIn":
            more = f"when: {self._date(1920, 2025)}"
        elif name == "praises":
            more = f"mode: attributed, voice: {self._pick('person')}, act: {subject.id}"
        value = self._pick(other)
        if self._say(subject, name, entity=value, more=more) and name in _COUNTED:
            self._parts[_COUNTED[name], subject.id] += 1
            self._parts[_COUNTED[name], value] += 1

    def _say(self, subject: _Entity, name: str, *, entity: str = "", value: str = "", more: str = "") -> bool:
        """Add a statement to some source, unless that source says the same already."""
        source = self._ids[self._draw.randrange(len(self._ids))]
        if (source, subject.id, name, entity or value) in self._said:
            return False
        self._said.add((source, subject.id, name, entity or value))
        filler = f"entity: {entity}" if entity else f"value: {value}"
        fields = ", ".join(part for part in (f"property: {name}", filler, more, f"evidence: {self._place()}") if part)
        self._lines[source][subject.id].append(f"    - {{{fields}}}\n")
        self._count += 1
        return True

    def _place(self) -> str:
        draw = self._draw.random()
        if draw < 0.04:
            return "document"
        if draw < 0.1:
            return f"p{self._draw.randrange(_PARAGRAPHS) + 1}"
        return self._span() if draw < 0.92 else f"[{self._span()}, {self._span()}]"

    def _span(self) -> str:
        paragraph = self._draw.randrange(_PARAGRAPHS)
        start = paragraph * _PARAGRAPH + self._draw.randrange(_PARAGRAPH - 120)
        end = start + self._draw.randrange(8, 110)
        return f"p{paragraph + 1}:{start}-{end}:{self._draw.getrandbits(32):08x}"

    def _one(self, kind: str) -> _Entity:
        pool = self._pools[kind]
        return pool[int(len(pool) * self._draw.random() ** 2.2)]  # a few are in many statements, most in few

    def _pick(self, kind: str) -> str:
        return self._one(kind).id

    def _day(self, first: int, last: int) -> str:
        draw = self._draw
        return f"{draw.randrange(first, last)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"

    def _date(self, first: int, last: int) -> str:
        """A date as precise as sources are: mostly a day, else a month, a year, about a year, or from then to then."""
        day, draw = self._day(first, last), self._draw.random()
        if draw < 0.7:
            return day
        if draw < 0.82:
            return day[:7]
        if draw < 0.94:
            return day[:4]
        return f"{day[:4]}~" if draw < 0.97 else f"{day[:4]}/{int(day[:4]) + self._draw.randrange(1, 4)}"

    def _source_text(self, source: str) -> str:
        date, publisher = self._sources[source]
        slug = source.partition("/")[2]
        head = (
            f"source:\n  id: {source}\n  class: Source\n  kind: press\n"
            f'  label: {{en: "Report {slug}", zh-Hans: "报道 {slug}", ru: "сообщение {slug}"}}\n'
            f"  publisher: {publisher}\n  published: {date}\n  language: en\n  url: https://example.org/{slug}\n"
            f"  reliability: medium\n  text: {_TEXT % hashlib.sha256(source.encode()).hexdigest()}\n"
            f"  paragraphs: {{{_LIMITS}}}\n  curated: {{by: generator, date: 2025-01-01}}\n\nstatements:\n"
        )
        said = self._lines[source]
        return head + "".join(f"  {subject}:\n{''.join(said[subject])}" for subject in sorted(said))


def _entity_lines(one: _Entity) -> str:
    labels = f'en: "{one.en}", zh-Hans: "{one.zh}", ru: "{one.ru}"'
    kind = one.id.partition("/")[0]
    return f"{one.id}:\n  class: {one.cls}\n  label: {{{labels}}}\n  description: generated {kind} for measuring\n"
