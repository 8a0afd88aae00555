"""Read data/decisions/not_encoded.tsv: the dossier lines that hold no statement, each with a reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.decisions import NotEncoded
from kg.model import Finding, Severity, Where
from kg.strict_yaml import UNRESOLVED, conflict_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.corpus import Corpus

__all__ = ["COLUMNS", "NOT_ENCODED", "lint_lines", "read_not_encoded"]

NOT_ENCODED = "not_encoded.tsv"
"""The file's name under data/decisions/."""

COLUMNS = ("line", "reason", "by", "date")
_LINE_ID = re.compile(r"[A-Z][0-9]{3}")


def read_not_encoded(text: str, file: str, findings: list[Finding]) -> list[NotEncoded]:
    r"""The rows of the table, in its order; whatever is wrong goes to `findings`.

    >>> rows = read_not_encoded("line\treason\tby\tdate\nH007\tAn opinion.\tkarmen-curators\t2026-11-26\n", "t.tsv", [])
    >>> rows[0].line, rows[0].why, rows[0].where.line
    ('H007', 'An opinion.', 2)
    """

    def wrong(number: int, problem: str, remedy: str) -> None:
        findings.append(Finding(Severity.ERROR, "not-encoded", problem, Where(file, number), remedy))

    if conflict := conflict_line(text):
        wrong(conflict, *UNRESOLVED)
        return []
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        wrong(1, "the first line does not name the columns", f"write, with tabs between: {' '.join(COLUMNS)}")
        return []
    rows: dict[str, NotEncoded] = {}
    for number, row in enumerate(lines[1:], 2):
        cells = [cell.strip() for cell in row.split("\t")]
        if len(cells) != len(COLUMNS) or not all(cells):
            wrong(number, f"a row has {len(COLUMNS)} filled cells, this one {sum(map(bool, cells))}", "mend the row")
        elif not _LINE_ID.fullmatch(cells[0]):
            wrong(number, f"'{cells[0]}' is no dossier line", "write a capital letter and three digits, as in H003")
        elif cells[0] in rows:
            wrong(number, f"'{cells[0]}' stands twice (first at {rows[cells[0]].where})", "keep one")
        else:
            rows[cells[0]] = NotEncoded(
                line=cells[0], why=cells[1], by=cells[2], date=cells[3], where=Where(file, number)
            )
    if list(rows) != sorted(rows):
        wrong(1, "the rows are not sorted by line", "sort them")
    return list(rows.values())


def lint_lines(corpus: Corpus) -> Iterator[Finding]:
    """Line ids that are none, and lines that are encoded and yet listed as not encoded."""
    seen: dict[str, Where] = {}
    for statement in corpus.statements:
        for line in statement.lines:
            if not _LINE_ID.fullmatch(line):
                remedy = "write a capital letter and three digits, as in H003"
                yield Finding(Severity.ERROR, "line", f"'{line}' is no dossier line", statement.where, remedy)
            seen.setdefault(line, statement.where)
    for row in corpus.not_encoded:
        if row.line in seen:
            problem = f"{row.line} is listed as not encoded and is encoded at {seen[row.line]}"
            yield Finding(Severity.ERROR, "line", problem, row.where, "delete the row")
