"""The graph as it would have been on a day, and what changed between two builds, each statement once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.api import Graph, open_graph
from kg.claims.as_of import corpus_as_of, first_days
from kg.cli import diff
from kg.corpus import Corpus
from kg.curation.parse import collect
from kg.errors import StoreError, UsageError
from kg.model import Literal, Mode
from kg.ontology import Ontology, read_ontology
from kg.pipeline import build
from kg.query.diff import Diff, diff_graphs
from kg.resources import Home
from kg.store.builds import KEEP
from kg.store.shelf import as_of_home, find_graph
from kg.terms import read_terms
from tests.conftest import RunKg

RIVER = "1950-05-01-river-news-ada.yaml"
BOOK = "1960-encyclopaedia-ada.yaml"
COPY = "1951-copy-of-ada.yaml"
BASE = "https://w3id.org/karmen-kg/"


def change(home: Home, file: str, old: str, new: str) -> None:
    path = Path(home.data) / "sources" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def count(graph: Graph) -> int:
    return graph.build.counts["statements"]


def born(graph: Graph) -> list[tuple[str, bool]]:
    page = graph.show("person/ada-camera")
    return [(one.value.value, bool(one.disputed_by)) for one in page.statements if one.property == "bornOn"]


def compare(one: Graph, other: Graph) -> Diff:
    return diff_graphs(one.build.graph, other.build.graph, one.terms)


# as of


def test_before_the_encyclopaedia_nobody_disagrees_about_the_birth_date(world_home: Home) -> None:
    before = open_graph(world_home.root, as_of="1959-12-31")
    assert born(before) == [("1906-11", False), ("1906-11-26", False)]
    assert before.ask("quality/disputed").rows == []
    now = open_graph(world_home.root)
    assert len(now.ask("quality/disputed").rows) == 1
    assert born(open_graph(world_home.root, as_of="1960")) == born(now)


def test_the_plain_fact_and_the_promise_of_an_earlier_source_stay(world_home: Home) -> None:
    before = open_graph(world_home.root, as_of="1950-06")
    assert before.sparql('ASK { person:ada-camera kg:bornOn "1906-11-26"^^edtf:EDTF }')
    assert not before.sparql("ASK { person:ada-camera kg:tookPartIn ?event }")
    (promise,) = before.ask("promises/planned").rows
    assert before.terms.id(promise[0].value) == "work/the-bridge"  # type: ignore[union-attr]  # a thing
    assert born(before) == [("1906-11-26", False)]


def test_before_the_first_source_nothing_is_said_but_the_graph_opens(world_home: Home) -> None:
    nothing = kg.open(world_home.root, as_of="1940")
    assert count(nothing) == nothing.build.counts["sources"] == 0
    assert nothing.build.as_of == {"date": "1940-12-31", "later": 3, "undated": 0, "statements": 19}
    assert not nothing.sparql("ASK { ?statement a kg:Statement }")
    assert nothing.show("person/ada-camera").statements == ()


def test_a_year_counts_from_its_first_day_and_the_date_to_its_last(world_home: Home) -> None:
    assert open_graph(world_home.root, as_of="1960-01-01").build.as_of["later"] == 0
    assert open_graph(world_home.root, as_of="1950-04-30").build.as_of["later"] == 3
    assert open_graph(world_home.root, as_of="1950-05").build.as_of["later"] == 2


def test_a_text_counts_only_from_the_beginning_of_the_last_thing_it_tells_as_fact(world_home: Home) -> None:
    change(world_home, RIVER, "published: 1950-05-01", "published: 1950")
    source = "source/1950-05-01-river-news-ada"
    corpus, ontology = corpus_of(world_home)
    assert first_days(corpus, ontology)[source] == "1950-01-01"
    told = next(one for one in corpus.statements if one.source == source and one.mode is Mode.FACT)
    for when, mode, first in (
        ("1950-04", Mode.FACT, "1950-04-01"),
        ("1950-04", Mode.PLANNED, "1950-01-01"),
        ("1950", Mode.FACT, "1950-01-01"),
        ("1960", Mode.FACT, "1950-12-31"),
    ):
        added = replace(told, mode=mode, qualifiers=(("when", Literal(when)),))
        more = replace(corpus, statements=[*corpus.statements, added])
        assert first_days(more, ontology)[source] == first
        assert (added in corpus_as_of(more, ontology, "1950-02-01")[0].statements) is (first == "1950-01-01")
    until = replace(told, qualifiers=(("until", Literal("1950-11")),))
    assert first_days(replace(corpus, statements=[*corpus.statements, until]), ontology)[source] == "1950-01-01"


def corpus_of(home: Home) -> tuple[Corpus, Ontology]:
    ontology = read_ontology(home, read_terms(home))
    return collect(home, ontology)[0], ontology


def test_a_source_without_a_date_is_left_out_and_counted(world_home: Home) -> None:
    change(world_home, BOOK, "published: 1960", 'published: "[..2026-11-23]"')
    early = open_graph(world_home.root, as_of="1970")
    assert early.build.as_of == {"date": "1970-12-31", "later": 0, "undated": 1, "statements": 9}
    assert open_graph(world_home.root, as_of="2026-11-23").build.as_of["undated"] == 0


def test_a_decision_about_a_statement_left_out_goes_with_it(world_home: Home) -> None:
    verdicts = Path(world_home.data) / "decisions" / "verdicts.yaml"
    verdicts.write_text(
        "verdicts:\n"
        "  - statement: source/1960-encyclopaedia-ada#born\n    rank: preferred\n    why: Closer to the archive.\n"
        "    by: karmen-curators\n    date: 2026-11-23\n",
        encoding="utf-8",
    )
    now = open_graph(world_home.root)
    assert not now.sparql('ASK { person:ada-camera kg:bornOn "1906-11-26"^^edtf:EDTF }')
    assert now.sparql("ASK { ?decision a kg:IdentityDecision }")
    before = open_graph(world_home.root, as_of="1955")
    assert before.sparql('ASK { person:ada-camera kg:bornOn "1906-11-26"^^edtf:EDTF }')
    assert not before.sparql("ASK { ?decision a kg:IdentityDecision }")


def test_the_origin_of_a_copy_stays_as_a_document_that_says_nothing(world_home: Home) -> None:
    change(world_home, RIVER, "published: 1950-05-01", "published: 1952")
    before = open_graph(world_home.root, as_of="1951")
    assert before.sparql("ASK { source:1951-copy-of-ada kg:reproduces source:1950-05-01-river-news-ada }")
    assert before.show("source/1950-05-01-river-news-ada").labels["en"] == "River News on Ada Camera"
    assert not before.sparql("ASK { ?statement kg:statedIn source:1950-05-01-river-news-ada }")


def test_the_current_build_does_not_notice(world_home: Home) -> None:
    made = build(world_home).build
    open_graph(world_home.root, as_of="1955")
    assert open_graph(world_home.root).build.name == made.name
    assert build(world_home).unchanged
    assert open_graph(world_home.root).build.as_of == {}


def test_a_build_as_of_a_day_is_kept_until_a_file_changes(world_home: Home) -> None:
    first = open_graph(world_home.root, as_of="1955").build
    stamp = Path(first.graph).stat().st_mtime_ns
    again = open_graph(world_home.root, as_of="1955-12-31").build
    assert (again.name, Path(again.graph).stat().st_mtime_ns) == (first.name, stamp)
    assert build(world_home, as_of="1955-12-31").unchanged
    change(world_home, RIVER, "when: 1938", "when: 1939")
    assert open_graph(world_home.root, as_of="1955").build.name != first.name


def test_many_days_do_not_push_out_the_current_build_and_pruned_days_come_back(world_home: Home) -> None:
    made = build(world_home).build
    first = open_graph(world_home.root, as_of="1950").build
    folder, content = Path(first.folder), first.content
    del first
    for year in range(1951, 1951 + KEEP + 1):
        open_graph(world_home.root, as_of=str(year))
    assert not folder.exists()
    shelf = Path(as_of_home(world_home, "1950-12-31").builds)
    assert len(list(shelf.glob("*/manifest.json"))) == KEEP
    assert Path(made.folder).exists()
    assert open_graph(world_home.root, as_of="1950").build.content == content


def test_every_command_takes_a_date_and_says_what_it_leaves_out(
    run_kg: RunKg, world_home: Home, tmp_path: Path
) -> None:
    note = (
        "note: as of 1959-12-31; left out: sources published later: 1, sources without a date: 0, statements of both: 9"
    )
    asked = run_kg("ask", "people/missions", "--as-of", "1959", "--format", "json", home=world_home)
    assert note in asked.stderr
    assert json.loads(asked.stdout)["asOf"]["date"] == "1959-12-31"
    assert "1906-11-29" not in run_kg("show", "person/ada-camera", "--as-of", "1959", home=world_home).stdout
    counted = run_kg(
        "sparql", "SELECT (COUNT(*) AS ?n) { ?s a kg:Statement }", "--as-of", "1959", "--format", "csv", home=world_home
    )
    assert counted.stdout.splitlines()[1] == "10"
    drawn = run_kg("network", "everything", "--as-of", "1959", "-o", "old.html", home=world_home)
    assert note in drawn.stderr
    assert (tmp_path / "old.html").is_file()
    exported = run_kg("export", "nquads", "--as-of", "1959", home=world_home).stdout
    assert "1906-11-26" in exported
    assert "1906-11-29" not in exported


@pytest.mark.parametrize("text", ["", "yesterday", "1950-13", "1950-02-30", "1950/1951", "[..1950]", "１９５０"])
def test_what_is_no_date_is_refused(run_kg: RunKg, world_home: Home, text: str) -> None:
    result = run_kg("ask", "people/missions", "--as-of", text, home=world_home)
    assert (result.returncode, result.stdout) == (2, "")
    assert "YYYY" in result.stderr or "days" in result.stderr
    with pytest.raises(UsageError):
        kg.open(world_home.root, as_of=text)


# diff


def test_two_equal_graphs_have_no_difference(world_home: Home) -> None:
    first = open_graph(world_home.root)
    build(world_home, force=True)
    found = compare(first, open_graph(world_home.root))
    assert found.is_empty
    assert found == Diff((), (), (), 0, 0)


def test_every_statement_that_differs_is_named_once(world_home: Home) -> None:
    before = open_graph(world_home.root)
    change(world_home, RIVER, "when: 1938", "when: 1939")
    change(world_home, RIVER, "certainty: doubtful", "certainty: probable")
    change(world_home, RIVER, "evidence: p3}", "evidence: document}")
    change(world_home, BOOK, "note: Named in the list of guests.", "note: Named among the guests.")
    gone = "    - {property: tookPartIn, entity: event/river-festival, line: H999, evidence: document}\n"
    change(world_home, BOOK, gone, "")
    change(world_home, COPY, "curated:", "accessed: 2026-11-23\n  curated:")
    build(world_home)
    after = open_graph(world_home.root)
    found = compare(before, after)
    assert found.added == ()
    assert [(one.one("subject"), one.one("property")) for one in found.withdrawn] == [
        ("person/ada-camera", "tookPartIn")
    ]
    changes = {(one.after.one("property"), one.after.one("value")): one.fields for one in found.changed}
    assert changes == {
        ("sentTo", "place/eastland"): {"when": (("1938",), ("1939",))},
        ("occupation", "camera operator"): {"certainty": (("doubtful",), ("probable",))},
        ("coProductionOf", "place/eastland"): {"evidence": (("p3",), ("document",))},
        ("coProductionOf", "place/westland"): {"evidence": (("p3",), ("document",))},
        ("tookPartIn", "event/river-festival"): {
            "note": (("Named in the list of guests.",), ("Named among the guests.",))
        },
    }
    assert found.other_added > 0
    back = compare(after, before)
    assert (back.withdrawn, back.added) == (found.added, found.withdrawn)
    assert [(one.after, one.before) for one in back.changed] == [(one.before, one.after) for one in found.changed]


def test_a_corrected_statement_is_one_change_and_its_opponent_none(world_home: Home) -> None:
    before = open_graph(world_home.root)
    change(world_home, BOOK, "value: 1906-11-29", "value: 1906-11-30")
    build(world_home)
    found = compare(before, open_graph(world_home.root))
    (only,) = found.changed
    assert only.fields == {"value": (("1906-11-29",), ("1906-11-30",))}
    assert only.before.id != only.after.id
    assert (found.added, found.withdrawn) == ((), ())


def test_a_dispute_that_ends_is_a_change_of_the_one_that_stays(world_home: Home) -> None:
    before = open_graph(world_home.root, as_of="1959")
    found = compare(before, open_graph(world_home.root))
    assert len(found.added) == 9
    (disputed,) = found.changed
    assert disputed.after.one("value") == "1906-11-26"
    assert list(disputed.fields) == ["disputedBy"]


def test_a_key_on_several_values_pairs_each_with_its_like(world_home: Home) -> None:
    plain = "    - {property: coProductionOf, entity: [place/eastland, place/westland], evidence: p3}"
    change(world_home, RIVER, plain, plain.replace("{property", "{key: both, property"))
    before = open_graph(world_home.root)
    change(world_home, RIVER, "entity: [place/eastland, place/westland]", "entity: [place/westland]")
    build(world_home)
    found = compare(before, open_graph(world_home.root))
    assert found.changed == ()
    assert [one.one("value") for one in found.withdrawn] == ["place/eastland"]


def test_text_is_unescaped_in_a_difference(world_home: Home) -> None:
    before = open_graph(world_home.root)
    change(world_home, BOOK, "note: Named in the list of guests.", 'note: "A \\"guest\\" \\\\ 罗曼"')
    build(world_home)
    (only,) = compare(before, open_graph(world_home.root)).changed
    assert only.fields["note"][1] == ('A "guest" \\ 罗曼',)


def run_diff(home: Home, *words: str) -> int:
    return diff.run([*words, "--home", home.root])


def test_the_command_names_builds_by_prefix_path_and_current(
    world_home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    first = build(world_home).build
    assert run_diff(world_home, "current", first.name[:8]) == 0
    assert capsys.readouterr().out == "0 added, 0 changed, 0 withdrawn\n"
    change(world_home, RIVER, "when: 1938", "when: 1939")
    build(world_home)
    for words in ((first.name, "current"), (first.folder, "current"), (first.graph, "current")):
        assert run_diff(world_home, *words) == 1
        out = capsys.readouterr().out
        assert "~ person/ada-camera sentTo place/eastland 1939 [fact, stated] source/1950-05-01-river-news-ada" in out
        assert "    when: 1938 → 1939\n0 added, 1 changed, 0 withdrawn\n" in out


def test_the_command_speaks_json(world_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    early = open_graph(world_home.root, as_of="1959").build
    build(world_home)
    assert run_diff(world_home, early.name[:12], "current", "--format", "json") == 1
    made: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert made["counts"]["added"] == len(made["added"]) == 9
    assert made["counts"]["changed"] == len(made["changed"]) == 1
    assert made["withdrawn"] == []
    assert {one["mode"][0] for one in made["added"]} == {"fact", "attributed", "denied"}
    (change_,) = made["changed"]
    assert change_["statement"] == change_["was"]
    assert list(change_["changes"]) == ["disputedBy"]


def test_a_build_that_is_not_there_or_not_one_lists_the_builds_there_are(world_home: Home) -> None:
    with pytest.raises(StoreError, match="no current build yet"):
        find_graph(world_home, "current")
    made = build(world_home).build
    other = open_graph(world_home.root, as_of="1959").build
    with pytest.raises(UsageError, match=f"{made.name}  .19 statements") as caught:
        find_graph(world_home, "zzz")
    assert f"{other.name}  (10 statements, as of 1959-12-31)" in str(caught.value)
    with pytest.raises(UsageError, match="no build is called ''"):
        find_graph(world_home, "")
    build(world_home, force=True)
    with pytest.raises(UsageError, match="2 builds begin with"):
        find_graph(world_home, made.name[:6])
    assert find_graph(world_home, made.name) == made.graph


def test_a_file_that_is_no_graph_is_refused(world_home: Home, tmp_path: Path) -> None:
    good = open_graph(world_home.root)
    shuffled = tmp_path / "shuffled.nq"
    shuffled.write_bytes(b"\n".join(reversed(Path(good.build.graph).read_bytes().splitlines())))
    with pytest.raises(StoreError, match="is not sorted N-Quads"):
        diff_graphs(good.build.graph, str(shuffled), good.terms)
    broken = tmp_path / "broken.nq"
    broken.write_text(f"<{BASE}id/statement/0000000000000000> nonsense\n", encoding="utf-8")
    with pytest.raises(StoreError, match="is not N-Quads"):
        diff_graphs(good.build.graph, str(broken), good.terms)
    with pytest.raises(StoreError, match="cannot be read"):
        diff_graphs(good.build.graph, str(tmp_path / "missing.nq"), good.terms)
