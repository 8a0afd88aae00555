"""Shapes: what is wrong comes back to the line a curator wrote, with the fix."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from kg.build.wikidata import default_lines
from kg.curation.parse import collect
from kg.errors import OntologyError
from kg.model import Finding, Severity
from kg.ontology import read_ontology
from kg.pipeline import graph_of
from kg.resources import Home
from kg.terms import read_terms
from kg.validate.origins import metadata_places, origins_of
from kg.validate.shapes import check_shapes

ODD = "kg:OddShape a sh:NodeShape ; sh:targetClass kg:Person ;"
NEWS = "data/sources/1950-05-01-river-news-ada.yaml"


def graph(home: Home) -> list[str]:
    terms = read_terms(home)
    ontology = read_ontology(home, terms)
    corpus, findings = collect(home, ontology)
    assert not findings
    return [*default_lines(graph_of(corpus, terms, ontology), terms)]


def checked(home: Home, lines: list[str] | None = None) -> list[Finding]:
    terms = read_terms(home)
    corpus, _ = collect(home, read_ontology(home, terms))
    places = origins_of(corpus, terms) | metadata_places(corpus, terms)
    return check_shapes(graph(home) if lines is None else lines, home, places)


def edit(home: Home, name: str, old: str, new: str) -> None:
    path = Path(home.root) / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(home: Home, name: str, words: str) -> int:
    lines = (Path(home.root) / name).read_text(encoding="utf-8").splitlines()
    return next(at for at, line in enumerate(lines, 1) if words in line)


def test_the_seed_keeps_every_shape_that_must_hold(seed_home: Home) -> None:
    found = checked(seed_home)
    assert not [str(one) for one in found if one.severity is Severity.ERROR]
    shapes = (Path(seed_home.ontology) / "shapes.ttl").read_text(encoding="utf-8")
    for one in found:
        assert one.where.file
        assert one.where.line
        assert f"kg:{one.rule} a sh:NodeShape" in shapes


def test_a_speech_act_without_a_speaker_is_refused_with_the_fix(world_home: Home) -> None:
    edit(world_home, NEWS, "    - {property: speaker, entity: org/north-studio, evidence: p3:130-145:cc5be609}\n", "")
    (found,) = [one for one in checked(world_home) if one.severity is Severity.ERROR]
    assert found.rule == "SpeechActShape"
    assert str(found.where) == "data/entities/speeches.yaml:1"
    assert found.message.startswith("'speech/studio-announcement': A speech act has no speaker; add a speaker")


def test_a_statement_that_breaks_a_shape_is_reported_at_its_line(world_home: Home) -> None:
    assert not [one for one in checked(world_home) if one.rule == "PlannedStatementShape"]
    edit(world_home, NEWS, "      due: 1940-05\n", "")
    (found,) = [one for one in checked(world_home) if one.rule == "PlannedStatementShape"]
    assert (found.where.file, found.where.line) == (NEWS, line_of(world_home, NEWS, "- key: release"))
    assert found.severity is Severity.INFO
    assert found.message.startswith("'statement/")


def test_an_event_without_a_date_is_named_and_a_series_has_those_of_its_editions(world_home: Home) -> None:
    def undated() -> list[str]:
        return [one.message.split("'")[1] for one in checked(world_home) if one.rule == "EventShape"]

    assert undated() == []
    events = "data/entities/events.yaml"
    edit(
        world_home,
        events,
        "event/river-festival:",
        "event/feast: {class: Festival, label: {en: Feast}}\nevent/river-festival:",
    )
    assert undated() == ["event/feast"]
    more = "event/river-festival:\n    - {property: partOfSeries, entity: event/feast, evidence: document}"
    edit(world_home, "data/sources/1960-encyclopaedia-ada.yaml", "event/river-festival:", more)
    assert undated() == []


def test_evidence_and_selector_come_back_to_the_statement_that_uses_them(world_home: Home) -> None:
    lines = graph(world_home)
    evidence = next(line.split()[0] for line in lines if "/digest>" in line or '#digest> "b536146d"' in line)
    without_digest = [line for line in lines if not (line.startswith(evidence) and "#digest>" in line)]
    (found,) = [one for one in checked(world_home, without_digest) if one.severity is Severity.ERROR]
    here = (NEWS, line_of(world_home, NEWS, "- key: mission"))
    assert (found.rule, found.where.file, found.where.line) == ("SpanEvidenceShape", *here)

    selector = evidence.replace(">", "/selector>")
    turned = [line.replace('"82"', '"7"') if line.startswith(selector) else line for line in lines]
    (found,) = [one for one in checked(world_home, turned) if one.severity is Severity.ERROR]
    assert (found.rule, found.where.file, found.where.line) == ("SelectorShape", *here)
    assert found.message.endswith("end is the larger (found '41')")


def test_a_decision_and_a_source_come_back_to_their_files(world_home: Home) -> None:
    lines = [line.replace('"encyclopaedia"', '"gazette"') for line in graph(world_home)]
    lines = [line for line in lines if "ontology#reason>" not in line or "/ontology#reason> <" in line]
    found = {one.rule: one for one in checked(world_home, lines) if one.severity is Severity.ERROR}
    assert set(found) == {"IdentityDecisionShape", "SourceShape"}
    assert found["IdentityDecisionShape"].where.file == "data/decisions/identities.yaml"
    assert found["IdentityDecisionShape"].where.line
    assert str(found["SourceShape"].where) == "data/sources/1960-encyclopaedia-ada.yaml:4"
    assert found["SourceShape"].message.endswith("(found 'gazette')")


def test_every_node_of_the_data_has_a_line(seed_home: Home) -> None:
    terms = read_terms(seed_home)
    corpus, _ = collect(seed_home, read_ontology(seed_home, terms))
    origins = origins_of(corpus, terms)
    nodes = {line.split()[0].strip("<>") for line in graph(seed_home) if line.startswith(f"<{terms.base}id/")}
    assert nodes == set(origins)
    assert all(where.file.startswith("data/") and where.line for where in origins.values())


def test_the_order_of_findings_does_not_depend_on_the_order_of_lines(seed_home: Home) -> None:
    lines = graph(seed_home)
    shuffled = random.Random(7).sample(lines, len(lines))
    assert checked(seed_home, lines) == checked(seed_home, shuffled)


def test_a_misspelt_name_in_a_shape_is_an_error(world_home: Home) -> None:
    shapes = Path(world_home.ontology) / "shapes.ttl"
    good = shapes.read_text(encoding="utf-8")
    for target, name in (("targetClass", "kg:Persom"), ("targetSubjectsOf", "kgp:sentTwo")):
        shapes.write_text(f"{good}\nkg:OddShape a sh:NodeShape ; sh:{target} {name} .\n", encoding="utf-8")
        (found,) = [one for one in checked(world_home) if one.severity is Severity.ERROR]
        assert found.rule == "shape-term"
        assert f"'{name}'" in found.message


@pytest.mark.parametrize(
    ("addition", "message"),
    [
        ("kg:OddShape a sh:NodeShape  sh:targetClass kg:Person .", r"cannot be read: at line \d+: Bad syntax"),
        (f"{ODD} sh:property [ sh:minCount 1 ] .", "has not just one sh:path"),
        (f'{ODD} sh:property [ sh:path rdfs:label ; sh:pattern "(" ] .', "unclosed group"),
        (f'{ODD} sh:property [ sh:path rdfs:label ; sh:minCount "a" ] .', "not a non-negative integer"),
        (f"{ODD} sh:or ( kg:OddShape ) .", "is part of itself"),
    ],
)
def test_a_shape_that_cannot_be_used_is_one_clean_error(
    world_home: Home, addition: str, message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    shapes = Path(world_home.ontology) / "shapes.ttl"
    shapes.write_text(f"{shapes.read_text(encoding='utf-8')}\n{addition}\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=message) as caught:
        checked(world_home)
    assert str(caught.value).startswith("ontology/shapes.ttl: ")
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_the_shapes_are_shapes_by_the_standards_own_shapes(seed_home: Home) -> None:
    import pyshacl
    from rdflib import Graph

    shapes = Graph().parse(Path(seed_home.ontology) / "shapes.ttl")
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_every_message_ends_with_what_to_do(seed_home: Home) -> None:
    text = (Path(seed_home.ontology) / "shapes.ttl").read_text(encoding="utf-8")
    messages = re.findall(r'sh:message "([^"]+)"@en', text)
    assert messages
    assert not [message for message in messages if not re.search(r"[;,] [a-z]+", message)]
