"""Small atlases for tests of the explorer: made by hand, without a store behind them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.export.explorer import render_explorer
from kg.export.explorer_told import LEDGERS
from kg.ontology import Ontology, read_ontology
from kg.query.atlas import Atlas, Document, Thing
from kg.query.receipts import Place, Receipt
from kg.query.sources import SourceRecord
from kg.resources import find_home
from kg.strict_yaml import read_strict
from kg.terms import read_terms

ROOT = Path(__file__).resolve().parents[2]
BASE = "https://example.org/"
EDTF = ox.NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")


def thing(id_: str, cls: str = "Person", **labels: str) -> Thing:
    names = {{"zh": "zh-Hans"}.get(lang, lang): text for lang, text in labels.items()}
    return Thing(id_, cls, names or {"en": id_}, (), "", unnamed=False, links=())


def entity(id_: str) -> ox.NamedNode:
    return ox.NamedNode(f"{BASE}id/{id_}")


def date(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=EDTF)


def said(subject: str, name: str, value: ox.NamedNode | ox.Literal, **more: Any) -> Receipt:
    """A statement of `source/a`; `more` replaces any field."""
    key = hashlib.sha256(repr((subject, name, value, sorted(more))).encode()).hexdigest()[:16]
    plain = Receipt(
        f"{BASE}id/statement/{key}", subject, name, value, (), "fact", "stated", "normal", (), "", "", "", (), "", "",
        "source/a", "2025-05-08", "", (Place("p1", 0, 4, "0badcafe"),),
    )  # fmt: skip
    return plain._replace(**more)


def atlas(things: list[Thing], receipts: list[Receipt], url: str = "https://example.org/a") -> Atlas:
    source = thing("source/a", "Source", en="A report", zh="一篇报道", ru="Сообщение")
    record = SourceRecord("source/a", "press", "", "", "", "2025-05-08", "", "en", url, "")
    labels = {
        "kg:tookPartIn": {"en": "took part in", "ru": "участвует в", "zh-Hans": "参加"},
        "kg:Person": {"en": "person", "ru": "персона", "zh-Hans": "人物"},
    }
    return Atlas((*things, source), (Document(record, ()),), tuple(receipts), (), labels, "2026-11-23")


def ontology() -> Ontology:
    home = find_home(str(ROOT))
    return read_ontology(home, read_terms(home))


def page_of(made: Atlas, times: dict[str, list[str | None]] | None = None, **options: Any) -> str:
    """The page of an atlas; `times` gives four days by the last part of a statement's IRI."""
    ledgers: dict[str, list[dict[str, Any]]] = {name: [] for name in LEDGERS}
    ledgers["times"] = [{"statement": one, "days": days} for one, days in (times or {}).items()]
    ledgers |= options.pop("ledgers", {})
    display = read_strict(ROOT / "ontology/display.yaml")
    named = {"title": "A test", "build": "0f" * 32} | options
    return render_explorer(made, ledgers, ontology(), display, base=BASE, **named)
