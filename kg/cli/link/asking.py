"""Options that actions of `kg link` share: where to ask, where to keep answers, and not to ask at all."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.cli.options import parser

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from kg.items import Item
    from kg.link.client import Wikidata
    from kg.resources import Home

__all__ = ["ask_parser", "asking", "progress", "signed", "signing_options"]


def ask_parser(action: str, about: str) -> argparse.ArgumentParser:
    """A parser for one action, with --home, --offline, --endpoint, --cache and --format."""
    options = parser(f"link {action}", about)
    options.add_argument("--offline", action="store_true", help="ask nobody; read the answers kept before")
    options.add_argument("--endpoint", metavar="URL", help="api.php to ask (default: KG_WIKIDATA_API, else Wikidata's)")
    options.add_argument(
        "--cache", metavar="DIR", help="where answers are kept (default: KG_WIKIDATA_CACHE, else build/)"
    )
    options.add_argument("--format", choices=("text", "json"), default="text")
    return options


@contextmanager
def asking(given: argparse.Namespace, home: Home, frozen: Mapping[str, Item] | None = None) -> Iterator[Wikidata]:
    """Wikidata as the options say: behind an address and a cache, or the cache alone with what is `frozen`."""
    from kg.link.cache import Cache, cache_folder
    from kg.link.client import Wikidata, api_address
    from kg.link.http import Asker

    cache = Cache(cache_folder(home.builds, given.cache))
    if given.offline:
        yield Wikidata(cache, None, frozen)
        return
    with Asker(api_address(given.endpoint)) as asker:
        yield Wikidata(cache, asker)


def signing_options(options: argparse.ArgumentParser) -> None:
    """Add --by and --date."""
    options.add_argument("--by", metavar="NAME", help="who decides (default: KG_CURATOR)")
    options.add_argument("--date", metavar="DAY", help="day of the decision, YYYY-MM-DD (default: today)")


def signed(given: argparse.Namespace) -> dict[str, str]:
    """Who decides and when; the clock is asked only here, at the edge."""
    import datetime
    import os

    from kg.errors import UsageError

    by = given.by or os.environ.get("KG_CURATOR", "")
    if not by.strip():
        raise UsageError("a decision is signed; name yourself with --by or KG_CURATOR")
    return {"by": by, "date": given.date or datetime.date.today().isoformat()}


def progress(step: str) -> None:
    """Tell on a terminal how far it is."""
    if sys.stderr.isatty():
        print(f"\r\033[K{step} …", end="", file=sys.stderr, flush=True)
