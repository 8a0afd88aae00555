"""The ontology as the tests read it, once per module."""

from __future__ import annotations

import pytest
import yaml
from rdflib import RDF, SH, Graph

from tests.ontology.terms import ONTOLOGY, local


@pytest.fixture(scope="module")
def prefixes() -> dict[str, str]:
    read = yaml.load((ONTOLOGY / "prefixes.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert set(read) == {"base", "own", "foreign"}
    own = {prefix: read["base"] + path for prefix, path in read["own"].items()}
    return {**own, **read["foreign"]}


@pytest.fixture(scope="module")
def kg() -> Graph:
    return Graph().parse(ONTOLOGY / "kg.ttl", format="turtle")


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return Graph().parse(ONTOLOGY / "alignments.ttl", format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")


@pytest.fixture(scope="module")
def owners(shapes: Graph) -> dict[str, str]:
    """The node shape that each message belongs to; messages are how a report is traced back."""
    found: dict[str, str] = {}
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        for part in [shape, *shapes.objects(shape, SH.property)]:
            for message in shapes.objects(part, SH.message):
                assert str(message) not in found, f"two rules share a message, reword one: {message}"
                found[str(message)] = local(shape)
    return found
