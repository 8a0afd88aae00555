"""From many items that clash to the few that do: QuickXplain (Junker 2004).

A reasoner says only that data are inconsistent. Asked again and again about parts of the data, in halves,
it gives a smallest clashing set of k among n items in about 2k·log2(n/k) + 2k answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Item", "smallest"]

Item = TypeVar("Item")


def smallest(items: Sequence[Item], clashes: Callable[[list[Item]], bool]) -> list[Item]:
    """A subset of `items` that clashes and none of whose proper parts does, in the order of `items`.

    `items` as a whole must clash, the empty list must not, and more items never clash less.

    >>> smallest(range(100), lambda some: {17, 62} <= set(some))
    [17, 62]
    """
    return _shrink([], list(items), clashes, grown=False)


def _shrink(fixed: list[Item], items: list[Item], clashes: Callable[[list[Item]], bool], *, grown: bool) -> list[Item]:
    """What of `items` is needed for a clash with `fixed`; `grown` says that `fixed` changed since it last held."""
    if grown and clashes(fixed):
        return []
    if len(items) == 1:
        return items
    half = len(items) // 2
    first, second = items[:half], items[half:]
    from_second = _shrink([*fixed, *first], second, clashes, grown=True)
    return [*_shrink([*fixed, *from_second], first, clashes, grown=bool(from_second)), *from_second]
