"""Which findings concern the files that a curator works on, among all that a check of the whole data finds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.model import Finding
    from kg.resources import Home

__all__ = ["concerned"]

_ID = re.compile(r"\b[a-z]+/[a-z0-9-]+")


def concerned(home: Home, files: Iterable[str]) -> Callable[[Finding], bool]:
    """A test of findings: whether one concerns these files, each a path under data/ or the id of a source.

    It does when it stands in one of them, or is about an entity that no other file of data/sources/ names: a new
    event without a date stands in data/entities/, and is the article's own. Raises `UsageError` for what is neither.
    """
    wanted = {_in_data(home, file) for file in files}
    others = {f"data/sources/{path.name}" for path in Path(home.data, "sources").glob("*.yaml")} - wanted
    named = _ids(home, (name for name in wanted if name.startswith("data/sources/")))
    own = named - _ids(home, others) if named else set[str]()

    def holds(one: Finding) -> bool:
        about = _ID.match(one.message.removeprefix("'"))
        return one.where.file in wanted or (about is not None and about[0] in own)

    return holds


def _ids(home: Home, names: Iterable[str]) -> set[str]:
    """Every id that stands in these files, as text: a file that cannot be parsed names its entities too."""
    texts = (Path(home.root, name).read_text(encoding="utf-8", errors="replace") for name in names)
    return {found for text in texts for found in _ID.findall(text)}


def _in_data(home: Home, file: str) -> str:
    """A path or the id of a source as findings name the file."""
    data = Path(home.data).resolve()
    slug = file.removeprefix("source/")
    for path in (Path(file), Path(home.root, file), data / file, data / "sources" / f"{slug}.yaml"):
        if path.is_file() and path.resolve().is_relative_to(data):
            return f"data/{path.resolve().relative_to(data).as_posix()}"
    for path in sorted((data / "register").glob("*.yaml")):
        if f"\nsource/{slug}:" in "\n" + path.read_text(encoding="utf-8", errors="replace"):
            return f"data/register/{path.name}"
    raise UsageError(f"'{file}' is no file under {home.data} and no source; write data/…/….yaml or source/…")
