"""docs/coverage.md: what the data covers, from questions of the library and the ledger of voices, not from files."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kg.api import Graph
from kg.export.words import cell_text, heading
from kg.pipeline import build
from kg.query.library import list_queries
from kg.resources import Home, find_home

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["coverage"]

_SHARED = ("coverage/evidence", "coverage/reliability")  # tables whose last column is also given as a share
_LINKS = "quality/link-coverage"
_PARTS = (
    ("coverage/classes", "By class", ""),
    ("coverage/decades", "By decade", "A statement counts in the decade in which what it tells began."),
    ("coverage/years", "By year, 2006 to 2026", "The same, year by year."),
    ("topics/tree", "By topic", "A thing may carry several topics."),
    ("coverage/kinds", "By kind of source", ""),
    ("coverage/languages", "By language of source", ""),
    ("coverage/reliability", "By reliability of source", ""),
    ("coverage/evidence", "How exactly a statement can be found", "Each counts by its most exact place."),
    ("coverage/modes", "How it is told, and how surely", ""),
)


def coverage(root: Path, note: str) -> str:
    """The page for the data of a home folder; builds go to a folder that is removed again."""
    with tempfile.TemporaryDirectory(prefix="kg-coverage-") as builds:
        home = Home(find_home(str(root)).root, builds, "current")
        return _page(Graph(home, build(home).build), note)


def _page(graph: Graph, note: str) -> str:
    counts = graph.build.counts
    lines = [
        "# Coverage",
        note,
        f"The graph holds **{counts['statements']:,} statements** about **{counts['entities']:,} entities** from "
        f"**{counts['sources']:,} sources**. Each table is the answer to a question of the library, named above it.",
    ]
    known = {query.name for query in list_queries(graph.home.queries)}
    for name, title, told in (*_PARTS, (_LINKS, "Links to other bases", "")):
        if name in known:
            lines += [f"\n## {title}\n", f"`kg ask {name}`{': ' + told if told else ''}\n", *_table(graph, name)]
    return "\n".join([*lines, *_parties(graph)]) + "\n"


def _table(graph: Graph, name: str) -> Iterator[str]:
    answer = graph.ask(name)
    numbers = [
        any(str(getattr(row[at], "datatype", "")).endswith("#integer>") for row in answer.rows) for at in answer.shown
    ]
    share = name in _SHARED
    yield f"| {' | '.join([*(heading(answer.columns[at]) for at in answer.shown), *['share'] * share])} |"
    yield f"| {' | '.join(['--:' if number else '---' for number in numbers] + ['--:'] * share)} |"
    texts = [[cell_text(row[at], graph.names, graph.terms, "en") for at in answer.shown] for row in answer.rows]
    whole = max(1, sum(int(row[-1]) for row in texts)) if share else 1
    for row in texts:
        yield (
            f"| {' | '.join([*row, *[f'{int(row[-1]) / whole:.0%}'] * share])} |" if share else f"| {' | '.join(row)} |"
        )


def _parties(graph: Graph) -> Iterator[str]:
    """How much of what is said of events rests on bodies that took part in them, from the ledger of voices."""
    ledger = graph.ledger("voices")
    alone = sum(bool(entry["single_party"]) for entry in ledger)
    yield "\n## Who speaks of events\n"
    yield "`kg voices`: statements about an event, by whether they rest only on whoever took part in it.\n"
    yield "| rests on | statements | share |"
    yield "| --- | --: | --: |"
    for name, count in (("parties to the event alone", alone), ("somebody else, too", len(ledger) - alone)):
        yield f"| {name} | {count} | {count / max(1, len(ledger)):.0%} |"
