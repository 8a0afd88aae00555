"""Write the SSSOM tables of Wikidata links: sorted by entity and item, each whole and in one step.

A table is written aside, flushed to disk and renamed into place, so that an interrupted review loses nothing.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from kg.atomic import replace_text
from kg.curation.links import COLUMNS, FOREIGN, TABLES
from kg.decisions import LinkVerdict
from kg.strict_yaml import text_problem
from kg.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.decisions import Link
    from kg.resources import Home
    from kg.terms import Terms

__all__ = ["link_tables", "write_links"]


def link_tables(links: Iterable[Link], terms: Terms) -> dict[LinkVerdict, str]:
    """The text of each table for these decisions; verdicts without a decision give a table without lines."""
    by_verdict: dict[LinkVerdict, list[Link]] = {verdict: [] for verdict in TABLES}
    for link in links:
        by_verdict[link.verdict].append(link)
    return {verdict: _table(verdict, found, terms) for verdict, found in by_verdict.items()}


def _table(verdict: LinkVerdict, links: list[Link], terms: Terms) -> str:
    ordered = sorted(links, key=lambda one: (one.entity, int(one.item[1:]), one.predicate))
    kinds = sorted({one.entity.partition("/")[0] for one in ordered})
    prefixes = {**{kind: terms.prefixes[kind] for kind in kinds}, **FOREIGN}
    prefixes |= {name: terms.prefixes[name] for name in ("skos", "wd")}
    head = [
        f"#mapping_set_id: {terms.base}links/{verdict}",
        f"#mapping_set_title: Wikidata items {_TOLD[verdict]}",
        "#license: https://creativecommons.org/publicdomain/zero/1.0/",
        "#curie_map:",
        *(f"#  {name}: {prefixes[name]}" for name in sorted(prefixes)),
    ]
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(one) for one in ordered)
    return "\n".join(head) + "\n" + out.getvalue()


_TOLD = {
    LinkVerdict.ACCEPTED: "accepted as what an entity of Karmen is",
    LinkVerdict.REJECTED: "that are not what an entity of Karmen is",
    LinkVerdict.UNSURE: "that may be what an entity of Karmen is",
}


def _row(link: Link) -> tuple[str, ...]:
    kind, _, slug = link.entity.partition("/")
    modifier = "Not" if link.verdict is LinkVerdict.REJECTED else ""
    cells = (
        f"{kind}:{slug}", link.label, link.predicate, modifier, f"wd:{link.item}", link.item_label,
        link.justification, link.by, link.date, link.confidence, "|".join(link.evidence), link.why,
    )  # fmt: skip
    return tuple(_one_line(cell) for cell in cells)


def _one_line(text: str) -> str:
    """A text of whatever origin on one line, without the characters that reading refuses."""
    plain = "".join(one if one.isspace() or not text_problem(one)[1] else "" for one in text)
    return " ".join(plain.split())


def write_links(home: Home, links: Iterable[Link]) -> None:
    """Write the tables whose text changed, each whole and in one step. Raises `OutputError`; a file is old or new."""
    for verdict, text in link_tables(links, read_terms(home)).items():
        path = Path(home.data) / "decisions" / TABLES[verdict]
        if not path.exists() and text.count("\n") == text.count("\n#") + 2:
            continue
        replace_text(path, text, "the decisions made before are kept")
