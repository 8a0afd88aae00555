"""How the explorer looks: ontology/display.yaml asked for its signs, and on which side each entity is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.query.atlas import Thing

__all__ = ["Look"]

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_BOTH, _OTHER = "both", "other"


class Look:
    """The signs of display.yaml in a fixed order, and `sides`: for each entity the number of its side."""

    def __init__(self, display: Mapping[str, Any], things: Sequence[Thing], sides: Sequence[Mapping[str, Any]]) -> None:
        self._display = display
        self.kinds = list(self._section("kinds"))
        self.side_names = list(self._section("sides"))
        countries = {
            country: number for number, name in enumerate(self.side_names)
            for country in self._section("sides")[name]["countries"]
        }  # fmt: skip
        known = {entry["entity"]: {countries.get(side) for side in entry["sides"]} for entry in sides}
        both, other = self.side_names.index(_BOTH), self.side_names.index(_OTHER)
        self.sides = [_side(known.get(thing.id, {countries.get(thing.id)}) - {None}, both, other) for thing in things]
        missing = {thing.id.partition("/")[0] for thing in things} - set(self.kinds)
        if missing:
            raise OutputError(f"ontology/display.yaml has no '{min(missing)}' under kinds; add it there")

    def data(self) -> dict[str, Any]:
        """What the page's script needs; colours come by way of the style."""
        return {
            "kinds": [
                [name, one["shape"], one["fill"], float(one["size"])] for name, one in self._section("kinds").items()
            ],
            "sides": [[name, one["inner"]] for name, one in self._section("sides").items()],
            "modes": {name: _lengths(one["dashes"]) for name, one in self._section("modes").items()},
            "widths": {name: float(one["width"]) for name, one in self._section("certainties").items()},
        }

    def css(self) -> str:
        """Colours as custom properties: light, dark by the reader's system, either by the reader's choice."""
        sections = [("side", self._section("sides")), ("tie", self._section("certainties"))]
        pairs = [
            (f"{prefix}-{name}", _colour(one["light"]), _colour(one["dark"]))
            for prefix, section in sections for name, one in section.items()
        ]  # fmt: skip
        dispute = self._display["dispute"]
        pairs.append(("dispute", _colour(dispute["light"]), _colour(dispute["dark"])))
        light = "".join(f"--{name}:{light};" for name, light, _ in pairs)
        dark = "".join(f"--{name}:{dark};" for name, _, dark in pairs)
        return (
            f":root{{{light}}}\n"
            f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
            f"@media screen{{:root[data-theme=dark]{{{dark}}}}}\n"
        )

    def _section(self, name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] | None = self._display.get(name)
        if not found:
            raise OutputError(f"ontology/display.yaml has no section '{name}'; add it there")
        return found


def _side(found: set[Any], both: int, other: int) -> int:
    if not found:
        return other
    return both if len(found) > 1 else int(min(found))


def _lengths(dashes: str) -> list[float]:
    return [float(length) for length in dashes.split()]


def _colour(word: str) -> str:
    if not _COLOUR.fullmatch(word):
        raise OutputError(f"ontology/display.yaml: '{word}' is not a colour; write it like #0b5c9e")
    return word
