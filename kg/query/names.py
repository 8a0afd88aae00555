"""Find an entity by whatever a reader calls it, and call an entity what a reader of a language calls it."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import QueryError
from kg.query.library import SYSTEM, find_query
from kg.store.oxigraph import iri_term
from kg.terms import is_id

if TYPE_CHECKING:
    from kg.store.oxigraph import OxigraphView
    from kg.terms import Terms

__all__ = ["Names", "language_tag", "letters_of"]

_TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}  # the engine lower-cases language tags


def language_tag(tag: str | None) -> str:
    """A language tag as BCP 47 recommends to write it; empty for a text in no language.

    >>> language_tag("zh-hans"), language_tag(None)
    ('zh-Hans', '')
    """
    return _TAGS.get(tag or "", tag or "")


class _Name(NamedTuple):
    """A folded name, the IRI of what it names, and whether it is a label and whether a library romanised it."""

    text: str
    iri: str
    label: bool
    generated: bool


class Names:
    """Labels both ways, asked of the graph when needed and remembered."""

    def __init__(self, view: OxigraphView, library: str, terms: Terms) -> None:
        self._view = view
        self._terms = terms
        self._library = library
        self._labels: dict[str, dict[str, str]] = {}

    def labels(self, iri: str) -> dict[str, str]:
        """The labels of a thing by language tag; empty for what has none."""
        if iri not in self._labels:
            text = find_query(self._library, f"{SYSTEM}/label").text
            rows: Any = self._view.query(text, {"entity": iri_term(iri)})
            found = {language_tag(label.language): label.value for _, label in rows}
            self._labels[iri] = dict(sorted(found.items()))
        return self._labels[iri]

    def label(self, iri: str, lang: str = "en") -> str:
        """The label in a language, else in English, else the id."""
        labels = self.labels(iri)
        return labels.get(lang) or labels.get("en") or self._terms.id(iri)

    def resolve(self, text: str) -> str:
        """The IRI of what a reader calls `text`: an id, a prefixed name, an IRI, or any name in any language.

        Raises `QueryError` when nothing, or more than one thing, is called so; the message lists candidates.
        """
        iri = self._written_as_id(text)
        if iri:
            if self.labels(iri):
                return iri
            raise QueryError(f"nothing has the id '{text}'; {self._closest(text)}")
        found = self._called(text)
        if len(found) == 1:
            return found[0]
        if found:
            listed = "\n".join(f"  {self._terms.id(one)}  ({self.label(one)})" for one in found)
            raise QueryError(f"'{text}' is the name of {len(found)} things; say which by its id:\n{listed}")
        raise QueryError(f"nothing is called '{text}'; {self._closest(text)}")

    def _called(self, text: str) -> list[str]:
        """What bears the name: as somebody wrote it, else as a library romanised it, else letter by letter alike."""
        wanted, rows = _fold(text), self._rows
        written = {row.iri for row in rows if row.text == wanted and not row.generated}
        romanised = {row.iri for row in rows if row.text == wanted and row.generated}
        if not (written or romanised) and (letters := letters_of(text)):
            romanised = {row.iri for row in rows if row.generated and letters_of(row.text) == letters}
        return sorted(self._with_namesakes(wanted, written) or romanised)

    def _with_namesakes(self, wanted: str, found: set[str]) -> set[str]:
        """People found by one word that is no label of theirs, a pen name say, and all whose label holds the word."""
        people, labels = self._terms.iri("person/"), [row for row in self._rows if row.label]
        if " " in wanted or not found or not all(iri.startswith(people) for iri in found):
            return found
        if any(row.text == wanted and row.iri in found for row in labels):
            return found
        return found | {row.iri for row in labels if row.iri.startswith(people) and wanted in row.text.split()}

    def _written_as_id(self, text: str) -> str:
        if is_id(text):
            return self._terms.iri(text)
        prefix, colon, local = text.partition(":")
        if colon and prefix in self._terms.prefixes and not local.startswith("//"):
            return self._terms.expand(text)
        return text if text.startswith(self._terms.base) else ""

    @cached_property
    def _rows(self) -> list[_Name]:
        """Every name of every thing; read once, since an open graph never changes."""
        rows: Any = self._view.query(find_query(self._library, f"{SYSTEM}/names").text)
        start, label, generated = self._terms.iri(""), *map(self._terms.expand, ("rdfs:label", "kg:generatedLabel"))
        return [
            _Name(_fold(name.value), thing.value, how.value == label, how.value == generated)
            for thing, name, how in rows
            if thing.value.startswith(start)
        ]

    def _closest(self, text: str) -> str:
        """What may have been meant: names that hold the words, labels first, else names that look alike, whole or in
        one word.
        """
        import difflib

        wanted = _fold(text)
        named: dict[str, str] = {}
        for row in sorted(self._rows, key=lambda row: not row.label):
            named.setdefault(row.text, row.iri)
            named.setdefault(self._terms.id(row.iri), row.iri)
        labels = {row.text for row in self._rows if row.label}
        close = sorted(
            (name for name in named if wanted in name),
            key=lambda name: (name not in labels or wanted not in name.split(), len(name), name),
        ) or difflib.get_close_matches(wanted, named, n=3, cutoff=0.6)
        if not close:
            words = {word: iri for name, iri in named.items() for word in name.split()}
            close = difflib.get_close_matches(wanted, words, n=3, cutoff=0.7)
            named |= words
        things = list(dict.fromkeys(named[name] for name in close))[:5]
        told = " or ".join(f"{self._terms.id(iri)} ({self.label(iri)})" for iri in things)
        return f"did you mean {told}?" if things else "kg ask entities/all lists every entity"


def letters_of(text: str) -> str:
    """The letters of a name alone: no case, marks, apostrophes or spaces, so that `kaerman` finds Kǎ'ěrmàn.

    >>> letters_of("Kǎ'ěrmàn")
    'kaerman'
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFD", text).casefold()))


def _fold(text: str) -> str:
    """A name as it is compared: NFKC, case and spacing left out of account."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
