"""`kg link suggest`: look for items of entities that have none, score them, and keep the list for a review."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from kg.cli.link.asking import ask_parser, asking, progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.link.suggest import Suggestion

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Parse the words, search, print the candidates with their points, keep the list."""
    options = ask_parser(
        "suggest", "Look for Wikidata items of entities that have none; what was rejected never returns."
    )
    options.add_argument("entities", nargs="*", metavar="ENTITY", help="ids (default: every entity without a decision)")
    options.add_argument("--reconcile", metavar="URL", help="search at this Reconciliation API 0.2 service instead")
    given = options.parse_args(words)
    from kg.errors import UsageError
    from kg.link.cache import cache_folder
    from kg.link.known import read_known
    from kg.link.suggest import suggest, undecided, write_list
    from kg.resources import find_home

    home = find_home(given.home)
    known = read_known(home)
    wanted = given.entities or undecided(known)
    for entity in wanted:
        if entity not in known.corpus.entities:
            raise UsageError(f"there is no entity '{entity}'; kg ask entities/all lists them")
    found: list[Suggestion] = []
    try:
        with asking(given, home) as wikidata, _Service(given.reconcile) as search:
            for one in suggest(known, wikidata, wanted, search=search, on_step=progress):
                found.append(one)
    finally:  # what was found before a failure or an interrupt is kept
        path = write_list(cache_folder(home.builds, given.cache), found) if found else ""
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr)
    _print(found, path, given.format)
    return 0


class _Service:
    """The search of a reconciliation service, checked first; None for Wikidata's own search."""

    def __init__(self, address: str | None) -> None:
        self._address = address
        self._asker: Any = None

    def __enter__(self) -> Any:
        if not self._address:
            return None
        from kg.link.http import Asker
        from kg.link.reconcile import Reconciler

        self._asker = Asker(self._address)
        service = Reconciler(self._asker)
        service.check_manifest()
        return service.search

    def __exit__(self, *given: object) -> None:
        if self._asker is not None:
            self._asker.__exit__(*given)


def _print(found: Iterable[Suggestion], path: str, form: str) -> None:
    from kg.link.names import printable

    listed = list(found)
    if form == "json":
        values = [
            {
                "entity": one.entity,
                "candidates": [
                    {**each._asdict(), "points": [p._asdict() for p in each.points]} for each in one.candidates
                ],
            }
            for one in listed
        ]
        print(json.dumps({"suggestions": values, "list": path}, ensure_ascii=False, indent=2))
        return
    for one in listed:
        print(f"{one.entity}{'' if one.candidates else ': nothing near'}")
        for each in one.candidates:
            print(f"  {each.score:3}  {each.item:11} {printable(each.label)} — {printable(each.description)}")
            for point in each.points:
                print(f"       {point.points:+3}  {printable(point.why)}")
    some = sum(bool(one.candidates) for one in listed)
    print(
        f"{some} of {len(listed)} entities have candidates; kg link review walks through them"
        if listed
        else "nothing to look for"
    )
