"""The sources an answer or a page cites, as BibTeX and as CSL-JSON, for whoever writes the article.

A source's key is its id without the kind, the same in both forms and in every run; entries are sorted by it.
What a source of each kind is called stands in `citation_types.yaml`. Where no title of the source's own is known, our
label for it stands in square brackets, as style manuals print a supplied title, and the note says so.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from kg.export.text import for_display, safe_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.query.names import Names
    from kg.query.receipts import Receipt
    from kg.query.run import Answer
    from kg.query.show import EntityPage
    from kg.query.sources import SourceRecord, Sources
    from kg.terms import Terms

__all__ = ["Bibliography", "cited_by_answer", "cited_by_page", "csl_date"]

_SOURCE = "source/"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = {  # a brace as a command: BibTeX counts every brace, an escaped one too
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
}  # fmt: skip


def cited_by_answer(answer: Answer, receipt: Callable[[str], Receipt], terms: Terms) -> list[str]:
    """Ids of the sources that hold up the rows of an answer, and of those its rows name, sorted."""
    statements = {one for row in answer.rows for one in answer.statements(row)}
    named = {
        terms.id(thing.value)
        for row in answer.rows
        for thing in (row[at] for at in answer.shown)
        if thing is not None and not hasattr(thing, "datatype")
    }
    return _sources({receipt(one).source for one in statements} | named)


def cited_by_page(page: EntityPage) -> list[str]:
    """Ids of the sources behind an entity's page, and of the entity itself when it is a source, sorted."""
    return _sources({page.id, *(one.source for one in page.statements + page.mentions)})


def _sources(ids: Iterable[str]) -> list[str]:
    return sorted(one for one in ids if one.startswith(_SOURCE))


class Bibliography:
    """Sources by id as entries; labels are taken in one language, titles as the sources print them."""

    def __init__(self, sources: Sources, names: Names, terms: Terms, lang: str) -> None:
        self._sources, self._names, self._terms, self._lang = sources, names, terms, lang

    def write(self, ids: Iterable[str], form: str) -> str:
        """The entries of these sources: `form` is `bibtex` or `csl`."""
        return self.bibtex(ids) if form == "bibtex" else self.csl(ids)

    def bibtex(self, ids: Iterable[str]) -> str:
        """BibTeX in UTF-8 (BibLaTeX reads it too); titles are in double braces, so that no style changes capitals."""
        types = _types()
        entries = [self._bibtex(self._sources.find(one), types) for one in sorted(ids)]
        return "\n".join(entries) if entries else "% no source is cited\n"

    def csl(self, ids: Iterable[str]) -> str:
        """A CSL-JSON array, as citation processors and reference managers read it."""
        types = _types()
        entries = [self._csl(self._sources.find(one), types) for one in sorted(ids)]
        return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"

    def _label(self, id_: str) -> str:
        return for_display(self._names.label(self._terms.iri(id_), self._lang)) if id_ else ""

    def _author(self, source: SourceRecord) -> str:
        """Whose words the text carries, where that is not its publisher."""
        return self._label(source.voice) if source.voice != source.publisher else ""

    def _title(self, source: SourceRecord) -> str:
        """The title that the source prints; else our label for it, in square brackets."""
        if title := for_display(source.title):
            return title
        label = self._label(source.id)
        return f"[{label}]" if label else ""

    def _bibtex(self, source: SourceRecord, types: dict[str, dict[str, str]]) -> str:
        how, link = types.get(source.kind, _PLAIN), safe_link(source.url)
        texts = {
            "author": self._author(source),
            "title": self._title(source),
            how["bibtexPublisher"]: self._label(source.publisher),
        }
        fields = {name: f"{{{_tex(text)}}}" for name, text in texts.items() if text}
        for name in ("author", "title"):
            if name in fields:
                fields[name] = f"{{{fields[name]}}}"
        fields |= _bibtex_date(source.published)
        plain = {"language": source.language, "urldate": source.accessed}
        fields |= {name: f"{{{_tex(text)}}}" for name, text in plain.items() if text}
        if link:
            fields["url"] = f"{{{link.href}}}"  # read as it stands; a brace is percent-encoded in it
        if note := _bibtex_note(source, address=not link):
            fields["note"] = f"{{{_tex(note)}}}"
        lines = "".join(f",\n  {name} = {value}" for name, value in fields.items())
        return f"@{how['bibtex']}{{{_key(source)}{lines}\n}}\n"

    def _csl(self, source: SourceRecord, types: dict[str, dict[str, str]]) -> dict[str, Any]:
        how, link, author = types.get(source.kind, _PLAIN), safe_link(source.url), self._author(source)
        entry: dict[str, Any] = {
            "id": _key(source),
            "type": how["csl"],
            "genre": how.get("genre", ""),
            "title": self._title(source),
            "author": [{"literal": author}] if author else None,
            how["cslPublisher"]: self._label(source.publisher),
            "issued": csl_date(source.published, source.date),
            "accessed": csl_date(source.accessed),
            "language": source.language,
            "URL": link.href if link else "",
            "note": _note(source, address=not link),
        }
        return {name: value for name, value in entry.items() if value}


_PLAIN = {"bibtex": "misc", "bibtexPublisher": "publisher", "csl": "document", "cslPublisher": "publisher"}


def _types() -> dict[str, dict[str, str]]:
    from pathlib import Path

    from kg.strict_yaml import read_strict

    path = Path(__file__).parent / "citation_types.yaml"
    loaded: dict[str, dict[str, str]] = read_strict(path, f"kg/export/{path.name}")
    return loaded


def _key(source: SourceRecord) -> str:
    return source.id.removeprefix(_SOURCE)


def _note(source: SourceRecord, *, address: bool) -> str:
    """What is supplied, the digest that tells which text was read, and the address where it is none to follow."""
    supplied = "" if for_display(source.title) else "title in square brackets supplied"
    digest = f"sha256 of the text: {source.digest}" if source.digest else ""
    return "; ".join(filter(None, (supplied, for_display(source.url) if address else "", digest)))


def _bibtex_note(source: SourceRecord, *, address: bool) -> str:
    """The same, after a date that BibTeX has no field for."""
    date = source.date if source.published and "date-parts" not in (csl_date(source.published) or {}) else ""
    return "; ".join(filter(None, (date, _note(source, address=address))))


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in for_display(text))


def _bibtex_date(text: str) -> dict[str, str]:
    """`date` as EDTF for BibLaTeX; year and month apart for BibTeX where the date has them."""
    if "date-parts" not in (csl_date(text) or {}):
        return {}
    fields = {"date": f"{{{_tex(text)}}}"}
    if found := _DATE.fullmatch(text):
        fields["year"] = f"{{{found['year']}}}"
        if found["month"] and int(found["month"]) <= 12:
            fields["month"] = _MONTHS[int(found["month"]) - 1]
    return fields


_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<doubt>[~?%])?", re.ASCII)


def csl_date(text: str, words: str = "") -> dict[str, Any] | None:
    """An EDTF date as CSL has it: as many parts as the source gives; `words`, or the text, for what has no parts.

    >>> csl_date("2025-09"), csl_date("1957~")
    ({'date-parts': [[2025, 9]]}, {'date-parts': [[1957]], 'circa': True})
    >>> csl_date("1950/1951-02"), csl_date("195X")
    ({'date-parts': [[1950], [1951, 2]]}, {'literal': '195X'})
    >>> csl_date("2025-21")
    {'date-parts': [[2025]], 'season': 1}
    """
    if not text:
        return None
    halves = [_DATE.fullmatch(half) for half in text.split("/")]
    if not all(halves) or len(halves) > 2:
        return {"literal": words or text}
    parts, found = [], [half for half in halves if half]
    seasons = [int(half["month"]) - 20 for half in found if half["month"] and int(half["month"]) > 12]
    if seasons and (len(found) > 1 or not 1 <= seasons[0] <= 4):
        return {"literal": words or text}
    for half in found:
        numbers = (half["year"], *([] if seasons else [half["month"], half["day"]]))
        parts.append([int(number) for number in numbers if number])
    made: dict[str, Any] = {"date-parts": parts}
    if any(half["doubt"] for half in found):
        made["circa"] = True
    return made | ({"season": seasons[0]} if seasons else {})
