"""An answer or an entity's page with numbered footnotes, as Markdown or as a fragment of HTML.

One number for each distinct statement, in the order of first use. What comes from data is escaped, and an
address becomes a link only when `kg.export.text.safe_link` lets it. Of notes, what curators remark for one another is
left out (`kg.export.remarks`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.export.remarks import note_for_print
from kg.export.text import Link, for_display, safe_link
from kg.export.words import cell_text, heading, marks, place_text, value_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.query.names import Names
    from kg.query.receipts import Receipt
    from kg.query.run import Answer
    from kg.query.show import EntityPage
    from kg.query.sources import Sources
    from kg.terms import Terms

__all__ = ["Footnote", "Footnoted", "Mark", "as_html", "as_markdown", "footnoted_answer", "footnoted_page"]

_NOTHING = "No rows: the graph holds no statement that answers this."


class Footnote(NamedTuple):
    """Where one statement stands: `title` of the source (`own` when the source gives it itself, in `language`),
    publisher and date, the place, what is not plain about it, the address and the digests of the words.
    """

    number: int
    statement: str
    title: str
    own: bool
    language: str
    publisher: str
    date: str
    place: str
    told: str
    note: str
    address: str
    digests: tuple[str, ...]


class Mark(NamedTuple):
    """A footnote's number in the text, and what a reader must know before printing the row: planned, disputed."""

    number: int
    words: tuple[str, ...]


class Footnoted(NamedTuple):
    """A title, rows of texts each with its marks, and the footnotes. Without `columns` each row is a paragraph."""

    title: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[Mark, ...]], ...]
    notes: tuple[Footnote, ...]


class _Notes:
    """Numbers statements as they are met."""

    def __init__(self, sources: Sources, names: Names, terms: Terms, lang: str) -> None:
        self._sources, self._names, self._terms, self._lang = sources, names, terms, lang
        self._numbers: dict[str, int] = {}
        self.made: list[Footnote] = []

    def mark(self, receipt: Receipt) -> Mark:
        number = self._numbers.setdefault(receipt.statement, len(self._numbers) + 1)
        if number > len(self.made):
            self.made.append(self._note(number, receipt))
        return Mark(number, tuple(marks(receipt)))

    def _label(self, id_: str) -> str:
        return self._names.label(self._terms.iri(id_), self._lang) if id_ else ""

    def _note(self, number: int, receipt: Receipt) -> Footnote:
        source = self._sources.find(receipt.source)
        told = marks(receipt)
        if receipt.voices != (source.publisher,):
            told.append(f"voice: {' and '.join(self._label(voice) for voice in receipt.voices)}")
        return Footnote(
            number=number,
            statement=self._terms.id(receipt.statement).rpartition("/")[2],
            title=source.title or self._label(receipt.source),
            own=bool(source.title),
            language=source.language,
            publisher=self._label(source.publisher),
            date=source.date or "undated",
            place=place_text(receipt),
            told=", ".join(told),
            note=note_for_print(receipt.note),
            address=source.url,
            digests=tuple(place.digest for place in receipt.places if place.digest),
        )


def footnoted_answer(
    answer: Answer, receipt: Callable[[str], Receipt], sources: Sources, names: Names, terms: Terms, lang: str
) -> Footnoted:
    """An answer as a table whose rows carry the numbers of their statements. `receipt` reads one by its IRI."""
    notes = _Notes(sources, names, terms, lang)
    read = cache(receipt)
    rows = []
    for row in answer.rows:
        texts = tuple(cell_text(row[at], names, terms, lang) for at in answer.shown)
        held = [read(one) for one in answer.statements(row)]
        rows.append((texts, tuple(notes.mark(one) for one in held)))
    columns = tuple(heading(answer.columns[at]) for at in answer.shown)
    lead = "" if answer.rows else _NOTHING
    return Footnoted(answer.query.summary, lead, columns, tuple(rows), tuple(notes.made))


def footnoted_page(page: EntityPage, sources: Sources, names: Names, terms: Terms, lang: str) -> Footnoted:
    """An entity's page as one paragraph for each statement: about the entity first, then those that name it."""
    notes = _Notes(sources, names, terms, lang)
    rows = []
    for receipt in page.statements + page.mentions:
        subject = names.label(terms.iri(receipt.subject), lang)
        property_ = names.label(terms.expand(f"kg:{receipt.property}"), lang)
        text = f"{subject} · {property_}: {value_text(receipt, names, terms, lang)}"
        rows.append(((text,), (notes.mark(receipt),)))
    title = page.labels.get(lang) or page.labels.get("en") or page.id
    return Footnoted(title, page.description, (), tuple(rows), tuple(notes.made))


_MARKDOWN = re.compile(r"[\\`*_\[\]|~$^]|://|(?<=\bwww)\.|^(?:[#+=:-]|\d+[.)])", re.IGNORECASE)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _md(text: str) -> str:
    """A text as Markdown that shows just that text: no markup, no HTML, no address that turns into a link."""
    shown = "".join(_ENTITIES.get(c, c) for c in " ".join(for_display(text).split()))
    return _MARKDOWN.sub(lambda found: _escaped(found[0]), shown)


def _escaped(found: str) -> str:
    return f"{found[:-1]}\\{found[-1]}" if found[0].isdigit() else f"\\{found}"


def as_markdown(made: Footnoted) -> str:
    """The table or the paragraphs with `[^1]` marks, then the footnotes (GitHub and Pandoc read them alike)."""
    lines = [f"**{_md(made.title)}**", *(["", _md(made.lead)] if made.lead else []), ""]
    if made.columns and made.rows:
        cited = bool(made.notes)
        columns = [*map(_md, made.columns), *(["who says so"] if cited else [])]
        lines += [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
        for texts, held in made.rows:
            cells = [*map(_md, texts), *([_md_marks(held)] if cited else [])]
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    elif not made.columns:
        for texts, held in made.rows:
            lines += [f"{_md(' '.join(texts))} {_md_marks(held)}", ""]
    lines += [_md_note(note) for note in made.notes]
    return "\n".join(lines).rstrip() + "\n"


def _md_marks(held: Iterable[Mark]) -> str:
    return " ".join(" ".join([f"[^{mark.number}]", *mark.words]) for mark in held)


def _md_note(note: Footnote) -> str:
    title = f"*{_md(note.title)}*" if note.own else _md(note.title)
    link = safe_link(note.address)
    address = f"<{link.href}>" if link else _md(note.address)
    return f"[^{note.number}]: {title}. {'. '.join([*map(_md, _pieces(note)), *([address] if address else [])])}"


def _pieces(note: Footnote) -> list[str]:
    """What stands between a footnote's title and its address."""
    digests = f" (digest {', '.join(note.digests)})" if note.digests else ""
    where = f"{', '.join(filter(None, (note.publisher, note.date)))}: {note.place}{digests}"
    return [f"{where}; {note.told}" if note.told else where, *([f"Note: {note.note.rstrip('.')}"] if note.note else [])]


def as_html(made: Footnoted) -> str:
    """A `<section>` to put into a page: the table or the paragraphs, then the footnotes as an ordered list.

    A footnote's anchor is the id of its statement, so fragments put into one page do not cross their marks.
    """
    lines = ['<section class="kg-footnoted">']
    seen: set[int] = set()
    if made.columns:
        lines += _html_table(made, seen)
    else:
        lines += [f"<h2>{_html(made.title)}</h2>", *([f"<p>{_html(made.lead)}</p>"] if made.lead else [])]
        for texts, held in made.rows:
            lines.append(f"<p>{_html(' '.join(texts))}{_html_marks(held, made.notes, seen)}</p>")
    if made.notes:
        lines += ['<ol class="kg-footnotes">', *(_html_note(note) for note in made.notes), "</ol>"]
    return "\n".join([*lines, "</section>", ""])


def _html(text: str) -> str:
    import html

    return html.escape(for_display(text))


def _html_table(made: Footnoted, seen: set[int]) -> list[str]:
    if not made.rows:
        return [f"<h2>{_html(made.title)}</h2>", f"<p>{_html(made.lead)}</p>"]
    columns = [*map(_html, made.columns), *(["who says so"] if made.notes else [])]
    lines = ["<table>", f"<caption>{_html(made.title)}</caption>", "<thead>"]
    headings = "".join(f'<th scope="col">{one}</th>' for one in columns)
    lines += [f"<tr>{headings}</tr>", "</thead>", "<tbody>"]
    for texts, held in made.rows:
        cells = [*map(_html, texts), *([_html_marks(held, made.notes, seen)] if made.notes else [])]
        lines.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    return [*lines, "</tbody>", "</table>"]


def _html_marks(held: Iterable[Mark], notes: tuple[Footnote, ...], seen: set[int]) -> str:
    """Links to the footnotes; the first mark of each carries the anchor its footnote leads back to."""
    made = []
    for mark in held:
        statement = _html(notes[mark.number - 1].statement)
        anchor = "" if mark.number in seen else f' id="ref-{statement}"'
        seen.add(mark.number)
        words = "".join(f" {_html(word)}" for word in mark.words)
        made.append(f'<sup><a href="#note-{statement}"{anchor}>{mark.number}</a></sup>{words}')
    return " ".join(made)


def _html_note(note: Footnote) -> str:
    statement = _html(note.statement)
    lang = f' lang="{_html(note.language)}"' if note.language else ""
    title = f"<cite{lang}>{_html(note.title)}</cite>" if note.own else _html(note.title)
    pieces = [*map(_html, _pieces(note)), *([_html_link(note.address)] if note.address else [])]
    back = f'<a href="#ref-{statement}" aria-label="back to the text">↩</a>'
    return f'<li id="note-{statement}" value="{note.number}">{title}. {". ".join(pieces)} {back}</li>'


def _html_link(address: str) -> str:
    link: Link | None = safe_link(address)
    if link is None:
        return _html(address)
    return f'<a href="{_html(link.href)}" rel="noopener noreferrer">{_html(link.href)}</a>'
