"""Noted disagreements: those the rule finds need no reason, the others must give one, and all stay visible."""

from __future__ import annotations

import json
from pathlib import Path

from kg.claims.disagreements import disagreement_ledger, lint_disagreements
from kg.claims.rank import rank_corpus
from kg.corpus import Corpus
from kg.decisions import Disagreement
from kg.model import Literal, Where
from kg.resources import Home
from tests.claims.test_conflict_ledger import ONTOLOGY, told
from tests.conftest import RunKg

HERE = Where("data/decisions/disagreements.yaml", 2)


def noted(number: str, *statements: str, why: str = "") -> Disagreement:
    names = tuple(f"source/{name}#it" for name in statements)
    return Disagreement(why, "curators", "2026-11-26", HERE, number, names)


def corpus(*disagreements: Disagreement) -> Corpus:
    said = [
        told(Literal("1906-11-29"), "old", property="bornOn"),
        told(Literal("1906-11-30"), "register", property="bornOn"),
        told(Literal("1906-11"), "month", property="bornOn"),
    ]
    return Corpus(statements=said, disagreements=list(disagreements))


def test_what_the_rule_finds_is_told_apart_from_what_only_curators_see() -> None:
    made = corpus(noted("C1", "old", "register"), noted("C2", "month", "register", why="A month holds its days."))
    entries = disagreement_ledger(made, rank_corpus(made), ONTOLOGY)
    assert [(one["number"], one["found"], len(one["statements"])) for one in entries] == [
        ("C1", True, 2),
        ("C2", False, 2),
    ]
    assert entries[1]["why"] == "A month holds its days."


def test_a_disagreement_that_the_rule_does_not_find_needs_a_reason() -> None:
    made = corpus(noted("C1", "old", "register"), noted("C2", "month", "register"))
    (found,) = lint_disagreements(made, rank_corpus(made), ONTOLOGY)
    assert (found.rule, found.where) == ("unfound-disagreement", HERE)
    assert "'C2'" in found.message
    assert "why:" in found.remedy


def test_kg_conflicts_shows_what_was_noted_beside_the_conflicts(world_home: Home, run_kg: RunKg) -> None:
    ada = "source/1960-encyclopaedia-ada"
    body = (
        f"disagreements:\n  - number: W1\n    statements: [{ada}#born-month, {ada}#born]\n"
        "    why: The month holds the day.\n    by: karmen-curators\n    date: 2026-11-26\n"
    )
    (Path(world_home.data) / "decisions" / "disagreements.yaml").write_text(body, encoding="utf-8")
    text = run_kg("conflicts", home=world_home).stdout
    assert "1 noted beside them" in text
    assert "noted as W1: no conflict under the rule\n  The month holds the day." in text
    made = json.loads(run_kg("conflicts", "--format", "json", home=world_home).stdout)
    assert [one["number"] for one in made["noted"]] == ["W1"]
    assert set(made["noted"][0]["statements"]) <= set(made["receipts"])
    about_others = run_kg("conflicts", "--subject", "org/north-studio", home=world_home).stdout
    assert "W1" not in about_others
