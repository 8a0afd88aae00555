"""From the rows of an `edges` query to a picture: which relation becomes an edge is a query, never code.

A row gives `?source`, `?target` and one or more `?statement…` columns. The edge is called after the
property of its first statement, unless the row has a `?property` (an IRI) that names it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.network.picture import Picture, PictureEdge, PictureNode, PictureReceipt
from kg.query.atlas import read_atlas
from kg.query.library import SYSTEM, find_query
from kg.query.run import run

if TYPE_CHECKING:
    from kg.query.library import LibraryQuery
    from kg.query.names import Names
    from kg.query.receipts import Receipt
    from kg.store.oxigraph import OxigraphView
    from kg.terms import Terms

__all__ = ["Projector"]


_SCAN = 1_000  # rows from which all receipts are read at once


class Projector:
    """Makes pictures from one graph; holds what every edge needs: names, terms, a way to receipts."""

    def __init__(
        self,
        view: OxigraphView,
        library: str,
        terms: Terms,
        names: Names,
        receipt: Callable[[str], Receipt],
        origins: Callable[[str], int],
        build: str,
    ) -> None:
        self._view, self._library, self._terms, self._names = view, library, terms, names
        self._receipt, self._origins = receipt, origins
        self._build = build

    def picture(self, query: LibraryQuery, given: Mapping[str, str]) -> Picture:
        """The network of a query. Raises `QueryError` when its shape is not `edges` or a column is missing."""
        if query.shape != "edges":
            raise QueryError(f"'{query.name}' is a {query.shape}, not a network; kg ask --list shows which are edges")
        answer = run(self._view, query, given, self._names.resolve)
        missing = [name for name in ("source", "target") if name not in answer.columns]
        if missing:
            raise QueryError(f"queries/{query.name}.rq: an edges query must give ?{missing[0]}")
        held: dict[tuple[str, str, str], dict[str, PictureReceipt]] = {}
        receipt_of = self._receipt if len(answer.rows) <= _SCAN else self._scanned().__getitem__
        for row in answer.rows:
            cells = dict(zip(answer.columns, row, strict=True))
            receipts = [receipt_of(one) for one in answer.statements(row)]
            if not receipts or cells["source"] is None or cells["target"] is None:
                raise QueryError(f"queries/{query.name}.rq: an edge without a source, a target or a ?statement")
            key = (self._id(cells["source"]), self._id(cells["target"]), self._property(cells, receipts))
            held.setdefault(key, {}).update({one.statement: self._shown(one) for one in receipts})
        edges = tuple(
            PictureEdge(
                source, target, name, self._labels(f"kg:{name}"), tuple(one for _, one in sorted(found.items()))
            )
            for (source, target, name), found in sorted(held.items())
        )
        nodes = sorted({end for edge in edges for end in (edge.source, edge.target)})
        return Picture(
            query.name, self._title(query, given), tuple(self._node(one) for one in nodes), edges, self._build[:12]
        )

    def _scanned(self) -> dict[str, Receipt]:
        """Every receipt there is, by statement: one scan of the graph costs less than a thousand questions."""
        return {one.statement: one for one in read_atlas(self._view, self._library, self._terms).receipts}

    def _title(self, query: LibraryQuery, given: Mapping[str, str]) -> str:
        named = (
            self._names.label(self._names.resolve(text)) if query.params[name] == "iri" else text
            for name, text in given.items()
        )
        return " · ".join([query.summary, *named])

    def _id(self, term: Any) -> str:
        return self._terms.id(term.value)

    def _property(self, cells: dict[str, Any], receipts: list[Receipt]) -> str:
        named = cells.get("property")
        return self._terms.compress(named.value).removeprefix("kg:") if named is not None else receipts[0].property

    def _labels(self, name: str) -> dict[str, str]:
        return self._names.labels(self._terms.expand(name))

    def _node(self, entity: str) -> PictureNode:
        text = find_query(self._library, f"{SYSTEM}/class").text
        from kg.store.oxigraph import iri_term

        rows: Any = self._view.query(text, {"entity": iri_term(self._terms.iri(entity))})
        cls = next((self._terms.compress(found.value).removeprefix("kg:") for _, found in rows), "Entity")
        names = self._names.labels(self._terms.iri(entity)) or {"en": entity}
        return PictureNode(entity, names, cls, self._labels(f"kg:{cls}"), entity.partition("/")[0])

    def _shown(self, receipt: Receipt) -> PictureReceipt:
        iri = self._terms.iri
        return PictureReceipt(
            statement=receipt.statement,
            source=receipt.source,
            source_names=self._names.labels(iri(receipt.source)),
            source_date=receipt.source_date,
            url=receipt.url,
            place=", ".join(str(place) for place in receipt.places),
            voices=tuple(self._names.labels(iri(voice)) for voice in receipt.voices),
            mode=receipt.mode,
            certainty=receipt.certainty,
            when=receipt.when,
            disputed=bool(receipt.disputed_by),
            note=receipt.note,
            origins=self._origins(receipt.statement),
        )
