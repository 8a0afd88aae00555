"""The texts of a network page: each stands once in its table, cleaned, in every language it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kg.errors import OutputError
from kg.export.text import for_display

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LANGUAGES", "Words"]

LANGUAGES = ("en", "zh-Hans", "ru")
_FALLBACK = ("en", "ru", "zh-Hans")
_PLACE = re.compile(r"(\w+):(\d+)-(\d+):([0-9a-f]+)")
_PARAGRAPH = re.compile(r"\w+")


class Words:
    """Gives each text a number; the page looks it up when the reader changes the language.

    Data never becomes a key of a JavaScript object this way: `__proto__` is number 17, like any other name.
    """

    def __init__(self, strings: Mapping[str, Mapping[str, str]], lang: str) -> None:
        self.lang = lang
        self.table: list[list[Any]] = []
        self._strings = strings
        self._numbers: dict[Any, int] = {}
        self._order = [LANGUAGES.index(choice) for choice in (lang, *_FALLBACK)]
        self._span, self._paragraph, self._document = (
            strings.get(key, {}).get(lang, "") for key in ("place_span", "place_paragraph", "place_document")
        )

    def number(self, names: Mapping[str, str], otherwise: str = "") -> int:
        """Return the number of these names, new ones entering the table; `otherwise` if there are none."""
        key = tuple(names.items()) or otherwise
        known = self._numbers.get(key)
        if known is not None:
            return known
        row: list[Any] = [names.get(lang) or 0 for lang in LANGUAGES]
        if not "".join(names.values()).isprintable():
            row = [for_display(text) or 0 if text else 0 for text in row]
        if row == [0, 0, 0]:
            other = next((lang for lang in sorted(names) if names[lang]), "")
            row += [for_display(names.get(other, otherwise)), for_display(other)]
        self.table.append(row)
        self._numbers[key] = number = len(self.table) - 1
        return number

    def named(self, names: Mapping[str, str], otherwise: str = "") -> Markup:
        """Return names as an isolated element with the right `lang`, in the page's language if there is one."""
        return self.numbered(self.number(names, otherwise))

    def numbered(self, number: int) -> Markup:
        """Return the element that shows the text of this number, escaped."""
        row = self.table[number]
        text, lang = row[3:] or ("", "")
        for choice in self._order:
            if row[choice]:
                text, lang = row[choice], LANGUAGES[choice]
                break
        tag = Markup(' lang="{}"').format(lang) if lang and lang != self.lang else ""
        return Markup('<bdi data-t="{}"{}>{}</bdi>').format(number, tag, text)

    def say(self, key: str, **fields: object) -> dict[str, str]:
        """Return one of the page's own sentences in its three languages, with its braces filled."""
        if key not in self._strings:
            raise OutputError(f"kg/export/network_page/strings.yaml has no '{key}'; add it there in three languages")
        if not fields:
            return dict(self._strings[key])
        return {lang: text.format(**fields) for lang, text in self._strings[key].items()}

    def place(self, place: str) -> str:
        """Return a place in a source in words, in the language of the page; the page's script does the same.

        >>> Words({"place_paragraph": {"en": "paragraph {p}"}}, "en").place("p2")
        'paragraph p2'
        """
        if ", " in place:
            return "; ".join(self.place(part) for part in place.split(", ") if part)
        if span := _PLACE.fullmatch(place):
            p, a, b, d = span.groups()
            return self._span.format(p=p, a=a, b=b, d=d)
        if place == "document":
            return self._document
        return self._paragraph.format(p=place) if _PARAGRAPH.fullmatch(place) else for_display(place)
