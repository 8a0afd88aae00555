"""What the first drawing needs and no more: points, signs, ties and the best-known names, as packed numbers.

It stands before the rest of the data in the page, so that the network is on the screen while that is still being read.
"""

from __future__ import annotations

import base64
import sys
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.network.graph import CERTAINTIES, MODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.export.explorer_places import Point
    from kg.query.receipts import Receipt

__all__ = ["drawing", "looks_of"]

_NAMED = 160  # so many of the best connected are named in the first drawing, where there is room
_FITS = range(-32768, 32768)


def drawing(
    kinds: Sequence[int], sides: Sequence[int], points: Sequence[Point], degrees: Sequence[int],
    ties: Sequence[tuple[int, int]], looks: Sequence[int], names: Sequence[Sequence[str]],
) -> dict[str, Any]:  # fmt: skip
    """The columns of entities and ties. `looks` are those of `looks_of`; `names` a column for each language.

    Numbers are little-endian, two bytes wide if all of them fit, else four; kinds, sides and looks are bytes.
    """
    x, y = [round(one) for one, _ in points], [round(other) for _, other in points]
    ends = [one for one, _ in ties], [other for _, other in ties]
    columns = {"x": x, "y": y, "degree": degrees, "from": ends[0], "to": ends[1]}
    wide = any(
        value not in _FITS for column in columns.values() for value in (min(column, default=0), max(column, default=0))
    )
    best = sorted(range(len(kinds)), key=lambda node: (-degrees[node], node))[:_NAMED]
    return {
        "wide": wide,
        **{name: _packed(array("i" if wide else "h", column)) for name, column in columns.items()},
        **{name: _packed(array("B", column)) for name, column in (("kind", kinds), ("side", sides), ("looks", looks))},
        "bent": _bent(ties),
        "named": [[node, [column[node] for column in names]] for node in best],
    }  # fmt: skip


def _bent(ties: Sequence[tuple[int, int]]) -> list[tuple[int, float]]:
    """Ties between the same two stand side by side: how far each bends, counted from the middle one, which does not."""
    together: dict[tuple[int, int], list[int]] = defaultdict(list)
    for tie, (one, other) in enumerate(ties):
        together[min(one, other), max(one, other)].append(tie)
    bends = (
        (tie, (at - (len(held) - 1) / 2) * (1 if ties[tie][0] < ties[tie][1] else -1))
        for held in together.values() if len(held) > 1
        for at, tie in enumerate(held)
    )  # fmt: skip
    return sorted((tie, bend) for tie, bend in bends if bend)


def looks_of(ties: int, held: Iterable[tuple[int, Receipt]]) -> list[int]:
    """How each tie is drawn, by its statements: mode and certainty of the best, and whether any is disputed.

    Four times the number of the mode, plus that of the certainty, plus 16 for a dispute.
    """
    modes, certainties = ({word: at for at, word in enumerate(words)} for words in (MODES, CERTAINTIES))
    best, disputed = [15] * ties, [0] * ties
    for tie, receipt in held:
        best[tie] = min(best[tie], 4 * modes[receipt.mode] + certainties[receipt.certainty])
        if receipt.disputed_by:
            disputed[tie] = 16
    return [one + other for one, other in zip(best, disputed, strict=True)]


def _packed(numbers: array[int]) -> str:
    if sys.byteorder == "big":
        numbers.byteswap()
    return base64.b64encode(numbers.tobytes()).decode("ascii")
