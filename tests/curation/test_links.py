"""Link tables: what was decided is read back as written, and every bad row is named with its line and remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.api import open_graph
from kg.curation.link_tables import link_tables, write_links
from kg.curation.lint import lint
from kg.curation.parse import collect
from kg.decisions import Link, LinkVerdict
from kg.export.rdf import export_rdf
from kg.model import NOWHERE, Finding, Severity
from kg.ontology import read_ontology
from kg.pipeline import build
from kg.resources import Home
from kg.store.convert import read_rdflib
from kg.terms import read_terms

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # of its own insides
ACCEPTED, REJECTED, UNSURE = LinkVerdict.ACCEPTED, LinkVerdict.REJECTED, LinkVerdict.UNSURE
WD = "http://www.wikidata.org/entity/"


def link(entity: str, item: str, verdict: LinkVerdict = ACCEPTED, **more: object) -> Link:
    given: dict[str, object] = {
        "why": "The label and the year of birth agree.",
        "by": "karmen-curators",
        "date": "2026-11-26",
        "evidence": ("https://example.org/items.json",),
        "confidence": "0.9",
        "label": "Ada Camera",
        "item_label": 'Ada "A." Camera',
    }
    return Link(where=NOWHERE, entity=entity, item=item, verdict=verdict, **{**given, **more})  # type: ignore[arg-type]


ADA = link("person/ada-camera", "Q42")
NOT_ADA = link("person/ada-camera", "Q43", REJECTED, evidence=(), why="A painter of that name, born later.")
PERHAPS = link("person/boris-camera", "Q44", UNSURE, confidence="0.5")


def findings(home: Home) -> list[Finding]:
    ontology = read_ontology(home, read_terms(home))
    corpus, unreadable = collect(home, ontology)
    return unreadable or lint(corpus, ontology)


def table(home: Home, verdict: LinkVerdict = ACCEPTED) -> Path:
    names = {ACCEPTED: "links.sssom.tsv", REJECTED: "links.rejected.sssom.tsv", UNSURE: "links.unsure.sssom.tsv"}
    return Path(home.data) / "decisions" / names[verdict]


def test_what_is_written_is_read_back_and_written_the_same(world_home: Home) -> None:
    write_links(world_home, [PERHAPS, NOT_ADA, ADA])
    before = table(world_home).read_bytes()
    corpus, unreadable = collect(world_home, read_ontology(world_home, read_terms(world_home)))
    assert unreadable == []
    plain = [(one.entity, one.item, one.verdict, one.why, one.item_label, one.evidence) for one in corpus.links]
    assert plain == [
        (one.entity, one.item, one.verdict, one.why, one.item_label, one.evidence) for one in (ADA, NOT_ADA, PERHAPS)
    ]
    write_links(world_home, corpus.links)
    assert table(world_home).read_bytes() == before


def test_only_accepted_links_reach_the_graph_with_their_evidence_and_nothing_is_merged(world_home: Home) -> None:
    near = link("org/north-studio", "Q45", predicate="skos:closeMatch")
    write_links(world_home, [ADA, NOT_ADA, PERHAPS, near])
    build(world_home)
    graph = open_graph(world_home.root)
    lines = Path(graph.build.graph).read_text(encoding="utf-8")
    assert "/Q43>" not in lines
    assert "/Q44>" not in lines
    assert "owl#sameAs" not in lines
    assert graph.sparql("ASK { person:ada-camera schema:sameAs wd:Q42 ; skos:exactMatch wd:Q42 }")
    assert graph.sparql(
        "ASK { org:north-studio skos:closeMatch wd:Q45 FILTER NOT EXISTS { org:north-studio schema:sameAs ?o } }"
    )
    assert graph.sparql(
        "ASK { ?d a kg:LinkDecision ; kg:decidesEntity person:ada-camera ; kg:decidesItem wd:Q42 ;"
        ' kg:curatedBy "karmen-curators" ;'
        " kg:linksBy skos:exactMatch ; kg:seenAt ?a . FILTER(DATATYPE(?a) = xsd:anyURI) }"
    )


SNAPSHOT = {
    "id": "Q42", "lastrevid": 7, "modified": "2026-04-21T13:42:27Z",
    "labels": {"zh-hans": {"language": "zh-hans", "value": "艾达"},
               "en": {"language": "en", "value": "Ada of Wikidata"}},
    "aliases": [],
    "descriptions": {"en": {"language": "en", "value": 'says "so"'}},
    "claims": {
        "P214": [{"mainsnak": {"snaktype": "value", "property": "P214", "datatype": "external-id",
                               "datavalue": {"value": "123", "type": "string"}}, "rank": "normal"},
                 {"mainsnak": {"snaktype": "value", "property": "P214", "datatype": "external-id",
                               "datavalue": {"value": "old", "type": "string"}}, "rank": "deprecated"}],
        "P19": [{"mainsnak": {"snaktype": "value", "property": "P19", "datatype": "wikibase-item",
                              "datavalue": {"value": {"id": "Q64"}, "type": "wikibase-entityid"}}, "rank": "normal"}],
    },
}  # fmt: skip


def test_what_wikidata_says_stands_in_a_graph_of_its_own_with_its_revision(world_home: Home) -> None:
    write_links(world_home, [ADA])
    folder = Path(world_home.data) / "wikidata"
    folder.mkdir()
    (folder / "Q42.json").write_text(json.dumps(SNAPSHOT), encoding="utf-8")
    build(world_home)
    graph = open_graph(world_home.root)
    assert not graph.sparql("ASK { wd:Q42 ?p ?o }")
    assert not graph.sparql('ASK { ?s ?p "Ada of Wikidata"@en }')
    inside = f"GRAPH <{graph.terms.base}graph/wikidata>"
    assert graph.sparql(
        f"ASK {{ {inside} {{ wdata:Q42 schema:about wd:Q42 ; schema:version 7 ; "
        'schema:dateModified "2026-04-21"^^xsd:date ; '
        "dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> } }"
    )
    assert not graph.sparql(f"ASK {{ {inside} {{ wd:Q42 schema:version|schema:dateModified|dcterms:license ?of }} }}")
    assert graph.sparql(f'ASK {{ {inside} {{ wd:Q42 rdfs:label "Ada of Wikidata"@en ; wdt:P214 "123" }} }}')
    assert not graph.sparql(f'ASK {{ {inside} {{ wd:Q42 wdt:P214 "old" }} }}')
    assert not graph.sparql(f"ASK {{ {inside} {{ wd:Q42 wdt:P19 ?place }} }}")
    quads = list(ox.parse(path=graph.build.graph, format=ox.RdfFormat.N_QUADS))
    apart = {quad for quad in quads if quad.graph_name != ox.DefaultGraph()}
    record = "https://www.wikidata.org/wiki/Special:EntityData/Q42"
    assert {quad.subject.value for quad in apart} == {f"{WD}Q42", record}
    assert len(read_rdflib(graph.build.graph, graph.terms)) == len(quads) - len(apart)
    trig = export_rdf(graph.build, graph.terms, "trig")
    assert set(ox.parse(trig, format=ox.RdfFormat.TRIG)) >= apart
    assert b"Ada of Wikidata" not in export_rdf(graph.build, graph.terms, "turtle")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"id": "Q42", "lastrevid": 7, "modi', "cannot be read"),
        (b"[]", "has not the shape of an item"),
        (b'{"id": "Q43", "lastrevid": 7, "modified": "2026-01-01T00:00:00Z"}', "is named Q42 and holds Q43"),
        (b'{"id": "Q42"}', "has no revision"),
        (b'{"id": "P42", "lastrevid": 7}', "the id of a property"),
    ],
)
def test_a_snapshot_file_that_is_cut_or_of_another_item_is_an_error(
    world_home: Home, content: bytes, says: str
) -> None:
    write_links(world_home, [ADA])
    folder = Path(world_home.data) / "wikidata"
    folder.mkdir()
    (folder / "Q42.json").write_bytes(content)
    (found,) = findings(world_home)
    assert (found.severity, found.rule, found.where.file) == (Severity.ERROR, "snapshot", "data/wikidata/Q42.json")
    assert says in found.message
    assert "kg link enrich" in found.remedy


@pytest.mark.parametrize(
    ("old", "new", "rule", "says", "remedy"),
    [
        ("wd:Q42", "wd:P42", "bad-item", "'P42' is the id of a property", "Q7747"),
        ("wd:Q42", "wd:L42-F1", "bad-item", "the id of a lexeme", "Q7747"),
        ("wd:Q42", "wd:Ԛ42", "bad-item", "only looks like a Latin letter", "type it anew"),
        ("wd:Q42", "wd:Q４２", "bad-item", "only looks like", "type it anew"),
        ("wd:Q42", "wd:Q042", "bad-item", "no Wikidata item", "Q7747"),
        ("wd:Q42", "wd:q42", "bad-item", "no Wikidata item", "Q7747"),
        ("wd:Q42", "wd:Q42\u200b", "hidden-character", "U+200B", "delete it"),
        ("wd:Q42", "https://www.wikidata.org/wiki/Q42", "bad-item", "no Wikidata item", "wd:Q7747"),
        ("person:ada-camera", "person:ada-cam", "unknown-entity", "that does not exist", "'person/ada-camera'"),
        ("person:ada-camera", "st:ada-camera", "unknown-entity", "does not exist", ""),
        ("person:ada-camera", "ada-camera", "bad-id", "is not an entity", "person:roman-karmen"),
        ("skos:exactMatch", "owl:sameAs", "unknown-value", "'owl:sameAs'", "skos:exactMatch"),
        ("semapv:ManualMappingCuration", "by eye", "unknown-value", "no justification", "semapv:"),
        ("\t0.9\t", "\t1.5\t", "bad-number", "'1.5'", "mend"),
        ("2026-11-26", "26.11.2026", "bad-date", "'26.11.2026'", "YYYY-MM-DD"),
        ("karmen-curators", "", "missing-field", "'author_label' is empty", "fill"),
        ("https://example.org/items.json", "", "missing-field", "'see_also' is empty", "carries its evidence"),
        ("https://example.org/items.json", "javascript:alert(1)", "bad-address", "no address", "https://"),
        ("\t\twd:Q42", "\tNot\twd:Q42", "modifier", "'Not'", "move the line"),
        ("\t0.9\t", "\t0.9\t\t", "cells", "13 cells where 12 belong", "tabs"),
        ("The label and", '"The label and', "quoting", "does not end on its line", "close it"),
        ("#  wd: http://www", "#  wd: https://www", "prefix-map", "another address", "http://www.wikidata.org/entity/"),
        ("#curie_map:", "#curiemap:", "prefix-map", "no curie_map", "kg link"),
        ("subject_id\tsubject_label", "subject_label\tsubject_id", "columns", "not those of a link", "subject_id"),
    ],
)  # fmt: skip
def test_a_bad_row_names_line_and_remedy(
    world_home: Home, old: str, new: str, rule: str, says: str, remedy: str
) -> None:
    write_links(world_home, [ADA])
    path = table(world_home)
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    head, row = text.rsplit("\n", 2)[0], text.rsplit("\n", 2)[1]
    changed = (head + "\n" + row.replace(old, new, 1)) if old in row else head.replace(old, new, 1) + "\n" + row
    path.write_text(changed + "\n", encoding="utf-8")
    found = [one for one in findings(world_home) if one.severity is Severity.ERROR]
    assert rule in [one.rule for one in found]
    (named,) = [one for one in found if one.rule == rule]
    assert named.where.file == "data/decisions/links.sssom.tsv"
    lines = changed.splitlines()
    assert new in lines[named.where.line - 1] or not new or rule == "prefix-map"
    assert says in named.message
    assert remedy in named.remedy


def test_decisions_that_contradict_each_other_are_named(world_home: Home) -> None:
    twice = link("person/ada-camera", "Q42", UNSURE)
    other = link("person/ada-camera", "Q46")
    shared = link("person/boris-camera", "Q42")
    write_links(world_home, [ADA, twice, other, shared])
    rules = sorted(one.rule for one in findings(world_home) if one.severity is Severity.ERROR)
    assert rules == ["one-item-twice", "two-decisions", "two-links"]


def test_an_item_nobody_linked_is_pointed_out(world_home: Home) -> None:
    folder = Path(world_home.data) / "wikidata"
    folder.mkdir()
    (folder / "Q42.json").write_text(json.dumps(SNAPSHOT), encoding="utf-8")
    assert [one.rule for one in findings(world_home)] == ["unused-item"]


def test_tabs_and_newlines_in_a_label_stay_in_their_cell(world_home: Home) -> None:
    nasty = link("person/ada-camera", "Q42", item_label='a\tb\nc "d" | e', why='"quoted"\tand\nbroken')
    text = link_tables([nasty], read_terms(world_home))[ACCEPTED]
    assert len(text.splitlines()[-1].split("\t")) == 12
    write_links(world_home, [nasty])
    corpus, unreadable = collect(world_home, read_ontology(world_home, read_terms(world_home)))
    assert unreadable == []
    assert corpus.links[0].item_label == 'a b c "d" | e'


@pytest.mark.parametrize(
    "label", ["\x1b[2Jred", "zero\u200bwidth", "to\u202elett", "nul\0", "line\u2028end", "\ud800", "\ue000"]
)
def test_a_label_of_a_stranger_never_makes_the_table_unreadable(world_home: Home, label: str) -> None:
    write_links(world_home, [link("person/ada-camera", "Q42", item_label=label, why=label)])
    corpus, unreadable = collect(world_home, read_ontology(world_home, read_terms(world_home)))
    assert unreadable == []
    assert len(corpus.links) == 1


def test_a_table_that_cannot_be_written_leaves_the_old_one(world_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    from kg.errors import OutputError

    write_links(world_home, [ADA])
    before = table(world_home).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device; the decisions made before are kept"):
        write_links(world_home, [ADA, link("person/boris-camera", "Q44")])
    assert table(world_home).read_bytes() == before
    assert not list(table(world_home).parent.glob(".links*"))


def test_no_ledger_counts_what_wikidata_says(world_home: Home) -> None:
    from kg.claims.ledgers import all_ledgers
    from kg.claims.rank import rank_corpus

    def ledgers() -> object:
        ontology = read_ontology(world_home, read_terms(world_home))
        corpus, unreadable = collect(world_home, ontology)
        assert unreadable == []
        return all_ledgers(corpus, rank_corpus(corpus), ontology)

    before = ledgers()
    write_links(world_home, [ADA])
    folder = Path(world_home.data) / "wikidata"
    folder.mkdir()
    (folder / "Q42.json").write_text(json.dumps(SNAPSHOT), encoding="utf-8")
    assert ledgers() == before


def test_as_of_a_day_links_stay_and_items_read_later_go(world_home: Home) -> None:
    from kg.claims.as_of import corpus_as_of

    write_links(world_home, [ADA])
    folder = Path(world_home.data) / "wikidata"
    folder.mkdir()
    (folder / "Q42.json").write_text(json.dumps(SNAPSHOT), encoding="utf-8")
    corpus, _ = collect(world_home, read_ontology(world_home, read_terms(world_home)))
    then, _ = corpus_as_of(corpus, "1960-01-01")
    assert [one.item for one in then.links] == ["Q42"]
    assert then.items == {}
    now, _ = corpus_as_of(corpus, "2026-04-21")
    assert list(now.items) == ["Q42"]


def test_a_new_link_or_item_makes_a_new_build(world_home: Home) -> None:
    from kg.pipeline import input_hash

    first = input_hash(world_home)
    write_links(world_home, [ADA])
    second = input_hash(world_home)
    (Path(world_home.data) / "wikidata").mkdir()
    (Path(world_home.data) / "wikidata" / "Q42.json").write_text(json.dumps(SNAPSHOT), encoding="utf-8")
    assert len({first, second, input_hash(world_home)}) == 3
