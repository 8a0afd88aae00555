"""Alignments lead outside, from like to like, and every term has one or says why not."""

from __future__ import annotations

import re

from rdflib import OWL, RDF, RDFS, Graph

from tests.ontology.terms import ALIGNMENTS, KG, classes, local, properties, terms

CRM = "http://www.cidoc-crm.org/cidoc-crm/"
LITERAL_IN_CRM = {"P82a_begin_of_the_begin", "P82b_end_of_the_end"}
TO_AN_EVENT = {
    "P10_falls_within", "P11i_participated_in", "P12i_was_present_at", "P14i_performed", "P15i_influenced",
    "P20_had_specific_purpose", "P28i_surrendered_custody_through", "P99i_was_dissolved_by",
}  # fmt: skip
OF_AN_EVENT = {
    "P4_has_time-span", "P7_took_place_at", "P10_falls_within", "P11_had_participant", "P14_carried_out_by",
    "P16_used_specific_object", "P20_had_specific_purpose", "P21_had_general_purpose", "P26_moved_to",
    "P94_has_created",
}  # fmt: skip
MAY_BE_EVENTS = {"Entity", "Event", "Initiative", "SpeechAct"}


def test_a_property_is_aligned_with_one_that_is_said_of_and_leads_to_the_like(kg: Graph, alignments: Graph) -> None:
    """An event is no person, and a text no thing: who follows CIDOC CRM's term must not come upon ours."""
    wrong = []
    for term, _, value in alignments:
        if not str(value).startswith(CRM) or term not in properties(kg):
            continue
        name = str(value).removeprefix(CRM)
        of, to = local(kg.value(term, RDFS.domain)), local(kg.value(term, RDFS.range))
        text = (term, RDF.type, OWL.DatatypeProperty) in kg
        event = name in TO_AN_EVENT and to not in MAY_BE_EVENTS
        if event or text != (name in LITERAL_IN_CRM) or (name in OF_AN_EVENT and of not in MAY_BE_EVENTS):
            wrong.append(f"{local(term)} ({of} to {to}): {name}")
    assert sorted(wrong) == []


def test_every_term_is_aligned_or_says_why_not(kg: Graph, alignments: Graph) -> None:
    marks = {term for term in properties(kg) if (term, RDF.type, OWL.AnnotationProperty) in kg}
    missing = []
    for term in set(terms(kg)) - marks:
        aligned = any((term, relation, None) in alignments for relation in ALIGNMENTS)
        excused = (term, KG.noAlignment, None) in alignments
        if aligned == excused:
            missing.append(local(term))
    assert sorted(missing) == [], "each needs an alignment, or kg:noAlignment with a reason, and not both"
    entities = set(kg.transitive_subjects(RDFS.subClassOf, KG.Entity))
    assert entities & set(alignments.subjects(KG.noAlignment)) == set(), "a class of entities has no excuse"


def test_alignments_speak_of_declared_terms_and_point_outside(kg: Graph, alignments: Graph) -> None:
    assert sorted(local(term) for term in set(alignments.subjects()) - set(terms(kg))) == []
    assert set(alignments.predicates()) <= ALIGNMENTS | {KG.noAlignment}
    assert [str(value) for value in alignments.objects() if str(value).startswith(KG)] == []


def test_alignments_never_merge_and_keep_classes_and_properties_apart(kg: Graph, alignments: Graph) -> None:
    assert not list(alignments.triples((None, OWL.sameAs, None)))
    assert [local(t) for t in alignments.subjects(RDFS.subClassOf) if t not in classes(kg)] == []
    assert [local(t) for t in alignments.subjects(RDFS.subPropertyOf) if t not in properties(kg)] == []


def test_wikidata_items_align_classes_and_wikidata_properties_align_properties(
    kg: Graph, alignments: Graph, prefixes: dict[str, str]
) -> None:
    for prefix, letter, ours in (("wd", "Q", classes(kg)), ("wdt", "P", properties(kg))):
        for term, _, value in alignments:
            if str(value).startswith(prefixes[prefix]):
                assert term in ours
                assert re.fullmatch(rf"{letter}[1-9]\d*", str(value).removeprefix(prefixes[prefix])), value
