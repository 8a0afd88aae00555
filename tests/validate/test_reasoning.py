"""Logic: the real data are proved consistent, planted contradictions are found and their culprits named."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus import Corpus
from kg.curation.parse import collect
from kg.errors import OntologyError
from kg.model import Entity, Label
from kg.ontology import Ontology, read_ontology
from kg.resources import Home
from kg.terms import Terms, read_terms
from kg.validate import reasoning
from kg.validate.entailed import find_clash
from kg.validate.projection import Assertion, assertions_of, ntriples
from kg.validate.reasoning import NO_JAVA, Gained, Reasoned, reason
from kg.validate.schema import read_schema
from kg.validate.shrink import smallest

PLANTED = "data/sources/1970-planted.yaml"
SOURCE = """source:
  id: source/1970-planted
  kind: blog
  label: {en: planted, zh-Hans: 植入, ru: подложено}
  publisher: org/river-news
  published: 1970
  language: en
  url: https://example.org/planted
statements:
"""


def plant(home: Home, statements: str) -> None:
    """Add statements past lint, which would refuse most of them; the first stands on line 11."""
    (Path(home.root) / PLANTED).write_text(SOURCE + statements, encoding="utf-8")


def declare(home: Home, turtle: str) -> None:
    path = Path(home.ontology) / "kg.ttl"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{turtle}\n", encoding="utf-8")


def read(home: Home) -> tuple[Corpus, Ontology, Terms]:
    terms = read_terms(home)
    ontology = read_ontology(home, terms)
    corpus, findings = collect(home, ontology)
    assert not findings
    return corpus, ontology, terms


def reasoned(home: Home, java: str) -> Reasoned:
    corpus, ontology, terms = read(home)
    return reason(home, corpus, ontology, terms, java=java)


def places(found: Reasoned) -> list[str]:
    return [str(one.where) for one in found.culprits]


@pytest.mark.java
def test_the_real_data_are_proved_consistent_and_classified(seed_home: Home, java: str) -> None:
    found = reasoned(seed_home, java)
    assert found.consistent
    assert found.culprits == ()
    assert found.skipped == ""
    assert found.runs == 1
    gained = {(one.entity, one.cls): one.why for one in found.classified}
    because = "'person/roman-karmen' has the class Person (data/entities/people.yaml:"
    assert gained["person/roman-karmen", "Agent"].startswith(because)
    assert {"Place", "Agent"} <= {cls for entity, cls in gained if entity == "place/china"}
    assert not [one for one in found.classified if one.cls == "Entity"]
    assert list(found.classified) == sorted(found.classified)


@pytest.mark.java
def test_a_planted_contradiction_is_found_and_both_culprits_are_named(world_home: Home, java: str) -> None:
    plant(world_home, "  person/ada-camera:\n    - {property: heldAt, entity: place/eastland, evidence: document}\n")
    found = reasoned(world_home, java)
    assert not found.consistent
    assert places(found) == ["data/entities/people.yaml:1", f"{PLANTED}:11"]
    cls, fact = found.culprits
    assert cls.message == (
        "'person/ada-camera' has the class Person; this cannot be true together with 'person/ada-camera' heldAt "
        f"'place/eastland' ({PLANTED}:11): 'person/ada-camera' would be both Person (stated class Person) and Event "
        "(subject of heldAt), which exclude each other"
    )
    assert fact.message.startswith("'person/ada-camera' heldAt 'place/eastland'; this cannot be true together with")
    assert {one.rule for one in found.culprits} == {"contradiction"}
    assert found.runs == 5


@pytest.mark.java
def test_an_inverse_property_is_followed(world_home: Home, java: str) -> None:
    plant(world_home, "  org/river-news:\n    - {property: sentMessage, entity: work/the-bridge, evidence: document}\n")
    found = reasoned(world_home, java)
    assert places(found) == ["data/entities/works.yaml:1", f"{PLANTED}:11"]
    assert "both Work (stated class Film) and SpeechAct (value of sentMessage)" in found.culprits[0].message


@pytest.mark.java
def test_two_contradictions_are_named_in_one_check(world_home: Home, java: str) -> None:
    plant(
        world_home,
        "  person/ada-camera:\n    - {property: heldAt, entity: place/eastland, evidence: document}\n"
        "  work/the-bridge:\n    - {property: grandchildOf, entity: person/ada-camera, evidence: document}\n",
    )
    assert places(reasoned(world_home, java)) == [
        "data/entities/people.yaml:1", f"{PLANTED}:11", "data/entities/works.yaml:1", f"{PLANTED}:13",
    ]  # fmt: skip


@pytest.mark.java
def test_a_contradiction_that_no_class_explains_is_shrunk_to_its_statements(world_home: Home, java: str) -> None:
    declare(world_home, "kg:grandchildOf a owl:AsymmetricProperty .")
    plant(
        world_home,
        "  person/ada-camera:\n    - {property: grandchildOf, entity: person/boris-camera, evidence: document}\n"
        "    - {property: grandchildOf, entity: person/nameless-niece, evidence: document}\n"
        "  person/boris-camera:\n    - {property: grandchildOf, entity: person/ada-camera, evidence: document}\n",
    )
    found = reasoned(world_home, java)
    assert places(found) == [f"{PLANTED}:11", f"{PLANTED}:14"]
    assert found.culprits[0].message == (
        "'person/ada-camera' grandchildOf 'person/boris-camera'; this cannot be true together with "
        f"'person/boris-camera' grandchildOf 'person/ada-camera' ({PLANTED}:14)"
    )


@pytest.mark.java
def test_a_contradiction_hidden_among_all_assertions_is_shrunk_too(world_home: Home, java: str) -> None:
    """Nothing guesses this one: a restriction in the ontology, which only the reasoner understands."""
    declare(
        world_home,
        "kg:Film rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kg:writtenBy ; owl:allValuesFrom kg:Person ] .",
    )
    plant(world_home, "  work/the-bridge:\n    - {property: writtenBy, entity: org/north-studio, evidence: document}\n")
    found = reasoned(world_home, java)
    assert places(found) == ["data/entities/organizations.yaml:1", "data/entities/works.yaml:1", f"{PLANTED}:11"]
    assert found.runs < 30


@pytest.mark.java
def test_what_is_no_fact_contradicts_nothing(world_home: Home, java: str) -> None:
    ways = ("mode: planned", "mode: denied", "mode: attributed", "certainty: doubtful")
    lines = [f"    - {{property: heldAt, entity: place/eastland, {way}, evidence: document}}\n" for way in ways]
    plant(world_home, "  person/ada-camera:\n" + "".join(lines))
    assert reasoned(world_home, java).consistent


@pytest.mark.java
def test_a_class_follows_from_how_an_entity_is_used(world_home: Home, java: str) -> None:
    plant(world_home, "  person/vera:\n    - {property: sentTo, entity: place/eastland, evidence: document}\n")
    corpus, ontology, terms = read(world_home)
    corpus.entities["person/vera"] = Entity("person/vera", "Agent", (Label("Vera", "en"),))
    found = reason(world_home, corpus, ontology, terms, java=java)
    because = f"'person/vera' sentTo 'place/eastland' ({PLANTED}:11), and it is the subject of sentTo"
    assert Gained("person/vera", "Person", because) in found.classified


@pytest.mark.java
def test_a_class_that_can_have_no_member_is_named_at_its_line(world_home: Home, java: str) -> None:
    declare(world_home, "kg:Happening a owl:Class ; rdfs:subClassOf kg:Person , kg:Event .")
    found = reasoned(world_home, java)
    assert found.consistent
    (culprit,) = found.culprits
    assert culprit.rule == "empty-class"
    assert culprit.message == (
        "nothing can ever be of class Happening: it lies below Event and Person, which exclude each other"
    )
    lines = (Path(world_home.ontology) / "kg.ttl").read_text(encoding="utf-8").splitlines()
    assert lines[culprit.where.line - 1].startswith("kg:Happening a owl:Class")


@pytest.mark.java
def test_an_ontology_that_contradicts_itself_is_blamed_and_the_data_are_not(world_home: Home, java: str) -> None:
    declare(world_home, "kg:Fact a kg:Verdict . kg:Mode owl:disjointWith kg:Verdict .")
    found = reasoned(world_home, java)
    assert not found.consistent
    assert places(found) == ["ontology/kg.ttl:1"]


@pytest.mark.java
def test_an_ontology_hermit_cannot_handle_is_one_clean_error(world_home: Home, java: str) -> None:
    declare(world_home, "kg:partOf a owl:AsymmetricProperty .")  # transitive too: OWL 2 DL forbids it
    with pytest.raises(OntologyError, match=r"HermiT gave up .*partOf") as caught:
        reasoned(world_home, java)
    assert "\n" not in str(caught.value)


@pytest.mark.java
def test_reasoning_is_silent_and_leaves_nothing_behind(
    world_home: Home, java: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import owlready2

    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-Dkg.test=1")
    before = len(owlready2.default_world.graph), owlready2.JAVA_EXE, owlready2.reasoning.JAVA_MEMORY
    plant(world_home, "  person/ada-camera:\n    - {property: heldAt, entity: place/eastland, evidence: document}\n")
    first, second = reasoned(world_home, java), reasoned(world_home, java)
    assert first == second
    assert list(folder.iterdir()) == []
    assert (len(owlready2.default_world.graph), owlready2.JAVA_EXE, owlready2.reasoning.JAVA_MEMORY) == before
    assert os.environ["JDK_JAVA_OPTIONS"] == "-Dkg.test=1"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("java", ["/nonexistent", "/nonexistent/bin/java", "false"])
def test_without_java_it_says_what_it_skipped(world_home: Home, java: str) -> None:
    found = reasoned(world_home, java)
    assert found == Reasoned(consistent=False, skipped=NO_JAVA)
    assert found.skipped == (
        "Java was not found: consistency and classification were not checked; "
        "install a Java runtime (java -version must work)"
    )


def test_java_is_looked_for_in_java_home_and_on_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert reasoning.find_java() == ""
    fake = tmp_path / "jdk" / "bin" / "java"
    fake.parent.mkdir(parents=True)
    fake.write_text("#!/bin/sh\nexit 0\n")
    fake.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))
    assert reasoning.find_java() == str(fake)
    fake.write_text("#!/bin/sh\nexit 1\n")  # as the stub of macOS
    assert reasoning.find_java() == ""


def test_the_reasoner_is_told_nothing_it_cannot_read(seed_home: Home) -> None:
    """No literal, every predicate declared, every individual declared, each datatype property an annotation."""
    corpus, ontology, terms = read(seed_home)
    schema = read_schema(seed_home, terms)
    lines = [line[:-2].split(" ") for line in ntriples(assertions_of(corpus, ontology), schema, terms).splitlines()]
    owl = "http://www.w3.org/2002/07/owl#"
    types: dict[str, set[str]] = {}
    for s, p, o in lines:
        assert s.startswith("<")
        assert o.startswith("<")
        if p.endswith("#type>"):
            types.setdefault(s, set()).add(o.removeprefix(f"<{owl}").rstrip(">"))
    for s, p, o in lines:
        if p.startswith(f"<{terms.base}"):
            assert "ObjectProperty" in types[p]
            assert "NamedIndividual" in types[s]
            assert "NamedIndividual" in types[o]
    for made in ontology.properties.values():
        is_annotation = "AnnotationProperty" in types[f"<{terms.prefixes['kg']}{made.name}>"]
        assert is_annotation is not made.is_object


@pytest.mark.java
def test_what_is_guessed_the_reasoner_confirms(world_home: Home, java: str) -> None:
    _, ontology, terms = read(world_home)
    schema = read_schema(world_home, terms)
    hermit = reasoning._Hermit(java, schema, terms)
    guesses = [
        [Assertion("person/a", "", "Person"), Assertion("person/b", "tookPartIn", "person/a")],
        [Assertion("org/a", "sentMessage", "place/b"), Assertion("place/b", "", "City")],
        [Assertion("person/a", "sentTo", "person/a")],
        [Assertion("org/a", "", "Museum"), Assertion("org/a", "tookPartIn", "event/b")],
        [Assertion("place/a", "", "Country"), Assertion("place/a", "sentMessage", "speech/b")],
        [Assertion("speech/a", "sender", "person/b"), Assertion("person/b", "sentMessage", "speech/a")],
    ]
    answers = [hermit.clashes(some) for some in guesses]
    assert [find_clash(some, schema, ontology) is not None for some in guesses] == answers
    assert answers == [True, True, True, False, False, False]


@given(st.sets(st.integers(0, 40), min_size=1, max_size=5), st.sets(st.integers(0, 40), min_size=1, max_size=5))
def test_shrinking_ends_at_a_smallest_clashing_set(one: set[int], other: set[int]) -> None:
    asked = 0

    def clashes(items: list[int]) -> bool:
        nonlocal asked
        asked += 1
        return one <= set(items) or other <= set(items)

    found = smallest(range(41), clashes)
    assert clashes(found)
    assert not any(clashes([item for item in found if item != left_out]) for left_out in found)
    assert found == sorted(found)
    assert asked <= 2 * 5 * 6 + 2 * 5 + 6
