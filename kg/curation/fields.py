"""Read a mapping field by field and complain about whatever is left: nothing a curator wrote is ignored."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from kg.model import Finding, Severity, Where
from kg.ontology import did_you_mean
from kg.strict_yaml import YamlList, YamlMap
from kg.terms import is_id

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ADDRESS", "Fields"]

ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
"""An http or https address, whole."""

E = TypeVar("E", bound=StrEnum)


class Fields:
    """A destructive reader over one mapping; findings are gathered, never raised.

    Each `take_…` removes a field and returns it in its proper type; `done` reports the fields nobody took.
    """

    def __init__(self, mapping: YamlMap, file: str, findings: list[Finding], line: int = 0) -> None:
        self._left = dict(mapping)
        self._mapping = mapping
        self._file = file
        self._findings = findings
        self.where = Where(file, line or mapping.line)

    def at(self, key: str) -> Where:
        """Where a field stands."""
        return Where(self._file, self._mapping.line_of(key))

    def error(self, rule: str, message: str, remedy: str, key: str = "") -> None:
        """Record an error at the line of `key`, or of the mapping."""
        where = self.at(key) if key else self.where
        self._findings.append(Finding(Severity.ERROR, rule, message, where, remedy))

    def take(self, key: str) -> Any:
        """Whatever stands under `key`, or None."""
        return self._left.pop(key, None)

    def has(self, key: str) -> bool:
        """Whether a field is there and was not taken yet."""
        return key in self._left

    def take_text(self, key: str, *, required: bool = False) -> str:
        """A field of plain text; empty when it is absent."""
        value = self._left.pop(key, None)
        if value is None:  # most fields are, and there are twenty to a statement
            if required:
                self.error("missing-field", f"'{key}' is missing", f"add a line {key}: …")
        elif not isinstance(value, str):
            self.error("wrong-shape", f"'{key}' must be plain text", "write one value", key)
        elif not value or value.isspace():
            self.error("empty-field", f"'{key}' is empty", "give it a value or delete the line", key)
        else:
            return value
        return ""

    def take_texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A field of one text or a list of texts; empty when it is absent."""
        value = self._left.get(key)
        if not isinstance(value, YamlList):
            single = self.take_text(key, required=required)
            return (single,) if single else ()
        self.take(key)
        if not value or not all(isinstance(item, str) and item.strip() for item in value):
            self.error("wrong-shape", f"'{key}' must be a text or a list of texts", "write [a, b]", key)
            return ()
        if len(set(value)) != len(value):
            self.error("repeated-item", f"'{key}' names one thing twice", "keep one", key)
        return tuple(value)

    def take_address(self, key: str) -> str:
        """A field that holds an http or https address."""
        text = self.take_text(key)
        if text and not ADDRESS.fullmatch(text):
            self.error("bad-address", f"'{text}' under '{key}' is no address", "write https://… without spaces", key)
        return text

    def take_id(self, key: str, *, required: bool = False) -> str:
        """A field that holds one entity id."""
        text = self.take_text(key, required=required)
        return self._checked(key, text) if text else ""

    def take_ids(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A field that holds one entity id or a list of them."""
        texts = self.take_texts(key, required=required)
        return tuple(found for item in texts if (found := self._checked(key, item))) if texts else ()

    def _checked(self, key: str, text: str) -> str:
        if is_id(text):
            return text
        self.error(
            "bad-id", f"'{text}' under '{key}' is not an entity id", "write kind/name, as in person/roman-karmen", key
        )
        return ""

    def take_choice(self, key: str, choices: type[E], default: E) -> E:
        """A field whose value is one of a closed set."""
        text = self.take_text(key)
        if not text:
            return default
        known = [str(choice) for choice in choices]
        if text in known:
            return choices(text)
        remedy = did_you_mean(text, known) or f"write one of: {', '.join(known)}"
        self.error("unknown-value", f"'{text}' is no {key}", remedy, key)
        return default

    def take_map(self, key: str) -> YamlMap | None:
        """A field that holds a mapping."""
        value = self.take(key)
        if value is None or isinstance(value, YamlMap):
            return value
        self.error("wrong-shape", f"'{key}' must be a mapping", f"write {key}: {{en: …}}", key)
        return None

    def cut_off(self, key: str) -> str:
        """The remedy when `key` is the end of a value in braces, cut off by a comma in it; empty when it is not."""
        quote = "if it belongs to the value before it, put that value in quotes: in braces a comma ends a value"
        on_one_line = list(self._mapping.lines.values()).count(self._mapping.line_of(key)) > 1
        return quote if self._left.get(key) == "" and on_one_line else ""

    def left(self) -> list[str]:
        """The fields nobody has taken yet."""
        return list(self._left)

    def done(self, known: Iterable[str]) -> None:
        """Report every field that is left over, with the closest known name."""
        for key in self._left:
            remedy = self.cut_off(key) or did_you_mean(key, known) or f"known fields: {', '.join(sorted(known))}"
            self.error("unknown-field", f"unknown field '{key}'", remedy, key)
