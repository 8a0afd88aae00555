"""`kg link review`: walk through the suggestions in the terminal; every answer is on disk before the next question."""

from __future__ import annotations

import sys

from kg.cli.link.asking import signed, signing_options
from kg.cli.options import parser

__all__ = ["run"]

_INTERRUPTED = 130


def run(words: list[str]) -> int:
    """Parse the words and ask; ends with a count of what was decided, also when it is interrupted."""
    options = parser(
        "link review", "Accept, reject or leave unsure what kg link suggest found. Stop any time and go on later."
    )
    options.add_argument("entities", nargs="*", metavar="ENTITY", help="only these (default: all on the list)")
    options.add_argument("--cache", metavar="DIR", help="where the list is (default: KG_WIKIDATA_CACHE, else build/)")
    signing_options(options)
    given = options.parse_args(words)
    from kg.link.cache import cache_folder
    from kg.link.known import read_known
    from kg.link.review import Review
    from kg.link.suggest import read_list
    from kg.resources import find_home

    home = find_home(given.home)
    who = signed(given)
    listed = read_list(cache_folder(home.builds, given.cache))
    walk = Review(home, read_known(home), by=who["by"], date=who["date"], show=print, ask=input)
    code = 0
    try:
        walk.walk([one for one in listed if not given.entities or one.entity in given.entities])
    except KeyboardInterrupt:
        code = _INTERRUPTED
    told = ", ".join(f"{count} {name}" for name, count in sorted(walk.done.items()))
    print(
        f"\n{told or 'nothing decided'}; the decisions are in data/decisions/links*.sssom.tsv",
        file=sys.stderr if code else sys.stdout,
    )
    return code
