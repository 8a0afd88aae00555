"""The mistakes a curator makes, each with the line that must be named and the remedy that must be offered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.curation.lint import lint
from kg.curation.parse import collect
from kg.model import Finding
from kg.ontology import read_ontology
from kg.resources import Home
from kg.strict_yaml import read_strict
from kg.terms import read_terms

RIVER = "data/sources/1950-05-01-river-news-ada.yaml"
BOOK = "data/sources/1960-encyclopaedia-ada.yaml"
PEOPLE = "data/entities/people.yaml"
PLACES = "data/entities/places.yaml"


@dataclass(frozen=True)
class Mistake:
    """`old` becomes `new` in `file`; the finding stands on the line where `line_of` is found afterwards."""

    name: str
    file: str
    old: str
    new: str
    rule: str
    line_of: str
    remedy: str
    message: str = ""

    def __str__(self) -> str:
        return self.name.replace(" ", "-")

    def plant(self, home: Home) -> None:
        replace(home, self.file, self.old, self.new)

    def line(self, home: Home) -> int:
        return line_of(home, self.file, self.line_of)


def replace(home: Home, file: str, old: str, new: str) -> None:
    """Change the one place in a file where `old` stands."""
    path = Path(home.root) / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(home: Home, file: str, fragment: str) -> int:
    text = (Path(home.root) / file).read_text(encoding="utf-8")
    assert text.count(fragment) == 1, f"{fragment!r} stands {text.count(fragment)} times in {file}"
    return text.count("\n", 0, text.index(fragment)) + 1


def findings(home: Home) -> list[Finding]:
    """What a check of the data says, before anything is built."""
    ontology = read_ontology(home, read_terms(home))
    corpus, found = collect(home, ontology)
    return found or lint(corpus, ontology)


def _read() -> list[Mistake]:
    rows = read_strict(Path(__file__).with_name("mistakes.yaml"))
    return [
        Mistake(
            row["name"], row["file"], row["old"], row["new"], row["rule"], row["at"],
            row.get("remedy", ""), row.get("message", ""),
        )
        for row in rows
    ]  # fmt: skip


ALL = {one.name: one for one in _read()}
