"""The dossiers and the data in step: each line is either encoded, or listed as not encoded with a reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.corpus import Corpus
from kg.curation.parse import read_corpus

ROOT = Path(__file__).resolve().parents[2]
_LINE = re.compile(r"([A-Z][0-9]{3}) \|")


def line_ids(folder: Path) -> dict[str, str]:
    """The line ids of every dossier, with what the line says."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("domain_*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := _LINE.match(line):
                assert match[1] not in found, f"{match[1]} stands twice in the dossiers"
                found[match[1]] = line
    return found


def out_of_step(dossier: dict[str, str], corpus: Corpus) -> list[str]:
    """What is wrong, one sentence per line: lines nobody took care of, lines listed twice over, lines there are not."""
    encoded = {line: one.where for one in corpus.statements for line in one.lines}
    listed = {row.line: row.where for row in corpus.not_encoded}
    told = [
        f"{line} is neither encoded nor listed: {dossier[line]}"
        for line in sorted(dossier.keys() - encoded.keys() - listed.keys())
    ]
    told += [
        f"{line} is encoded ({encoded[line]}) and listed ({listed[line]})" for line in sorted(encoded.keys() & listed)
    ]
    unknown = {**listed, **encoded}
    return told + [f"{line} is in no dossier ({unknown[line]})" for line in sorted(unknown.keys() - dossier)]


@pytest.mark.shared
def test_every_dossier_line_is_encoded_or_listed(shared: Path) -> None:
    dossier = line_ids(shared / "knowledge")
    assert len(dossier) > 1000, "the dossiers were not read"
    told = out_of_step(dossier, read_corpus(ROOT))
    assert not told, f"{len(told)} lines out of step:\n" + "\n".join(told)


def test_a_planted_gap_a_double_and_a_stranger_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "domain_small.md").write_text(
        "# Small\n## 1. Part\nH001 | A | did | B | 1938 | page | high\nH002 | A | said | C | - | page | low\n"
        "H003 | A | is | D | - | page | high\nH004 spoken of, no line\n",
        encoding="utf-8",
    )
    from kg.decisions import NotEncoded
    from kg.model import Certainty, Evidence, Literal, Mode, Statement, Where

    made = Statement(
        "source/a", "person/a", "nameAs", Literal("A", "en"), (), Mode.FACT, ("org/a",), Certainty.STATED,
        (Evidence(),), lines=("H001", "H009"), where=Where("data/sources/a.yaml", 5),
    )  # fmt: skip
    row = NotEncoded("Said twice.", "x", "2026-11-26", Where("data/decisions/not_encoded.tsv", 2), "H001")
    told = out_of_step(line_ids(tmp_path), Corpus(statements=[made], not_encoded=[row]))
    assert [line.split(" | ")[0] for line in told] == [
        "H002 is neither encoded nor listed: H002",
        "H003 is neither encoded nor listed: H003",
        "H001 is encoded (data/sources/a.yaml:5) and listed (data/decisions/not_encoded.tsv:2)",
        "H009 is in no dossier (data/sources/a.yaml:5)",
    ]
    listed = [
        NotEncoded("Opinion.", "x", "2026-11-26", Where("t", at), line) for at, line in enumerate(("H002", "H003"))
    ]
    from dataclasses import replace

    whole = Corpus(statements=[replace(made, lines=("H001",))], not_encoded=listed)
    assert out_of_step(line_ids(tmp_path), whole) == []
