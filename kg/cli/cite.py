"""`kg cite`: where in a source's text some words stand, as the evidence string a curator pastes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.options import parser
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.model import Finding, Source
    from kg.resources import Home

__all__ = ["run", "texts_folder"]


def run(words: list[str]) -> int:
    """Parse the words and print one evidence string for each place; exit code 1 when the words are not there."""
    options = parser("cite", "Find words in a source's text: kg cite source/… 'Roman Kalman'")
    options.add_argument("source", help="id of the source, or a text file not registered yet")
    options.add_argument("words", nargs="+", help="the words as they stand in the text")
    options.add_argument(
        "--texts", metavar="DIR", help="folder with source texts (default: KG_TEXTS, else texts/ in the home folder)"
    )
    given = options.parse_args(words)
    from kg.curation.evidence import cite, find_texts, normalise
    from kg.curation.parse import collect
    from kg.ontology import read_ontology
    from kg.resources import find_home
    from kg.terms import read_terms

    home = find_home(given.home)
    if Path(given.source).is_file():
        return _unregistered(normalise(Path(given.source).read_text(encoding="utf-8-sig")), " ".join(given.words))
    corpus, wrong = collect(home, read_ontology(home, read_terms(home)))  # what is wrong elsewhere, kg check names
    source = _source(home, given.source, corpus.sources, wrong)
    folder = texts_folder(home, given.texts)
    assert source.text is not None  # noqa: S101 -- _source() refuses a source without a text
    text = find_texts(folder, [source.text.sha256]).get(source.text.sha256)
    if text is None:
        raise UsageError(
            f"no file under {folder} is the text of {source.id}; put it there or name a folder with --texts"
        )
    found = cite(text, " ".join(given.words), source.text.paragraphs)
    print("\n".join(found) if found else f"the words do not stand in one paragraph of {source.id}")
    return 0 if found else 1


def _unregistered(text: str, wanted: str) -> int:
    """For a text without a source file yet: what its metadata must say, and the places under paragraph `p0`."""
    import hashlib

    from kg.curation.evidence import cite

    print(f"text: {{sha256: {hashlib.sha256(text.encode()).hexdigest()}, chars: {len(text)}}}")
    found = cite(text, wanted, {"p0": (0, len(text))})
    print("\n".join(found) if found else "the words do not stand in the text")
    return 0 if found else 1


def _source(home: Home, wanted: str, sources: dict[str, Source], wrong: list[Finding]) -> Source:
    name = wanted if wanted.startswith("source/") else f"source/{wanted}"
    if name not in sources:
        file = f"data/sources/{name.removeprefix('source/')}.yaml"
        if unread := next((one for one in wrong if one.where.file == file), None):
            raise UsageError(str(unread))
        from kg.ontology import did_you_mean

        raise UsageError(f"{home.data} has no source '{wanted}'; {did_you_mean(name, sources) or 'see data/sources'}")
    if sources[name].text is None:
        raise UsageError(f"{name} was read without its text at hand; add text: and paragraphs: to its metadata first")
    return sources[name]


def texts_folder(home: Home, given: str | None) -> str:
    """Where source texts are looked for: --texts, else KG_TEXTS, else texts/ in the home folder."""
    return given or os.environ.get("KG_TEXTS") or str(Path(home.root) / "texts")
