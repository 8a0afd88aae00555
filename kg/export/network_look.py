"""How a network page looks: ontology/display.yaml asked in the words of one picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from kg.export.network_words import Words
    from kg.network.picture import Picture

__all__ = ["Look"]

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_FEW = 5  # more classes than this are not named in the legend


class Look:
    """Gives each kind and each way of drawing an edge a number; a word display.yaml lacks is an error.

    `kinds` and `styles` hold what the page's script needs, in the order of those numbers; `band` the look of a dispute.
    """

    def __init__(self, display: Mapping[str, Any]) -> None:
        self._display = display
        self._kind_numbers: dict[str, int] = {}
        self._style_numbers: dict[tuple[str, str, bool], int] = {}
        self.kinds: list[dict[str, Any]] = []
        self.styles: list[dict[str, Any]] = []
        dispute = display["dispute"]
        self.band: dict[str, Any] = {
            "width": float(dispute["band"]),
            "light": [_colour(dispute["light"]), _colour(dispute["band-light"])],
            "dark": [_colour(dispute["dark"]), _colour(dispute["band-dark"])],
        }

    def kind(self, word: str) -> int:
        """Return the number of a kind among those on this page."""
        number = self._kind_numbers.get(word)
        if number is None:
            entry = self._entry("kinds", word)
            number = self._kind_numbers[word] = len(self.kinds)
            self.kinds.append(
                {"shape": entry["shape"], "fill": entry["fill"], "size": float(entry["size"]),
                 "light": _colour(entry["light"]), "dark": _colour(entry["dark"])}
            )  # fmt: skip
        return number

    def shape(self, kind: int) -> str:
        """Return vis-network's word for the shape of a kind."""
        return str(self.kinds[kind]["shape"])

    def style(self, mode: str, certainty: str, disputed: bool) -> int:
        """Return the number of a way of drawing: dashes by mode, width by certainty, band by dispute."""
        number = self._style_numbers.get((mode, certainty, disputed))
        if number is None:
            put, sure = self._entry("modes", mode), self._entry("certainties", certainty)
            dispute: Mapping[str, str] = self._display["dispute"]
            marks = [put["mark"], sure["mark"], dispute["mark"] if disputed else ""]
            number = self._style_numbers[mode, certainty, disputed] = len(self.styles)
            drawn = dispute if disputed else sure
            self.styles.append({
                "dashes": [float(length) for length in put["dashes"].split()] or False,
                "width": float(sure["width"]), "mark": " ".join(filter(None, marks)), "disputed": disputed,
                "light": _colour(drawn["light"]), "dark": _colour(drawn["dark"]),
            })  # fmt: skip
        return number

    def css(self) -> str:
        """Return the colours of kinds and edges as custom properties and classes, light and dark."""
        pairs = [(f"k{i}", kind["light"], kind["dark"]) for i, kind in enumerate(self.kinds)]
        for word, entry in self._display["certainties"].items():
            pairs.append((f"c-{word}", _colour(entry["light"]), _colour(entry["dark"])))
        light_band, dark_band = self.band["light"], self.band["dark"]
        pairs += [("dispute", light_band[0], dark_band[0]), ("band", light_band[1], dark_band[1])]
        light = "".join(f"--{name}:{light};" for name, light, _ in pairs)
        dark = "".join(f"--{name}:{dark};" for name, _, dark in pairs)
        classes = "".join(f".{name}{{color:var(--{name})}}" for name, _, _ in pairs)
        return f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{classes}\n"

    def kind_signs(self, picture: Picture, words: Words) -> list[dict[str, Any]]:
        """Return the legend's line for each kind on the page, with its classes if they are few."""
        classes: dict[str, dict[str, Markup]] = {}
        for node in picture.nodes:
            names = classes.setdefault(node.kind, {})
            if node.cls not in names:
                names[node.cls] = words.named(node.cls_names, node.cls)
        return [
            {"name": words.named(words.say(f"kind_{kind}")), "number": self.kind(kind),
             **self._entry("kinds", kind), "classes": list(names.values()) if len(names) <= _FEW else []}
            for kind, names in classes.items()
        ]  # fmt: skip

    def edge_signs(self, words: Words) -> list[dict[str, Any]]:
        """Return the legend's line for each dash, width and band on the page, the plain line first."""
        width = self._display["certainties"]["stated"]["width"]
        plain = {"dashes": "", "width": width, "band": 0, "colour": "c-stated"}
        modes = {mode for mode, _, _ in self._style_numbers}
        signs = [
            {**plain, **self._entry("modes", mode), "name": words.named(words.say(f"mode_{mode}"))}
            for mode in self._display["modes"] if mode in modes
        ]  # fmt: skip
        for word in self._display["certainties"]:
            if word != "stated" and any(word == used for _, used, _ in self._style_numbers):
                entry = self._entry("certainties", word)
                signs.append({**plain, "mark": entry["mark"], "width": entry["width"], "colour": f"c-{word}",
                              "name": words.named(words.say(f"certainty_{word}"))})  # fmt: skip
        if any(disputed for _, _, disputed in self._style_numbers):
            signs.append({**plain, "mark": self._display["dispute"]["mark"], "band": self.band["width"],
                          "colour": "dispute", "name": words.named(words.say("disputed"))})  # fmt: skip
        return signs

    def _entry(self, section: str, word: str) -> Mapping[str, str]:
        found: Mapping[str, str] | None = self._display.get(section, {}).get(word)
        if found is None:
            raise OutputError(f"ontology/display.yaml has no '{word}' under {section}; add it there")
        return found


def _colour(word: str) -> str:
    if not _COLOUR.fullmatch(word):
        raise OutputError(f"ontology/display.yaml: '{word}' is not a colour; write it like #0b5c9e")
    return word
