"""Every RDF file says the same as the graph, and the same graph gives the same bytes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.api import Graph
from kg.export.rdf import FORMATS, export_rdf
from kg.store.convert import read_rdflib
from tests.conftest import ROOT, RunKg

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # of its own insides
Triple = tuple[str, str, str]
OX = {"nquads": ox.RdfFormat.N_QUADS, "turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG}


@pytest.fixture(params=["world", "seed"])
def graph(request: pytest.FixtureRequest) -> Graph:
    made: Graph = request.getfixturevalue(request.param)
    return made


def _of_rdflib(term: object) -> str:
    """One spelling for both libraries: language tags are the same in any case, a plain text is an xsd:string."""
    if isinstance(term, rdflib.Literal):
        kind = f"@{term.language.lower()}" if term.language else f"^^{term.datatype or rdflib.XSD.string}"
        return f"{str.__str__(term)!r}{kind}"
    return str(term)


def _of_oxigraph(term: object) -> str:
    if isinstance(term, ox.Literal):
        kind = f"@{term.language.lower()}" if term.language else f"^^{term.datatype.value}"
        return f"{term.value!r}{kind}"
    return str(getattr(term, "value", term))


def read_oxigraph(data: bytes, form: str) -> list[tuple[Triple, str]]:
    return [
        (
            (_of_oxigraph(quad.subject), _of_oxigraph(quad.predicate), _of_oxigraph(quad.object)),
            "" if quad.graph_name == ox.DefaultGraph() else _of_oxigraph(quad.graph_name),
        )
        for quad in ox.parse(data, format=OX[form])
    ]


def read_by_rdflib(data: bytes, form: str) -> list[tuple[Triple, str]]:
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=form)
    found = []
    for subject, predicate, value, graph in dataset.quads():
        name = "" if graph is None or graph == rdflib.graph.DATASET_DEFAULT_GRAPH_ID else str(graph)
        found.append(((_of_rdflib(subject), _of_rdflib(predicate), _of_rdflib(value)), name))
    return found


def wikidata(graph: Graph) -> str:
    """The graph of what Wikidata says, apart from everything curated."""
    return f"{graph.terms.base}graph/wikidata"


@pytest.mark.parametrize("form", FORMATS)
def test_both_libraries_read_the_export_as_the_graph_that_was_built(form: str, graph: Graph) -> None:
    quads = read_oxigraph(Path(graph.build.graph).read_bytes(), "nquads")
    assert len(quads) == len(graph)
    built = {triple for triple, name in quads if not name or form != "turtle"}  # Turtle holds what is curated
    data = export_rdf(graph.build, graph.terms, form)
    one, other = read_oxigraph(data, form), read_by_rdflib(data, form)
    assert sorted(one) == sorted(other)
    assert {triple for triple, _ in one} == built
    assert len(one) == len(built), "each fact stands once"


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_has_no_blank_nodes_and_ends_with_a_line(form: str, graph: Graph) -> None:
    data = export_rdf(graph.build, graph.terms, form)
    assert data.endswith(b"\n")
    for triple, name in read_oxigraph(data, form):
        assert all(part.startswith(("http://", "https://")) for part in triple[:2])
        assert name in ("", wikidata(graph)) or name.startswith(f"{graph.terms.base}id/source/")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(form: str, graph: Graph) -> None:
    assert export_rdf(graph.build, graph.terms, form) == export_rdf(graph.build, graph.terms, form)


@pytest.mark.parametrize("form", FORMATS)
def test_processes_with_different_hash_seeds_write_the_same_bytes(form: str, world: Graph, run_kg: RunKg) -> None:
    here = export_rdf(world.build, world.terms, form)
    for seed in ("0", "1", "4711"):
        done = subprocess.run(
            [sys.executable, "-m", "kg", "export", form, "--home", world.home.root],
            env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
            timeout=60,
        )
        assert done.stdout == here


def test_trig_has_a_graph_per_source_with_its_statements_and_evidence(graph: Graph) -> None:
    terms = graph.terms
    quads = read_oxigraph(export_rdf(graph.build, terms, "trig"), "trig")
    stated = {triple[0]: triple[2] for triple, _ in quads if triple[1] == terms.expand("kg:statedIn")}
    places = {triple[0]: triple[2] for triple, _ in quads if triple[1] == terms.expand("oa:hasSource")}
    assert len(stated) == graph.build.counts["statements"]
    apart = {triple[0] for triple, name in quads if name == wikidata(graph)}
    told = {(triple[0], triple[2]) for triple, _ in quads if triple[1] == terms.expand("schema:about")}
    assert apart == {one for pair in told for one in pair}
    for (subject, _, _), name in quads:
        if subject in apart:
            continue
        owner = subject.removesuffix("/selector")
        assert name == stated.get(owner, places.get(owner, "")), subject
    assert {name for _, name in quads} - {"", wikidata(graph)} == set(stated.values())


def test_plain_facts_entities_and_vocabulary_stand_in_the_default_graph(world: Graph) -> None:
    terms = world.terms
    quads = read_oxigraph(export_rdf(world.build, terms, "trig"), "trig")
    default = {triple for triple, name in quads if not name}
    fact = (terms.expand("person:ada-camera"), terms.expand("kg:sentTo"), terms.expand("place:eastland"))
    assert fact in default
    assert (terms.expand("kg:sentTo"), terms.expand("wikibase:claim"), terms.expand("kgp:sentTo")) in default


def test_turtle_uses_the_prefixes_of_the_project(graph: Graph) -> None:
    text = export_rdf(graph.build, graph.terms, "turtle").decode()
    assert "@prefix person: <https://w3id.org/karmen-kg/id/person/> ." in text
    assert "ns1:" not in text
    assert "\nperson:" in text


def test_the_copy_for_rdflib_answers_with_the_projects_prefixes(world: Graph) -> None:
    copy = read_rdflib(world.build.graph, world.terms)
    assert len(copy) == len(world)
    assert bool(copy.query("ASK { person:ada-camera kg:sentTo place:eastland }").askAnswer)
    assert len(world.to_rdflib()) == len(copy)
