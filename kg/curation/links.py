"""Read the SSSOM tables of Wikidata links: what was accepted, rejected and left unsure, one file each.

The three files lie in `data/decisions/`. A header of `#` lines holds YAML (title, licence, prefix map), then come
tab-separated columns with one line for each decision. `kg.curation.link_tables` writes them.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from kg.curation.fields import ADDRESS
from kg.decisions import Link, LinkVerdict
from kg.errors import CurationError
from kg.items import item_id_problem
from kg.model import Finding, Severity, Where
from kg.strict_yaml import UNRESOLVED, YamlMap, conflict_line, load, text_problem
from kg.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.resources import Home
    from kg.terms import Terms

__all__ = ["COLUMNS", "FOREIGN", "PREDICATES", "TABLES", "is_table", "read_links"]

TABLES = {
    LinkVerdict.ACCEPTED: "links.sssom.tsv",
    LinkVerdict.REJECTED: "links.rejected.sssom.tsv",
    LinkVerdict.UNSURE: "links.unsure.sssom.tsv",
}
"""The file of each verdict."""

COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "author_label", "mapping_date", "confidence", "see_also", "comment",
)  # fmt: skip
"""The columns of a table, in order; `see_also` holds the evidence addresses, `comment` what was seen there and why."""

PREDICATES = ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")
"""How an item may stand to an entity; only an exact match is a link in the narrow sense."""

_REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification", "author_label", "mapping_date")
_JUSTIFICATION = re.compile(r"semapv:[A-Z][A-Za-z]+")
_NUMBER = re.compile(r"0(\.[0-9]{1,4})?|1(\.0{1,4})?")
FOREIGN = {"semapv": "https://w3id.org/semapv/vocab/"}


def is_table(name: str) -> bool:
    """Whether a file of `data/decisions/` is read here."""
    return name in TABLES.values()


def read_links(home: Home, findings: list[Finding]) -> list[Link]:
    """Every decision of the three tables, in their order; whatever is wrong goes to `findings` with its line."""
    found: list[Link] = []
    terms: Terms | None = None
    for verdict, name in TABLES.items():
        path = Path(home.data) / "decisions" / name
        if path.is_file():
            terms = terms or read_terms(home)
            found += _Table(f"data/decisions/{name}", verdict, terms, findings).read(path)
    return found


class _Table:
    """One table being read: its name for findings, and the verdict it stands for."""

    def __init__(self, file: str, verdict: LinkVerdict, terms: Terms, findings: list[Finding]) -> None:
        self._file, self._verdict, self._terms, self._findings = file, verdict, terms, findings

    def _error(self, line: int, rule: str, message: str, remedy: str) -> None:
        self._findings.append(Finding(Severity.ERROR, rule, message, Where(self._file, line), remedy))

    def read(self, path: Path) -> Iterator[Link]:
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            self._error(0, "encoding", f"the table is not UTF-8 (byte {error.start})", "save it as UTF-8")
            return
        if conflict := conflict_line(text):
            self._error(conflict, "merge-conflict", *UNRESOLVED)
            return
        lines = text.removesuffix("\n").split("\n") if text else []
        head = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
        self._header(lines[:head])
        for at, line in enumerate(lines[head + 1 :], head + 2):
            if (cells := self._cells(line, at)) is not None and (link := self._link(cells, at)):
                yield link
        if head < len(lines) and tuple(lines[head].split("\t")) != COLUMNS:
            remedy = f"the columns, parted by tabs, are: {' '.join(COLUMNS)}"
            self._error(head + 1, "columns", "the columns are not those of a link table", remedy)

    def _header(self, lines: list[str]) -> None:
        try:
            said = load("\n".join(line[1:] for line in lines), self._file)
        except CurationError as error:
            self._findings.extend(error.findings)
            return
        prefixes = said.get("curie_map") if isinstance(said, YamlMap) else None
        if not isinstance(prefixes, YamlMap):
            self._error(1, "prefix-map", "the header has no curie_map", "begin the file with the header kg link writes")
            return
        known = {**self._terms.prefixes, **FOREIGN}
        for prefix, iri in prefixes.items():
            if known.get(prefix) != iri:
                remedy = f"write {known[prefix]}" if prefix in known else "delete the line"
                problem = f"the prefix '{prefix}:' stands for another address than in ontology/prefixes.yaml"
                self._error(prefixes.line_of(prefix), "prefix-map", problem, remedy)

    def _cells(self, line: str, at: int) -> dict[str, str] | None:
        """The cells of one line by column; None, with a finding, when they cannot be told apart."""
        try:
            row = next(csv.reader([line], delimiter="\t", strict=True), [])
        except csv.Error:
            self._error(at, "quoting", "a quoted cell does not end on its line", "close it, or double quotes inside")
            return None
        if len(row) != len(COLUMNS):
            self._error(at, "cells", f"{len(row)} cells where {len(COLUMNS)} belong", "check the tabs of this line")
            return None
        for cell in row:
            rule, problem = text_problem(cell)
            if problem:
                self._error(at, rule, f"{problem} in a cell", "delete it")
                return None
        return {name: unicodedata.normalize("NFC", cell) for name, cell in zip(COLUMNS, row, strict=True)}

    def _link(self, cells: Mapping[str, str], at: int) -> Link | None:
        before = len(self._findings)
        for name in (*_REQUIRED, *(("see_also",) if self._verdict is LinkVerdict.ACCEPTED else ("comment",))):
            if not cells[name].strip():
                self._error(at, "missing-field", f"'{name}' is empty", _WHY_NEEDED.get(name, "fill the cell"))
        entity, item = self._entity(cells["subject_id"], at), self._item(cells["object_id"], at)
        self._closed(cells, at)
        if len(self._findings) > before:
            return None
        return Link(
            why=cells["comment"],
            by=cells["author_label"],
            date=cells["mapping_date"],
            where=Where(self._file, at),
            entity=entity,
            item=item,
            verdict=self._verdict,
            predicate=cells["predicate_id"],
            justification=cells["mapping_justification"],
            confidence=cells["confidence"],
            evidence=tuple(filter(None, cells["see_also"].split("|"))),
            label=cells["subject_label"],
            item_label=cells["object_label"],
        )

    def _entity(self, text: str, at: int) -> str:
        prefix, colon, local = text.partition(":")
        start = self._terms.prefixes.get(prefix, "") if colon else ""
        if text and not start.startswith(self._terms.iri("")):
            self._error(at, "bad-id", f"'{text}' is not an entity", "write kind:name, as in person:roman-karmen")
        return f"{prefix}/{local}"

    def _item(self, text: str, at: int) -> str:
        prefix, _, local = text.partition(":")
        problem = item_id_problem(local) if prefix == "wd" else f"'{text}' is no Wikidata item; write wd:Q7747"
        if text and problem:
            message, _, remedy = problem.partition("; ")
            self._error(at, "bad-item", message, remedy)
        return local

    def _closed(self, cells: Mapping[str, str], at: int) -> None:
        """Columns with a closed set of values, or a fixed form."""
        if cells["predicate_id"] and cells["predicate_id"] not in PREDICATES:
            problem = f"'{cells['predicate_id']}' is not how an item may stand to an entity"
            self._error(at, "unknown-value", problem, f"write one of: {', '.join(PREDICATES)}")
        if (cells["predicate_modifier"] == "Not") != (self._verdict is LinkVerdict.REJECTED):
            wanted = "Not" if self._verdict is LinkVerdict.REJECTED else "nothing"
            problem = f"'{cells['predicate_modifier']}' under predicate_modifier does not fit this file"
            self._error(at, "modifier", problem, f"write {wanted} there, or move the line to the file it belongs to")
        if cells["mapping_justification"] and not _JUSTIFICATION.fullmatch(cells["mapping_justification"]):
            problem = f"'{cells['mapping_justification']}' is no justification"
            self._error(at, "unknown-value", problem, "write a term of semapv, as in semapv:ManualMappingCuration")
        if cells["confidence"] and not _NUMBER.fullmatch(cells["confidence"]):
            self._error(at, "bad-number", f"the confidence '{cells['confidence']}' is no number from 0 to 1", "mend it")
        for address in filter(None, cells["see_also"].split("|")):
            if not ADDRESS.fullmatch(address):
                self._error(at, "bad-address", f"'{address}' under see_also is no address", "write https://…")


_WHY_NEEDED = {
    "see_also": "an accepted link carries its evidence: write the address where item and name stand together",
    "comment": "say in your own words why",
}
