"""What an explorer is made of, gathered from an open graph: the atlas or a part of it, ledgers, looks, passages."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.curation.evidence import find_texts
from kg.errors import QueryError, UsageError
from kg.export.explorer_assets import load_assets
from kg.export.explorer_told import LEDGERS
from kg.ontology import read_ontology
from kg.query.atlas import part_of_atlas, read_atlas
from kg.query.library import find_query
from kg.query.run import run
from kg.strict_yaml import read_strict

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.export.explorer_payload import Found
    from kg.query.atlas import Atlas
    from kg.query.run import Answer

__all__ = ["parts_of", "passages_of"]


def parts_of(
    graph: Graph, query: str, params: Mapping[str, str], texts: str | os.PathLike[str] | None
) -> dict[str, Any]:
    """The arguments of `kg.export.explorer.render_explorer`, of the whole graph or of what a question finds."""
    atlas = read_atlas(graph.view, graph.home.queries, graph.terms)
    title, made = "", None
    if query:
        found = find_query(graph.home.queries, _full_name(graph, query))
        answer = run(graph.view, found, params, graph.names.resolve)
        statements = {one for row in answer.rows for one in answer.statements(row)}
        if answer.rows and not statements:
            raise QueryError(
                f"'{found.name}' gives rows without statements; the explorer shows statements: ask another"
            )
        atlas = part_of_atlas(atlas, statements, graph.terms)
        title, made = " · ".join([found.summary, *params.values()]), (found.name, params)
    return {
        "atlas": atlas,
        "ledgers": {name: graph.ledger(name) for name in LEDGERS},
        "ontology": read_ontology(graph.home, graph.terms),
        "display": read_strict(f"{graph.home.ontology}/display.yaml", "ontology/display.yaml"),
        "base": graph.terms.base,
        "title": title,
        "build": graph.build.content,
        "as_of": graph.build.as_of.get("date", ""),
        "made": made,
        "found": _found(graph),
        "passages": passages_of(atlas, os.fspath(texts)) if texts is not None else None,
    }


def _found(graph: Graph) -> Found:
    """What the questions find that stops of the tour show, each statement with its decade; questions the library of
    this home lacks are left out.
    """
    groups = [group for stop in load_assets().tour for group in stop.get("groups", ())]
    names = {group["found"] for group in groups if "found" in group} & {one.name for one in graph.queries()}
    answers = (run(graph.view, find_query(graph.home.queries, name), {}, graph.names.resolve) for name in sorted(names))
    return {answer.query.name: _by_decade(answer) for answer in answers}


def _by_decade(answer: Answer) -> list[tuple[str, str]]:
    """Each statement of an answer with the decade of its row; none where a home's own question gives no decade."""
    if "decade" not in answer.columns:
        return []
    at = answer.columns.index("decade")
    decades = [(row, row[at]) for row in answer.rows]
    return [(iri, decade.value) for row, decade in decades if decade is not None for iri in answer.statements(row)]


def _full_name(graph: Graph, query: str) -> str:
    """A network may be named without its folder, as `kg network` names it."""
    if "/" in query:
        return query
    known = {one.name for one in graph.queries()}
    return f"networks/{query}" if f"networks/{query}" in known else query


def passages_of(atlas: Atlas, folder: str) -> dict[str, list[tuple[int, str]]]:
    """The paragraphs in which evidence lies, by source, with the offset at which each begins.

    A text is found by the SHA-256 of the whole; lines are its paragraphs. Raises `UsageError` when there is none.
    """
    digests = {made.record.id: made.record.digest for made in atlas.documents if made.record.digest}
    texts = find_texts(folder, digests.values())
    if digests and not texts:
        raise UsageError(
            f"no text in {folder} has the SHA-256 of a source ({len(digests)} are locked to a text); name the folder "
            "that holds them, or leave --with-texts out"
        )
    found: dict[str, dict[int, str]] = {}
    for receipt in atlas.receipts:
        text = texts.get(digests.get(receipt.source, ""))
        for place in receipt.places if text else ():
            if text and place.digest:
                start = text.rfind("\n", 0, place.start) + 1
                end = text.find("\n", place.end)
                found.setdefault(receipt.source, {})[start] = text[start : end if end >= 0 else len(text)]
    return {source: sorted(paragraphs.items()) for source, paragraphs in sorted(found.items())}
