"""The receipts of a network page: a compact block for the page's script, plain rows for readers without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.export.text import for_display, safe_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.export.network_words import Words
    from kg.network.picture import Names, Picture, PictureReceipt

__all__ = ["Receipts"]


class Receipts:
    """Writes each statement as one line of fields between tabs, and numbers what many statements share.

    `ways`, `voices` and `documents` are lists the page's script looks the numbers up in. Thousands of statements as
    table rows or as JSON objects would cost more than all the rest of the page.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._way_numbers: dict[tuple[str, str, bool, int], int] = {}
        self._voice_numbers: dict[tuple[int, ...], int] = {}
        self._heard: dict[tuple[int, ...], int] = {}  # by identity: the picture keeps the names alive
        self._document_numbers: dict[tuple[str, str, str], int] = {}
        self.ways: list[list[int]] = []
        self.voices: list[list[int]] = []
        self.documents: list[list[Any]] = []
        self.count = 0

    def block(self, picture: Picture) -> str:
        """Return all statements, a line each: edge, way, voices, document, when, place, statement, note."""
        lines = []
        ways, documents, heard = self._way_numbers, self._document_numbers, self._heard
        for number, edge in enumerate(picture.edges):
            for receipt in edge.receipts:
                way = ways.get((receipt.mode, receipt.certainty, receipt.disputed, receipt.origins))
                document = documents.get((receipt.source, receipt.source_date, receipt.url))
                voice = heard.get(tuple(map(id, receipt.voices)))
                if way is None or voice is None or document is None:
                    way, voice, document = self.shared(receipt)
                fields = receipt.when, receipt.place, receipt.statement.rpartition("/")[2], receipt.note
                words = "\t".join(fields)
                if not "".join(fields).isprintable():
                    words = "\t".join(map(for_display, fields))
                lines.append(f"{number}\t{way}\t{voice}\t{document}\t{words}")
        self.count = len(lines)
        return "\n".join(lines)

    def shared(self, receipt: PictureReceipt) -> tuple[int, int, int]:
        """Return the numbers of a statement's way of being put, its voices and its document."""
        way = self._way_numbers.get((receipt.mode, receipt.certainty, receipt.disputed, receipt.origins))
        if way is None:
            way = self._way(receipt)
        spoken = tuple([self._words.number(voice) for voice in receipt.voices])
        voice = self._voice_numbers.get(spoken)
        if voice is None:
            voice = self._voice_numbers[spoken] = len(self.voices)
            self.voices.append(list(spoken))
        self._heard[tuple(map(id, receipt.voices))] = voice
        document = self._document_numbers.get((receipt.source, receipt.source_date, receipt.url))
        if document is None:
            document = self._document(receipt)
        return way, voice, document

    def rows(self, picture: Picture) -> Iterator[dict[str, Any]]:
        """Yield what the template needs for one row per statement."""
        names = {node.id: self._shown(node.names, node.id) for node in picture.nodes}
        snippet = self._words.numbered
        for edge in picture.edges:
            for receipt in edge.receipts:
                way, voice, document = self.shared(receipt)
                source, date, href, host, refused = self.documents[document]
                yield {
                    "source": names[edge.source], "relation": self._shown(edge.names, edge.property),
                    "target": names[edge.target], "when": for_display(receipt.when),
                    "ways": [snippet(number) for number in self.ways[way]],
                    "voices": [snippet(number) for number in self.voices[voice]],
                    "document": snippet(source), "date": date, "href": href, "host": host,
                    "refused": snippet(refused) if refused is not None else "",
                    "place": self._words.place(receipt.place),
                    "statement": for_display(receipt.statement.rpartition("/")[2]), "note": for_display(receipt.note),
                }  # fmt: skip

    def _shown(self, names: Names, otherwise: str) -> Any:
        return self._words.named(names, otherwise)

    def _own(self, key: str, **fields: object) -> int:
        return self._words.number(self._words.say(key, **fields))

    def _way(self, receipt: PictureReceipt) -> int:
        keys = [f"mode_{receipt.mode}", f"certainty_{receipt.certainty}"] + ["disputed"] * receipt.disputed
        corroborated = [self._own("corroborated", n=receipt.origins)] if receipt.origins > 1 else []
        self.ways.append([self._own(key) for key in keys] + corroborated)
        number = len(self.ways) - 1
        self._way_numbers[receipt.mode, receipt.certainty, receipt.disputed, receipt.origins] = number
        return number

    def _document(self, receipt: PictureReceipt) -> int:
        link = safe_link(receipt.url)
        refused = self._own("not_linked", address=receipt.url) if receipt.url and not link else None
        name = self._words.number(receipt.source_names, receipt.source)
        address = [link.href, link.host] if link else ["", ""]
        self.documents.append([name, for_display(receipt.source_date), *address, refused])
        number = len(self.documents) - 1
        self._document_numbers[receipt.source, receipt.source_date, receipt.url] = number
        return number
