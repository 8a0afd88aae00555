"""The graph has the shape the data contract promises: read here as plain lines, term by term."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.api import Graph
from kg.curation.parse import read_corpus
from kg.ids import statement_id
from kg.model import Certainty, Mode
from kg.ontology import read_ontology
from kg.terms import Terms, read_terms

BASE = "https://w3id.org/karmen-kg/"
Facts = dict[str, dict[str, set[str]]]
BORROWED = {"rdf", "rdfs", "owl", "skos", "schema", "dcterms", "void", "dcat", "prov", "oa", "wikibase"}
CURIE = re.compile(r"<([^>]*)>")


def short(term: str, terms: Terms) -> str:
    return CURIE.sub(lambda found: terms.compress(found[1]), term)


@pytest.fixture(scope="module")
def lines(world: Graph) -> list[str]:
    return Path(world.build.graph).read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def facts(lines: list[str], world: Graph) -> Facts:
    """Everything in the graph as prefixed names: subject → predicate → objects."""
    found: Facts = {}
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        assert rest.endswith(" .")
        about = found.setdefault(short(subject, world.terms), {})
        about.setdefault(short(predicate, world.terms), set()).add(short(rest[:-2], world.terms))
    return found


def node(facts: Facts, subject: str, property_: str, value: str) -> dict[str, set[str]]:
    """The one statement node of subject, property and value."""
    nodes = [facts[one] for one in facts[subject][f"kgp:{property_}"] if facts[one][f"kgs:{property_}"] == {value}]
    assert len(nodes) == 1
    return nodes[0]


def date(text: str) -> str:
    return f'"{text}"^^edtf:EDTF'


def day(text: str) -> str:
    return f'"{text}"^^xsd:date'


# ------ the whole


def test_lines_are_sorted_unique_and_without_blank_nodes(lines: list[str]) -> None:
    assert lines == sorted(set(lines))
    for line in lines:
        assert "_:" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", line)


def test_every_line_is_one_valid_quad_of_the_default_graph(lines: list[str]) -> None:
    quads = list(ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS))
    assert len(set(quads)) == len(lines)
    assert {quad.graph_name for quad in quads} == {ox.DefaultGraph()}


def test_every_date_in_the_graph_is_a_real_day(lines: list[str]) -> None:
    from datetime import date as real

    days = [found for line in lines for found in re.findall(r'"([^"]*)"\^\^<[^>]*#date>', line)]
    assert len(days) > 10
    assert all(real.fromisoformat(found).isoformat() == found for found in days)


def test_every_predicate_and_class_is_declared(facts: Facts, world: Graph) -> None:
    ontology = read_ontology(world.home, read_terms(world.home))
    declared = {f"{view}:{name}" for view in ("kgp", "kgs", "kgq") for name in ontology.usable()}
    declared |= {f"kg:{name}" for name in ontology.properties}
    declared |= {name for name, about in facts.items() if "owl:AnnotationProperty" in about.get("rdf:type", set())}
    used = {predicate for about in facts.values() for predicate in about}
    borrowed = {name for name in used if name.partition(":")[0] in BORROWED}
    assert used - borrowed - declared == set()
    classes = {cls for about in facts.values() for cls in about.get("rdf:type", set()) if cls.startswith("kg:")}
    assert {cls.removeprefix("kg:") for cls in classes} <= set(ontology.classes)


def test_every_value_of_a_closed_set_has_labels_in_three_languages(facts: Facts) -> None:
    closed = {
        value
        for about in facts.values()
        for predicate in ("kg:mode", "kg:certainty", "kg:evidenceLevel", "kg:verdict")
        for value in about.get(predicate, set())
    }
    assert {"kg:Fact", "kg:Planned", "kg:Attributed", "kg:Denied", "kg:SpanLocked", "kg:Same"} <= closed
    for value in closed:
        assert {label.rpartition("@")[2] for label in facts[value]["rdfs:label"]} == {"en", "zh-Hans", "ru"}, value


# ------ a statement


def test_a_statement_has_node_value_qualifiers_bounds_voice_rank_and_evidence(facts: Facts) -> None:
    made = dict(node(facts, "person:ada-camera", "sentTo", "place:eastland"))
    (evidence,) = made.pop("prov:wasDerivedFrom")
    assert made == {
        "rdf:type": {"kg:Statement", "wikibase:BestRank"},
        "kg:subject": {"person:ada-camera"},
        "kg:property": {"kg:sentTo"},
        "kgs:sentTo": {"place:eastland"},
        "kgq:when": {date("1938")},
        "kg:earliest": {day("1938-01-01")},
        "kg:latest": {day("1938-12-31")},
        "kgq:by": {"org:north-studio"},
        "kg:mode": {"kg:Fact"},
        "kg:certainty": {"kg:Stated"},
        "kg:voice": {"org:river-news"},
        "wikibase:rank": {"wikibase:NormalRank"},
        "kg:statedIn": {"source:1950-05-01-river-news-ada"},
        "kg:key": {'"mission"'},
    }
    assert facts["person:ada-camera"]["kg:sentTo"] == {"place:eastland"}
    assert evidence in facts


def test_the_id_of_a_node_is_that_of_its_statement(facts: Facts, world: Graph) -> None:
    made = {f"st:{statement_id(one)}" for one in read_corpus(world.home).statements}
    assert made == {name for name, about in facts.items() if "kg:Statement" in about.get("rdf:type", set())}


def test_a_plan_has_a_window_a_speech_act_and_no_plain_fact(facts: Facts) -> None:
    made = node(facts, "work:the-bridge", "releasedIn", "place:westland")
    assert made["kg:mode"] == {"kg:Planned"}
    assert made["kgq:due"] == {date("1940-05")}
    assert (made["kg:dueEarliest"], made["kg:dueLatest"]) == ({day("1940-05-01")}, {day("1940-05-31")})
    assert "kg:earliest" not in made
    assert "kg:latest" not in made
    assert made["kg:act"] == {"speech:studio-announcement"}
    assert made["kg:voice"] == {"org:north-studio"}
    assert made["kg:certainty"] == {"kg:Inferred"}
    assert "kg:releasedIn" not in facts["work:the-bridge"]


def test_a_date_that_is_the_value_bounds_its_own_statement(facts: Facts) -> None:
    month = node(facts, "event:river-festival", "heldOn", date("1940-05/1940-06"))
    assert (month["kg:earliest"], month["kg:latest"]) == ({day("1940-05-01")}, {day("1940-06-30")})


def test_plain_facts_are_exactly_those_of_the_truthy_rule(facts: Facts, world: Graph) -> None:
    ontology = read_ontology(world.home, read_terms(world.home))
    usable = {f"kg:{name}" for name in ontology.usable()}
    plain = {
        (subject, predicate.removeprefix("kg:"), value)
        for subject, about in facts.items()
        if not subject.startswith(("st:", "kg:", "decision:"))
        for predicate, values in about.items()
        if predicate in usable
        for value in values
        if not (subject.startswith("source:") and predicate in ("kg:reproduces", "kg:sourceKind", "kg:reliability"))
    }
    nodes = {name: about for name, about in facts.items() if "kg:Statement" in about.get("rdf:type", set())}
    expected = set()
    for about in nodes.values():
        (subject,), (predicate,) = about["kg:subject"], about["kg:property"]
        if about["kg:mode"] == {"kg:Fact"} and about["kg:certainty"] != {"kg:Doubtful"}:
            assert "wikibase:BestRank" in about["rdf:type"]
            (value,) = about[predicate.replace("kg:", "kgs:")]
            expected.add((subject, predicate.removeprefix("kg:"), value))
    assert plain == expected
    assert ("person:ada-camera", "occupation", '"camera operator"@en') not in plain
    assert ("org:north-studio", "strengthens", "topic:friendship") not in plain
    assert ("event:river-festival", "organizedBy", "org:river-news") not in plain
    assert len([one for one in plain if one[:2] == ("person:ada-camera", "bornOn")]) == 3


def test_disputed_statements_point_at_each_other(facts: Facts) -> None:
    first = node(facts, "person:ada-camera", "bornOn", date("1906-11-26"))
    second = node(facts, "person:ada-camera", "bornOn", date("1906-11-29"))
    names = {id(about): name for name, about in facts.items()}
    assert first["kg:disputedBy"] == {names[id(second)]}
    assert second["kg:disputedBy"] == {names[id(first)]}
    months = [
        facts[one] for one in facts["person:ada-camera"]["kgp:bornOn"] if facts[one]["kgs:bornOn"] == {date("1906-11")}
    ]
    assert len(months) == 2, "alsoIn repeats the statement for the second source"
    assert all("kg:disputedBy" not in about for about in months)
    assert {source for about in months for source in about["kg:statedIn"]} == {
        "source:1951-copy-of-ada",
        "source:1960-encyclopaedia-ada",
    }


def test_notes_and_dossier_lines_are_kept(facts: Facts) -> None:
    boris = node(facts, "person:boris-camera", "tookPartIn", "event:river-festival")
    assert boris["kg:note"] == {'"Named in the list of guests."@en'}
    ada = node(facts, "person:ada-camera", "tookPartIn", "event:river-festival")
    assert ada["kg:dossierLine"] == {'"H999"'}


def test_modes_and_certainties_of_the_model_are_all_in_the_small_world(facts: Facts) -> None:
    seen = {
        value for about in facts.values() for value in about.get("kg:mode", set()) | about.get("kg:certainty", set())
    }
    assert {f"kg:{one.capitalize()}" for one in (*Mode, *Certainty)} <= seen


# ------ evidence


def _evidence(facts: Facts, subject: str, property_: str, value: str) -> dict[str, set[str]]:
    (name,) = node(facts, subject, property_, value)["prov:wasDerivedFrom"]
    return facts[name]


def test_a_locked_span_has_paragraph_digest_and_a_position_selector(facts: Facts) -> None:
    place = dict(_evidence(facts, "person:ada-camera", "sentTo", "place:eastland"))
    (selector,) = place.pop("oa:hasSelector")
    assert place == {
        "rdf:type": {"kg:Evidence", "oa:SpecificResource"},
        "oa:hasSource": {"source:1950-05-01-river-news-ada"},
        "prov:wasDerivedFrom": {"source:1950-05-01-river-news-ada"},
        "kg:evidenceLevel": {"kg:SpanLocked"},
        "kg:paragraph": {'"p2"'},
        "kg:digest": {'"b536146d"'},
    }
    assert facts[selector] == {
        "rdf:type": {"oa:TextPositionSelector"},
        "oa:start": {'"41"^^xsd:integer'},
        "oa:end": {'"82"^^xsd:integer'},
    }


@pytest.mark.parametrize(
    ("subject", "value", "property_", "expected"),
    [
        ("work:the-bridge", "place:eastland", "coProductionOf",
         {"kg:evidenceLevel": {"kg:Located"}, "kg:paragraph": {'"p3"'}}),
        ("person:boris-camera", "event:river-festival", "tookPartIn", {"kg:evidenceLevel": {"kg:DocumentLevel"}}),
    ],
)  # fmt: skip
def test_a_looser_place_has_no_selector(
    subject: str, value: str, property_: str, expected: dict[str, set[str]], facts: Facts
) -> None:
    place = dict(_evidence(facts, subject, property_, value))
    assert place.pop("rdf:type") == {"kg:Evidence", "oa:SpecificResource"}
    assert len(place["oa:hasSource"]) == 1
    assert place.pop("prov:wasDerivedFrom") == place.pop("oa:hasSource")
    assert place == expected


def test_statements_resting_on_one_place_share_its_node(facts: Facts) -> None:
    born = node(facts, "person:ada-camera", "bornOn", date("1906-11-26"))
    work = node(facts, "person:ada-camera", "occupation", '"camera operator"@en')
    assert born["prov:wasDerivedFrom"] == work["prov:wasDerivedFrom"]


# ------ entities, sources, decisions, vocabulary


def test_an_entity_has_class_labels_aliases_and_what_tells_it_apart(facts: Facts) -> None:
    ada = facts["person:ada-camera"]
    assert ada["rdf:type"] == {"kg:Person"}
    assert ada["rdfs:label"] == {'"Ada Camera"@en', '"艾达·卡梅拉"@zh-Hans', '"Ада Камера"@ru'}
    assert ada["skos:altLabel"] == {'"A. Camera"@en', '"Камера Ада"@ru'}
    assert ada["schema:disambiguatingDescription"] == {'"camera operator of the small world"@en'}
    assert facts["person:nameless-niece"]["kg:unnamed"] == {'"true"^^xsd:boolean'}
    assert "kg:unnamed" not in ada


def test_a_source_tells_publisher_date_language_address_text_and_chain(facts: Facts) -> None:
    source = facts["source:1950-05-01-river-news-ada"]
    assert source["rdf:type"] == {"kg:Source"}
    assert source["dcterms:publisher"] == source["prov:wasAttributedTo"] == {"org:river-news"}
    assert source["dcterms:issued"] == {date("1950-05-01")}
    assert (source["kg:earliest"], source["kg:latest"]) == ({day("1950-05-01")}, {day("1950-05-01")})
    assert source["dcterms:language"] == {'"en"'}
    assert source["schema:url"] == {'"https://example.org/ada?a=1&b=2"^^xsd:anyURI'}
    assert source["kg:textLength"] == {'"146"^^xsd:integer'}
    assert source["kg:textDigest"] == {'"81e3ef983b1ddf0ef90d4ff7fc828830d2a6372c4f0b8848e59f740ee936aa46"'}
    assert (source["kg:curatedBy"], source["kg:curatedOn"]) == ({'"karmen-curators"'}, {date("2026-11-23")})
    copy = facts["source:1951-copy-of-ada"]
    assert copy["kg:reproduces"] == {"source:1950-05-01-river-news-ada"}
    assert copy["kg:ownVoice"] == {"org:river-news"}
    assert copy["dcterms:publisher"] == {"org:north-studio"}


def test_a_judgement_points_at_statement_and_entity(facts: Facts) -> None:
    (decision,) = [about for about in facts.values() if about.get("rdf:type") == {"kg:IdentityDecision"}]
    (statement,) = decision["kg:decidesStatement"]
    assert facts[statement]["kgs:nameAs"] == {'"Ada Kamera"@en'}
    assert decision["kg:decidesEntity"] == {"person:ada-camera"}
    assert decision["kg:verdict"] == {"kg:Same"}
    assert decision["kg:curatedOn"] == {date("2026-11-23")}


def test_every_property_a_curator_may_use_has_wikibase_views(facts: Facts, world: Graph) -> None:
    ontology = read_ontology(world.home, read_terms(world.home))
    for name in ontology.usable():
        about = facts[f"kg:{name}"]
        assert about["wikibase:directClaim"] == {f"kg:{name}"}
        assert about["wikibase:claim"] == {f"kgp:{name}"}
        assert about["wikibase:statementProperty"] == {f"kgs:{name}"}
        assert about["wikibase:qualifier"] == {f"kgq:{name}"}
        assert {label.rpartition("@")[2] for label in about["rdfs:label"]} == {"en", "zh-Hans", "ru"}
    machinery = set(ontology.properties) - set(ontology.usable())
    assert machinery
    assert not any("wikibase:claim" in facts.get(f"kg:{name}", {}) for name in machinery)
