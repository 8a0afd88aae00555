"""The table of a network page: one row per statement, the page's only copy of what a reader may read.

A page of a thousand nodes has thousands of rows, so they are put together here from parts that were escaped
once, rather than cell by cell in the template; every part is either markup of `Words` or goes through
`escaped`, and the test of hostile strings covers each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from kg.export.network_words import escaped
from kg.export.text import safe_link

if TYPE_CHECKING:
    from kg.export.network_words import Words
    from kg.network.picture import Names, Picture, PictureReceipt

__all__ = ["table_rows"]


def table_rows(picture: Picture, words: Words) -> tuple[Markup, int]:
    """Return the rows of every tie's statements as markup, and how many there are."""
    cells = _Cells(words)
    ends = {node.id: words.snippet(words.number(node.names, node.id)) for node in picture.nodes}
    rows: list[str] = []
    for number, edge in enumerate(picture.edges):
        relation = words.snippet(words.number(edge.names, edge.property))
        tie = f'<tr data-e="{number}"><td>{ends[edge.source]}<td>{relation}<td>{ends[edge.target]}<td>'
        rows.extend([tie + cells.rest(receipt) for receipt in edge.receipts])
    return Markup("\n".join(rows)), len(rows)  # noqa: S704 -- every part is escaped, see above


class _Cells:
    """Makes the cells of one statement, and remembers what many statements share."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._undated = self._own("undated")
        self._ways: dict[tuple[str, str, bool], str] = {}
        self._voices: dict[int, str] = {}  # by the identity of the tuple, which the picture keeps alive
        self._documents: dict[tuple[str, str, str], tuple[str, str]] = {}

    def rest(self, receipt: PictureReceipt) -> str:
        """Return when, how, whose words, and source with place, as cells."""
        way = self._ways.get((receipt.mode, receipt.certainty, receipt.disputed)) or self._way(receipt)
        voices = self._voices.get(id(receipt.voices)) or self._voice(receipt.voices)
        document = (receipt.source, receipt.source_date, receipt.url)
        name, link = self._documents.get(document) or self._document(receipt)
        when = escaped(receipt.when) if receipt.when else self._undated
        place = receipt.place
        note = f'<p class="note" lang="en"><bdi>{escaped(receipt.note)}</bdi></p>' if receipt.note else ""
        return (
            f'{when}{way}{voices}{name}<p class="place" data-p="{escaped(place)}">{self._words.place(place)}</p>'
            f'<p class="ids"><code>{escaped(receipt.statement.rpartition("/")[2])}</code>{link}</p>{note}'
        )

    def _text(self, names: Names, otherwise: str = "") -> str:
        return self._words.snippet(self._words.number(names, otherwise))

    def _own(self, key: str) -> str:
        return self._text(self._words.say(key))

    def _way(self, receipt: PictureReceipt) -> str:
        keys = [f"mode_{receipt.mode}", f"certainty_{receipt.certainty}", *(["disputed"] if receipt.disputed else [])]
        text = ", ".join(self._own(key) for key in keys)
        self._ways[receipt.mode, receipt.certainty, receipt.disputed] = f"<td>{text}<td>"
        return f"<td>{text}<td>"

    def _voice(self, voices: tuple[Names, ...]) -> str:
        text = ", ".join(self._text(voice) for voice in voices)
        self._voices[id(voices)] = f"{text}<td>"
        return f"{text}<td>"

    def _document(self, receipt: PictureReceipt) -> tuple[str, str]:
        date, address = escaped(receipt.source_date), safe_link(receipt.url)
        name = self._text(receipt.source_names, receipt.source) + (f" · <time>{date}</time>" if date else "")
        link = ""
        if address:
            href, host = escaped(address.href), escaped(address.host)
            link = f' <a href="{href}" rel="noopener noreferrer" target="_blank">{host}</a>'
        elif receipt.url:
            link = f" {self._text(self._words.say('not_linked', address=receipt.url))}"
        self._documents[receipt.source, receipt.source_date, receipt.url] = (name, link)
        return name, link
