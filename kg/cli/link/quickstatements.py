"""`kg link quickstatements`: what we can prove and Wikidata lacks, as a file for a person to read and submit."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from kg.cli.options import parser

if TYPE_CHECKING:
    from kg.link.commands import Batch

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Parse the words, compare with the snapshot, write the batch, and list what is held back and why."""
    options = parser(
        "link quickstatements", "Write what Wikidata lacks and we can prove (QuickStatements V1). Nothing is sent."
    )
    options.add_argument(
        "-o", "--output", metavar="FILE", default="quickstatements.txt", help="default: quickstatements.txt"
    )
    options.add_argument(
        "--new", action="append", default=[], metavar="ENTITY", help="you looked: this one has no item"
    )
    options.add_argument("--held-back", action="store_true", help="list everything held back, with its reason")
    options.add_argument("--cache", metavar="DIR", help="where the list of suggestions is")
    options.add_argument("--format", choices=("text", "json"), default="text")
    given = options.parse_args(words)
    from kg.export.files import write_atomically
    from kg.link.known import read_known
    from kg.link.propose import propose
    from kg.link.quickstatements import render
    from kg.link.suggest import searched
    from kg.resources import find_home

    home = find_home(given.home)
    known = read_known(home)
    batch = propose(known, known.corpus.items, {*given.new, *searched(home, known, given.cache)})
    size = write_atomically(given.output, render(batch).encode())
    if given.format == "json":
        print(json.dumps(_as_json(batch, given.output), ensure_ascii=False, indent=2))
        return 0
    statements = len(batch.says) + sum(len(one.says) for one in batch.creates)
    print(f"{given.output}: {len(batch.creates)} new items, {statements} statements ({size} bytes); nothing was sent")
    for reason, count in sorted(Counter(one.reason for one in batch.held_back).items()):
        print(f"held back: {count:4} {reason}")
        for one in batch.held_back if given.held_back else ():
            if one.reason == reason:
                print(f"           {one.entity}: {one.what}")
    return 0


def _as_json(batch: Batch, path: str) -> dict[str, Any]:
    return {
        "file": path,
        "newItems": [one.entity for one in batch.creates],
        "statements": len(batch.says) + sum(len(one.says) for one in batch.creates),
        "heldBack": [
            {"entity": one.entity, "reason": one.reason, "what": one.what, "statements": list(one.statements)}
            for one in batch.held_back
        ],
    }
