"""Names go round: id, IRI and prefixed name are one; a text survives the graph; an id tells what was said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.build.literals import lang_literal, typed_literal
from kg.build.statements import StatementWriter
from kg.claims.rank import rank_statements
from kg.dates import EDTF, bounds
from kg.errors import OntologyError
from kg.ids import evidence_id, statement_id
from kg.model import Certainty, Evidence, Literal, Mode, Ref, Statement
from kg.ontology import read_ontology
from kg.resources import find_home
from kg.terms import MAX_ID, Terms, is_id, read_terms
from tests.conftest import ROOT

HOME = find_home(str(ROOT))
TERMS: Terms = read_terms(HOME)
ONTOLOGY = read_ontology(HOME, TERMS)
WRITER = StatementWriter(TERMS, ONTOLOGY)

IDS = st.from_regex(r"[a-z]{1,10}/[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,4}", fullmatch=True)
LOCAL = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}", fullmatch=True)
TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
SAID = TEXT.filter(lambda text: bool(text.strip()))
KINDS = sorted(ONTOLOGY.kinds)


# ------ ids and prefixes


@given(IDS)
def test_an_id_and_its_iri_are_one(entity_id: str) -> None:
    assert is_id(entity_id)
    assert TERMS.id(TERMS.iri(entity_id)) == entity_id


@given(st.sampled_from(KINDS), IDS)
def test_an_id_of_a_known_kind_is_a_prefixed_name(kind: str, entity_id: str) -> None:
    slug = entity_id.partition("/")[2]
    assert TERMS.compress(TERMS.iri(f"{kind}/{slug}")) == f"{kind}:{slug}"
    assert TERMS.expand(f"{kind}:{slug}") == TERMS.iri(f"{kind}/{slug}")


@given(st.sampled_from(sorted(TERMS.prefixes)), LOCAL)
def test_a_prefixed_name_and_its_iri_are_one(prefix: str, local: str) -> None:
    iri = TERMS.expand(f"{prefix}:{local}")
    assert iri == TERMS.prefixes[prefix] + local
    assert TERMS.expand(TERMS.compress(iri)) == iri


@given(TEXT)
def test_an_iri_of_no_prefix_stays_as_it_is(text: str) -> None:
    iri = f"http://elsewhere.example/{text}"
    assert TERMS.compress(iri) == iri
    assert TERMS.id(iri) == iri


@given(st.sampled_from(sorted(TERMS.prefixes)), TEXT)
def test_compressing_never_changes_what_is_meant(prefix: str, local: str) -> None:
    iri = TERMS.prefixes[prefix] + local
    name = TERMS.compress(iri)
    assert name == iri or TERMS.expand(name) == iri


@given(TEXT.filter(lambda text: text not in TERMS.prefixes and ":" not in text))
def test_an_unknown_prefix_is_refused(prefix: str) -> None:
    with pytest.raises(OntologyError, match=r"add it to ontology/prefixes\.yaml"):
        TERMS.expand(f"{prefix}:x")


@pytest.mark.parametrize(
    "text",
    ["", "person", "person/", "/x", "Person/x", "person/X", "person/a b", "person/a_b", "person/-a", "person/a-",
     "person/a--b", "person/a/b", "../etc", "person/..", "person/кармен", "person/x\n", "person:x", "person/%41",
     "p1/x", "person/" + "x" * MAX_ID],
)  # fmt: skip
def test_what_is_no_id_is_not_taken_for_one(text: str) -> None:
    assert not is_id(text)


@pytest.mark.shared
def test_no_hostile_name_is_an_id(shared: Any) -> None:
    import json

    names = json.loads((shared / "suites" / "hostile" / "paths" / "names.json").read_text(encoding="utf-8"))["names"]
    for name in names:
        assert not is_id(name)
        assert not is_id(f"person/{name}")


# ------ statement ids

BASE = Statement(
    "source/a", "person/a", "sentTo", Ref("place/a"), (("when", Literal("1938")),), Mode.FACT, ("org/a",),
    Certainty.STATED, (Evidence("p1", 0, 4, "00000000"),),
)  # fmt: skip
HASHED: dict[str, list[Any]] = {
    "source": ["source/b"],
    "subject": ["person/b"],
    "property": ["filmedIn"],
    "value": [Ref("place/b"), Literal("place/a"), Literal("place/a", "en"), Literal("place/a", "", "km")],
    "qualifiers": [(), (("when", Literal("1939")),), (("from", Literal("1938")),), (("when", Literal("1938")),) * 2],
    "mode": [Mode.PLANNED, Mode.ATTRIBUTED, Mode.DENIED],
    "voice": [(), ("org/b",), ("org/a", "org/b")],
}
NOT_HASHED: dict[str, list[Any]] = {
    "evidence": [(), (Evidence(),), (Evidence("p2"),)],
    "note": ["a reason"],
    "certainty": list(Certainty),
    "key": ["mission"],
    "lines": [("H003",)],
}


def test_every_hashed_field_changes_the_id_and_no_two_changes_the_same_way() -> None:
    made = [statement_id(replace(BASE, **{name: value})) for name, values in HASHED.items() for value in values]
    assert len({*made, statement_id(BASE)}) == len(made) + 1


def test_evidence_note_certainty_and_key_keep_the_id() -> None:
    for name, values in NOT_HASHED.items():
        for value in values:
            assert statement_id(replace(BASE, **{name: value})) == statement_id(BASE), name


def test_the_id_of_a_statement_is_the_same_for_ever() -> None:
    """Links and decisions of other people point at it: a change here breaks them and needs a decision record."""
    assert statement_id(BASE) == KNOWN_ID
    assert evidence_id("source/a", Evidence("p1", 0, 4, "00000000")) == KNOWN_EVIDENCE


KNOWN_ID = "477270f354c7c4ff"
KNOWN_EVIDENCE = "ab435069f9e4c974"


@given(TEXT, TEXT, TEXT, TEXT)
def test_parts_of_an_id_cannot_run_together(one: str, two: str, three: str, four: str) -> None:
    first = statement_id(replace(BASE, source=one, subject=two))
    assert (first == statement_id(replace(BASE, source=three, subject=four))) is ((one, two) == (three, four))


# ------ literals


def parsed(term: str) -> ox.Literal:
    (quad,) = ox.parse(f"<urn:s> <urn:p> {term} .", format=ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.Literal)
    return quad.object


@given(TEXT, st.sampled_from(["en", "ru", "zh-Hans"]))
def test_any_text_in_a_language_survives(text: str, lang: str) -> None:
    term = lang_literal(text, lang)
    assert "\n" not in term
    assert parsed(term).value == text
    assert str(parsed(term).language).lower() == lang.lower()


@given(TEXT)
def test_any_plain_or_typed_text_survives(text: str) -> None:
    assert parsed(typed_literal(text)).value == text
    typed = parsed(typed_literal(text, "http://example.org/type"))
    assert (typed.value, typed.datatype.value) == (text, "http://example.org/type")
    string = "http://www.w3.org/2001/XMLSchema#string"
    assert typed_literal(text, string) == typed_literal(text)
    assert parsed(typed_literal(text)).datatype.value == string


# ------ statement → lines → statement

DATES = st.dates().map(str) | st.sampled_from(["1938", "1938-09", "1957~", "2024/2025", "2024/..", "[1957..1958]"])
QUALIFIERS = st.fixed_dictionaries(
    {},
    optional={
        "when": DATES.map(Literal),
        "due": DATES.map(Literal),
        "by": st.sampled_from(["org/a", "org/b"]).map(Ref),
    },
).map(lambda made: tuple(sorted(made.items())))
VALUES = st.one_of(
    st.tuples(st.just("bornOn"), DATES.map(Literal)),
    st.tuples(st.just("sentTo"), IDS.map(Ref)),
    st.tuples(st.just("nameAs"), st.builds(Literal, SAID, st.sampled_from(["en", "ru"]))),
)
STATEMENTS = st.builds(
    lambda pair, **fields: Statement(property=pair[0], value=pair[1], **fields),
    VALUES,
    source=IDS,
    subject=IDS,
    qualifiers=QUALIFIERS,
    mode=st.sampled_from(Mode),
    voice=st.lists(IDS, max_size=3, unique=True).map(lambda many: tuple(sorted(many))),
    certainty=st.sampled_from(Certainty),
    evidence=st.lists(
        st.sampled_from([Evidence(), Evidence("p1"), Evidence("p1", 0, 4, "0" * 8)]), min_size=1, unique=True
    ).map(tuple),
    act=st.just("") | IDS,
    key=st.just("") | SAID,
    note=st.just("") | SAID,
    lines=st.lists(SAID, max_size=2, unique=True).map(tuple),
)


@given(STATEMENTS)
def test_a_statement_can_be_read_back_from_its_lines(statement: Statement) -> None:
    (ranked,) = rank_statements([statement])
    lines = WRITER.block(ranked, ()).split("\n")
    quads = list(ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS))
    node = f"{TERMS.prefixes['st']}{statement_id(statement)}"
    about: dict[str, set[str]] = {}
    for quad in quads:
        if getattr(quad.subject, "value", "") == node:
            about.setdefault(TERMS.compress(quad.predicate.value), set()).add(_read(quad.object))
    value = statement.value.id if isinstance(statement.value, Ref) else statement.value.text
    assert about["kg:subject"] == {statement.subject}
    assert about[f"kgs:{statement.property}"] == {value}
    assert about["kg:statedIn"] == {statement.source}
    assert about["kg:mode"] == {f"kg:{statement.mode.capitalize()}"}
    assert about["kg:certainty"] == {f"kg:{statement.certainty.capitalize()}"}
    assert about.get("kg:voice", set()) == set(statement.voice)
    for field, text in (("act", statement.act), ("key", statement.key), ("note", statement.note)):
        assert about.get(f"kg:{field}", set()) == ({text} if text else set())
    assert about.get("kg:dossierLine", set()) == set(statement.lines)
    for name, qualifier in statement.qualifiers:
        assert about[f"kgq:{name}"] == {qualifier.id if isinstance(qualifier, Ref) else qualifier.text}
    assert len(about["prov:wasDerivedFrom"]) == len(statement.evidence)
    plain = [one for one in quads if one.predicate.value == TERMS.expand(f"kg:{statement.property}")]
    assert len(plain) == (1 if statement.mode is Mode.FACT and statement.certainty is not Certainty.DOUBTFUL else 0)
    _bounds_are_those_of_the_time_told(statement, about)


def _bounds_are_those_of_the_time_told(statement: Statement, about: dict[str, set[str]]) -> None:
    told = statement.qualifier("when")
    if not told and not isinstance(statement.value, Ref) and ONTOLOGY.properties[statement.property].range == EDTF:
        told = statement.value.text
    first, last = bounds(told) if told else (None, None)
    assert about.get("kg:earliest", set()) == ({first} if first else set())
    assert about.get("kg:latest", set()) == ({last} if last else set())
    due = statement.qualifier("due")
    first, last = bounds(due) if due else (None, None)
    assert about.get("kg:dueEarliest", set()) == ({first} if first else set())
    assert about.get("kg:dueLatest", set()) == ({last} if last else set())


def _read(term: object) -> str:
    """A text as it is, an entity as its id, any other IRI as a prefixed name."""
    if isinstance(term, ox.Literal):
        return term.value
    iri = str(getattr(term, "value", term))
    return TERMS.id(iri) if TERMS.id(iri) != iri else TERMS.compress(iri)
