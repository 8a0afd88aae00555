"""A source as a document one can cite: its title, publisher, dates, address and the digest of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kg.query.library import SYSTEM, find_query
from kg.store.oxigraph import iri_term

if TYPE_CHECKING:
    from kg.store.oxigraph import OxigraphView
    from kg.terms import Terms

__all__ = ["SourceRecord", "Sources", "record_from"]


class SourceRecord(NamedTuple):
    """The metadata of one source. Texts are empty where the source gives none.

    `title` is the document's own, in its own language where it has several; `publisher` and `voice` (whose
    words it carries) are ids; `published` and `accessed` are EDTF; `digest` is the SHA-256 of its text.
    """

    id: str
    kind: str
    title: str
    publisher: str
    voice: str
    published: str
    accessed: str
    language: str
    url: str
    digest: str

    @property
    def date(self) -> str:
        """The date of publication for a reader: EDTF as it stands, in words where only the end is known."""
        if self.published.startswith(("[..", "../")):
            return f"not later than {self.published[3:].removesuffix(']')}"
        return self.published


class Sources:
    """Sources by id, asked of the graph when needed and remembered: a table cites the same few again and again."""

    def __init__(self, view: OxigraphView, library: str, terms: Terms) -> None:
        self._view = view
        self._library = library
        self._terms = terms
        self._known: dict[str, SourceRecord] = {}

    def find(self, source: str) -> SourceRecord:
        """The record of a source by its id (`source/…`); every field is empty for one the graph does not hold."""
        if source not in self._known:
            self._known[source] = self._read(source)
        return self._known[source]

    def _read(self, source: str) -> SourceRecord:
        text = find_query(self._library, f"{SYSTEM}/source").text
        rows: Any = self._view.query(text, {"source": iri_term(self._terms.iri(source))})
        facts: dict[str, list[Any]] = {}
        for _, predicate, found in rows:
            facts.setdefault(self._terms.compress(predicate.value), []).append(found)
        return record_from(source, facts, self._terms)


def record_from(source: str, facts: dict[str, list[Any]], terms: Terms) -> SourceRecord:
    """The record of a source, from the objects of its node by prefixed predicate."""

    def one(name: str) -> str:
        return min((str(term.value) for term in facts.get(name, ())), default="")

    language = one("dcterms:language")
    own = language.lower()  # as the engine writes language tags
    titles = sorted(facts.get("dcterms:title", ()), key=lambda term: (term.language != own, term.value))
    return SourceRecord(
        id=source,
        kind=one("kg:sourceKind"),
        title=titles[0].value if titles else "",
        publisher=terms.id(one("dcterms:publisher")),
        voice=terms.id(one("kg:ownVoice")),
        published=one("dcterms:issued"),
        accessed=one("kg:accessedOn"),
        language=language,
        url=one("schema:url"),
        digest=one("kg:textDigest"),
    )
