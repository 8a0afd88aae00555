"""A small world of voices in code: a fair, its host, the host's paper, a wire, two portals, an outside paper.

The paper's article is carried by the wire and copied by a portal; another portal tells it in its own words.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from kg.claims.rank import Ranked, rank_corpus
from kg.corpus import Corpus
from kg.curation.parse import read_corpus
from kg.ids import statement_id
from kg.model import Certainty, Entity, Evidence, Literal, Mode, Ref, Source, Statement, Text
from kg.ontology import Ontology, read_ontology
from kg.resources import find_home
from kg.terms import read_terms
from tests.conftest import ROOT

SEED_TEXT = "source/2025-05-08-finanznachrichten-cgtn-cultural-exchanges"
SEED_SOURCES = (
    "source/2025-05-08-cgtn-article-cultural-exchanges",
    "source/2025-05-08-cgtn-release-cultural-exchanges",
    "source/2025-05-08-pr-newswire-cgtn-cultural-exchanges",
    SEED_TEXT,
)
_CLASSES = {
    "person/ada": "Person",
    "person/bo": "Person",
    "org/host": "Organization",
    "org/paper": "Organization",
    "org/wire": "Organization",
    "org/portal": "Organization",
    "org/other": "Organization",
    "org/ministry": "GovernmentBody",
    "event/fair": "Event",
    "place/eastland": "Country",
    "place/westland": "Country",
    "position/minister": "Position",
    "speech/welcome": "SpeechAct",
}


@cache
def ontology() -> Ontology:
    home = find_home(str(ROOT))
    return read_ontology(home, read_terms(home))


def source(name: str, publisher: str, *reproduces: str, voice: str = "", chars: int = 0, published: str = "") -> Source:
    return Source(
        f"source/{name}", "Source", "press", (), publisher, "en", voice=voice or publisher, published=published,
        reproduces=tuple(f"source/{one}" for one in reproduces), text=Text("0" * 64, chars) if chars else None,
    )  # fmt: skip


def fact(where: str, subject: str, name: str, value: str, **more: Any) -> Statement:
    """A statement of `source/<where>`; a value with a slash is an entity. `spans` are pairs of offsets."""
    spans = tuple(Evidence("p1", start, end, "00000000") for start, end in more.pop("spans", ()))
    qualifiers = [(key, Ref(text) if "/" in text else Literal(text)) for key, text in more.pop("having", {}).items()]
    return Statement(
        f"source/{where}", subject, name, Ref(value) if "/" in value else Literal(value),
        tuple(sorted(qualifiers, key=str)), mode=more.pop("mode", Mode.FACT), voice=more.pop("voice", ("org/paper",)),
        certainty=more.pop("certainty", Certainty.STATED), evidence=spans or (Evidence(),), **more,
    )  # fmt: skip


HOSTED = fact("article", "event/fair", "hostedBy", "org/host")
OWNED = fact("register", "org/paper", "partOf", "org/host", voice=("org/other",))
COPIED = fact("portal", "source/portal", "reproduces", "source/wire", voice=("org/portal",))
REWORDED = fact("reworded", "source/reworded", "follows", "source/article", voice=("org/portal",))


def world(*more: Statement, without: tuple[Statement, ...] = (), sources: tuple[Source, ...] = ()) -> Corpus:
    """The small world with further statements and sources, or with some of its own left out."""
    made = Corpus()
    made.entities = {name: Entity(name, cls, ()) for name, cls in _CLASSES.items()}
    texts = (
        source("article", "org/paper", published="2025-05-08"),
        source("wire", "org/wire", "article", voice="org/paper"),
        source("portal", "org/portal", voice="org/paper"),
        source("reworded", "org/portal"),
        source("other", "org/other"),
        source("register", "org/other"),
        *sources,
    )
    made.sources = {one.id: one for one in sorted(texts, key=lambda one: one.id)}
    made.statements = [one for one in (HOSTED, OWNED, COPIED, REWORDED, *more) if one not in without]
    return made


def copies(corpus: Corpus, of: str, count: int, name: str = "copy") -> Corpus:
    """The corpus with so many copies of a source, each with all its statements."""
    made = replace(corpus, sources=dict(corpus.sources), statements=list(corpus.statements))
    for at in range(count):
        copy = replace(corpus.sources[of], id=f"source/{name}-{at}", reproduces=(of,), publisher="org/portal")
        made.sources[copy.id] = copy
        made.statements += [replace(one, source=copy.id) for one in corpus.statements if one.source == of]
    return made


def seed(*more: Statement) -> Corpus:
    """The seed text with the chain above it, and nothing else that data/ holds: who owns whom is left out."""
    whole = read_corpus(ROOT)
    statements = [one for one in whole.statements if one.source in SEED_SOURCES]
    # a passage taken from an older text is no part of the seed
    statements = [one for one in statements if one.property != "follows"]
    return Corpus(whole.entities, {one: whole.sources[one] for one in SEED_SOURCES}, [*statements, *more])


def ranked(corpus: Corpus) -> list[Ranked]:
    return rank_corpus(corpus)


def ids(*statements: Statement) -> list[str]:
    return [statement_id(one) for one in statements]
