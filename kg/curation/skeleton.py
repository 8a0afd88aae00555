"""Begin a source file: the id from date, publisher and a few words, what is known filled in, the rest left open."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from kg.curation.fields import ADDRESS
from kg.dates import DateError, bounds
from kg.errors import UsageError
from kg.terms import is_id

if TYPE_CHECKING:
    from kg.corpus import Corpus
    from kg.model import Source
    from kg.resources import Home

__all__ = ["Skeleton", "registered_as", "skeleton_id", "skeleton_text", "write_skeleton"]

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|from|spm", re.IGNORECASE)


class Skeleton(NamedTuple):
    """What is known of a document before it is read; `slug` is a few words for its id, `on` the day it was seen."""

    url: str
    publisher: str = ""
    date: str = ""
    slug: str = ""
    kind: str = ""
    language: str = ""
    on: str = ""


def registered_as(url: str, corpus: Corpus) -> Source | None:
    """The source that has this address already; scheme, `www.`, tracking marks and a last slash make no difference."""
    wanted = _address(url)
    return next((source for source in corpus.sources.values() if source.url and _address(source.url) == wanted), None)


def _address(url: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    parts = urlsplit(url)
    query = tuple(sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])))
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), query


def skeleton_id(made: Skeleton) -> str:
    """The id a document gets. Raises `UsageError` when a part is missing or of another form.

    >>> skeleton_id(Skeleton("https://example.org/a", "org/river-news", "1950-05", "ada"))
    'source/1950-05-river-news-ada'
    >>> skeleton_id(Skeleton("https://example.org/a", "org/river-news", "", "ada"))
    'source/undated-river-news-ada'
    """
    if not ADDRESS.fullmatch(made.url):
        raise UsageError(f"'{made.url}' is no http or https address; write it whole")
    if not is_id(made.publisher) or not made.publisher.startswith("org/"):
        raise UsageError(f"--publisher: '{made.publisher}' is no id of a body; write org/name (kg show NAME finds it)")
    if made.date and not re.fullmatch(r"\d{4}(-\d\d){0,2}", made.date):
        raise UsageError(
            f"--date: '{made.date}' is no date of a document; write YYYY, YYYY-MM or YYYY-MM-DD, or leave it out"
        )
    try:
        bounds(made.date or "2000")
    except DateError as error:
        raise UsageError(f"--date: {error}") from error
    found = f"source/{made.date or 'undated'}-{made.publisher.removeprefix('org/')}-{made.slug}"
    if not is_id(found):
        raise UsageError(
            f"--slug: '{made.slug}' gives the id '{found}'; write a few words in lower-case ASCII with hyphens"
        )
    return found


def skeleton_text(made: Skeleton, kinds: tuple[str, ...]) -> str:
    """The file: what is known is filled in; what is open is empty and has a remark, and `kg check` names it."""
    published = made.date or f'"[..{made.on}]"'
    lines = [
        "source:",
        f"  id: {skeleton_id(made)}",
        "  class: Source",
        _field("kind", made.kind, f"one of: {', '.join(kinds)}"),
        "  label:  # en, zh-Hans, ru: short and factual, as in {en: River News on Ada Camera, zh-Hans: …, ru: …}",
        "  title:  # as the text spells it, by language",
        f"  publisher: {made.publisher}",
        f"  published: {published}",
        f"  accessed: {made.on}",
        _field("language", made.language, "of the text: en, zh-Hans, ru …"),
        f"  url: {json.dumps(made.url) if ': ' in made.url or '#' in made.url else made.url}",
        "  reliability:  # high, medium or low, never rounded up",
        "  reliabilityNote:  # in your own words: mirror? machine translation? read as an excerpt?",
        f"  curated: {{by: karmen-curators, date: {made.on}}}",
        "",
        "statements: {}  # in place of {}: subjects with their statements, as data/README.md says",
    ]
    return "\n".join(lines) + "\n"


def _field(name: str, value: str, remark: str) -> str:
    return f"  {name}: {value}" if value else f"  {name}:  # {remark}"


def write_skeleton(home: Home, made: Skeleton, kinds: tuple[str, ...]) -> Path:
    """Write the file under data/sources/ and return its path. Raises `UsageError` when there is one of that name."""
    path = Path(home.data) / "sources" / f"{skeleton_id(made).removeprefix('source/')}.yaml"
    fresh = path.with_name(f".making-{os.getpid()}-{path.name}")
    try:
        fresh.write_text(skeleton_text(made, kinds), encoding="utf-8")
        os.link(fresh, path)  # unlike a rename, it never takes the place of another file
    except FileExistsError as error:
        raise UsageError(f"{path} exists already; choose another --slug, or go on in that file") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        fresh.unlink(missing_ok=True)
    return path
