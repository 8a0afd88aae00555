"""What a foreign query may not do: leave the machine, change data, or bring the engine down by its mere shape.

The engine sends `SERVICE` requests and has no switch against it, and a query nested thousands of levels
deep ends the process. So a lexer (`kg.store.lexer`) that knows SPARQL's strings, IRIs, comments and names looks first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.store.lexer import Token

__all__ = ["check_query"]

MAX_BYTES = 65_536
MAX_NESTING = 100
MAX_OPERATORS = 500
MAX_TRIPLES = 2_000

_BEFORE_OPERAND = "(,=!|/^&+-*"


def check_query(text: str) -> None:
    """Refuse what must not run. Raises `QueryError` that says what and why; line and column where there is one.

    >>> check_query("SELECT * { ?service ?p 'SERVICE' } # SERVICE")
    >>> check_query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    kg.errors.QueryError: line 1, column 12: SERVICE is not allowed: ...
    """
    if _is_harmless(text):
        return
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise QueryError(f"the query is longer than {MAX_BYTES:,} bytes; split it")
    from kg.store.lexer import tokens, unescaped  # compiling its patterns costs a tenth of a cold question

    for form in {text, unescaped(text)}:
        scan = _Scan(form)
        for token in tokens(form):
            scan.take(token)


def _is_harmless(text: str) -> bool:
    """Whether characters alone tell that a query may run, however it is read: true of nearly every library query."""
    upper = text.upper()
    return (
        "SERVICE" not in upper
        and "\\" not in text
        and len(text) <= MAX_BYTES // 4
        and sum(map(text.count, "([{")) <= MAX_NESTING
        and sum(map(text.count, "/|^*+!&-{")) + upper.count("AS") <= MAX_OPERATORS
        and sum(map(text.count, ",;.")) <= MAX_TRIPLES
    )


class _Scan:
    """What was read so far: open brackets, the character before, and how much there was of what the engine nests."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._mentions = "SERVICE" in text.upper()
        self._open: list[str] = []
        self._read = 0
        self._before = ""
        self._operators = self._separators = 0

    def take(self, token: Token) -> None:
        """Read one token. Raises `QueryError` when the query must not run."""
        kind = token.kind
        skipped = self._text[self._read : token.start].strip()
        self._read, self._before = token.end, skipped[-1:] or self._before
        if kind == "comment":
            return
        if _is_service(token, self._text):
            self._refuse(token, "SERVICE is not allowed: Karmen asks no other endpoint; load the data and ask here")
        if kind == "iri" and self._mentions and self._may_compare(token.text):
            self._refuse(token, "this may be an address or a comparison; put a space after <, or take out 'service'")
        self._count(token)
        self._before = token.text if kind in ("open", "operator", "separator") else "a"

    def _may_compare(self, token: str) -> bool:
        """Whether `<…>` may be "less than" and hide from us what the engine then reads: a comment, a string, a call.

        Comparisons stand in round brackets only, after an operand.
        """
        inside = bool(self._open) and self._open[-1] == "("
        changes_reading = "#" in token or "'" in token or "SERVICE" in token.upper()
        return inside and self._before not in _BEFORE_OPERAND and changes_reading

    def _count(self, token: Token) -> None:
        kind, text = token.kind, token.text
        if kind == "close":
            del self._open[-1:]
        elif kind == "open":
            self._open.append(text)
        self._operators += kind == "operator" or text == "{" or (kind == "word" and text.upper() == "AS")
        self._separators += kind == "separator"
        if kind == "name":  # the engine reads `true.ex:a` as three tokens, and no full stop as the end of a name
            self._separators += text.partition(":")[0].count(".") + text.endswith(".")
        if len(self._open) > MAX_NESTING:
            self._refuse(token, f"brackets nested more than {MAX_NESTING} deep; flatten the query")
        if self._operators > MAX_OPERATORS:
            self._refuse(token, f"more than {MAX_OPERATORS} path steps, groups and operators; shorten the query")
        if self._separators > MAX_TRIPLES:
            self._refuse(token, f"more than {MAX_TRIPLES:,} triples or items; list the items under VALUES")

    def _refuse(self, token: Token, why: str) -> None:
        raise QueryError(f"{_place(self._text, token.start)}: {why}")


def _is_service(token: Token, text: str) -> bool:
    """Whether a token is, or hides, the keyword.

    The engine's grammar needs no space around keywords: it reads `SERVICEex:a { }`, `1e5SERVICE<…>{ }` and
    `SERVICE?x{ }` as calls. A prefix called service is fine until a group follows its name.
    """
    if token.kind == "word":
        return "SERVICE" in token.text.upper()
    if token.kind != "name" or "SERVICE" not in token.text.partition(":")[0].upper():
        return False
    from kg.store.lexer import group_follows

    return group_follows(text, token.end)


def _place(text: str, at: int) -> str:
    line = text.count("\n", 0, at) + 1
    return f"line {line}, column {at - text.rfind(chr(10), 0, at)}"
