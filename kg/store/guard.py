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
    | (?P<comma>,)
    | (?P<end>[;.=])
    """,
    re.VERBOSE | re.DOTALL,
)
_GROUP_FOLLOWS = re.compile(r"(?:\s|\#[^\r\n]*)*\{")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")


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
    depth = operators = 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if _is_service(kind, token, text):
            at = _place(text, token.start())
            raise QueryError(f"{at}: SERVICE is not allowed: Karmen asks no other endpoint; load the data and ask here")
        if kind == "word":
            operators += token[0].upper() == "UNION"
        elif kind == "open":
            depth += 1
            if depth > MAX_NESTING:
                at = _place(text, token.start())
                raise QueryError(f"{at}: brackets nested more than {MAX_NESTING} deep; flatten the query")
        elif kind == "close":
            depth -= 1
        elif kind == "operator":
            operators += 1
        if operators > MAX_OPERATORS:
            at = _place(text, token.start())
            raise QueryError(f"{at}: more than {MAX_OPERATORS} path steps and unions; shorten the query")


def _is_service(kind: str | None, token: re.Match[str], text: str) -> bool:
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
