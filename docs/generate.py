"""Write the pages of docs/ that follow from other files: vocabulary, questions, commands, coverage.

Run it with `make docs`; a test fails when a page differs from what this writes.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from docs.coverage_page import coverage
from kg.cli import VERBS
from kg.cli.link import ACTIONS
from kg.ontology import ClassDef, Ontology, PropertyDef, read_ontology
from kg.query.library import LibraryQuery, list_queries
from kg.resources import find_home
from kg.terms import read_terms

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent))
NOTE = "<!-- Written by `make docs`; change the file it is made from instead. -->\n"


def vocabulary() -> str:
    """Every class and property of the ontology as two tables."""
    home = find_home(str(DOCS.parent))
    ontology = read_ontology(home, read_terms(home))
    parts = [
        "# Vocabulary",
        NOTE,
        "The classes and properties of `ontology/kg.ttl`. A statement's subject must be of the property's *domain*,",
        "its value of its *range*. Two different values of a property marked *single* are a conflict, and so are two",
        "times of one marked *single time*.\n",
        "## Classes\n",
        "| class | is a | English | 中文 | русский | meaning |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_class(made) for _, made in sorted(ontology.classes.items()) if _is_entity(made, ontology)),
        "\n## Properties\n",
        "| property | domain | range | marks | English | 中文 | русский | meaning |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *(_property(made) for _, made in sorted(ontology.properties.items()) if not made.machinery),
    ]
    return "\n".join(parts) + "\n"


def _is_entity(made: ClassDef, ontology: Ontology) -> bool:
    return ontology.is_a(made.name, "Entity")


def _class(made: ClassDef) -> str:
    kind = f" (`{made.kind}/…`)" if made.kind else ""
    return f"| `{made.name}`{kind} | {', '.join(made.parents)} | {_labels(made.labels)} | {made.comment} |"


def _property(made: PropertyDef) -> str:
    range_ = made.range if made.is_object else made.range.rpartition("#")[2].rpartition("/")[2]
    marked = {"single": made.single_valued, "single time": made.single_when, "qualifier": made.qualifier}
    marks = ", ".join(name for name, on in marked.items() if on)
    return f"| `{made.name}` | {made.domain} | {range_} | {marks} | {_labels(made.labels)} | {made.comment} |"


def _labels(labels: dict[str, str]) -> str:
    return " | ".join(labels[lang] for lang in ("en", "zh-Hans", "ru"))


def questions() -> str:
    """Every question of the query library with its parameters and an example, by the reader whose question it is."""
    parts = [
        "# Questions",
        NOTE,
        "Ask them with `kg ask NAME`, draw those of shape *edges* with `kg network NAME`, or call `g.ask(NAME, …)`.",
        "A parameter in brackets may be left out. An `iri` may be given as an id or as any name in any language.",
        "They are grouped by the reader who is likely to ask; anybody may ask any.",
    ]
    by_user: dict[str, list[LibraryQuery]] = {}
    for query in list_queries(str(DOCS.parent / "queries")):
        by_user.setdefault(query.user or "everybody", []).append(query)
    for user, queries in sorted(by_user.items()):
        parts += [f"\n## {user[0].upper()}{user[1:]}\n", "| question | asks | parameters | shape | example |"]
        parts += ["| --- | --- | --- | --- | --- |", *map(_question, queries)]
    return "\n".join(parts) + "\n"


def _question(query: LibraryQuery) -> str:
    params = ", ".join(
        f"[{name}: {type_}]" if name in query.optional else f"{name}: {type_}" for name, type_ in query.params.items()
    )
    verb = "network" if query.shape == "edges" else "ask"
    name = query.name.removeprefix("networks/") if query.shape == "edges" else query.name
    given = "".join(f" --{name} '{value}'" for name, value in query.example.items())
    return f"| `{query.name}` | {query.summary} | {params} | {query.shape} | `kg {verb} {name}{given}` |"


def commands() -> str:
    """The help text of every verb."""
    parts = ["# Commands", NOTE, "```text", _help(), "```\n"]
    for verb in VERBS:
        parts += [f"## kg {verb}\n", "```text", _help(verb), "```\n"]
        for action in ACTIONS if verb == "link" else ():
            parts += [f"### kg link {action}\n", "```text", _help(verb, action), "```\n"]
    return "\n".join(parts).rstrip() + "\n"


def _help(*words: str) -> str:
    found = subprocess.run(
        [sys.executable, "-m", "kg", *words, "--help"],
        capture_output=True, text=True, check=True, env={"COLUMNS": "100", "PYTHONPATH": str(DOCS.parent)},
    )  # fmt: skip
    return found.stdout.rstrip()


def covered() -> str:
    """What the data covers, counted in the graph."""
    return coverage(DOCS.parent, NOTE)


PAGES = {"vocabulary.md": vocabulary, "questions.md": questions, "commands.md": commands, "coverage.md": covered}


if __name__ == "__main__":
    for name, write in PAGES.items():
        (DOCS / name).write_text(write(), encoding="utf-8")
