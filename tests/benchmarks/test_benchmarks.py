"""The benchmarks run, their generated world is sound and repeatable, their page is written as it should be.

Nothing here asserts a time.
"""

from __future__ import annotations

import filecmp
import importlib
from pathlib import Path

import pytest

from benchmarks.__main__ import CASES, main
from benchmarks.picture import crowd, spread
from benchmarks.report import BEGIN, END, Row, in_turns, machine, page, table, written_into
from benchmarks.startup import bare_script
from benchmarks.world import make_world
from kg.api import open_graph
from kg.curation.parse import read_corpus
from kg.model import Mode, Severity
from kg.pipeline import build
from kg.validate.check import check

ROWS = [
    Row("`kg --help`", "`python -c pass`", (0.02, 0.03, 0.02), (0.01, 0.01, 0.01), 3.0, clock="CPU"),
    Row("build", "bulk load", (8.0, 9.0, 10.0), (5.0, 5.0, 5.0), 1.5, "Steps: read 20%."),
    Row("page", "pyvis", (0.01,), (0.2,), 0.1),
    Row("reading", "C loader", (2.0,), (1.0,)),
    Row("layout", "networkx", target=0.02, note="numpy is missing."),
]
TABLE = """\
| what | peer | ours | peer's | ratio (min–max) | target | met |
| --- | --- | --: | --: | --: | --: | --- |
| `kg --help` | `python -c pass` | 20 ms CPU | 10 ms CPU | 2.00 (2.00–3.00) | ≤ 3.00 | yes |
| build (1) | bulk load | 9 s | 5 s | 1.80 (1.60–2.00) | ≤ 1.50 | **no** |
| page | pyvis | 10 ms | 200 ms | 0.05 (0.05–0.05) | ≤ 0.1 | yes |
| reading | C loader | 2 s | 1 s | 2.00 (2.00–2.00) | – | – |
| layout (2) | networkx | – | – | – | ≤ 0.02 | not run |

1. Steps: read 20%.
2. numpy is missing.
"""


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_same_size_and_seed_give_the_same_files(tmp_path: Path) -> None:
    one, two = (make_world(tmp_path / name, 9_000) for name in ("one", "two"))
    assert one[1:] == two[1:]
    names = files(tmp_path / "one")
    assert names == files(tmp_path / "two")
    assert filecmp.cmpfiles(tmp_path / "one", tmp_path / "two", names, shallow=False) == (names, [], [])


def test_another_seed_gives_another_world(tmp_path: Path) -> None:
    one, two = (Path(make_world(tmp_path / str(seed), 6_000, seed).home.data) for seed in (1, 2))
    assert (one / "entities/people.yaml").read_bytes() != (two / "entities/people.yaml").read_bytes()


def test_the_generated_world_passes_every_check_and_has_about_the_size_asked_for(tmp_path: Path) -> None:
    home = make_world(tmp_path / "world", 12_000).home
    assert [one for one in check(home, str(tmp_path / "no-texts")).findings if one.severity is Severity.ERROR] == []
    assert build(home).build.counts["quads"] == pytest.approx(12_000, rel=0.05)


def test_the_generated_world_is_as_mixed_as_the_real_one(tmp_path: Path) -> None:
    corpus = read_corpus(make_world(tmp_path / "world", 30_000).home)
    assert {one.mode for one in corpus.statements} == {Mode.FACT, Mode.PLANNED, Mode.ATTRIBUTED}
    assert {place.level for one in corpus.statements for place in one.evidence} >= {"span-locked", "located"}
    assert {name for one in corpus.statements for name, _ in one.qualifiers} >= {"when", "from", "until", "due", "role"}
    assert {label.lang for one in corpus.entities.values() for label in one.labels} == {"en", "zh-Hans", "ru"}
    assert len(corpus.sources) > 20


def test_the_questions_asked_of_the_generated_world_have_answers(tmp_path: Path) -> None:
    world = make_world(tmp_path / "world", 30_000)
    build(world.home)
    graph = open_graph(world.home.root)
    assert len(graph.ask("people/events", person=world.guest).rows) == 1
    assert len(graph.ask("people/events", person=world.person).rows) > 1
    assert graph.ask("people/offices", person=world.person).rows
    assert graph.ask("events/hosts", event=world.event).rows


def test_the_bare_script_asks_what_the_library_query_asks() -> None:
    text = "#+ summary: x\nSELECT ?person ?event WHERE { ?st kg:subject ?person ; kgs:at ?event . ?personal a ?x }"
    prefixes = {"kg": "https://example.org/kg#", "kgs": "https://example.org/kgs/", "wd": "https://example.org/wd/"}
    script = bare_script(text, "person", "https://example.org/p1", prefixes)
    assert "SELECT ?event WHERE { ?st kg:subject <https://example.org/p1> ; kgs:at ?event . ?personal a ?x }" in script
    assert "PREFIX kgs: <https://example.org/kgs/>" in script
    assert "wd:" not in script
    assert "#+" not in script
    compile(script, "script", "exec")


def test_a_table_shows_medians_ratios_and_verdicts() -> None:
    assert table(ROWS) == TABLE


def test_a_ratio_is_the_median_of_the_rounds_not_the_ratio_of_medians() -> None:
    row = Row("a", "b", (1.0, 20.0, 3.0), (1.0, 10.0, 6.0), 1.0)
    assert row.ratios == (1.0, 2.0, 0.5)
    assert row.verdict == "yes"


def test_a_target_is_not_met_by_doing_the_job_worse() -> None:
    assert Row("a", "b", (1.0,), (100.0,), 0.02, equal=False).verdict == "**no**, quality"


def test_a_page_says_when_and_on_what_it_was_measured() -> None:
    text = page(ROWS, "2026-11-23", "2 cores, Linux")
    assert text.startswith(f"{BEGIN}\n\nMeasured on 2026-11-23: 2 cores, Linux.\n\n| what |")
    assert text.endswith(f"{END}\n")


def test_what_stands_around_the_marks_stays() -> None:
    fresh = written_into("", page(ROWS, "2026-11-23", "a machine"))
    assert fresh.startswith("# Performance\n")
    again = written_into(f"{fresh}\nA word below.\n", page(ROWS[:1], "2027-01-01", "another"))
    assert again.endswith(f"{END}\n\nA word below.\n")
    assert again.startswith("# Performance\n")
    assert "2026-11-23" not in again
    assert written_into(again, page(ROWS[:1], "2027-01-01", "another")) == again


def test_the_machine_is_told_in_general_words() -> None:
    import platform

    said = machine()
    assert "cores" in said
    assert "pyoxigraph" in said
    assert "/" not in said
    assert platform.node() not in said.split()


def test_sides_take_turns_and_change_who_goes_first() -> None:
    calls: list[str] = []

    def side(name: str) -> float:
        calls.append(name)
        return float(len(calls))

    mine, theirs = in_turns(lambda: side("a"), lambda: side("b"), 2, warm=1)
    assert "".join(calls) == "baabba"
    assert (mine, theirs) == ((3.0, 6.0), (4.0, 5.0))


def test_a_line_of_nodes_is_laid_out_better_than_its_reverse() -> None:
    edges = [(str(n), str(n + 1)) for n in range(9)]
    good = {str(n): (float(n), 0.0) for n in range(10)}
    bad = {str(n): (float(n * 7 % 10), 0.0) for n in range(10)}
    assert spread(good, edges) < spread(bad, edges)


def test_a_crowd_is_the_same_each_time() -> None:
    assert crowd(30, 60) == crowd(30, 60)


@pytest.mark.parametrize("name", CASES)
def test_a_quick_run_completes(name: str, tmp_path: Path) -> None:
    said: list[str] = []
    rows: list[Row] = importlib.import_module(f"benchmarks.{name}").measure(tmp_path, quick=True, say=said.append)
    assert rows
    assert said
    assert all(ratio > 0 for row in rows for ratio in row.ratios)
    assert all(row.ours or row.note for row in rows)


def test_a_quick_run_writes_no_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["picture", "--quick", "--page", str(tmp_path / "page.md")]) == 0
    assert "| page of 60 nodes" in capsys.readouterr().out
    assert not (tmp_path / "page.md").exists()


def test_an_unknown_case_is_refused_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["nothing"])
    assert caught.value.code == 2
    assert "no case 'nothing'; there are: startup, picture, explorer, queries, build" in capsys.readouterr().err
