"""`kg slices --during A..B`: how much is in a window of time, possibly in it, undated, or out."""

from __future__ import annotations

from kg.claims.slices import STATES
from kg.cli.options import as_of_option, opened, parser
from kg.errors import UsageError

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Parse the words and print the counts. Raises `UsageError` when no window is given."""
    options = parser("slices", "How many statements and ties are in a window of time, possibly in it, undated, or out")
    options.add_argument("--during", metavar="A..B", help="a day, month or year, or two of them: 1950..1959; needed")
    options.add_argument("--format", choices=("text", "json"), default="text")
    as_of_option(options)
    given = options.parse_args(words)
    if given.during is None:
        raise UsageError("--during is missing; write a day, month or year, or two of them as in 1950..1959")
    graph = opened(given.home, given.as_of)
    found = graph.slices(given.during)
    if given.format == "json":
        import json

        print(json.dumps({**found._asdict(), "build": graph.build.content}, ensure_ascii=False, indent=2))
        return 0
    print(f"{found.first} to {found.last}")
    for what, counts in (("statements", found.statements), ("ties", found.ties)):
        print(f"{what:12}" + " · ".join(f"{state} {counts[state]}" for state in STATES))
    return 0
