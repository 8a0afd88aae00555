"""What a reader finds who has the exported file, RDF's own words, and nothing of Karmen."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict

import owlready2
import pytest
import rdflib
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, VOID, Literal, URIRef

from kg.api import Graph, open_graph
from kg.export.rdf import export_rdf
from kg.pipeline import build
from kg.resources import Home
from kg.version import __version__
from tests.conftest import ROOT

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # of its own insides
BASE = "https://w3id.org/karmen-kg/"
KG, DATASET, ONTOLOGY = f"{BASE}ontology#", URIRef(f"{BASE}dataset"), URIRef(f"{BASE}ontology")
CC_BY = URIRef("https://creativecommons.org/licenses/by/4.0/")
LANGUAGES = {"en", "zh-Hans", "ru"}
KINDS = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
WHO_AND_WHERE = """
SELECT ?voice ?address WHERE {
  ?property wikibase:directClaim ?fact ; wikibase:claim ?claim ; wikibase:statementProperty ?holds .
  ?subject ?claim ?statement . ?statement ?holds ?value .
  ?attributed rdfs:subPropertyOf* prov:wasAttributedTo . ?statement ?attributed ?voice .
  ?derived rdfs:subPropertyOf* prov:wasDerivedFrom . ?statement ?derived ?from .
  ?from prov:wasDerivedFrom* ?source . ?source schema:url ?address .
}"""


@pytest.fixture(scope="module")
def read(world: Graph) -> rdflib.Graph:
    return rdflib.Graph().parse(data=export_rdf(world.build, world.terms, "turtle"), format="turtle")


# ------ what the file says of itself


def test_the_dataset_names_itself_its_licence_and_its_version(read: rdflib.Graph) -> None:
    assert {VOID.Dataset, rdflib.DCAT.Dataset} <= set(read.objects(DATASET, RDF.type))
    assert list(read.objects(DATASET, DCTERMS.license)) == [CC_BY]
    for said in (DCTERMS.title, DCTERMS.description):
        assert {text.language for text in read.objects(DATASET, said) if isinstance(text, Literal)} == LANGUAGES
    assert read.value(DATASET, URIRef(f"{rdflib.DCAT}version")) == Literal(__version__)
    assert read.value(DATASET, URIRef(f"{KG}curatedBy")) == Literal("karmen-curators")
    assert read.value(DATASET, DCTERMS.modified) == Literal("2026-11-23", datatype=rdflib.XSD.date)
    assert list(read.objects(DATASET, URIRef(f"{KG}builtAsOf"))) == []
    (example,) = read.objects(DATASET, VOID.exampleResource)
    said_of = Counter(read.objects(None, URIRef(f"{KG}subject")))
    assert said_of[example] == max(said_of.values())
    assert "CC BY 4.0" in (ROOT / "LICENSE-DATA.md").read_text(encoding="utf-8")


def test_every_vocabulary_named_is_used_and_every_one_used_for_statements_is_named(read: rdflib.Graph) -> None:
    named = {str(one) for one in read.objects(DATASET, VOID.vocabulary)}
    used = {re.sub(r"[^/#]*$", "", str(one)) for one in read.predicates()}
    own = {f"{BASE}prop/", f"{BASE}prop/statement/", f"{BASE}prop/qualifier/"}
    describing = {str(RDF), str(RDFS), str(OWL), str(VOID), str(rdflib.DCAT)}
    assert used - own - describing == named


def test_the_ontology_names_its_version_and_its_licence(read: rdflib.Graph) -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in read
    assert read.value(ONTOLOGY, OWL.versionInfo) == Literal("0.1.0")
    assert list(read.objects(ONTOLOGY, DCTERMS.license)) == [CC_BY]
    assert (DATASET, DCTERMS.conformsTo, ONTOLOGY) in read


def test_what_wikidata_says_is_under_its_own_licence(read: rdflib.Graph) -> None:
    part = URIRef(f"{BASE}graph/wikidata")
    assert (part, DCTERMS.isPartOf, DATASET) in read
    assert read.value(part, DCTERMS.license) == URIRef("https://creativecommons.org/publicdomain/zero/1.0/")


def test_a_graph_as_of_a_day_says_the_day(world_home: Home) -> None:
    build(world_home)
    graph = open_graph(world_home.root, as_of="1959")
    ask = f'ASK {{ <{DATASET}> kg:builtAsOf "1959-12-31"^^xsd:date ; dcterms:license <{CC_BY}> }}'
    assert graph.sparql(ask)


# ------ the vocabulary


def test_every_property_says_what_it_is(read: rdflib.Graph) -> None:
    for name in {one for one in read.predicates() if str(one).startswith(KG)}:
        assert len(set(read.objects(name, RDF.type)) & KINDS) == 1, name
        assert {text.language for text in read.objects(name, RDFS.label) if isinstance(text, Literal)} == LANGUAGES
        for said in (RDFS.comment, RDFS.domain, RDFS.range):
            assert len(list(read.objects(name, said))) == 1, (name, said)


def test_types_domains_and_ranges_are_true_of_every_triple(read: rdflib.Graph) -> None:
    classes: dict[rdflib.term.Node, set[rdflib.term.Node]] = defaultdict(set)
    for thing, cls in read.subject_objects(RDF.type):
        classes[thing] |= {one for one in read.transitive_objects(cls, RDFS.subClassOf) if one}
    own = [one for one in set(read.predicates()) if str(one).startswith((KG, f"{BASE}prop/"))]
    assert any(str(one).startswith(f"{BASE}prop/qualifier/") for one in own)
    for name in own:
        kinds, of, to = set(read.objects(name, RDF.type)), read.value(name, RDFS.domain), read.value(name, RDFS.range)
        for subject, value in read.subject_objects(name):
            if isinstance(value, Literal):
                assert OWL.ObjectProperty not in kinds, name
                datatype = RDF.langString if value.language else value.datatype or rdflib.XSD.string
                assert to in (None, datatype), (name, value)
            else:
                assert OWL.DatatypeProperty not in kinds, name
                assert not str(to).startswith(KG) or to in classes[value], (name, value)
            assert not str(of).startswith(KG) or of in classes[subject], (name, subject)


def test_owlready2_finds_the_properties(world: Graph) -> None:
    lines = io.BytesIO(export_rdf(world.build, world.terms, "nquads"))
    loaded = owlready2.World().get_ontology(f"{BASE}ontology").load(fileobj=lines)
    assert {"sentTo", "voice", "statedIn"} <= {one.name for one in loaded.object_properties()}
    assert {"bornOn", "note"} <= {one.name for one in loaded.data_properties()}


# ------ provenance and names


def test_a_plain_fact_leads_to_who_says_so_and_to_the_sources_address(read: rdflib.Graph) -> None:
    fact = (URIRef(f"{BASE}id/person/ada-camera"), URIRef(f"{KG}sentTo"), URIRef(f"{BASE}id/place/eastland"))
    assert fact in read
    found = set(read.query(WHO_AND_WHERE, initBindings=dict(zip(("subject", "fact", "value"), fact, strict=True))))
    address = Literal("https://example.org/ada?a=1&b=2", datatype=rdflib.XSD.anyURI)
    assert found == {(URIRef(f"{BASE}id/org/river-news"), address)}


def test_every_place_in_a_source_leads_to_it_by_provs_own_word(read: rdflib.Graph) -> None:
    places = set(read.subjects(RDF.type, URIRef(f"{KG}Evidence")))
    assert places
    for place in places:
        assert set(read.objects(place, PROV.wasDerivedFrom)) == set(
            read.objects(place, URIRef("http://www.w3.org/ns/oa#hasSource"))
        )


def test_nothing_gets_a_second_label_by_what_the_vocabulary_entails(read: rdflib.Graph) -> None:
    counted: Counter[tuple[object, str | None]] = Counter()
    assert set(read.subjects(URIRef(f"{KG}generatedLabel")))
    for name in read.transitive_subjects(RDFS.subPropertyOf, RDFS.label):
        counted.update(
            (thing, text.language) for thing, text in read.subject_objects(name) if isinstance(text, Literal)
        )
    assert counted
    assert [key for key, number in counted.items() if number > 1] == []
