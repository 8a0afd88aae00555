"""Findings as text for people, whole or in short, as JSON for programs, and as an exit code for scripts."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from kg.model import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.model import Finding

__all__ = ["as_json", "as_lines", "as_summary", "counts_line", "exit_code", "in_order", "is_error"]

_WEIGHT = {severity: at for at, severity in enumerate(Severity)}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by file, line, weight and text, each once; those without a place come last."""
    return sorted(set(findings), key=_place)


def _place(one: Finding) -> tuple[bool, str, int, int, str, str, str]:
    where = one.where
    return (not where.file, where.file, where.line, _WEIGHT[one.severity], one.rule, one.message, one.remedy)


def as_lines(findings: Iterable[Finding]) -> list[str]:
    """One line per finding, in order, then the counts."""
    found = in_order(findings)
    return [*map(str, found), counts_line(found)]


def is_error(one: Finding) -> bool:
    """Whether a finding stops the build."""
    return one.severity is Severity.ERROR


def as_summary(findings: Iterable[Finding], shown: Callable[[Finding], bool] = is_error) -> list[str]:
    """One line per finding that is `shown`, then how many others there are of each kind, then the counts of all.

    The kinds come by weight, then by number, the most frequent first.
    """
    found = in_order(findings)
    lines = [str(one) for one in found if shown(one)]
    kinds = Counter((one.severity, one.rule) for one in found if not shown(one))
    for (severity, rule), count in sorted(kinds.items(), key=lambda kind: (_WEIGHT[kind[0][0]], -kind[1], kind[0][1])):
        lines.append(f"not shown: {_counted(count, severity)} [{rule}]")
    return [*lines, counts_line(found)]


def _counted(count: int, severity: Severity) -> str:
    return f"{count} {severity}{'s' if count > 1 else ''}"


def counts_line(findings: Iterable[Finding]) -> str:
    """How many of each weight; weights that do not occur are left out.

    >>> from kg.model import Finding
    >>> known = Finding(Severity.INFO, "a", "b")
    >>> counts_line([Finding(Severity.ERROR, "a", "b"), known, known])
    '1 error, 2 infos'
    >>> counts_line([])
    'nothing found'
    """
    count = Counter(one.severity for one in findings)
    parts = [_counted(count[one], one) for one in Severity if count[one]]
    return ", ".join(parts) or "nothing found"


def as_json(findings: Iterable[Finding]) -> str:
    """`{"findings": […], "counts": {…}}`, in the order of `as_lines`; no place is file "" and line 0."""
    found = in_order(findings)
    count = Counter(one.severity for one in found)
    listed = [
        {
            "severity": str(one.severity),
            "rule": one.rule,
            "message": one.message,
            "file": one.where.file,
            "line": one.where.line,
            "remedy": one.remedy,
        }
        for one in found
    ]
    counts = {str(severity): count[severity] for severity in Severity}
    return json.dumps({"findings": listed, "counts": counts}, ensure_ascii=False, indent=2)


def exit_code(findings: Iterable[Finding], strict: bool = False) -> int:
    """0 or 1: an error is 1, and under `strict` every finding is, an info too.

    >>> from kg.model import Finding
    >>> warned = [Finding(Severity.WARNING, "a", "b")]
    >>> exit_code(warned), exit_code(warned, strict=True)
    (0, 1)
    """
    return int(any(strict or is_error(one) for one in findings))
