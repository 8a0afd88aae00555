"""Prefixes and IRIs: how an id in a file, a prefixed name in a query and an IRI in the graph are one name.

>>> names = Terms("https://example.org/", {"person": "id/person/"}, {"xsd": "http://www.w3.org/2001/XMLSchema#"})
>>> names.iri("person/roman-karmen")
'https://example.org/id/person/roman-karmen'
>>> names.id("https://example.org/id/person/roman-karmen")
'person/roman-karmen'
>>> names.expand("xsd:date")
'http://www.w3.org/2001/XMLSchema#date'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import OntologyError

if TYPE_CHECKING:
    from kg.resources import Home

__all__ = ["ID_PATTERN", "Terms", "is_id", "read_terms"]

ID_PATTERN = re.compile(r"([a-z]+)/([a-z0-9]+(?:-[a-z0-9]+)*)")
MAX_ID = 120


def is_id(text: str) -> bool:
    """Whether `text` is written as an entity id: a kind, a slash, and a slug of ASCII letters, digits and hyphens."""
    return len(text) <= MAX_ID and ID_PATTERN.fullmatch(text) is not None


class Terms:
    """The prefix map of the project: `base`, and every prefix with the IRI it stands for."""

    def __init__(self, base: str, own: dict[str, str], foreign: dict[str, str]) -> None:
        self.base = base
        self.prefixes = {**{name: base + path for name, path in own.items()}, **foreign}

    def iri(self, entity_id: str) -> str:
        """The IRI of an entity id such as `person/roman-karmen`."""
        return f"{self.base}id/{entity_id}"

    def id(self, iri: str) -> str:
        """The id of an IRI under `<base>id/`; of any other IRI the prefixed name, or itself when no prefix fits."""
        start = f"{self.base}id/"
        return iri[len(start) :] if iri.startswith(start) else self.compress(iri)

    def expand(self, name: str) -> str:
        """The IRI of a prefixed name. Raises `OntologyError` for an unknown prefix."""
        prefix, _, local = name.partition(":")
        if prefix not in self.prefixes:
            raise OntologyError(f"unknown prefix '{prefix}:' in '{name}'; add it to ontology/prefixes.yaml")
        return self.prefixes[prefix] + local

    def compress(self, iri: str) -> str:
        """The shortest prefixed name of an IRI, or the IRI itself when no prefix fits."""
        best = ""
        for prefix, start in self.prefixes.items():
            if iri.startswith(start) and len(start) > len(self.prefixes.get(best, "")):
                local = iri[len(start) :]
                if re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", local):
                    best = prefix
        return f"{best}:{iri[len(self.prefixes[best]) :]}" if best else iri


def read_terms(home: Home) -> Terms:
    """Read `ontology/prefixes.yaml`. Raises `OntologyError` when its three parts are not there."""
    from kg.strict_yaml import (  # not needed to answer a query: the build's manifest has the prefixes
        YamlMap,
        read_strict,
    )

    loaded = read_strict(f"{home.ontology}/prefixes.yaml", "ontology/prefixes.yaml")
    if not isinstance(loaded, YamlMap) or not all(part in loaded for part in ("base", "own", "foreign")):
        raise OntologyError("ontology/prefixes.yaml: needs the three keys base, own and foreign")
    return Terms(loaded["base"], dict(loaded["own"]), dict(loaded["foreign"]))
