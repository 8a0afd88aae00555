"""The facade: one object through which Python, the command line and every page ask the graph."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.query.library import LibraryQuery, find_query, list_queries
from kg.query.names import Names
from kg.query.receipts import Receipt, absent, is_statement, receipt_of, statement_iri
from kg.query.run import Answer, run
from kg.resources import Home, find_home, fingerprint
from kg.store.current import Build, current_build
from kg.store.oxigraph import OxigraphView, open_folder
from kg.terms import Terms

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.network.chains import Chain
    from kg.network.picture import Picture
    from kg.query.show import EntityPage
    from kg.query.slices import Slices
    from kg.store.base import Result

__all__ = ["Graph", "open_graph"]


class Graph:
    """A built graph, open for reading. Made by `kg.open()`.

    Attributes: `home` (folders), `build` (hashes and counts), `terms` (prefixes), `names` (labels both
    ways), `stale` (whether a file under data/ or ontology/ was saved after the build).
    """

    def __init__(self, home: Home, build: Build, *, stale: bool = False) -> None:
        self.home = home
        self.build = build
        self.stale = stale
        self.terms = Terms(build.base, {}, build.prefixes)
        self._view = open_folder(build.store, build.prefixes, build.remedy)
        self._origins: dict[str, tuple[int, bool]] | None = None
        self.names = Names(self._view, home.queries, self.terms)

    @property
    def view(self) -> OxigraphView:
        """The store behind, for reading."""
        return self._view

    def queries(self) -> list[LibraryQuery]:
        """Every question of the library, sorted by name."""
        return list_queries(self.home.queries)

    def ask(self, name: str, **params: str) -> Answer:
        """Ask a question of the library. Entities may be given by id or by any of their names.

        Raises `QueryError` for an unknown question or parameter, an ambiguous name, a value of the wrong type.

        >>> import kg
        >>> answer = kg.open().ask("people/events", person="person/karmen-grandson")
        >>> [answer.columns[at] for at in answer.shown][:1], len(answer.rows) > 0
        (['event'], True)
        """
        query = find_query(self.home.queries, name)
        return run(self._view, query, params, self.names.resolve)

    def sparql(self, text: str) -> Result:
        """Answer any read-only SPARQL query; the project's prefixes need no declaration.

        Returns pyoxigraph's result: solutions, a boolean or triples, each with `serialize`. Raises
        `QueryError` with line and column. `SERVICE` is refused.

        >>> import kg
        >>> bool(kg.open().sparql("ASK { person:roman-karmen kg:sentTo place:china }"))
        True
        """
        return self._view.query(text)

    def show(self, entity: str) -> EntityPage:
        """Everything about an entity, found by id or by any of its names, each value with its receipt.

        Raises `QueryError` when nothing or more than one thing is called so.

        >>> import kg
        >>> kg.open().show("Роман Кармен").id
        'person/roman-karmen'
        """
        from kg.query.show import show

        iri = self.names.resolve(entity)
        return show(self._view, self.home.queries, self.terms, iri, self.names.labels(iri))

    def receipt(self, statement: str) -> Receipt:
        """Who says so, where and how surely, for one statement by its IRI or id: `statement/…`, `st:…`, a ledger's.

        Raises `QueryError` when there is none.
        """
        return receipt_of(self._view, self.home.queries, self.terms, statement_iri(self.terms, statement))

    def ledger(self, name: str) -> list[dict[str, Any]]:
        """A ledger that the build computed (`kg.claims.ledgers.LEDGERS`): conflicts, promises, voices, …

        Raises `QueryError` for an unknown name.
        """
        from kg.query.ledgers import read_ledger

        return read_ledger(self.build, name)

    def origins(self, statement: str) -> int:
        """How many independent origins the fact of a statement has; 0 when only one untied text was read.

        Copies and close paraphrases count as one with their original: see the corroboration ledger. The statement
        is named as for `receipt`; raises `QueryError` when there is none.
        """
        return self._counted(statement)[0]

    def origins_at_most(self, statement: str) -> bool:
        """Whether that number is an upper bound: one of several origins is said to be a copy, of nobody knows what."""
        return self._counted(statement)[1]

    def _counted(self, statement: str) -> tuple[int, bool]:
        iri = statement_iri(self.terms, statement)
        if self._origins is None:
            self._origins = {
                one: (entry["independent"], entry["independent"] > 1 and entry["copies"] > 0)
                for entry in self.ledger("corroboration")
                for one in entry["statements"]
            }
        found = self._origins.get(iri.removeprefix(self.terms.prefixes["st"]))
        if found is None and not is_statement(self._view, self.home.queries, iri):
            raise absent(self.terms, iri)
        return found or (0, False)

    def picture(self, name: str, **params: str) -> Picture:
        """The network of a question of shape `edges`, with the receipts of every edge; not laid out yet."""
        from kg.network.project import Projector

        query = find_query(self.home.queries, name if "/" in name else f"networks/{name}")
        projector = Projector(
            self._view, self.home.queries, self.terms, self.names, self.receipt, self.origins, self.build.content
        )
        return projector.picture(query, params)

    def network(self, name: str, path: str | os.PathLike[str], *, lang: str = "en", **params: str) -> int:
        """Write the network of a question as one HTML file that opens from disk; returns its size in bytes.

        A path that ends in `.gexf` (Gephi) or `.graphml` (yEd, igraph, R) gives a file for those instead.
        Raises `QueryError` for an unknown network, `OutputError` when the file cannot be written.
        """
        from kg.network.picture import GRAPH_FILES

        if os.fspath(path).endswith(GRAPH_FILES):
            from kg.export.graph_file import write_graph

            times = {entry["statement"]: entry["days"] for entry in self.ledger("times")}
            return write_graph(self.picture(name, **params), times, path, lang=lang)
        from kg.export.network import write_network
        from kg.strict_yaml import read_strict

        display = read_strict(f"{self.home.ontology}/display.yaml", "ontology/display.yaml")
        return write_network(self.picture(name, **params), display, os.fspath(path), lang=lang)

    def chains(
        self, start: str, end: str, *, count: int = 3, claims: bool = False, places: bool = False
    ) -> list[Chain]:
        """The best chains of ties between two things, found by id or by any name; each link with its statements.

        Raises `QueryError` when a name is unknown or ambiguous, or both mean one thing. An empty list means that
        nothing connects them.

        >>> import kg
        >>> chain = kg.open().chains("Roman Karmen", "event/2025-05-07-victory-80-exchange")[0]
        >>> chain[0].source, chain[-1].target
        ('person/roman-karmen', 'event/2025-05-07-victory-80-exchange')
        """
        from kg.network.chains import find_chains

        ids = [self.terms.id(self.names.resolve(one)) for one in (start, end)]
        return find_chains(
            self._view, self.home.queries, self.terms, ids[0], ids[1], count=count, claims=claims, places=places
        )

    def slices(self, during: str) -> Slices:
        """How many statements and ties are in a window of time, possibly in it, undated, or out.

        `during` is a day, month or year, or two of them as in `1950..1959`. Raises `UsageError` for what is none.

        >>> import kg
        >>> sum(kg.open().slices("1935..1949").statements.values()) == kg.open().build.counts["statements"]
        True
        """
        from kg.claims.slices import window_of
        from kg.query.atlas import read_atlas
        from kg.query.slices import slice_atlas

        atlas = read_atlas(self._view, self.home.queries, self.terms)
        return slice_atlas(atlas, self.ledger("times"), window_of(during))

    def explore(
        self,
        path: str | os.PathLike[str],
        query: str = "",
        *,
        lang: str = "en",
        texts: str | os.PathLike[str] | None = None,
        **params: str,
    ) -> int:
        """Write the explorer as one HTML file that opens from disk; returns its size in bytes.

        It holds the whole graph, or what a question (`query`, with its `params`) finds. `texts` is a folder with the
        texts of sources: their passages stand in the file then, so mind whose they are before you pass it on. Raises
        `QueryError` for an unknown question or one that gives no statements, `UsageError` when `texts` holds none of
        the texts, `OutputError` when the file cannot be written.
        """
        from kg.export.explorer import write_explorer
        from kg.export.explorer_parts import parts_of

        return write_explorer(os.fspath(path), **parts_of(self, query, params, texts), lang=lang)

    def to_networkx(self, name: str, **params: str) -> nx.MultiDiGraph[str]:
        """The network of a question as a networkx graph: nodes are ids, edges keep their statements."""
        from kg.network.graph import to_graph

        return to_graph(self.picture(name, **params))

    def to_rdflib(self) -> rdflib.Graph:
        """A copy of the whole graph for rdflib, with the project's prefixes bound."""
        from kg.store.convert import read_rdflib

        return read_rdflib(self.build.graph, self.terms)

    def __len__(self) -> int:
        return self.build.counts["quads"]

    def __repr__(self) -> str:
        return f"<kg.Graph {self.build.content[:12]}: {self.build.counts['statements']} statements>"


def open_graph(home: str | os.PathLike[str] | None = None, *, as_of: str | None = None) -> Graph:
    """Open the current build of a home folder, or the one as of a date; build it when there is none yet.

    The data of an installed package is built again when it is not that of the build: an upgrade is no edit.
    """
    found = find_home(home)
    if as_of is not None:
        return _open_as_of(found, as_of)
    try:
        current = current_build(found.builds, found.pointer)
    except StoreError:
        if not found.installed:
            raise
        current = None
    stale = current is not None and current[1] != fingerprint(found)
    if current is None or (stale and found.installed):
        from kg.pipeline import build

        return Graph(found, build(found, wait=True).build)
    return Graph(found, current[0], stale=stale)


def _open_as_of(home: Home, as_of: str) -> Graph:
    """The graph as of a date: kept from the last time, or made anew when a file was saved since."""
    from kg.store.shelf import as_of_day, as_of_home

    day = as_of_day(as_of)
    shelf = as_of_home(home, day)
    try:
        kept = current_build(shelf.builds, shelf.pointer)
    except StoreError:  # what the day's pointer names was pruned
        kept = None
    if kept and kept[1] == fingerprint(home):
        return Graph(home, kept[0])
    from kg.pipeline import build

    return Graph(home, build(home, as_of=day, wait=True).build)
