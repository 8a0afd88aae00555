"""Every error Karmen raises on purpose: one subclass per thing that can be wrong.

Each carries a sentence for a person (what is wrong, where, what to do about it) and the exit code the
command line returns for it: 1 findings, 2 usage or bad input, 3 internal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Finding

__all__ = [
    "CurationError",
    "KGError",
    "OntologyError",
    "OutputError",
    "QueryError",
    "StoreError",
    "UsageError",
    "WikidataError",
]


class KGError(Exception):
    """The base of every error a user may see; its text is the whole message."""

    exit_code = 2


class CurationError(KGError):
    """Curated data cannot be built: carries the findings, each with file, line and remedy."""

    exit_code = 1

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class OntologyError(KGError):
    """A file under ontology/ cannot be read or contradicts itself."""


class QueryError(KGError):
    """A query, its name or one of its parameters is not usable."""


class StoreError(KGError):
    """The built graph is missing, of another version, locked or damaged."""


class OutputError(KGError):
    """A result cannot be written where it was asked for; nothing was left half-written."""


class UsageError(KGError):
    """The command's words do not fit together."""


class WikidataError(KGError):
    """Wikidata could not be asked, or answered what cannot be used; says what to do and what is still missing."""
