"""The only door to owlready2: HermiT proves ontology and data consistent, or the culprits are named.

Each question to HermiT is a process of its own, with bounded memory, in an owlready2 world of its own;
`kg.validate.culprits` decides what to ask.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import OntologyError
from kg.model import Finding, Severity, Where
from kg.validate.culprits import find_culprits
from kg.validate.entailed import reasons, why
from kg.validate.projection import Assertion, assertions_of, ntriples
from kg.validate.schema import ONTOLOGY_FILE, Schema, line_of, read_schema

if TYPE_CHECKING:
    from kg.corpus import Corpus
    from kg.ontology import Ontology
    from kg.resources import Home
    from kg.terms import Terms

__all__ = ["NO_JAVA", "Gained", "Reasoned", "find_java", "reason"]

NO_JAVA = (
    "Java was not found: consistency and classification were not checked; "
    "install a Java runtime (java -version must work)"
)
JAVA_MEGABYTES = 1500
_QUICK_START = "-XX:TieredStopAtLevel=1"  # measured: halves the time of a run, at 150 assertions as at 6,000


class Gained(NamedTuple):
    """A class that an entity has by logic, beside the one its file states, and why."""

    entity: str
    cls: str
    why: str


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What reasoning showed. `consistent` means proved so: it is False, without culprits, when `skipped` says why.

    `runs` counts how often HermiT was started.
    """

    consistent: bool
    culprits: tuple[Finding, ...] = ()
    classified: tuple[Gained, ...] = ()
    skipped: str = ""
    runs: int = 0


def reason(home: Home, corpus: Corpus, ontology: Ontology, terms: Terms, *, java: str | None = None) -> Reasoned:
    """Prove ontology and plain facts consistent and classify every entity, or name what contradicts what.

    `java` is the runtime to use; by default that of JAVA_HOME or the PATH. Raises `OntologyError` when the
    ontology cannot be read or HermiT gives up on it.
    """
    runtime = find_java(java)
    if not runtime:
        return Reasoned(consistent=False, skipped=NO_JAVA)
    schema, assertions = read_schema(home, terms), assertions_of(corpus, ontology)
    hermit = _Hermit(runtime, schema, terms)
    answer = hermit.ask(assertions)
    if answer is None:
        culprits = tuple(find_culprits(hermit.clashes, assertions, schema, ontology))
        return Reasoned(consistent=False, culprits=culprits, runs=hermit.runs)
    empty = tuple(_empty(name, home, schema, ontology) for name in answer.empty)
    return Reasoned(True, empty, tuple(_gained(answer, assertions, schema, ontology)), "", hermit.runs)


def find_java(java: str | None = None) -> str:
    """The path of a Java runtime that starts, or an empty string."""
    home = os.environ.get("JAVA_HOME")
    found = java or (home and shutil.which("java", path=f"{home}/bin")) or shutil.which("java")
    try:
        subprocess.run([found or "", "-version"], check=True, capture_output=True, timeout=30)  # noqa: S603 -- the user's own Java
    except (OSError, subprocess.SubprocessError):
        return ""
    return found or ""


@dataclass(frozen=True, slots=True)
class _Answer:
    """Consistent, then: the classes of each entity id, and the classes that can have no member."""

    types: dict[str, list[str]]
    empty: list[str]


class _Hermit:
    """Asks HermiT, each time in a world of its own; nothing is left behind in owlready2 or the temporary folder."""

    def __init__(self, java: str, schema: Schema, terms: Terms) -> None:
        self._java, self._schema, self._terms = java, schema, terms
        self.runs = 0

    def clashes(self, assertions: Sequence[Assertion]) -> bool:
        return self.ask(assertions) is None

    def ask(self, assertions: Sequence[Assertion]) -> _Answer | None:
        """What follows from the assertions, or None when they contradict each other or the ontology."""
        self.runs += 1
        text = ntriples(assertions, self._schema, self._terms).encode()
        with _engine(self._java) as owl:
            world = owl.World()
            try:
                world.get_ontology(self._terms.prefixes["kg"]).load(fileobj=BytesIO(text))
                owl.sync_reasoner_hermit(world, debug=0)
                return self._answer(world)
            except owl.OwlReadyInconsistentOntologyError:
                return None
            except owl.OwlReadyJavaError as error:
                said = [line.strip() for line in str(error).splitlines()[1:] if "Picked up J" not in line]
                problem = next(filter(None, said), "no message")
                message = f"HermiT gave up on {ONTOLOGY_FILE} and the data: {problem}; mend the ontology"
                raise OntologyError(message) from error
            finally:
                world.close()

    def _answer(self, world: Any) -> _Answer:
        kg, start = self._terms.prefixes["kg"], f"{self._terms.base}id/"

        def names(classes: Any) -> list[str]:
            iris = (getattr(made, "iri", None) or "" for made in classes)
            return sorted(iri.removeprefix(kg) for iri in iris if iri.startswith(kg))

        individuals = [one for one in world.individuals() if one.iri.startswith(start)]
        types = {self._terms.id(one.iri): names(one.INDIRECT_is_a) for one in individuals}
        return _Answer(dict(sorted(types.items())), names(world.inconsistent_classes()))


@contextmanager
def _engine(java: str) -> Iterator[Any]:
    """owlready2, silent, with our Java, memory limit and temporary folder (it leaves a file after a contradiction)."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()), tempfile.TemporaryDirectory() as folder:
        import owlready2
        from owlready2 import reasoning

        before = owlready2.JAVA_EXE, reasoning.JAVA_MEMORY, tempfile.tempdir
        options = os.environ.get("JDK_JAVA_OPTIONS")
        owlready2.JAVA_EXE, reasoning.JAVA_MEMORY, tempfile.tempdir = java, JAVA_MEGABYTES, folder
        os.environ["JDK_JAVA_OPTIONS"] = f"{options or ''} {_QUICK_START}".strip()
        try:
            yield owlready2
        finally:
            owlready2.JAVA_EXE, reasoning.JAVA_MEMORY, tempfile.tempdir = before
            os.environ.pop("JDK_JAVA_OPTIONS")
            if options is not None:
                os.environ["JDK_JAVA_OPTIONS"] = options


def _empty(name: str, home: Home, schema: Schema, ontology: Ontology) -> Finding:
    above = ontology.nearest(name)
    apart = [pair for pair in combinations(above, 2) if frozenset(pair) in schema.disjoint]
    because = f": it lies below {' and '.join(sorted(apart[0]))}, which exclude each other" if apart else ""
    problem = f"nothing can ever be of class {name}{because}"
    where = Where(ONTOLOGY_FILE, line_of(home, name))
    return Finding(Severity.ERROR, "empty-class", problem, where, "mend its rdfs:subClassOf")


def _gained(answer: _Answer, assertions: list[Assertion], schema: Schema, ontology: Ontology) -> Iterator[Gained]:
    """Every class beyond the stated one; the classes at the root are left out, since they tell nothing apart."""
    stated = {(one.subject, one.object) for one in assertions if not one.property}
    because = reasons(assertions, schema)
    for entity, classes in answer.types.items():
        for cls in classes:
            root = cls in ontology.classes and not ontology.classes[cls].parents
            if not root and (entity, cls) not in stated:
                yield Gained(entity, cls, why(cls, because.get(entity, {}), ontology))
