"""The only door to PyYAML: strings only, no repeated keys, no anchors or tags, and every line number kept.

YAML's guesses (`NO` is false, `12:30` is 750, the last of two equal keys wins) are what a curator never
asked for, so none of them happens here: a scalar is the text that was typed, and whatever the file could
mean in two ways is refused with its line and a remedy.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from kg.errors import CurationError
from kg.model import Finding, Severity, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "MAX_BYTES", "MAX_DEPTH", "UNRESOLVED", "YamlList", "YamlMap", "conflict_line", "load", "read_strict",
    "text_problem",
]  # fmt: skip

MAX_BYTES = 50_000_000
MAX_DEPTH = 40
_BREAK = re.compile("[\x85\u2028\u2029]")
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONFLICT = re.compile(r"^(?:<<<<<<<|>>>>>>>|=======)(?=\s|$)", re.MULTILINE)
UNRESOLVED = ("a merge conflict that nobody resolved", "keep one side, or both, and delete the three marks")
"""What is said of the line that `conflict_line` finds, and the remedy."""
_FULL_WIDTH = re.compile(r"(?:^|(?<=[\s{,\[]))[A-Za-z]\w*(：)|(，)\s*[A-Za-z]\w*\s*[:：]|[:：]\s+([｛［])")
_HIDDEN = {"Cf", "Zl", "Zp"}  # joiners, direction marks, soft hyphens, tags; line ends that only YAML sees
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class YamlMap(dict[str, Any]):
    """A mapping that remembers the line it starts on and the line of each key (both counted from 1)."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        """The line of `key`, or of the mapping itself when the key is not there."""
        return self.lines.get(key, self.line)


class YamlList(list[Any]):
    """A list that remembers the line of each item (counted from 1)."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def read_strict(path: str | Path, name: str | None = None) -> Any:
    """Read one file; `name` is how findings call it. Raises `CurationError` with one finding.

    Returns a `YamlMap`, a `YamlList`, a string, or None for an empty file.
    """
    shown = name or str(path)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise _refuse(shown, 0, "unreadable-file", f"cannot be read: {error.strerror}", "check the file") from error
    return load(data, shown)


def load(data: bytes | str, name: str = "<text>") -> Any:
    r"""Parse YAML text strictly. Raises `CurationError` with one finding that names line and remedy.

    >>> load("country: no\nyear: 1957\n")
    {'country': 'no', 'year': '1957'}
    >>> load("a: 1\na: 2\n")
    Traceback (most recent call last):
    ...
    kg.errors.CurationError: <text>:2: error: the key 'a' stands twice (first on line 1); keep one [duplicate-key]
    """
    text = _decode(data, name) if isinstance(data, bytes) else data
    if len(text) > MAX_BYTES:
        raise _refuse(name, 0, "file-too-large", f"more than {MAX_BYTES:,} bytes", "split the file")
    return _Builder(name).build(text)


def _decode(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refuse(name, 1, "encoding", "the file is UTF-16, not UTF-8", "save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        try:
            data.decode("gb18030")
            guess = " (it may be GB18030 or another older encoding)"
        except UnicodeDecodeError:
            guess = ""
        raise _refuse(name, line, "encoding", f"not UTF-8{guess}", "save the file as UTF-8") from error


class _Builder:
    """Turns the parser's events into maps, lists and strings, refusing what is not plain."""

    def __init__(self, name: str) -> None:
        self._name = name

    def build(self, text: str) -> Any:
        if not text.isascii() and (found := _BREAK.search(text)):
            line = text.count("\n", 0, found.start()) + 1
            message = f"the line end U+{ord(found[0]):04X}, which editors do not show"
            raise self._error(line, "hidden-character", message, "delete it")
        try:
            return self._document(iter(_LOADER(text).get_event, None))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            if conflict := conflict_line(text):
                raise self._error(conflict, "merge-conflict", *UNRESOLVED) from error
            rows = text.splitlines() or [""]
            line = min(mark.line + 1, len(rows)) if mark else 0  # what is never closed is missed after the last line
            for number in (line - 1, line):  # a key that is none is missed on the next line
                if number >= 1 and (wide := _FULL_WIDTH.search(rows[number - 1])):
                    character = next(filter(None, wide.groups()))
                    message = f"not valid YAML: '{character}' is full-width and means nothing to YAML"
                    remedy = f"write '{unicodedata.normalize('NFKC', character)}'"
                    raise self._error(number, "yaml-syntax", message, remedy) from error
            tabbed = "\t" in rows[max(line - 1, 0)][: mark.column + 1 if mark else None]
            remedy = "indent with spaces, never tabs" if tabbed else "check quotes, colons and indentation"
            message = f"not valid YAML: {error.problem or 'cannot be parsed'}"
            raise self._error(line, "yaml-syntax", message, remedy) from error
        except yaml.reader.ReaderError as error:
            found = _UNREADABLE.search(text)  # the reader itself counts in bytes
            line = text.count("\n", 0, found.start()) + 1 if found else 0
            message = "a control character stands in the file"
            raise self._error(line, "control-character", message, "delete it") from error

    def _document(self, events: Iterator[Any]) -> Any:
        result, documents = None, 0
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    remedy = "one file is one document"
                    raise self._error(line, "two-documents", "a second document starts here", remedy)
            elif isinstance(event, yaml.NodeEvent):
                result = self._node(event, events, 1)
        return result

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Any:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise self._error(line, "alias", f"an alias (*{event.anchor})", "write the value out")
        if event.anchor or event.tag:
            raise self._marked(event, line)
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event.value, line)
        if depth > MAX_DEPTH:
            raise self._error(line, "too-deep", f"nested more than {MAX_DEPTH} levels deep", "flatten the file")
        if isinstance(event, yaml.MappingStartEvent):
            return self._map(YamlMap(line), events, depth)
        return self._list(YamlList(line), events, depth)

    def _list(self, made: YamlList, events: Iterator[Any], depth: int) -> YamlList:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            made.lines.append(event.start_mark.line + 1)
            made.append(self._node(event, events, depth + 1))
        return made

    def _map(self, made: YamlMap, events: Iterator[Any], depth: int) -> YamlMap:
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = event.start_mark.line + 1
            key: Any = self._node(event, events, depth + 1)
            if not isinstance(key, str):
                raise self._error(line, "complex-key", "a key must be plain text", "write the key as one word")
            if key == "<<":
                raise self._error(line, "merge-key", "a merge key (<<)", "write the fields out")
            if key in made:
                message = f"the key '{key}' stands twice (first on line {made.lines[key]})"
                raise self._error(line, "duplicate-key", message, "keep one")
            made.lines[key] = line
            made[key] = self._node(next(events), events, depth + 1)
        return made

    def _marked(self, event: Any, line: int) -> CurationError:
        if event.anchor:
            return self._error(line, "anchor", f"an anchor (&{event.anchor})", "write the value out where it is needed")
        return self._error(line, "tag", f"a tag ({event.tag})", "write plain text; the property decides the type")

    def _text(self, value: str, line: int) -> str:
        if value.isascii() and value.isprintable():
            return value
        rule, problem = text_problem(value)
        if problem:
            raise self._error(line, rule, f"{problem} in a value", "delete it")
        return value if value.isascii() else unicodedata.normalize("NFC", value)

    def _error(self, line: int, rule: str, message: str, remedy: str) -> CurationError:
        return _refuse(self._name, line, rule, message, remedy)


def conflict_line(text: str) -> int:
    r"""The line, from 1, of the first mark that an unresolved merge leaves at the start of one; 0 where there is none.

    >>> conflict_line("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n")
    2
    """
    found = _CONFLICT.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def text_problem(value: str) -> tuple[str, str]:
    r"""Rule and sentence for the first character that curated text may not have; both empty when all are fine.

    >>> text_problem("Мэй\u200b")
    ('hidden-character', 'the invisible character U+200B')
    """
    if value.isascii():
        fine = value.isprintable() or not any((ord(c) < 32 and c not in "\n\t") or ord(c) == 127 for c in value)
        return ("", "") if fine else ("control-character", "a control character")
    for character in value:
        category = unicodedata.category(character)
        if category in _HIDDEN:
            return "hidden-character", f"the invisible character U+{ord(character):04X}"
        if category in {"Cc", "Cs", "Co", "Cn"} and character not in "\n\t":
            return "control-character", f"the character U+{ord(character):04X}"
    return "", ""


def _refuse(name: str, line: int, rule: str, message: str, remedy: str) -> CurationError:
    finding = Finding(Severity.ERROR, rule, message, Where(name, line), remedy)
    return CurationError(str(finding), [finding])
