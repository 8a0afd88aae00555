"""Which side and which institution stands behind whom, worked out from plain facts: nothing here knows a country.

A side is a country: whose citizen somebody is, to which a body belongs, in which a place lies, where a work comes from.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.claims.origins import ANY_TIME, belongs, time_of
from kg.claims.voices import Bodies
from kg.dates import overlap
from kg.model import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.claims.rank import Ranked
    from kg.corpus import Corpus
    from kg.dates import Bounds
    from kg.ontology import Ontology

__all__ = ["Places", "side_ledger"]

_MADE_IN = ("coProductionOf", "countryOfOrigin")
_ABROAD = ("CulturalCentre", "GovernmentBody", "MilitaryUnit")
"""Classes of what is sent into other countries: where it stands does not tell whose it is."""


def side_ledger(corpus: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> list[dict[str, Any]]:
    """One entry per entity that belongs to a country at any time, in the order of ids: `entity` and its `sides`.

    A work is on the sides that made it. What has no entry has no known side.
    """
    places = Places(corpus, ranked, ontology)
    made_in: dict[str, set[str]] = defaultdict(set)
    for made in ranked:
        if made.plain and made.statement.property in _MADE_IN and isinstance(made.statement.value, Ref):
            made_in[made.statement.subject].add(made.statement.value.id)
    found = []
    for entity in sorted(corpus.entities.keys() - corpus.sources.keys()):
        sides = places.sides(entity, ANY_TIME) or sorted(made_in.get(entity, ()))
        if sides:
            found.append({"entity": entity, "sides": sides})
    return found


class Places:
    """Which side and which institution stands behind an agent, by plain facts."""

    def __init__(self, corpus: Corpus, ranked: Sequence[Ranked], ontology: Ontology) -> None:
        self._corpus, self._ontology = corpus, ontology
        self._ties, self._bodies = belongs(ranked, ontology), Bodies(ranked, ontology)
        self._citizens: dict[str, list[tuple[str, Bounds]]] = defaultdict(list)
        self._places: dict[str, list[tuple[str, Bounds]]] = defaultdict(list)
        for made in ranked:
            statement, value = made.statement, made.statement.value
            if made.plain and isinstance(value, Ref):
                if statement.property == "citizenOf":
                    self._citizens[statement.subject].append((value.id, time_of(statement)))
                elif statement.property == "locatedIn" and not self._may_be_abroad(statement.subject):
                    self._places[statement.subject].append((value.id, time_of(statement)))

    def _is_a(self, entity_id: str, cls: str) -> bool:
        entity = self._corpus.entities.get(entity_id)
        return entity is not None and self._ontology.is_a(entity.cls, cls)

    def _may_be_abroad(self, body: str) -> bool:
        return any(self._is_a(body, cls) for cls in _ABROAD)

    def institutions(self, voice: str, at: Bounds) -> list[str]:
        """The body that speaks, or the bodies that the person speaks for; a person without any has none."""
        return [body.agent for body in self._bodies.of(voice, at)] if self._is_a(voice, "Person") else [voice]

    def sides(self, agent: str, at: Bounds) -> list[str]:
        """The nearest countries an agent belongs to; where it lies is asked only if it belongs to none.

        A culture centre in Moscow that belongs to a Chinese ministry is on the Chinese side, and one of which nothing
        but Moscow is known is on none. Nor has a person the side of a city: a foreigner may work at a body in Beijing.
        """
        by_tie = self._countries(agent, at, self._citizens)
        if by_tie or self._is_a(agent, "Person"):
            return by_tie
        return self._countries(agent, at, self._citizens, self._places)

    def spoken_from(self, voice: str, at: Bounds) -> list[str]:
        """The countries a voice speaks for: its own, or else those of the bodies a person speaks for."""
        bodies = self.institutions(voice, at)
        return self.sides(voice, at) or sorted({side for body in bodies for side in self.sides(body, at)})

    def _countries(self, agent: str, at: Bounds, *more: dict[str, list[tuple[str, Bounds]]]) -> list[str]:
        level, seen = [agent], {agent}
        while level:
            reached = sorted(one for one in level if self._is_a(one, "Country"))
            if reached:
                return reached
            steps = [(to, held) for one in level for to, _, held in self._ties.steps.get(one, ())]
            steps += [step for one in level for links in more for step in links.get(one, ())]
            level = sorted({to for to, held in steps if overlap(held, at)} - seen)
            seen.update(level)
        return []
