"""`kg network`: a question's network as one HTML file, or as a file for Gephi and the like."""

from __future__ import annotations

from pathlib import Path

from kg.cli.ask import parameters
from kg.cli.options import LANGUAGES, as_of_option, opened, parser
from kg.network.picture import GRAPH_FILES
from kg.query.library import list_queries
from kg.resources import find_home

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Parse the words, write the page, and say where it is. A question's parameters are given as `--name value`."""
    options = parser(
        "network",
        "Write a network as one HTML file: kg network everything -o karmen.html. A name that ends in .gexf (Gephi) or "
        ".graphml (yEd, igraph, R) gives a file for those.",
    )
    options.add_argument("name", nargs="?", help="the network, as kg network --list shows it")
    options.add_argument("-o", "--output", metavar="FILE", default="network.html", help="default: network.html")
    options.add_argument("--lang", choices=LANGUAGES, default="en", help="language the page opens in (default: en)")
    options.add_argument("--list", action="store_true", dest="listing", help="list the networks")
    as_of_option(options)
    given, rest = options.parse_known_args(words)
    if given.listing or not given.name:
        for query in list_queries(find_home(given.home).queries):
            if query.shape == "edges":
                takes = " ".join(f"--{name} {type_.upper()}" for name, type_ in query.params.items())
                print(f"{query.name.removeprefix('networks/')} {takes}".rstrip() + f"\n    {query.summary}")
        return 0
    graph = opened(given.home, given.as_of)
    size = graph.network(given.name, given.output, lang=given.lang, **parameters(rest))
    told = "" if given.output.endswith(GRAPH_FILES) else "; opens from disk, asks for nothing"
    print(f"{Path(given.output).resolve()} ({size / 1024:.0f} KiB{told})")
    return 0
