"""`kg explore`: the atlas as one HTML file with network, timeline, table and reading pane."""

from __future__ import annotations

from pathlib import Path

from kg.cli.ask import parameters
from kg.cli.options import LANGUAGES, as_of_option, opened, parser

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Parse the words, write the page, and say where it is. A question's parameters are given as `--name value`."""
    options = parser("explore", "Write the atlas, or what a question finds, as one HTML file: kg explore -o atlas.html")
    options.add_argument("name", nargs="?", default="", help="a question of kg ask --list or kg network --list")
    options.add_argument("-o", "--output", metavar="FILE", default="atlas.html", help="default: atlas.html")
    options.add_argument("--lang", choices=LANGUAGES, default="en", help="language the page opens in (default: en)")
    options.add_argument("--with-texts", metavar="DIR", help="put the passages of the texts in DIR into the file")
    as_of_option(options)
    given, rest = options.parse_known_args(words)
    params = parameters(rest)
    graph = opened(given.home, given.as_of)
    size = graph.explore(given.output, given.name, lang=given.lang, texts=given.with_texts, **params)
    print(f"{Path(given.output).resolve()} ({size / 1024:.0f} KiB; opens from disk, asks for nothing)")
    return 0
