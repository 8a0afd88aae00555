"""The store contract, held by every engine room there is: in memory, just written, and opened from a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, StoreError
from kg.store.base import View, Writer
from kg.store.feed import Feed
from kg.store.oxigraph import OxigraphWriter, iri_term, open_folder, open_memory, text_term
from kg.store.results import is_graph

EX = "http://example.org/"
PREFIXES = {"ex": EX, "xsd": "http://www.w3.org/2001/XMLSchema#"}
QUADS = "\n".join(
    [
        f'<{EX}a> <{EX}knows> <{EX}b> .',
        f'<{EX}b> <{EX}knows> <{EX}c> .',
        f'<{EX}a> <{EX}name> "Роман"@ru .',
        f'<{EX}a> <{EX}name> "罗曼"@zh-Hans .',
        f'<{EX}a> <{EX}age> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .',
    ]
) + "\n"  # fmt: skip
Open = Callable[[Path], View]


def _memory(folder: Path) -> View:
    return open_memory(str(_file(folder)), PREFIXES)


def _written(folder: Path) -> View:
    writer = OxigraphWriter(str(folder / "store"))
    writer.load(str(_file(folder)))
    return writer.view(PREFIXES)


def _fed(folder: Path) -> View:
    writer = OxigraphWriter(str(folder / "store"))
    with Feed(writer) as feed:
        for line in QUADS.splitlines():
            feed.send(line.encode())
    return writer.view(PREFIXES)


def _opened(folder: Path) -> View:
    _written(folder)
    return open_folder(str(folder / "store"), PREFIXES, "run: kg build --force")


def _file(folder: Path) -> Path:
    path = folder / "graph.nq"
    path.write_text(QUADS, encoding="utf-8")
    return path


@pytest.fixture(params=[_memory, _written, _fed, _opened], ids=["memory", "written", "fed", "folder"])
def view(request: pytest.FixtureRequest, tmp_path: Path) -> View:
    made: View = request.param(tmp_path)
    return made


def rows(view: View, text: str, **bindings: ox.NamedNode | ox.Literal) -> list[tuple[str, ...]]:
    result = view.query(text, bindings or None)
    assert isinstance(result, ox.QuerySolutions)
    return sorted(tuple(str(term) for term in row) for row in result)


def test_it_counts_its_quads(view: View) -> None:
    assert len(view) == 5


def test_it_answers_select_with_rows(view: View) -> None:
    assert rows(view, "SELECT ?x ?y { ?x ex:knows ?y }") == [(f"<{EX}a>", f"<{EX}b>"), (f"<{EX}b>", f"<{EX}c>")]


def test_it_answers_ask_with_a_boolean(view: View) -> None:
    assert bool(view.query("ASK { ex:a ex:knows ex:b }")) is True
    assert bool(view.query("ASK { ex:b ex:knows ex:a }")) is False


def test_it_answers_construct_with_triples(view: View) -> None:
    result = view.query("CONSTRUCT { ?y ex:knownBy ?x } WHERE { ?x ex:knows ?y }")
    assert is_graph(result)
    assert {str(triple) for triple in result} == {  # type: ignore[union-attr]  # triples, as just seen
        f"<{EX}b> <{EX}knownBy> <{EX}a>",
        f"<{EX}c> <{EX}knownBy> <{EX}b>",
    }


def test_its_prefixes_need_no_declaration_and_may_be_declared_anew(view: View) -> None:
    assert rows(view, "SELECT ?o { ex:a ex:age ?o }")
    assert rows(view, f"PREFIX mine: <{EX}> SELECT ?o {{ mine:a mine:age ?o }}")
    assert rows(view, "PREFIX ex: <http://other.example/> SELECT ?o { ex:a ex:age ?o }") == []


def test_a_variable_may_be_bound_to_an_address_or_a_text(view: View) -> None:
    asked = "SELECT ?x ?y { ?x ex:knows ?y }"
    assert rows(view, asked, x=iri_term(f"{EX}a")) == [(f"<{EX}a>", f"<{EX}b>")]
    assert rows(view, asked, x=iri_term(f"{EX}nobody")) == []
    seven = text_term("7", "http://www.w3.org/2001/XMLSchema#integer")
    assert len(rows(view, "SELECT ?x ?n { ?x ex:age ?n }", n=seven)) == 1
    assert rows(view, "SELECT ?x ?n { ?x ex:name ?n }", n=text_term("Роман")) == []


def test_a_bound_text_is_never_read_as_query(view: View) -> None:
    nasty = text_term("\" } ; DROP ALL # ' > <")
    assert rows(view, "SELECT ?x ?n { ?x ex:name ?n }", n=nasty) == []
    assert len(view) == 5


@pytest.mark.parametrize("text", ["a b", "", "no-scheme", "http://example.org/<>", "http://example.org/a b"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="is not an IRI"):
        iri_term(text)


def test_answers_keep_scripts_and_languages(view: View) -> None:
    names = {row[0].value for row in view.query("SELECT ?n { ex:a ex:name ?n }")}  # type: ignore[union-attr]
    assert names == {"Роман", "罗曼"}
    assert bool(view.query('ASK { ex:a ex:name "罗曼"@zh-Hans }'))


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { ex:a ex:b ex:c }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP ALL",
        "LOAD <http://127.0.0.1:9/x>",
        "PREFIX a: <urn:a> INSERT DATA { ex:a ex:b ex:c }",
    ],
)
def test_updates_are_refused_and_change_nothing(update: str, view: View) -> None:
    with pytest.raises(QueryError, match="this is an update; Karmen answers only"):
        view.query(update)
    assert len(view) == 5


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT ?x {\n  ?x ex:knows ?y\n  ?z }", 3, 7),
        ("SELEC ?x { ?x ?y ?z }", 1, 10),
        ("ASK { ?x ?y }", 1, 14),
        ("ASK {\n\n ?x nope:a ?y }", 3, 11),
        ("ASK {", 1, 6),
        ("", 1, 1),
    ],
)
def test_a_mistake_is_named_with_line_and_column(query: str, line: int, column: int, view: View) -> None:
    with pytest.raises(QueryError, match=rf"^line {line}, column {column}: ") as caught:
        view.query(query)
    assert "\n" not in str(caught.value)


def test_an_unknown_prefix_is_named_with_the_way_out(view: View) -> None:
    with pytest.raises(QueryError, match=r"'nope:a' is not declared; kg knows those of ontology/prefixes.yaml"):
        view.query("ASK { ?x nope:a ?y }")


def test_a_file_that_is_no_n_quads_loads_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bad.nq"
    path.write_text(QUADS + "not a quad\n", encoding="utf-8")
    for folder in (None, str(tmp_path / "store")):
        writer = OxigraphWriter(folder)
        with pytest.raises(StoreError, match=r"is not N-Quads: .*line 6"):
            writer.load(str(path))
        assert len(writer.view(PREFIXES)) == 0


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="free space and build again"):
        OxigraphWriter().load(str(tmp_path / "nothing.nq"))


def test_a_feed_in_which_something_is_no_quad_loads_nothing(tmp_path: Path) -> None:
    writer = OxigraphWriter(str(tmp_path / "store"))
    with pytest.raises(StoreError, match=r"is not N-Quads: .*line 6"), Feed(writer) as feed:
        feed.send(f"{QUADS}not a quad".encode())
    assert len(writer.view(PREFIXES)) == 0


class _GivesUp:
    """A writer that stops after the first bytes, as the engine does on a full disk."""

    def load(self, path: str) -> None:
        with Path(path).open("rb") as file:
            file.read(1)
        raise StoreError("no space left")


def _feed(writer: Writer, times: int, then: Exception | None = None) -> None:
    with Feed(writer) as feed:
        for _ in range(times):
            feed.send(QUADS.encode())
        if then:
            raise then


@pytest.mark.parametrize("times", [1, 10_000])
def test_who_feeds_a_writer_that_gave_up_is_told_and_not_kept_waiting(times: int) -> None:
    with pytest.raises(StoreError, match="no space left"):
        _feed(_GivesUp(), times)


def test_a_system_whose_pipes_have_no_names_is_told_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kg.store.feed._PIPES", str(tmp_path))
    with pytest.raises(StoreError, match="is missing, by which the engine reads what is built; mount it"):
        _feed(OxigraphWriter(), 1)


def test_a_feed_is_ended_when_what_feeds_it_fails() -> None:
    writer = OxigraphWriter()
    with pytest.raises(ValueError, match="the lines ran out"):
        _feed(writer, 1, ValueError("the lines ran out"))
    assert len(writer.view(PREFIXES)) == 5


def test_two_writers_of_one_folder_are_told_apart(tmp_path: Path) -> None:
    first = OxigraphWriter(str(tmp_path / "store"))
    with pytest.raises(StoreError, match="no store can be made in"):
        OxigraphWriter(str(tmp_path / "store"))
    del first


@pytest.mark.parametrize("state", ["missing", "empty", "a file"])
def test_a_folder_that_is_no_store_is_named_with_its_remedy(state: str, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    if state == "empty":
        folder.mkdir()
    elif state == "a file":
        folder.write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="run: kg build --force") as caught:
        open_folder(str(folder), PREFIXES, "run: kg build --force")
    assert str(folder) in str(caught.value)


def test_a_damaged_file_is_told_while_rows_come(tmp_path: Path) -> None:
    _written(tmp_path)
    for path in (tmp_path / "store").glob("*.sst"):
        data = bytearray(path.read_bytes())
        data[10] ^= 0xFF
        path.write_bytes(data)
    with pytest.raises(StoreError, match="run: kg build --force"):
        _read_all(tmp_path)


def _read_all(folder: Path) -> None:
    opened = open_folder(str(folder / "store"), PREFIXES, "run: kg build --force")
    try:
        list(opened.query("SELECT * { ?s ?p ?o }"))  # type: ignore[arg-type]  # a SELECT gives rows
    except OSError as error:
        raise opened.damaged(error) from error
