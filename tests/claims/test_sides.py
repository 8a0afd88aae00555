"""On whose side somebody stands: by whose it is, and by where it lies only for a body that is at home there."""

from __future__ import annotations

import pytest

from kg.claims.sides import side_ledger
from kg.model import Entity, Statement
from tests.claims.chains import fact, ontology, ranked, world

_CLASSES = {
    "place/moscow": "City",
    "place/china": "Country",
    "place/russia": "Country",
    "org/body": "Organization",
    "org/ministry": "Organization",
    "person/guest": "Person",
}
IN_MOSCOW = fact("article", "org/body", "locatedIn", "place/moscow")
MOSCOW = fact("article", "place/moscow", "locatedIn", "place/russia")


def sides(cls: str, *facts: Statement) -> dict[str, list[str]]:
    """The sides of a small world in which `org/body` is of class `cls` and lies in Moscow."""
    corpus = world(IN_MOSCOW, MOSCOW, *facts)
    corpus.entities |= {name: Entity(name, of, ()) for name, of in {**_CLASSES, "org/body": cls}.items()}
    return {one["entity"]: one["sides"] for one in side_ledger(corpus, ranked(corpus), ontology())}


def test_a_body_of_which_only_the_place_is_known_is_at_home_there() -> None:
    assert sides("Theatre")["org/body"] == ["place/russia"]


@pytest.mark.parametrize("cls", ["CulturalCentre", "GovernmentBody", "MilitaryUnit"])
def test_what_is_sent_abroad_is_not_of_the_side_that_it_stands_in(cls: str) -> None:
    assert "org/body" not in sides(cls)
    ministry = fact("article", "org/body", "subordinateTo", "org/ministry")
    at_home = fact("article", "org/ministry", "locatedIn", "place/china")
    assert sides(cls, ministry, at_home)["org/body"] == ["place/china"]


def test_what_belongs_to_one_country_and_lies_in_another_is_of_the_first() -> None:
    assert sides("Theatre", fact("article", "org/body", "partOf", "place/china"))["org/body"] == ["place/china"]


def test_a_person_has_the_side_of_a_body_but_not_of_its_city() -> None:
    works = fact("article", "person/guest", "worksFor", "org/body")
    assert "person/guest" not in sides("Theatre", works)
    assert "person/guest" not in sides("Theatre", fact("article", "person/guest", "locatedIn", "place/moscow"))
    belongs = fact("article", "org/body", "partOf", "place/russia")
    assert sides("Theatre", works, belongs)["person/guest"] == ["place/russia"]


def test_a_foreign_member_of_an_academy_stays_what_they_are() -> None:
    belongs = fact("article", "org/body", "partOf", "place/russia")
    assert "person/guest" not in sides("Academy", belongs, fact("article", "person/guest", "memberOf", "org/body"))
