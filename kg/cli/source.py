"""`kg source`: begin a source file (`new`), and propose the entities and dates a text speaks of (`suggest`)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.options import parser
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.corpus import Corpus
    from kg.curation.skeleton import Skeleton
    from kg.model import Source
    from kg.resources import Home

__all__ = ["run"]

_ABOUT = (
    "Begin a source file, or propose what its text speaks of: kg source new URL --publisher org/… --slug WORDS, then "
    "kg source suggest SOURCE --text FILE. 'new' writes data/sources/<date>-<publisher>-<slug>.yaml and never over "
    "another file; 'suggest' prints YAML to paste from: paragraphs, entities and dates with their evidence strings."
)


def run(words: list[str]) -> int:
    """Parse the words and do one of the two; exit code 1 when the address is known already, or nothing is found."""
    options = parser("source", _ABOUT)
    options.add_argument("action", choices=("new", "suggest"))
    options.add_argument("what", help="new: the address of the document; suggest: the id of the source")
    new = options.add_argument_group("new")
    new.add_argument("--publisher", default="", metavar="ID", help="the body that published it: org/…")
    new.add_argument("--date", default="", help="when it was published: YYYY, YYYY-MM or YYYY-MM-DD (default: undated)")
    new.add_argument("--slug", default="", metavar="WORDS", help="a few words for the id, as in karmen-yanan")
    new.add_argument("--kind", default="", help="what kind of source it is: press, agency, official …")
    new.add_argument("--language", default="", help="of the text: en, zh-Hans, ru …")
    new.add_argument("--on", default="", metavar="DATE", help="the day it was seen: YYYY-MM-DD (default: today)")
    suggest = options.add_argument_group("suggest")
    suggest.add_argument("--text", default="", metavar="FILE", help="the text of the document, UTF-8")
    given = options.parse_args(words)
    from kg.curation.parse import collect
    from kg.ontology import read_ontology
    from kg.resources import find_home
    from kg.terms import read_terms

    home = find_home(given.home)
    corpus, _ = collect(home, read_ontology(home, read_terms(home)))  # a skeleton has open fields, and may
    if given.action == "suggest":
        return _suggest(home, corpus, given.what, given.text)
    from kg.curation.skeleton import Skeleton

    made = Skeleton(
        given.what, given.publisher, given.date, given.slug, given.kind, given.language, given.on or _today()
    )
    return _new(home, corpus, made)


def _today() -> str:
    import datetime

    return datetime.datetime.now(tz=datetime.UTC).date().isoformat()


def _new(home: Home, corpus: Corpus, made: Skeleton) -> int:
    from kg.curation.skeleton import registered_as, write_skeleton
    from kg.validate.turtle import closed_values

    known = registered_as(made.url, corpus)
    if known:
        print(
            f"kg source: this address is registered as {known.id} ({known.where}); nothing was written", file=sys.stderr
        )
        return 1
    kinds = closed_values(home, "sourceKind")
    if made.kind and made.kind not in kinds:
        raise UsageError(f"--kind: '{made.kind}' is none; the kinds are: {', '.join(kinds)}")
    if made.publisher and made.publisher not in corpus.entities:
        print(f"note: {made.publisher} does not exist yet; add it to data/entities/organizations.yaml", file=sys.stderr)
    print(write_skeleton(home, made, kinds))
    return 0


def _suggest(home: Home, corpus: Corpus, wanted: str, file: str) -> int:
    from kg.curation.dates_in_text import find_dates, read_date_forms
    from kg.curation.evidence import normalise
    from kg.curation.suggest import names_of, proposals, split_paragraphs

    source = _known(corpus, wanted)
    if not file:
        raise UsageError("suggest needs the text; name it with --text FILE")
    try:
        text = normalise(Path(file).read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read as UTF-8 text: {error}") from error
    stated = source.text
    if stated and stated.sha256 != _sha256(text):
        raise UsageError(f"{file} is not the text of {source.id}; its metadata states another digest")
    paragraphs = stated.paragraphs if stated and stated.paragraphs else split_paragraphs(text)
    lines = proposals(text, paragraphs, names_of(corpus).find(text), find_dates(text, read_date_forms(home)))
    print(f"# Proposals for {source.id}: read each in the text, take what holds, leave the rest.")
    if not stated:
        print(f"text: {{sha256: {_sha256(text)}, chars: {len(text)}}}")
    print("\n".join(lines))
    return 0 if len(lines) > len(paragraphs) + 1 else 1


def _sha256(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


def _known(corpus: Corpus, wanted: str) -> Source:
    name = wanted if wanted.startswith("source/") else f"source/{wanted}"
    if name not in corpus.sources:
        from kg.ontology import did_you_mean

        remedy = did_you_mean(name, corpus.sources) or "begin it with: kg source new URL"
        raise UsageError(f"there is no source '{wanted}'; {remedy}")
    return corpus.sources[name]
