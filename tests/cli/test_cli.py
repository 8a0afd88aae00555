"""The command line as its users meet it: what it prints, in which form, and how it says no."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import rdflib

from kg.api import Graph
from kg.cli import VERBS
from kg.resources import Home
from tests.conftest import ROOT, RunKg

SEED = "source/2025-05-08-finanznachrichten-cgtn-cultural-exchanges"
QUERY = "SELECT ?name WHERE { person:roman-karmen rdfs:label ?name } ORDER BY ?name"


@pytest.fixture
def home(seed: Graph) -> Home:
    return seed.home


def test_help_lists_every_verb_and_each_has_help_of_its_own(run_kg: RunKg) -> None:
    listed = run_kg("--help")
    assert listed.returncode == 0
    for verb in VERBS:
        assert f"\n  {verb} " in listed.stdout
        own = run_kg(verb, "--help")
        assert own.returncode == 0
        assert f"usage: kg {verb}" in own.stdout


def test_nothing_or_an_unknown_verb_is_a_usage_error_with_a_suggestion(run_kg: RunKg) -> None:
    assert run_kg().returncode == 2
    wrong = run_kg("shwo")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "did you mean 'show'?" in wrong.stderr


def test_ask_prints_a_table_with_numbered_receipts(run_kg: RunKg, home: Home) -> None:
    answer = run_kg("ask", "people/names", "--person", "Roman Karmen", "--format", "table", home=home)
    assert answer.returncode == 0
    assert "Roman Kalman" in answer.stdout
    assert re.search(r"^\[\d+\] CGTN \(fact, probable\) in:", answer.stdout, re.MULTILINE)
    assert "p6, characters 2099-2134" in answer.stdout


def test_ask_piped_is_tsv_with_labels_ids_and_statements(run_kg: RunKg, home: Home) -> None:
    answer = run_kg("ask", "people/missions", home=home)
    rows = list(csv.DictReader(io.StringIO(answer.stdout), delimiter="\t"))
    found = [(row["person"], row["person_id"], row["when"], row["place_id"]) for row in rows]
    assert ("Roman Karmen", "person/roman-karmen", "1938-09", "place/china") in found
    assert all(row["statements"].startswith("statement/") for row in rows)


def test_ask_json_carries_receipts_for_every_row(run_kg: RunKg, home: Home) -> None:
    made = json.loads(run_kg("ask", "works/showings", "--work", "Red Silk", "--format", "json", home=home).stdout)
    receipts = [one for row in made["rows"] for one in row["receipts"] if one["source"]["id"] == SEED]
    by_mode = {one["mode"]: one for one in receipts}
    assert by_mode["planned"]["when"] == "2025-09"
    assert by_mode["fact"]["certainty"] == "inferred"
    assert by_mode["planned"]["evidence"][0]["at"].startswith("p4:1496-1552:")
    assert by_mode["planned"]["voices"] == [{"id": "org/cgtn", "label": "CGTN"}]
    assert len(made["build"]) == 64


def test_labels_come_in_the_language_asked_for(run_kg: RunKg, home: Home) -> None:
    russian = run_kg("ask", "people/missions", "--format", "csv", "--lang", "ru", home=home).stdout
    chinese = run_kg("ask", "people/missions", "--format", "csv", "--lang", "zh-Hans", home=home).stdout
    assert "Роман Кармен" in russian
    assert "罗曼·卡尔曼" in chinese


def test_ask_list_shows_every_question_with_its_parameters(run_kg: RunKg, seed: Graph) -> None:
    listed = run_kg("ask", "--list", home=seed.home).stdout
    for query in seed.queries():
        assert query.name in listed
        assert query.summary in listed
    assert "people/missions [--person IRI]" in listed


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ask", "people/evnts"), "did you mean 'people/events'?"),
        (("ask", "../../etc/passwd"), "no query is called"),
        (("ask", "people/events"), "needs --person (iri)"),
        (("ask", "people/events", "--persn", "x"), "has no parameter 'persn'"),
        (("ask", "people/events", "--person"), "--person has no value"),
        (("ask", "people/events", "--person", "Nobody At All"), "nothing is called 'Nobody At All'"),
        (("ask", "people/events", "--person", "person/roman-karman"), "did you mean person/roman-karmen"),
        (("ask", "people/events", "stray"), "'stray' belongs to no parameter"),
        (("ask", "events/between", "--start", "7 May", "--end", "2025-12-31"), "write YYYY-MM-DD"),
        (("ask", "events/between", "--start", "2025-02-30", "--end", "2025-12-31"), "2025-02 has 28 days"),
        (("ask", "events/between", "--start", "2025-13-01", "--end", "2025-12-31"), "has no month 13"),
        (("ask", "events/between", "--start", "2025-12-31", "--end", "2025-01-01"), "2025-01-01 is before --start"),
        (("ask", "events/between", "--start", "0000-01-01", "--end", "2025-01-01"), "there is no year 0"),
        (("ask", "events/in-year", "--year", "-5"), "'-5' is not a year; write YYYY"),
        (("ask", "events/in-year", "--year", "0000"), "'0000' is not a year"),
        (("ask", "system/receipt"), "kg ask: 'system/receipt' needs --statement"),
        (("show", "Nobody"), "nothing is called 'Nobody'"),
        (("sparql",), "give one query"),
        (("sparql", "SELECT * { ?s ?p }"), "line 1, column 19"),
        (("sparql", "SELECT *\nWHERE { ?s ?p ?o"), "line 2, column"),
        (("sparql", "SELECT * { ?s nix:p ?o }"), "the prefix of 'nix:p' is not declared"),
        (("sparql", "INSERT DATA { <a:a> <b:b> <c:c> }"), "this is an update"),
        (("sparql", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), "SERVICE is not allowed"),
        (("sparql", "--file", "missing.rq"), "missing.rq cannot be read"),
        (("sparql", "ASK {}", "--format", "turtle"), "turtle is for CONSTRUCT"),
        (("sparql", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"), "csv is for SELECT"),
        (("network", "people/missions", "-o", "x.html"), "not a network"),
        (("network", "everythin", "-o", "x.html"), "no query is called"),
        (("network", "everything", "-o", "no/such/folder/x.html"), "x.html"),
        (("export", "turtle", "-o", "."), "folder"),
        (("cite", "source/none", "words"), "no source"),
        (("build", "--home", "nowhere"), "has no folder ontology/"),
        (("show", "person/roman-karmen", "--lang", "fr"), "invalid choice"),
    ],
)
def test_bad_input_gets_one_clear_sentence_and_exit_code_2(
    run_kg: RunKg, home: Home, words: tuple[str, ...], says: str
) -> None:
    result = run_kg(*words, home=home)
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert result.returncode == 2
    assert result.stdout == ""


def test_an_ambiguous_name_lists_the_candidates(run_kg: RunKg, world: Graph) -> None:
    result = run_kg("show", "A. Camera", home=world.home)
    assert result.returncode == 2
    assert "person/ada-camera" in result.stderr
    assert "person/boris-camera" in result.stderr


@pytest.mark.parametrize("name", ["person/roman-karmen", "person:roman-karmen", "Roman Karmen", "roman  KARMEN",
                                  "Роман Лазаревич Кармен", "罗曼·卡尔曼", "Roman Kalman"])  # fmt: skip
def test_show_finds_an_entity_by_id_and_by_any_name_in_any_language(run_kg: RunKg, home: Home, name: str) -> None:
    page = run_kg("show", name, home=home)
    assert page.returncode == 0
    assert "person/roman-karmen · person · " in page.stdout


def test_show_gives_every_value_its_source_place_voice_and_certainty(run_kg: RunKg, home: Home) -> None:
    text = run_kg("show", "person/roman-karmen", home=home).stdout
    assert "China · by Soviet government" in text
    assert "Roman Kalman (probable)" in text
    assert "CGTN (fact, stated) in: Finanznachrichten repost" in text
    assert "decided: same as person/roman-karmen" in text
    made = json.loads(run_kg("show", "person/roman-karmen", "--format", "json", home=home).stdout)
    for statement in made["statements"] + made["mentions"]:
        assert statement["source"]["id"].startswith("source/")
        assert statement["voices"]
        assert statement["certainty"] in {"stated", "inferred", "probable", "doubtful"}
        assert all(place["digest"] for place in statement["evidence"] if statement["source"]["id"] == SEED)


def test_show_marks_planned_attributed_and_disputed(run_kg: RunKg, world: Graph) -> None:
    assert "(planned) (inferred)" in run_kg("show", "work/the-bridge", home=world.home).stdout
    assert "1906-11-29 (disputed)" in run_kg("show", "person/ada-camera", home=world.home).stdout
    assert "(attributed)" in run_kg("show", "org/north-studio", home=world.home).stdout


def test_show_says_where_the_number_of_origins_is_an_upper_bound(run_kg: RunKg, seed: Graph) -> None:
    born = run_kg("show", "person/roman-karmen", home=seed.home).stdout.partition("\nborn at\n")[2]
    assert re.match(r"  Odessa \(up to \d+ independent origins\)", born)
    made = json.loads(run_kg("show", "person/roman-karmen", "--format", "json", home=seed.home).stdout)
    bounds = {one["originsAtMost"] for one in made["statements"] if one["property"] == "bornAt"}
    assert True in bounds
    assert not any(one["originsAtMost"] for one in made["statements"] if (one["origins"] or 0) < 2)


def test_show_counts_the_independent_origins_of_a_fact(run_kg: RunKg, home: Home) -> None:
    text = run_kg("show", "event/2025-05-07-victory-80-exchange", home=home).stdout
    hosted = text.partition("\nhosted by\n")[2].partition("\n\n")[0]
    assert "China Media Group (5 independent origins)" in hosted
    made = json.loads(run_kg("show", "event/2025-05-07-victory-80-exchange", "--format", "json").stdout)
    hosts = [one for one in made["statements"] if one["property"] == "hostedBy" and one["value"]["id"] == "org/cmg"]
    assert hosts
    assert {one["origins"] for one in hosts} == {5}
    assert {one["origins"] for one in made["mentions"] if one["mode"] != "fact"} <= {None}


def test_a_verdict_is_shown_with_the_disagreement_it_decides(run_kg: RunKg, home: Home) -> None:
    decided = run_kg("conflicts", "--state", "decided", home=home).stdout
    assert "deprecated: [" in decided
    assert "by karmen-curators, 2026-11-23" in decided


def test_sparql_speaks_the_w3c_formats(run_kg: RunKg, home: Home) -> None:
    made = json.loads(run_kg("sparql", QUERY, "--format", "json", home=home).stdout)
    assert made["head"]["vars"] == ["name"]
    assert len(made["results"]["bindings"]) == 3
    tree = ET.fromstring(run_kg("sparql", QUERY, "--format", "xml", home=home).stdout)
    assert tree.tag == "{http://www.w3.org/2005/sparql-results#}sparql"
    assert run_kg("sparql", QUERY, "--format", "csv", home=home).stdout.splitlines()[:2] == ["name", "Roman Karmen"]
    assert run_kg("sparql", QUERY, home=home).stdout.splitlines()[:2] == ["?name", '"Roman Karmen"@en']
    turtle = run_kg("sparql", "CONSTRUCT WHERE { person:roman-karmen ?p ?o }", home=home).stdout
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) > 10
    assert turtle == run_kg("sparql", "CONSTRUCT WHERE { person:roman-karmen ?p ?o }", home=home).stdout
    assert run_kg("sparql", "ASK { person:roman-karmen kg:sentTo place:china }", home=home).stdout == "true\n"


def test_sparql_reads_a_file_and_standard_input(run_kg: RunKg, home: Home, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(QUERY, encoding="utf-8")
    from_file = run_kg("sparql", "--file", "q.rq", home=home).stdout
    assert from_file == run_kg("sparql", "-", home=home, stdin=QUERY).stdout
    assert len(from_file.splitlines()) == 4


def test_network_writes_the_page_and_says_where(run_kg: RunKg, home: Home, tmp_path: Path) -> None:
    result = run_kg("network", "around", "--entity", "Roman Karmen", "-o", "karmen.html", home=home)
    assert result.returncode == 0
    assert "karmen.html" in result.stdout
    assert "Роман Кармен" in (tmp_path / "karmen.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["karmen.html"]


def test_build_prints_the_content_hash_and_says_when_nothing_changed(run_kg: RunKg, world_home: Home) -> None:
    first = run_kg("build", home=world_home)
    again = run_kg("build", home=world_home)
    assert first.stdout.startswith("built: 19 statements from 3 sources")
    assert again.stdout.startswith("unchanged: ")
    assert first.stdout.splitlines()[1] == again.stdout.splitlines()[1]
    assert json.loads(run_kg("build", "--format", "json", home=world_home).stdout)["unchanged"] is True


def test_the_first_question_builds_the_graph_by_itself(run_kg: RunKg, world_home: Home) -> None:
    result = run_kg("ask", "quality/disputed", home=world_home)
    assert result.returncode == 0
    assert "1906-11-29" in result.stdout


def test_a_closed_pipe_is_no_error(home: Home, tmp_path: Path) -> None:
    command = f"{sys.executable} -m kg export nquads | head -n 1"
    env = {"KG_HOME": home.root, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    words = ["/bin/sh", "-c", command]
    result = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert result.stderr == ""
    assert result.stdout.count("\n") == 1


@pytest.mark.parametrize("words", ["--help", "", "show --help", "ask --list"])
def test_a_pipe_closed_before_the_first_line_is_no_error(home: Home, tmp_path: Path, words: str) -> None:
    command = f"{{ sleep 0.2; {sys.executable} -m kg {words}; }} | true"
    env = {"KG_HOME": home.root, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    result = subprocess.run(
        ["/bin/sh", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert result.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full: a full disk was not tried")
@pytest.mark.parametrize(
    "words",
    [("--help",), ("show", "person/roman-karmen"), ("export", "nquads"), ("ask", "--list"), ("ask", "people/missions"),
     ("sparql", QUERY), ("sparql", QUERY, "--format", "table"), ("sparql", "CONSTRUCT WHERE { ?s a ?o }")],
    ids=" ".join,
)  # fmt: skip
def test_a_full_disk_behind_the_output_is_named_as_such(home: Home, tmp_path: Path, words: tuple[str, ...]) -> None:
    env = {"KG_HOME": home.root, "PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "kg", *words], cwd=tmp_path, env=env, stdout=full, stderr=subprocess.PIPE, text=True,
            check=False,
        )  # fmt: skip
    program = "kg" if words[0].startswith("-") else f"kg {words[0]}"
    assert result.stderr.startswith(f"{program}: the output cannot be written: ")
    assert (result.stderr.count("\n"), result.returncode) == (1, 2)


@pytest.mark.parametrize("words", [("--help",), ("show", "person/roman-karmen")], ids=" ".join)
def test_an_encoding_that_cannot_hold_the_text_says_how_to_get_one(
    run_kg: RunKg, home: Home, words: tuple[str, ...]
) -> None:
    told = run_kg(*words, home=home, PYTHONIOENCODING="ascii")
    assert "the output's encoding (ascii) has no" in told.stderr
    assert told.stderr.endswith("set PYTHONUTF8=1 and ask again\n")
    assert told.returncode == 2
    assert run_kg(*words, home=home, PYTHONUTF8="1").returncode == 0


def test_an_internal_error_is_a_sentence_and_exit_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import kg.cli.show
    from kg.cli import main

    def broken(_: list[str]) -> int:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(kg.cli.show, "run", broken)
    monkeypatch.delenv("KG_DEBUG", raising=False)
    assert main(["show", "x"]) == 3
    told = capsys.readouterr().err
    assert "internal error (ZeroDivisionError: planted)" in told
    assert "Traceback" not in told


def test_kg_cite_prints_the_evidence_string_of_words(run_kg: RunKg, home: Home, shared: Path) -> None:
    words = ("cite", "source/2025-05-08-finanznachrichten-cgtn-cultural-exchanges")
    found = run_kg(*words, "Roman", "Kalman", "--texts", str(shared / "texts"), home=home)
    assert found.stdout == "p6:2122-2134:c0f8c90a\n"
    none = run_kg(*words, "not these words", "--texts", str(shared / "texts"), home=home)
    assert none.returncode == 1
    without = run_kg(*words, "Roman", home=home)
    assert without.returncode == 2
    assert "name a folder with --texts" in without.stderr


def test_the_world_text_can_be_cited_with_kg_texts(run_kg: RunKg, world: Graph) -> None:
    texts = str(ROOT / "tests" / "world" / "texts")
    found = run_kg("cite", "1950-05-01-river-news-ada", "Ada Camera", home=world.home, KG_TEXTS=texts)
    assert found.stdout.startswith("p1:0-10:")
