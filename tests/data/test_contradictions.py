"""The numbered contradictions of the dossiers and the data in step: each noted, with its statements or its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.claims.conflicts import conflict_ledger
from kg.claims.disagreements import disagreement_ledger
from kg.claims.promises import promise_ledger, state_at
from kg.claims.rank import Ranked, rank_corpus
from kg.corpus import Corpus
from kg.curation.parse import read_corpus
from kg.ids import statement_id
from kg.ontology import Ontology, read_ontology
from kg.resources import find_home
from kg.terms import read_terms

ROOT = Path(__file__).resolve().parents[2]
_NUMBER = re.compile(r"- ([CDE][0-9]+) ")


def numbers_in(folder: Path) -> dict[str, str]:
    """The numbered contradictions of every dossier, with what the line says."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("domain_*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := _NUMBER.match(line):
                assert match[1] not in found, f"{match[1]} stands twice in the dossiers"
                found[match[1]] = line
    return found


def not_noted(dossier: dict[str, str], noted: Iterable[str]) -> list[str]:
    """The lines of the dossiers whose number is noted neither as such nor in parts (C22a, C22b)."""
    taken = {re.sub(r"(?<=\d)[a-z]$", "", number) for number in noted}
    return [line for number, line in dossier.items() if number not in taken]


@cache
def loaded() -> tuple[Corpus, list[Ranked], Ontology]:
    """The curated data as it is read, ranked, and the ontology it is read by."""
    home = find_home(str(ROOT))
    corpus = read_corpus(ROOT)
    return corpus, rank_corpus(corpus), read_ontology(home, read_terms(home))


def entries() -> list[dict[str, Any]]:
    return disagreement_ledger(*loaded())


@pytest.mark.shared
def test_every_contradiction_of_the_dossiers_is_noted(shared: Path) -> None:
    dossier = numbers_in(shared / "knowledge")
    assert len(dossier) >= 90, "the dossiers were not read"
    told = not_noted(dossier, (entry["number"] for entry in entries()))
    assert not told, f"{len(told)} contradictions noted nowhere:\n" + "\n".join(told)


def test_a_number_may_be_noted_in_parts_and_a_gap_is_told() -> None:
    dossier = {"C2": "- C2 a camera", "C22": "- C22 a founding", "E1": "- E1 a superior"}
    assert not_noted(dossier, ["C22a", "C22b", "E1"]) == ["- C2 a camera"]


def test_every_noted_disagreement_sets_statements_that_exist_beside_one_another() -> None:
    corpus, _, _ = loaded()
    keyed = corpus.keyed()
    lost = [(one.number, name) for one in corpus.disagreements for name in one.statements if name not in keyed]
    assert lost == []
    doubled = [one.number for one in corpus.disagreements if len(set(one.statements)) < len(one.statements)]
    assert doubled == []


def test_what_has_no_reason_is_found_by_the_rule() -> None:
    unexplained = [entry["number"] for entry in entries() if not entry["why"]]
    assert unexplained, "every disagreement has a reason: this test says nothing"
    assert [entry["number"] for entry in entries() if not entry["why"] and not entry["found"]] == []


def test_whoever_says_that_there_is_one_side_sets_nothing_against_it() -> None:
    one_sided = [entry for entry in entries() if (entry["why"] or "").startswith("One side")]
    assert one_sided
    assert [entry["number"] for entry in one_sided if entry["found"]] == []


def test_every_verdict_settles_a_disagreement_that_is_in_the_ledger() -> None:
    corpus, ranked, ontology = loaded()
    settled = {
        verdict["statement"]
        for entry in conflict_ledger(corpus, ranked, ontology)
        if entry["state"] == "decided"
        for verdict in entry["verdicts"]
    }
    keyed = corpus.keyed()
    idle = [one.statement for one in corpus.verdicts if statement_id(keyed[one.statement][0]) not in settled]
    assert idle == []


def test_every_outcome_is_told_for_good() -> None:
    corpus, ranked, ontology = loaded()
    decided = [entry for entry in promise_ledger(corpus, ranked, ontology) if entry["outcome"]]
    assert len(decided) >= len(corpus.outcomes)
    vague = [entry["subject"] for entry in decided if state_at(entry, "2026-11-26") not in ("kept", "late", "changed")]
    assert vague == []
