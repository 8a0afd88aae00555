"""A source as a document one can cite: its names, publisher, dates, address and the digest of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kg.query.library import SYSTEM, find_query
from kg.store.oxigraph import iri_term

if TYPE_CHECKING:
    from kg.store.oxigraph import OxigraphView
    from kg.terms import Terms

__all__ = ["SourceRecord", "Sources"]


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

        def one(name: str) -> str:
            found = sorted(str(term.value) for term in facts.get(name, ()))
            return self._terms.id(found[0]) if found else ""

        language = one("dcterms:language")
        titles = sorted(facts.get("dcterms:title", ()), key=lambda term: (term.language != language, term.value))
        return SourceRecord(
            id=source,
            kind=one("kg:sourceKind"),
            title=titles[0].value if titles else "",
            publisher=one("dcterms:publisher"),
            voice=one("kg:ownVoice"),
            published=one("dcterms:issued"),
            accessed=one("kg:accessedOn"),
            language=language,
            url=str(facts["schema:url"][0].value) if "schema:url" in facts else "",
            digest=one("kg:textDigest"),
        )
