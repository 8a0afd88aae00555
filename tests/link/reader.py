"""Read a batch as QuickStatements does: cells by tabs and bars outside quotes, references by S and !S. Own reading of
its published syntax, so that what we write is judged by something that did not write it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

TIME = re.compile(r"\+\d{4}-\d\d-\d\dT00:00:00Z/(7|8|9|10|11)(/J)?")
TEXT = re.compile(r'([a-z][a-z-]*:)?"[^"\t\n|\\]*"')


@dataclass
class Line:
    """One command: what it stands on, property or `Len`, value, qualifiers, reference blocks."""

    item: str
    property: str = ""
    value: str = ""
    qualifiers: list[tuple[str, str]] = field(default_factory=list)
    references: list[list[tuple[str, str]]] = field(default_factory=list)


def cells(line: str) -> list[str]:
    """The cells of a line: tabs and bars part them, except inside quotes."""
    quoted: list[str] = []

    def keep(found: re.Match[str]) -> str:
        quoted.append(found[0])
        return "\0"

    parted = re.sub(r'"[^"]*"', keep, line).replace("|", "\t").split("\t")
    return [re.sub("\0", lambda _: quoted.pop(0), cell) for cell in parted]


def is_value(text: str) -> bool:
    return bool(re.fullmatch(r"Q[1-9]\d*", text) or TIME.fullmatch(text) or TEXT.fullmatch(text))


def read(text: str) -> list[Line]:
    """Every command of a batch. Fails on whatever QuickStatements would refuse or read otherwise."""
    found: list[Line] = []
    for raw in text.splitlines():
        parts = cells(raw)
        if parts == ["CREATE"]:
            found.append(Line("CREATE"))
            continue
        assert all(parts), f"an empty cell is dropped: {raw}"
        assert re.fullmatch(r"LAST|Q[1-9]\d*", parts[0]), raw
        line = Line(parts[0], parts[1], parts[2])
        if re.fullmatch(r"[LD][a-z][a-z-]*", line.property):
            assert len(parts) == 3, raw
            assert TEXT.fullmatch(line.value), raw
            found.append(line)
            continue
        assert re.fullmatch(r"P[1-9]\d*", line.property), raw
        assert is_value(line.value), raw
        assert len(parts) % 2 == 1, raw
        for key, value in zip(parts[3::2], parts[4::2], strict=True):
            assert is_value(value), raw
            if re.fullmatch(r"P[1-9]\d*", key):
                assert not line.references, f"a qualifier after a reference: {raw}"
                line.qualifiers.append((key, value))
            else:
                assert re.fullmatch(r"!?S[1-9]\d*", key), raw
                if key.startswith("!") or not line.references:
                    assert key.startswith("!") == bool(line.references), raw
                    line.references.append([])
                line.references[-1].append(("P" + key.lstrip("!S"), value))
        found.append(line)
    return found
