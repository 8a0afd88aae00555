"""SPARQL's words as the guard needs them: comments, strings, IRIs, names, numbers, words, brackets, operators.

Reading takes time in proportion to the text, whatever it is made of: nothing is given back once it was read
(possessive patterns), and what was looked for in vain (the end of a string) is not looked for again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Token", "group_follows", "tokens", "unescaped"]


class Token(NamedTuple):
    """A piece of a query: its kind (a group's name in the patterns below), where it stands, what it is."""

    kind: str
    start: int
    end: int
    text: str


_RUN = r"\w[\w-]*+(?:\.++[\w-]++)*+"
_TOKEN = re.compile(
    rf"""
      (?P<comment>\#[^\r\n]*+)
    | (?P<string>\"\"\"|'''|"|')
    | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9a-fA-F]{{4}}|\\U[0-9a-fA-F]{{8}})*+>)
    | (?P<other>[?$]\w++|@[a-zA-Z][a-zA-Z0-9-]*+|_:[\w-]++(?:\.++[\w-]++)*+)
    | (?P<number>[0-9]++)
    | (?P<name>(?:{_RUN})?+:(?:[^\s<>"'{{}}()\[\];,|^/*+?!=&$@#\\]|\\.)*+)
    | (?P<run>{_RUN})
    | (?P<open>[({{\[]) | (?P<close>[)}}\]])
    | (?P<operator>[/|^*+!&-])
    | (?P<separator>[,;.])
    """,
    re.VERBOSE | re.DOTALL,
)
_PART = re.compile(r"(?P<number>[0-9]++)|(?P<word>\w++)|(?P<operator>-)|(?P<separator>\.)")
"""What a run without a colon consists of. One pattern for both would read the run anew at each of its parts."""
_CLOSING = {
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*+"""', re.DOTALL),
    "'''": re.compile(r"(?:[^'\\]|\\.|'(?!''))*+'''", re.DOTALL),
    '"': re.compile(r'(?:[^"\\\r\n]|\\.)*+"', re.DOTALL),
    "'": re.compile(r"(?:[^'\\\r\n]|\\.)*+'", re.DOTALL),
}
_LINE = re.compile(r"(?:[^\\\r\n]|\\.)*+", re.DOTALL)
_GROUP = re.compile(r"(?:\s|\#[^\r\n]*+)*+\{")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")


def tokens(text: str) -> Iterator[Token]:
    """Every token of a query in order; what fits none (spaces, `=`, a quote that nothing closes) is left out.

    >>> [(one.kind, one.text) for one in tokens("1e5SERVICE<urn:a>'b'")]
    [('number', '1'), ('word', 'e5SERVICE'), ('iri', '<urn:a>'), ('string', "'b'")]
    """
    at = 0
    unclosed = dict.fromkeys(_CLOSING, 0)
    while found := _TOKEN.search(text, at):
        kind, start, at = str(found.lastgroup), found.start(), found.end()
        if kind == "string":
            end = _string_end(text, start, unclosed)
            at = end or start + 1
            if end:
                yield Token(kind, start, end, text[start:end])
        elif kind == "run":
            for part in _PART.finditer(text, start, at):
                yield Token(str(part.lastgroup), part.start(), part.end(), part[0])
        else:
            yield Token(kind, start, at, found[0])


def _string_end(text: str, start: int, unclosed: dict[str, int]) -> int:
    """Where the string that begins at `start` ends; 0 when nothing closes it.

    `unclosed` remembers for each kind of quote up to where none closes: from any later quote before that place the
    same escapes would be read, and the same end missed.
    """
    for quote, closing in _CLOSING.items():
        if start >= unclosed[quote] and text.startswith(quote, start):
            if found := closing.match(text, start + len(quote)):
                return found.end()
            line = None if len(quote) > 1 else _LINE.match(text, start + 1)
            unclosed[quote] = line.end() if line else len(text)
    return 0


def group_follows(text: str, at: int) -> bool:
    """Whether the next token from `at` on, spaces and comments apart, is `{`."""
    return _GROUP.match(text, at) is not None


def unescaped(text: str) -> str:
    r"""The text with `\uXXXX` and `\UXXXXXXXX` read as characters."""
    return _ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= 0x10FFFF else " "
