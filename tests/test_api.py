"""The Python door: `import kg; g = kg.open()`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx
import pytest
import rdflib

import kg
from kg.api import Graph
from kg.errors import KGError, QueryError, StoreError, UsageError
from kg.export.words import receipt_json, value_text
from kg.query.library import find_query
from kg.resources import Home

SEED = "source/2025-05-08-finanznachrichten-cgtn-cultural-exchanges"


def test_the_package_shows_its_door_the_graph_and_the_errors(seed_home: Home, seed: Graph) -> None:
    assert sorted(kg.__all__) == ["Graph", "KGError", "__version__", "open"]
    assert set(kg.__all__) <= set(dir(kg))
    assert (kg.Graph, kg.KGError) == (Graph, KGError)
    assert not hasattr(kg, "Grpah")
    graph: kg.Graph = kg.open(Path(seed_home.root))
    assert len(graph) == len(seed) > 4000
    assert repr(graph).startswith("<kg.Graph ")


def test_ask_answers_with_columns_rows_and_receipts(seed: Graph) -> None:
    answer = seed.ask("people/events", person="person/karmen-grandson")
    assert [answer.columns[at] for at in answer.shown] == ["event", "part", "date"]
    receipts = [seed.receipt(one) for row in answer.rows for one in answer.statements(row)]
    assert {receipt.property for receipt in receipts} == {"spokeAt", "tookPartIn"}
    assert any(receipt.places[0].digest for receipt in receipts)


def test_sparql_gives_solutions_booleans_and_triples(seed: Graph) -> None:
    rows: Any = seed.sparql("SELECT ?l { person:roman-karmen rdfs:label ?l }")
    assert len(list(rows)) == 3
    assert bool(seed.sparql("ASK { person:roman-karmen kg:sentTo place:china }")) is True
    assert bool(seed.sparql("ASK { place:china kg:sentTo person:roman-karmen }")) is False
    triples: Any = seed.sparql("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 1")
    assert len(list(triples)) == 1


def test_a_number_is_told_with_its_unit(seed: Graph) -> None:
    rows: Any = seed.sparql("SELECT ?s { work:karmen-war-pictures kgp:footageLength ?s }")
    (told, *_) = [seed.receipt(row["s"].value) for row in rows]
    assert value_text(told, seed.names, seed.terms, "en").split(" · ")[1] == "unit m"
    assert receipt_json(told, seed.names, seed.terms)["qualifiers"][0] == {
        "property": "unit",
        "value": {"value": "m", "datatype": "xsd:string"},
    }


def test_a_receipt_has_the_date_and_address_of_its_source_without_a_scan_of_all_dates(seed: Graph) -> None:
    rows: Any = seed.sparql("SELECT ?s { ?s kg:statedIn ?from } ORDER BY ?s LIMIT 50")
    for (statement,) in rows:
        receipt = seed.receipt(statement.value)
        source = f"<{seed.terms.iri(receipt.source)}>"
        optional = f"OPTIONAL {{ {source} dcterms:issued ?on }} OPTIONAL {{ {source} schema:url ?url }}"
        found: Any = seed.sparql(f"SELECT ?on ?url {{ {optional} }}")
        on, url = next(iter(found))
        assert (receipt.source_date, receipt.url) == (on.value if on else "", url.value if url else "")
    text = find_query(seed.home.queries, "system/receipt").text
    assert "VALUES" not in text, "the engine joins VALUES first, and so reads every date there is: use FILTER"


def test_a_statement_is_named_by_whatever_karmen_prints_of_it(seed: Graph) -> None:
    entry = next(one for one in seed.ledger("corroboration") if one["independent"] > 1)
    bare = entry["statements"][0]
    iri = seed.terms.iri(f"statement/{bare}")
    for written in (bare, iri, f"statement/{bare}", f"st:{bare}", seed.terms.id(iri), seed.terms.compress(iri)):
        assert seed.receipt(written).statement == iri
        assert seed.origins(written) == entry["independent"]


@pytest.mark.parametrize("wrong", ["", "statement/", "509f", "st:0000000000000000", "0000000000000000",
                                   "person/roman-karmen", "https://w3id.org/karmen-kg/id/person/x"])  # fmt: skip
def test_what_is_no_statement_is_refused(seed: Graph, wrong: str) -> None:
    for ask in (seed.receipt, seed.origins):
        with pytest.raises(QueryError, match="no statement"):
            ask(wrong)


def test_an_unknown_ledger_lists_those_there_are(seed: Graph) -> None:
    with pytest.raises(QueryError, match=r"no ledger is called 'nope'; there are: balance, conflicts, .*voices"):
        seed.ledger("nope")


def test_show_gives_the_page_of_an_entity(seed: Graph) -> None:
    page = seed.show("Шэнь Хайсюн")
    assert page.id == "person/shen-haixiong"
    offices = [one for one in page.statements if one.source == SEED and one.property in ("headOf", "holdsPosition")]
    assert len(offices) == 2
    assert {one.when for one in offices} == {"as of 2025-05-08"}


def test_to_rdflib_holds_the_same_triples(seed: Graph) -> None:
    graph = seed.to_rdflib()
    apart: Any = seed.sparql("SELECT (COUNT(*) AS ?n) { GRAPH ?wikidata { ?s ?p ?o } }")
    assert len(graph) == len(seed) - int(next(iter(apart))[0].value)
    found = graph.query("SELECT ?o { person:roman-karmen kg:sentTo ?o }")
    assert [str(row[0]) for row in found] == [seed.terms.iri("place/china")]  # type: ignore[index]  # a SELECT
    assert not any(isinstance(term, rdflib.BNode) for triple in graph for term in triple)


def test_to_networkx_keeps_the_statements_on_the_edges(seed: Graph) -> None:
    graph = seed.to_networkx("around", entity="person/roman-karmen")
    assert isinstance(graph, networkx.MultiDiGraph)
    assert graph["person/roman-karmen"]["place/china"]["sentTo"]["statements"]
    assert networkx.has_path(graph.to_undirected(), "person/karmen-grandson", "place/china")


def test_network_writes_a_file_and_returns_its_size(seed: Graph, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    assert seed.network("institutions", path, lang="zh-Hans") == path.stat().st_size > 100_000


def test_a_planned_release_is_a_promise_and_never_a_fact(seed: Graph) -> None:
    page = seed.show("work/red-silk")
    release = next(one for one in page.statements if one.property == "releasedIn" and one.source == SEED)
    assert (release.mode, release.when) == ("planned", "2025-09")
    assert release.earliest == ""


def test_errors_are_one_family(seed: Graph, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no query is called"):
        seed.ask("nothing/here")
    with pytest.raises(QueryError, match="has no parameter"):
        seed.ask("people/events", prson="x")
    with pytest.raises(UsageError, match="has no folder ontology/"):
        kg.open(str(tmp_path))
    assert issubclass(StoreError, KGError)


def test_a_graph_older_than_its_data_says_so(world_home: Home) -> None:
    assert kg.open(world_home.root).stale is False
    place = Path(world_home.data) / "entities" / "places.yaml"
    place.write_text(place.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert kg.open(world_home.root).stale is True
