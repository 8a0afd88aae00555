"""BibTeX and CSL-JSON: fields from the source alone, dates as precise as it gives them, readable by every processor."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.api import Graph
from kg.export.bibliography import Bibliography, cited_by_answer, cited_by_page, csl_date
from kg.query.sources import SourceRecord, Sources
from kg.strict_yaml import read_strict
from tests.conftest import ROOT

TYPES = ROOT / "kg" / "export" / "citation_types.yaml"
CSL_TYPES = {
    "article-journal", "article-newspaper", "book", "dataset", "document", "entry-encyclopedia", "legislation",
    "motion_picture", "post-weblog", "report", "webpage",
}  # fmt: skip
CSL_FIELDS = {
    "id", "type", "genre", "title", "author", "publisher", "container-title", "archive", "authority", "issued",
    "accessed", "language", "URL", "note",
}  # fmt: skip
PLAIN = SourceRecord("source/a", "press", "T", "org/p", "org/p", "2025", "", "en", "https://example.org/", "")


class Planted(Sources):
    """Sources that need no graph."""

    def __init__(self, *records: SourceRecord) -> None:
        self._known = {one.id: one for one in records}


def planted(world: Graph, *records: SourceRecord) -> Bibliography:
    return Bibliography(Planted(*records), world.names, world.terms, "en")


def real(graph: Graph, lang: str = "en") -> Bibliography:
    sources = Sources(graph.view, graph.home.queries, graph.terms)
    return Bibliography(sources, graph.names, graph.terms, lang)


def parse_bibtex(text: str) -> dict[str, dict[str, str]]:
    """Read entries as BibTeX does: a field in braces ends where its braces are in balance, whatever is escaped."""
    entries: dict[str, dict[str, str]] = {}
    at = 0
    while (start := text.find("@", at)) >= 0:
        head = re.compile(r"@([a-z]+)\{([^,\s{}#%~\\]+)").match(text, start)
        assert head, text[start : start + 40]
        assert head[2] not in entries
        fields = entries[head[2]] = {"": head[1]}
        at = head.end()
        while text[at] == ",":
            name = re.compile(r",\s*([A-Za-z]+) = ").match(text, at)
            assert name, text[at : at + 40]
            assert name[1] not in fields
            at = name.end()
            end = _end(text, at)
            fields[name[1]] = text[at:end]
            at = end
        assert text[at : at + 3] in ("\n}\n", "\n}")
        at += 2
    return entries


def _end(text: str, at: int) -> int:
    if text[at] != "{":
        return re.compile(r"[a-z]+|\d+").match(text, at).end()  # type: ignore[union-attr]  # fails loudly
    depth = 0
    for position in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return position + 1
    raise AssertionError("braces out of balance")


def test_the_sources_of_an_answer_are_those_of_its_receipts(world: Graph) -> None:
    ids = cited_by_answer(world.ask("quality/disputed"), world.receipt, world.terms)
    assert ids == ["source/1950-05-01-river-news-ada", "source/1960-encyclopaedia-ada"]
    assert real(world).bibtex(ids) == (
        "@article{1950-05-01-river-news-ada,\n"
        "  title = {{[River News on Ada Camera]}},\n"
        "  journal = {River News},\n"
        "  date = {1950-05-01},\n"
        "  year = {1950},\n"
        "  month = may,\n"
        "  language = {en},\n"
        "  url = {https://example.org/ada?a=1&b=2},\n"
        "  note = {title in square brackets supplied; "
        "sha256 of the text: 81e3ef983b1ddf0ef90d4ff7fc828830d2a6372c4f0b8848e59f740ee936aa46}\n"
        "}\n\n"
        "@incollection{1960-encyclopaedia-ada,\n"
        "  title = {{[encyclopaedia on Ada Camera]}},\n"
        "  booktitle = {River News},\n"
        "  date = {1960},\n"
        "  year = {1960},\n"
        "  language = {ru},\n"
        "  url = {https://example.org/encyclopaedia},\n"
        "  note = {title in square brackets supplied}\n"
        "}\n"
    )


def test_an_answer_that_lists_sources_cites_them(world: Graph) -> None:
    ids = cited_by_answer(world.ask("sources/coverage"), world.receipt, world.terms)
    assert len(ids) == 3


def test_csl_has_the_voice_as_author_where_it_is_not_the_publisher(world: Graph) -> None:
    (entry,) = json.loads(real(world).csl(["source/1951-copy-of-ada"]))
    assert entry == {
        "id": "1951-copy-of-ada",
        "type": "webpage",
        "title": "[copy of River News on Ada Camera]",
        "author": [{"literal": "River News"}],
        "publisher": "North Studio",
        "issued": {"date-parts": [[1951]]},
        "language": "en",
        "URL": "https://example.org/copy",
        "note": "title in square brackets supplied",
    }


def test_a_title_of_the_sources_own_stands_as_it_is(world: Graph) -> None:
    made = planted(world, PLAIN._replace(title="The Bridge"))
    assert parse_bibtex(made.bibtex(["source/a"]))["a"]["title"] == "{{The Bridge}}"
    (entry,) = json.loads(made.csl(["source/a"]))
    assert entry["title"] == "The Bridge"
    assert "supplied" not in entry.get("note", "")


def test_a_source_page_cites_the_source_itself(world: Graph) -> None:
    assert cited_by_page(world.show("source/1951-copy-of-ada")) == ["source/1951-copy-of-ada"]


def test_every_source_of_the_real_data_can_be_cited(seed: Graph) -> None:
    rows: Any = seed.sparql("SELECT ?source { ?source kg:sourceKind ?kind }")
    ids = [seed.terms.id(row[0].value) for row in rows]
    entries = json.loads(real(seed).csl(ids))
    assert len(entries) == len(ids) == seed.build.counts["sources"]
    for entry in entries:
        assert set(entry) <= CSL_FIELDS
        assert entry["type"] in CSL_TYPES
        assert entry["title"]
        assert set(entry.get("issued", {})) <= {"date-parts", "season", "circa", "literal"}
    parsed = parse_bibtex(real(seed).bibtex(ids))
    assert list(parsed) == [entry["id"] for entry in entries] == sorted(parsed)
    assert real(seed).bibtex(reversed(ids)) == real(seed).bibtex(ids)


def test_every_kind_of_source_has_its_types(world: Graph) -> None:
    shapes = (ROOT / "ontology" / "shapes.ttl").read_text(encoding="utf-8")
    listed = re.search(r"sh:path kg:sourceKind.*?sh:in \((.*?)\)", shapes, re.DOTALL)
    assert listed
    types = read_strict(TYPES, TYPES.name)
    assert set(re.findall(r'"([\w-]+)"', listed[1])) == set(types)
    for how in types.values():
        assert how["csl"] in CSL_TYPES
        assert how["cslPublisher"] in CSL_FIELDS


@pytest.mark.parametrize(
    ("text", "csl", "bibtex"),
    [
        ("2025", {"date-parts": [[2025]]}, {"date": "{2025}", "year": "{2025}"}),
        ("2025-09", {"date-parts": [[2025, 9]]}, {"date": "{2025-09}", "year": "{2025}", "month": "sep"}),
        ("2025-05-08", {"date-parts": [[2025, 5, 8]]}, {"date": "{2025-05-08}", "year": "{2025}", "month": "may"}),
        ("1957~", {"date-parts": [[1957]], "circa": True}, {"year": "{1957}"}),
        ("2025-21", {"date-parts": [[2025]], "season": 1}, {"year": "{2025}"}),
        ("1950/1951-02", {"date-parts": [[1950], [1951, 2]]}, {"date": "{1950/1951-02}"}),
        ("195X", {"literal": "195X"}, {"note": "{195X}"}),
        ("[..2026-11-23]", {"literal": "not later than 2026-11-23"}, {"note": "{not later than 2026-11-23}"}),
        ("", None, {}),
    ],
)
def test_dates_keep_the_precision_of_the_source(
    world: Graph, text: str, csl: dict[str, object] | None, bibtex: dict[str, str]
) -> None:
    made = planted(world, PLAIN._replace(published=text))
    (entry,) = json.loads(made.csl(["source/a"]))
    assert entry.get("issued") == csl
    fields = parse_bibtex(made.bibtex(["source/a"]))["a"]
    assert {name: fields[name] for name in bibtex} == bibtex
    assert ("date" in fields) == (csl is not None and "date-parts" in csl)


def test_special_characters_are_escaped_and_other_scripts_kept(world: Graph) -> None:
    odd = PLAIN._replace(title=r"50% of {A & B} #1_$2 ~x^y \end 罗曼 Кармен @misc{x,", accessed="2025-06-02")
    made = planted(world, odd)
    fields = parse_bibtex(made.bibtex(["source/a"]))["a"]
    assert fields["title"] == (
        r"{{50\% of \textbraceleft{}A \& B\textbraceright{} \#1\_\$2 \textasciitilde{}x\textasciicircum{}y "
        r"\textbackslash{}end 罗曼 Кармен @misc\textbraceleft{}x,}}"
    )
    assert fields["urldate"] == "{2025-06-02}"
    (entry,) = json.loads(made.csl(["source/a"]))
    assert entry["title"] == odd.title
    assert entry["accessed"] == {"date-parts": [[2025, 6, 2]]}


@pytest.mark.shared
def test_no_hostile_string_breaks_an_entry_or_becomes_an_address(world: Graph, shared: Path) -> None:
    suite = json.loads((shared / "suites/hostile/html/strings.json").read_text("utf-8"))
    for text in [*suite["text"], *suite["url"], "}}", "{", "},\n  url = {javascript:1}", "\\"]:
        made = planted(world, PLAIN._replace(title=text, url=text, digest=text, language=text, published=text))
        parsed = parse_bibtex(made.bibtex(["source/a"]))
        assert list(parsed) == ["a"]
        assert re.match(r"\{https?://[a-z0-9.-]+/[^{}]*\}$", parsed["a"].get("url", "{https://x.org/}"))
        (entry,) = json.loads(made.csl(["source/a"]))
        assert re.match(r"https?://", entry.get("URL", "https://"))


def test_nothing_cited_is_said(world: Graph) -> None:
    assert real(world).bibtex([]) == "% no source is cited\n"
    assert json.loads(real(world).csl([])) == []


def test_a_date_in_other_words_is_none_of_ours() -> None:
    assert csl_date("1950-21/1951") == {"literal": "1950-21/1951"}
    assert csl_date("2025-33") == {"literal": "2025-33"}
