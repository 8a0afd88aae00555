"""`kg link enrich`: renew the frozen snapshot of linked items, from which the graph takes names and ids."""

from __future__ import annotations

import dataclasses
import json

from kg.cli.link.asking import ask_parser, asking

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Parse the words, fetch, write one file for each linked item, and say what changed."""
    options = ask_parser(
        "enrich", "Renew data/wikidata/: names, descriptions, images and ids of linked items, with revision."
    )
    given = options.parse_args(words)
    from kg.link.enrich import enrich
    from kg.link.known import read_known
    from kg.resources import find_home

    home = find_home(given.home)
    with asking(given, home) as wikidata:
        done = enrich(home, read_known(home), wikidata)
    if given.format == "json":
        print(json.dumps(dataclasses.asdict(done), ensure_ascii=False, indent=2))
        return 0
    print(f"written: {len(done.written)}, the same as before: {len(done.same)}, removed: {len(done.removed)}")
    for item, why in done.skipped.items():
        print(f"not renewed: {item} {why}")
    return 0
