"""What a foreign query may not do: leave the machine, change data, or bring the engine down by its mere shape.

The engine sends `SERVICE` requests and has no switch against it, and a query nested thousands of levels
deep ends the process. So a lexer that knows SPARQL's strings, IRIs, comments and names looks first.
"""

from __future__ import annotations

import re

from kg.errors import QueryError

__all__ = ["check_query"]

MAX_BYTES = 65_536
MAX_NESTING = 100
MAX_OPERATORS = 500
MAX_TRIPLES = 2_000

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\r\n]*)
    | (?P<string>\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8})*>)
    | (?P<other>[?$]\w+|@[a-zA-Z][a-zA-Z0-9-]*|_:[\w.-]+)
    | (?P<name>[\w-]*(?:\.[\w-]+)*:[^\s<>"'{}()\[\];,|^/*+?!=&$@#]*)
    | (?P<word>[^\W\d][\w]*)
    | (?P<open>[({\[]) | (?P<close>[)}\]])
    | (?P<operator>[/|^*+!&-])
    | (?P<separator>[,;.])
    """,
    re.VERBOSE | re.DOTALL,
)
_GROUP_FOLLOWS = re.compile(r"(?:\s|\#[^\r\n]*)*\{")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")
_CHANGES_READING = re.compile(r"[#']|SERVICE", re.IGNORECASE)
_BEFORE_OPERAND = "(,=!|/^&+-*"


def check_query(text: str) -> None:
    """Refuse what must not run. Raises `QueryError` that says what and why; line and column where there is one.

    >>> check_query("SELECT * { ?service ?p 'SERVICE' } # SERVICE")
    >>> check_query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    kg.errors.QueryError: line 1, column 12: SERVICE is not allowed: ...
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise QueryError(f"the query is longer than {MAX_BYTES:,} bytes; split it")
    for form in {text, _ESCAPE.sub(_unescape, text)}:
        _scan(form)


def _unescape(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= 0x10FFFF else " "


def _scan(text: str) -> None:
    scan = _Scan(text)
    for token in _TOKEN.finditer(text):
        scan.take(str(token.lastgroup), token)


class _Scan:
    """What was read so far: open brackets, the character before, and how much there was of what the engine nests."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._mentions = "SERVICE" in text.upper()
        self._open: list[str] = []
        self._read = 0
        self._before = ""
        self._operators = self._separators = 0

    def take(self, kind: str, token: re.Match[str]) -> None:
        """Read one token. Raises `QueryError` when the query must not run."""
        skipped = self._text[self._read : token.start()].strip()
        self._read, self._before = token.end(), skipped[-1:] or self._before
        if kind == "comment":
            return
        if _is_service(kind, token, self._text):
            self._refuse(token, "SERVICE is not allowed: Karmen asks no other endpoint; load the data and ask here")
        if kind == "iri" and self._mentions and self._may_compare(token[0]):
            self._refuse(token, "this may be an address or a comparison; put a space after <, or take out 'service'")
        self._count(kind, token)
        self._before = token[0] if kind in ("open", "operator", "separator") else "a"

    def _may_compare(self, token: str) -> bool:
        """Whether `<…>` may be "less than" and hide from us what the engine then reads: a comment, a string, a call.

        Comparisons stand in round brackets only, after an operand.
        """
        inside = bool(self._open) and self._open[-1] == "("
        return inside and self._before not in _BEFORE_OPERAND and _CHANGES_READING.search(token) is not None

    def _count(self, kind: str, token: re.Match[str]) -> None:
        if kind == "close":
            del self._open[-1:]
        elif kind == "open":
            self._open.append(token[0])
        self._operators += kind == "operator" or token[0] == "{" or (kind == "word" and token[0].upper() == "AS")
        self._separators += kind == "separator"
        if len(self._open) > MAX_NESTING:
            self._refuse(token, f"brackets nested more than {MAX_NESTING} deep; flatten the query")
        if self._operators > MAX_OPERATORS:
            self._refuse(token, f"more than {MAX_OPERATORS} path steps, groups and operators; shorten the query")
        if self._separators > MAX_TRIPLES:
            self._refuse(token, f"more than {MAX_TRIPLES:,} triples or items; list the items under VALUES")

    def _refuse(self, token: re.Match[str], why: str) -> None:
        raise QueryError(f"{_place(self._text, token.start())}: {why}")


def _is_service(kind: str, token: re.Match[str], text: str) -> bool:
    """Whether a token is, or hides, the keyword.

    The engine's grammar needs no space around keywords: it reads `SERVICEex:a { }`, `1e5SERVICE<…>{ }` and
    `SERVICE?x{ }` as calls. A prefix called service is fine until a group follows its name.
    """
    if kind == "word":
        return "SERVICE" in token[0].upper()
    hidden = kind == "name" and "SERVICE" in token[0].partition(":")[0].upper()
    return hidden and _GROUP_FOLLOWS.match(text, token.end()) is not None


def _place(text: str, at: int) -> str:
    line = text.count("\n", 0, at) + 1
    return f"line {line}, column {at - text.rfind(chr(10), 0, at)}"
