"""The ontology keeps its promises: complete, named in three languages, aligned, guarded by live shapes."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import owlready2
import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from tests.ontology.terms import (
    EXAMPLES,
    INVALID,
    KG,
    LANGUAGES,
    ONTOLOGY,
    OUTSIDE_DOMAINS,
    OUTSIDE_RANGES,
    TURTLE_FILES,
    VALID,
    classes,
    declared,
    local,
    properties,
    tags,
    terms,
)


def run_shapes(data: Graph, kg: Graph, shapes: Graph) -> tuple[bool, object, str]:
    found = pyshacl.validate(data, shacl_graph=shapes, ont_graph=kg, inference="none", advanced=False)
    return bool(found[0]), found[1], str(found[2])


def validate(path: Path, kg: Graph, shapes: Graph) -> tuple[bool, list[str]]:
    """Run the shapes over one example; return whether it conforms, and the messages of its results."""
    data = Graph().parse(path, format="turtle")
    conforms, report, _ = run_shapes(data, kg, shapes)
    assert isinstance(report, Graph)
    results = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        messages = list(report.objects(result, SH.resultMessage))
        assert messages, f"{path.name}: a result without a message"
        results += [str(message) for message in messages]
    return conforms, sorted(results)


# -- kg.ttl


@pytest.mark.parametrize("path", TURTLE_FILES, ids=lambda path: str(path.relative_to(ONTOLOGY)))
def test_every_turtle_file_is_read_alike_by_both_parsers(path: Path) -> None:
    strict = sum(1 for _ in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert strict == len(Graph().parse(path, format="turtle")) > 0


@pytest.mark.parametrize("file", ["kg.ttl", "alignments.ttl"])
def test_ontology_has_no_blank_nodes(file: str) -> None:
    graph = Graph().parse(ONTOLOGY / file, format="turtle")
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


def test_header_names_version_title_and_licence(kg: Graph) -> None:
    (header,) = kg.subjects(RDF.type, OWL.Ontology)
    version = kg.value(header, OWL.versionInfo)
    assert str(kg.value(header, OWL.versionIRI)) == f"{header}/{version}"
    assert str(kg.value(header, DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"
    assert set(tags(kg, header, DCTERMS.title)) == LANGUAGES


def test_every_term_lies_in_our_namespace(kg: Graph) -> None:
    assert [term for term in terms(kg) if not re.fullmatch(r"[A-Za-z]+", local(term))] == []


def test_every_term_has_one_label_in_each_language(kg: Graph) -> None:
    found = {local(term): sorted(tags(kg, term, RDFS.label)) for term in terms(kg)}
    assert {name: languages for name, languages in found.items() if languages != sorted(LANGUAGES)} == {}


def test_every_label_is_in_the_script_of_its_language(kg: Graph) -> None:
    scripts = {"en": r"[ A-Za-z'’-]+", "zh-Hans": r"[\u4e00-\u9fff（）]+", "ru": r"[ А-Яа-яёЁ(),-]+"}
    wrong = [
        (local(term), str(label))
        for term in terms(kg)
        for label in kg.objects(term, RDFS.label)
        if isinstance(label, Literal) and not re.fullmatch(scripts[str(label.language)], str(label))
    ]
    assert [entry for entry in wrong if "EDTF" not in entry[1]] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_two_terms_share_a_label(kg: Graph, language: str) -> None:
    seen = Counter(
        str(label).casefold()
        for term in terms(kg)
        for label in kg.objects(term, RDFS.label)
        if isinstance(label, Literal) and label.language == language
    )
    assert [label for label, times in seen.items() if times > 1] == []


def test_every_term_has_one_comment_of_one_sentence(kg: Graph) -> None:
    found = {local(term): "|".join(map(str, kg.objects(term, RDFS.comment))) for term in terms(kg)}
    assert {name: text for name, text in found.items() if not re.fullmatch(r"[A-Z][^.|]*\.", text)} == {}


def test_every_class_has_a_declared_class_above_it(kg: Graph) -> None:
    known = classes(kg) | {OWL.Thing}
    above = {term: set(kg.objects(term, RDFS.subClassOf)) for term in classes(kg)}
    assert [local(term) for term, parents in above.items() if not parents or not parents <= known] == []


def test_every_property_has_one_named_domain_and_one_named_range(kg: Graph) -> None:
    for term in properties(kg):
        for end in (RDFS.domain, RDFS.range):
            named = list(kg.objects(term, end))
            assert len(named) == 1, f"{local(term)}: {end} is {named}"
            assert isinstance(named[0], URIRef), f"{local(term)}: {end} has no name"


def test_every_domain_and_range_is_declared(kg: Graph) -> None:
    domains = set(kg.objects(None, RDFS.domain)) - classes(kg) - OUTSIDE_DOMAINS
    assert domains == set()
    for term in properties(kg):
        range_ = kg.value(term, RDFS.range)
        is_object = (term, RDF.type, OWL.ObjectProperty) in kg
        fits = range_ in classes(kg) | OUTSIDE_RANGES
        annotation = (term, RDF.type, OWL.AnnotationProperty) in kg
        assert annotation or fits == is_object, f"{local(term)}: range {range_} does not fit its kind"


def test_every_id_kind_belongs_to_one_class_and_has_a_prefix(kg: Graph, prefixes: dict[str, str]) -> None:
    kinds = [str(kind) for kind in kg.objects(None, KG.kind)]
    assert len(kinds) == len(set(kinds)) == 12
    assert [kind for kind in kinds if prefixes.get(kind) != f"https://w3id.org/karmen-kg/id/{kind}/"] == []


def test_top_classes_are_pairwise_disjoint(kg: Graph) -> None:
    tops = sorted({term for term in kg.subjects(KG.kind) if isinstance(term, URIRef)})
    loose = [
        (local(one), local(other))
        for index, one in enumerate(tops)
        for other in tops[index + 1 :]
        if (one, OWL.disjointWith, other) not in kg and (other, OWL.disjointWith, one) not in kg
    ]
    assert loose == []


def test_marks_stand_on_properties_a_curator_may_use(kg: Graph) -> None:
    for mark in (KG.singleValued, KG.singleWhen, KG.inLife, KG.usedAs):
        for term in kg.subjects(mark):
            assert (term, KG.machinery, Literal(True)) not in kg, local(term)
            assert term in properties(kg), local(term)


def test_terms_stand_in_alphabetical_order_in_their_sections() -> None:
    text = (ONTOLOGY / "kg.ttl").read_text(encoding="utf-8")
    for section in re.split(r"^# -{6} ", text, flags=re.MULTILINE):
        names = [name.lower() for name in re.findall(r"^kg:(\w+) ", section, flags=re.MULTILINE)]
        assert names == sorted(names), section.splitlines()[0]


def test_every_reference_inside_kg_is_declared(kg: Graph) -> None:
    used = {term for triple in kg for term in triple if isinstance(term, URIRef) and term.startswith(KG)}
    assert sorted(used - declared(kg)) == []


def test_least_vocabulary_is_there_and_open_to_curators(kg: Graph) -> None:
    lines = (Path(__file__).parent / "least_vocabulary.txt").read_text(encoding="utf-8").splitlines()
    wanted = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    open_terms = {local(term) for term in terms(kg) if (term, KG.machinery, Literal(True)) not in kg}
    assert sorted(wanted - open_terms) == []


def test_owlready2_sees_the_same_classes(kg: Graph) -> None:
    triples = kg.serialize(format="nt", encoding="utf-8")  # never Turtle: owlready2 reads that as nothing
    world = owlready2.World()
    loaded = world.get_ontology("https://w3id.org/karmen-kg/ontology").load(fileobj=io.BytesIO(triples))
    assert {entry.iri for entry in loaded.classes()} == {str(term) for term in classes(kg)}
    assert {entry.iri for entry in loaded.properties()} == {str(term) for term in properties(kg)}


# -- alignments and prefixes


@pytest.mark.parametrize("path", TURTLE_FILES, ids=lambda path: str(path.relative_to(ONTOLOGY)))
def test_turtle_files_use_the_prefixes_of_the_prefix_map(path: Path, prefixes: dict[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    declared_here = dict(re.findall(r"^@prefix ([a-z]*): <([^>]*)> \.$", text, flags=re.MULTILINE))
    assert declared_here
    assert {name: iri for name, iri in declared_here.items() if prefixes.get(name) != iri} == {}
    body = re.sub(r"^(@prefix|#).*$", "", text, flags=re.MULTILINE)
    unused = [name for name in declared_here if not re.search(rf"(?<![\w-]){name}:\w", body)]
    assert unused == []


def test_schema_org_is_https_everywhere() -> None:
    old = "http://" + "schema.org"
    assert [
        path.name for path in [ONTOLOGY / "prefixes.yaml", *TURTLE_FILES] if old in path.read_text(encoding="utf-8")
    ] == []


# -- shapes


def node_shapes() -> list[str]:
    graph = Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")
    return sorted(local(shape) for shape in graph.subjects(RDF.type, SH.NodeShape))


def broken_by(path: Path) -> str:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    found = re.fullmatch(r"# breaks: kg:(\w+)", first)
    assert found, f"{path.name}: the first line must be '# breaks: kg:…Shape'"
    return found.group(1)


def test_every_shape_aims_at_something_declared(kg: Graph, shapes: Graph, prefixes: dict[str, str]) -> None:
    """A misspelt target matches nothing, and a shape that matches nothing always conforms."""
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        targets = [*shapes.objects(shape, SH.targetClass), *shapes.objects(shape, SH.targetSubjectsOf)]
        assert targets, local(shape)
        assert re.fullmatch(rf"{KG}\w+Shape", str(shape)), f"{shape} needs a name, kg:…Shape"
    selector = URIRef(prefixes["oa"] + "TextPositionSelector")
    assert set(shapes.objects(None, SH.targetClass)) <= classes(kg) | {selector}
    assert set(shapes.objects(None, SH.targetSubjectsOf)) <= properties(kg)


def test_shapes_name_only_declared_terms(kg: Graph, shapes: Graph, prefixes: dict[str, str]) -> None:
    names = set(shapes.subjects(RDF.type, SH.NodeShape))
    used = {term for triple in shapes for term in triple if isinstance(term, URIRef)}
    ours = {term for term in used if term.startswith(KG)} - names
    assert sorted(ours - declared(kg)) == []
    claims = {str(term).removeprefix(prefixes["kgp"]) for term in used if term.startswith(prefixes["kgp"])}
    assert sorted(claims - {local(term) for term in properties(kg)}) == []


def test_every_rule_says_what_to_do_and_how_bad_it_is(shapes: Graph, owners: dict[str, str]) -> None:
    assert len(owners) > 40
    assert [message for message in owners if not re.fullmatch(r"[A-Za-z].+[;,] .+\.?", message)] == []
    for part in set(shapes.subjects(SH.message)):
        severity = shapes.value(part, SH.severity)
        assert severity in {SH.Violation, SH.Warning, SH.Info}, shapes.value(part, SH.message)
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        rules = set(shapes.objects(shape, SH.property))
        assert rules <= set(shapes.subjects(SH.message)), f"{local(shape)} has a rule without a message"


@pytest.mark.parametrize("shape", node_shapes())
def test_every_shape_has_a_valid_and_an_invalid_example(shape: str) -> None:
    assert shape in {path.stem for path in VALID}
    assert [path.name for path in INVALID if broken_by(path) == shape]


def test_every_example_belongs_to_a_shape() -> None:
    known = set(node_shapes())
    assert [path.name for path in VALID if path.stem not in known] == []
    assert [path.name for path in INVALID if path.stem.split("-")[0] != broken_by(path)] == []


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_example_conforms(path: Path, kg: Graph, shapes: Graph) -> None:
    conforms, results = validate(path, kg, shapes)
    assert results == []
    assert conforms


def test_labels_count_when_the_store_writes_language_tags_in_lower_case(kg: Graph, shapes: Graph) -> None:
    text = (EXAMPLES / "valid" / "EntityShape.ttl").read_text(encoding="utf-8")
    data = Graph().parse(data=text.replace("@zh-Hans", "@zh-hans"), format="turtle")
    conforms, _, words = run_shapes(data, kg, shapes)
    assert conforms, words


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_example_holds_something_its_shape_looks_at(path: Path, kg: Graph, shapes: Graph) -> None:
    data, shape = Graph().parse(path, format="turtle"), KG[path.stem]
    reached: list[Node] = []
    for target in shapes.objects(shape, SH.targetClass):
        for below in kg.transitive_subjects(RDFS.subClassOf, target):
            reached += data.subjects(RDF.type, below)
    for target in shapes.objects(shape, SH.targetSubjectsOf):
        reached += data.subjects(target)
    assert reached


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_example_breaks_its_shape_and_says_so(
    path: Path, kg: Graph, shapes: Graph, owners: dict[str, str]
) -> None:
    conforms, results = validate(path, kg, shapes)
    assert not conforms
    foreign = [message for message in results if message not in owners]
    assert foreign == [], "a result speaks in the engine's words, not in ours"
    assert broken_by(path) in {owners[message] for message in results}


def test_every_rule_is_broken_by_some_example(kg: Graph, shapes: Graph, owners: dict[str, str]) -> None:
    said = {message for path in INVALID for message in validate(path, kg, shapes)[1]}
    assert sorted(set(owners) - said) == []
