"""No query leaves this machine, changes the graph or brings the engine down; no harmless query is refused."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.api import Graph, open_graph
from kg.errors import QueryError
from kg.resources import Home
from kg.store.guard import MAX_BYTES, MAX_NESTING, MAX_OPERATORS, MAX_TRIPLES, check_query
from tests.conftest import ROOT, RunKg


class Sink:
    """A listener on loopback that writes down whoever calls."""

    def __init__(self) -> None:
        self.calls: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.calls.append(caller.recv(500))
            caller.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    made = Sink()
    yield made
    made.close()


CALL = "SERVICE <{sink}/sparql> {{ ?s ?p ?o }}"
EVASIONS = {
    "plain": "SELECT * {{ SERVICE <{sink}/sparql> {{ ?s ?p ?o }} }}",
    "lower case": "select * {{ service <{sink}/sparql> {{ ?s ?p ?o }} }}",
    "no space": "SELECT*{{SERVICE<{sink}/sparql>{{?s ?p ?o}}}}",
    "a prefixed name without space": "PREFIX ex: <{sink}/> SELECT * {{ SERVICEex:a {{ ?s ?p ?o }} }}",
    "a prefixed name after a comment": "PREFIX ex: <{sink}/> SELECT * {{ SERVICEex:a # c\n {{ ?s ?p ?o }} }}",
    "the empty prefix": "PREFIX : <{sink}/> SELECT * {{ SERVICE:a {{ ?s ?p ?o }} }}",
    "a variable without space": "SELECT * {{ BIND(<{sink}/> AS ?x) SERVICE?x{{ ?s ?p ?o }} }}",
    "after a number": "SELECT * {{ ?a ?b 1e5SERVICE<{sink}/sparql>{{ ?s ?p ?o }} }}",
    "after a truth value": "SELECT * {{ ?a ?b trueSERVICE<{sink}/sparql>{{ ?s ?p ?o }} }}",
    "after a number and a prefixed name": "PREFIX ex: <{sink}/> SELECT * {{ ?a ?b 1.SERVICEex:a{{ ?s ?p ?o }} }}",
    "silent": "SELECT * {{ SERVICE SILENT <{sink}/sparql> {{ ?s ?p ?o }} }}",
    "a prefix called service": "PREFIX service: <{sink}/> SELECT * {{ SERVICE service:a {{ ?s ?p ?o }} }}",
    "a prefix called service without the word": "PREFIX service: <{sink}/> SELECT * {{ service:a {{ ?s ?p ?o }} }}",
    "an escaped keyword": "SELECT * {{ \\u0053ERVICE <{sink}/sparql> {{ ?s ?p ?o }} }}",
    "a string before": "SELECT * {{ ?a ?b '#' . SERVICE <{sink}/sparql> {{ ?s ?p ?o }} }}",
    "a long string before": 'SELECT * {{ ?a ?b """a"b""" . SERVICE <{sink}/> {{ ?s ?p ?o }} }}',
    "an address with a hash before": "SELECT * {{ ?a <urn:x#y> ?b . SERVICE <{sink}/> {{ ?s ?p ?o }} }}",
    # "less than" that looks like an address: what the engine reads as comment or call must not be hidden from us
    "a comparison that hides the word": (
        "SELECT * {{ BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE#>\n<{sink}/> {{ ?s ?p ?o }} }}"
    ),
    "a comparison that hides a name": (
        "PREFIX ex: <{sink}/> SELECT * {{ FILTER(1<2) FILTER(?a<?b)SERVICEex:a#>\n{{?s ?p ?o}} }}"
    ),
    "a comparison that opens a string": (
        "SELECT * {{ BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b#>'''\n)SERVICE<{sink}/>{{?s ?p ?o}} #'''\n }}"
    ),
    "a comparison with a name": (
        "PREFIX ex: <urn:x> SELECT * {{ BIND(1 AS ?a) FILTER(?a<ex:b#>'''\n)SERVICE<{sink}/>{{?s ?p ?o}} #'''\n }}"
    ),
    "a comparison after a comment": (
        "SELECT * {{ BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a #,\n<?b#>'''\n)SERVICE<{sink}/>{{?s ?p ?o}} #'''\n }}"
    ),
    "a comparison of a number": "SELECT * {{ BIND(2 AS ?b) FILTER(1<?b#>'''\n)SERVICE<{sink}/>{{?s ?p ?o}} #'''\n }}",
    "an escaped address and an escaped quote": (
        "SELECT * {{ OPTIONAL {{<\\u0075rn:x#a> ?p '\\u0027'}} SERVICE <{sink}/> {{ ?s ?p '\\u0027' }} }}"
    ),
    "a name with an escaped hash": (
        "PREFIX ex: <urn:x:> SELECT * {{ OPTIONAL {{ ?a ex:b\\# ?c }} SERVICE <{sink}/> {{ ?s ?p ?o }} }}"
    ),
    "a name with an escaped quote": (
        "PREFIX ex: <urn:x:> SELECT * {{ OPTIONAL {{ ?a ex:b\\' ?c }} SERVICE <{sink}/> {{ ?s ?p '' }} }}"
    ),
}  # fmt: skip
HARMLESS = [
    "SELECT * { ?s ?p ?o } # SERVICE <x>",
    "SELECT * { ?s <urn:SERVICE> ?o }",
    "SELECT * { ?s ?p 'SERVICE <x>' }",
    'SELECT * { ?s ?p """SERVICE "<x>" {""" }',
    "PREFIX SERVICE: <urn:x:> SELECT * { ?s SERVICE:p ?o }",
    "SELECT ?SERVICE { ?SERVICE ?p ?o }",
    "SELECT * { _:service ?p 'x'@en }",
    "SELECT * { ?s ?p ?o FILTER(?o = <http://example.org/service#it>) }",
    "SELECT * { ?s <http://example.org/service#it> ?o }",
    "SELECT * { ?s ?p ?o FILTER(?s IN (<urn:service#a>, <urn:service#b>)) }",
    "SELECT * { ?s ?p ?o FILTER(?a<?b && ?c>?d) } # service",
    "SELECT * { ?s ?p ?o FILTER(?o = # the service\n <http://example.org/a#b>) }",
    "SELECT * { ?s rdfs:label 'it''s'@en }".replace("''", "\\'"),
    "ASK { " + "{" * (MAX_NESTING - 1) + "}" * (MAX_NESTING - 1) + " }",
]


@pytest.mark.parametrize("name", EVASIONS)
def test_every_spelling_of_a_call_is_refused(name: str, sink: Sink, world: Graph) -> None:
    before = len(sink.calls)
    with pytest.raises(QueryError, match=r"^line \d+, column \d+: (SERVICE is not allowed|this may be an address)"):
        world.sparql(EVASIONS[name].format(sink=sink.url))
    assert len(sink.calls) == before


def test_the_engine_itself_would_have_called(sink: Sink) -> None:
    """If this fails the engine no longer sends requests, and the guard may become simpler."""
    before = len(sink.calls)
    hidden = (
        "a comparison that opens a string",
        "an escaped address and an escaped quote",
        "a name with an escaped hash",
    )
    for name in ("plain", *hidden, "a name with an escaped quote"):
        with pytest.raises(OSError, match=r"."):
            list(ox.Store().query(EVASIONS[name].format(sink=sink.url)))  # type: ignore[arg-type]  # a SELECT gives rows
    assert len(sink.calls) == before + 5


LEAK = """#+ summary: Who leaks
#+ shape: table
#+ params: {who: text}
#+ optional: [who]
SELECT ?s ?who {
CALL
# given ?who
}
"""


def test_a_question_of_the_library_calls_nobody_whoever_asks_it(sink: Sink, world_home: Home, run_kg: RunKg) -> None:
    path = Path(world_home.queries) / "people" / "leak.rq"
    path.write_text(LEAK.replace("CALL", CALL.format(sink=sink.url)), encoding="utf-8")
    graph = open_graph(world_home.root)
    before = len(sink.calls)
    for ask in (graph.sparql, graph.view.query):
        with pytest.raises(QueryError, match=r"^line 6, column 1: SERVICE is not allowed"):
            ask(path.read_text(encoding="utf-8"))
    for _ in range(2):
        with pytest.raises(QueryError, match="SERVICE is not allowed"):
            graph.ask("people/leak")
    done = run_kg("ask", "people/leak", "--home", world_home.root)
    assert (done.returncode, "SERVICE is not allowed" in done.stderr) == (2, True)
    assert len(sink.calls) == before


def test_what_is_given_to_a_question_cannot_call_either(sink: Sink, world_home: Home) -> None:
    """A line `# given` inside a string of a careless query would let the value end that string."""
    path = Path(world_home.queries) / "people" / "leak.rq"
    careless = LEAK.replace("CALL", "BIND('''").replace("# given ?who\n}", "# given ?who\n''' AS ?s) }")
    path.write_text(careless, encoding="utf-8")
    graph = open_graph(world_home.root)
    before = len(sink.calls)
    assert len(graph.ask("people/leak", who="harmless").rows) == 1
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        graph.ask("people/leak", who=f"''' AS ?x) {CALL.format(sink=sink.url)} BIND('''")
    assert len(sink.calls) == before


@pytest.mark.parametrize("query", HARMLESS)
def test_a_harmless_query_is_answered(query: str, world: Graph) -> None:
    result = world.sparql(query)
    list(result) if not isinstance(result, bool) and hasattr(result, "__iter__") else bool(result)


@pytest.mark.shared
def test_the_hostile_queries_send_nothing_read_nothing_and_change_nothing(
    shared: Path, sink: Sink, world: Graph
) -> None:
    folder = shared / "suites" / "hostile" / "sparql"
    canary = shared / "suites" / "hostile" / "rdf" / "canary.ttl"
    size = len(world.view)
    before = len(sink.calls)
    run = 0
    for path in sorted(folder.glob("*.r[qu]")):
        text = _filled(path, sink, canary)
        if path.name.startswith(("slow_", "mem_", "cpu_values")):
            check_query(text)  # costly, but allowed: the command line can be interrupted
            continue
        run += 1
        if path.name.startswith(("service_", "update_", "from_relative")):
            with pytest.raises(QueryError):
                world.sparql(text)
            continue
        result = world.sparql(text)
        answer = str(list(result)) if hasattr(result, "__iter__") else str(bool(result))
        assert "canary" not in answer.lower().replace(canary.as_uri().lower(), ""), path.name
        if path.name.startswith("from_"):
            assert answer == "[]", path.name
    assert run > 40
    assert len(sink.calls) == before
    assert len(world.view) == size


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("service_plain.rq", 2),
        ("service_escaped_iri.rq", 2),
        ("update_load_http.ru", 2),
        ("update_insert_data.ru", 2),
        ("from_file.rq", 0),
        ("from_http.rq", 0),
        ("ok_prefix_service.rq", 0),
    ],
)
def test_the_command_line_refuses_in_one_sentence(
    name: str, code: int, shared: Path, sink: Sink, world: Graph, run_kg: RunKg
) -> None:
    canary = shared / "suites" / "hostile" / "rdf" / "canary.ttl"
    text = _filled(shared / "suites" / "hostile" / "sparql" / name, sink, canary)
    before = len(sink.calls)
    done = run_kg("sparql", "-", "--format", "csv", home=world.home, stdin=text)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    assert bool(done.stderr) is bool(code)
    assert "canary" not in done.stdout.lower()
    assert len(sink.calls) == before


def _filled(path: Path, sink: Sink, canary: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return (
        text.replace("{{SINK}}", sink.url).replace("{{SINK_TAIL}}", sink.url[1:]).replace("{{FILE}}", canary.as_uri())
    )


# ------ shapes that bring the engine down

N = 5_000
DEEP = {
    "braces": "ASK " + "{" * N + "}" * N,
    "parentheses": "ASK { FILTER(" + "(" * N + "1" + ")" * N + ") }",
    "calls": "SELECT (" + "CONCAT(" * N + "'a'" + ")" * N + " AS ?x) {}",
    "brackets": "ASK { ?s ?p " + "[?p " * N + "?o" + "]" * N + " }",
    "path": "ASK { ?s " + "/".join(["<u:p>"] * N) + " ?o }",
    "unions": "ASK { " + " UNION ".join(["{}"] * N) + " }",
    "or": "ASK { FILTER(" + "||".join(["?x"] * N) + ") }",
    "and": "ASK { FILTER(" + "&&".join(["?x"] * N) + ") }",
    "not": "ASK { FILTER(" + "!" * N + "true) }",
    "minus signs": "ASK { FILTER(1" + "-1" * N + ") }",
    "bindings": "ASK { " + "".join(f"BIND(1 AS ?a{at})" for at in range(3_500)) + " }",
    "columns": "SELECT " + " ".join(f"(1 AS ?a{at})" for at in range(3_500)) + " {}",
    "minus groups": "ASK { " + "MINUS{}" * N + " }",
    "optional groups": "ASK { " + "OPTIONAL{}" * N + " }",
    "triples": "ASK { " + "?s ?p ?o." * N + " }",
    "objects": "ASK { ?s ?p " + "?o," * N + "?o }",
    "minus signs before names": "ASK { FILTER(1" + " -kg:a" * N + ") }",
    "triples of names": "ASK { " + "kg:a kg:b kg:c. " * 4_000 + "}",
    "triples of blank nodes": "ASK { " + "_:a ?b _:c. " * N + "}",
    "triples of a truth value": "ASK { ?s ?p true" + ".kg:a ?p true" * 4_500 + "}",
}


@pytest.mark.parametrize("name", DEEP)
def test_a_query_that_would_overflow_the_engine_is_refused_with_its_place(name: str) -> None:
    with pytest.raises(QueryError, match=r"^line 1, column \d+: (brackets nested more than|more than [\d,]+ )"):
        check_query(DEEP[name])


def test_a_query_is_not_longer_than_it_may_be() -> None:
    check_query("ASK {} #" + "x" * (MAX_BYTES - 8))
    with pytest.raises(QueryError, match=r"longer than 65,536 bytes; split it"):
        check_query("ASK {} #" + "x" * (MAX_BYTES - 7))
    with pytest.raises(QueryError, match="longer than"):
        check_query("ASK {} #" + "卡" * (MAX_BYTES // 3))


SLOW = {
    "digits": "1" * N,
    "digits of another script": "\u0661" * N,
    "letters": "a" * N,
    "letters and dots": ("a" * 31 + ".") * 2_000,
    "dots": "a" + "." * N,
    "hyphens": ("a" * 130 + "-") * 499,
    "colons": "a:" * N,
    "long strings that nothing closes": '\\"""\n' * N,
    "strings that nothing closes": "'" + "\\'" * N,
    "quotes": "'\"" * N,
    "less than": "<a" * N,
    "escapes in an address": "<\\u0041" * N,
    "hashes": "#\n" * N,
    "backslashes": "\\" * N,
    "escaped names": "a:\\'" * N,
    "comments after a prefix called service": "service:a " + "#" * N + "\n",
    "comments after each such prefix": "service:a ####\n" * N,
}


@pytest.mark.parametrize("name", SLOW)
def test_looking_takes_time_in_proportion_to_the_text_whatever_it_is_made_of(name: str) -> None:
    """Read anew from each of its characters, most of these would take minutes, and the hashes would never end."""
    text = (SLOW[name] * (MAX_BYTES // len(SLOW[name]) + 1)).encode()[:MAX_BYTES].decode(errors="ignore")
    assert _seconds(text) < 20 * _seconds(")" * MAX_BYTES)


def _seconds(text: str) -> float:
    start = time.perf_counter()
    with suppress(QueryError):
        check_query(text)
    return time.perf_counter() - start


LARGEST = {
    "braces": "ASK " + "{" * MAX_NESTING + "}" * MAX_NESTING,
    "parentheses": "ASK { FILTER(" + "(" * (MAX_NESTING - 3) + "1" + ")" * (MAX_NESTING - 3) + ") }",
    "path": "ASK { ?s " + "/".join(["<u:p>"] * 50) + " ?o }",
    "not": "ASK { FILTER(" + "!" * (MAX_OPERATORS - 1) + "true) }",
    "and": "ASK { FILTER(" + "&&".join(["?x"] * (MAX_OPERATORS // 2)) + ") }",
    "bindings": "ASK { " + "".join(f"BIND(1 AS ?a{at})" for at in range(MAX_OPERATORS - 1)) + " }",
    "minus groups": "ASK { " + "MINUS{}" * (MAX_OPERATORS - 1) + " }",
    "items": "ASK { ?s ?p ?o FILTER(?s IN (" + ",".join(["<u:a>"] * MAX_TRIPLES) + ")) }",
}


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_query_that_may_run_does_not_overflow_the_engine(name: str) -> None:
    check_query(LARGEST[name])
    code = "import sys, pyoxigraph; print(bool(pyoxigraph.Store().query(sys.stdin.read())))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=LARGEST[name],
        capture_output=True,
        text=True,
        timeout=30,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-300:]
