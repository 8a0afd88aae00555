"""`kg link` as a curator types it: exit codes, offline, interrupts, files, the way from suggestion to graph."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.curation.link_tables import write_links
from kg.link.cache import Cache
from kg.link.suggest import LIST, read_list
from kg.resources import Home
from tests.conftest import ROOT, RunKg
from tests.link.conftest import ADA, FESTIVAL_LINK, linked
from tests.link.samples import client
from tests.link.server import FakeWikidata, reply


def table(home: Home) -> Path:
    return Path(home.data) / "decisions" / "links.sssom.tsv"


def rows(home: Home) -> list[str]:
    return [line for line in table(home).read_text(encoding="utf-8").splitlines() if "\twd:Q" in line]


def test_from_a_suggestion_through_a_decision_into_the_graph(
    run_kg: RunKg, world_home: Home, wikidata: FakeWikidata
) -> None:
    env = {"KG_WIKIDATA_API": wikidata.address, "KG_CURATOR": "tester"}
    found = run_kg("link", "suggest", "person/ada-camera", "org/north-studio", home=world_home, **env)
    assert found.returncode == 0, found.stderr
    assert "person/ada-camera\n" in found.stdout
    assert "Q1001" in found.stdout
    assert "+40  the same name in" in found.stdout
    assert "org/north-studio: nothing near" in found.stdout
    walked = run_kg("link", "review", "--date", "2026-11-26", home=world_home, stdin="a\nSame birth.\n\n", **env)
    assert walked.returncode == 0, walked.stderr
    assert "1 accepted" in walked.stdout
    assert len(rows(world_home)) == 1
    assert run_kg("link", "enrich", home=world_home, **env).stdout.startswith("written: 1, the same as before: 0")
    assert run_kg("check", home=world_home).returncode == 0
    asked = run_kg("ask", "entities/elsewhere", "--entity", "person/ada-camera", "--format", "tsv", home=world_home)
    assert "12345" in asked.stdout
    again = run_kg("link", "suggest", home=world_home, **env)
    assert "person/ada-camera" not in again.stdout


def test_check_exits_one_on_errors_and_offline_asks_nobody(
    run_kg: RunKg, world_home: Home, wikidata: FakeWikidata
) -> None:
    write_links(world_home, [ADA, FESTIVAL_LINK])
    env = {"KG_WIKIDATA_API": wikidata.address}
    fine = run_kg("link", "check", home=world_home, **env)
    assert (fine.returncode, fine.stdout) == (0, "nothing found\n")
    asked = len(wikidata.asked)
    offline = run_kg("link", "check", "--offline", "--format", "json", home=world_home, **env)
    assert json.loads(offline.stdout)["findings"] == []
    assert len(wikidata.asked) == asked
    del wikidata.entities["Q1020"]
    gone = run_kg("link", "check", home=world_home, **env)
    assert gone.returncode == 1
    assert "error: Q1020 of 'event/river-festival' was deleted" in gone.stdout


def test_offline_without_a_cache_says_what_is_missing(run_kg: RunKg, world_home: Home) -> None:
    write_links(world_home, [ADA])
    suggested = run_kg("link", "suggest", "person/boris-camera", "--offline", home=world_home)
    assert suggested.returncode == 2
    assert "offline, and not in the cache: 3 searches (Boris Camera, " in suggested.stderr
    enriched = run_kg("link", "enrich", "--offline", home=world_home)
    assert "not renewed: Q1001 is not in the cache; run without --offline" in enriched.stdout
    assert "Traceback" not in suggested.stderr + enriched.stderr


def test_a_server_that_fails_ends_in_a_sentence_and_what_was_found_is_kept(
    run_kg: RunKg, world_home: Home, wikidata: FakeWikidata
) -> None:
    wikidata.faults.append(reply(403, "no"))
    found = run_kg("link", "suggest", "person/ada-camera", "--endpoint", wikidata.address, home=world_home)
    assert found.returncode == 2
    assert found.stderr.strip().endswith("status 403; check the address (--endpoint, KG_WIKIDATA_API)")
    nobody = run_kg("link", "check", "--endpoint", "ftp://x", home=world_home)
    assert nobody.returncode == 2
    assert "is no address to ask" in nobody.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((), 2, "actions:"),
        (("--help",), 0, "Nothing is ever sent"),
        (("reviev",), 2, "did you mean 'review'?"),
        (("decide", "person/ada", "Q1", "accepted", "--by", "t"), 2, "there is no entity 'person/ada'"),
        (("decide", "person/ada-camera", "Q1", "rejected"), 2, "name yourself with --by or KG_CURATOR"),
        (("decide", "person/ada-camera", "Q1", "maybe"), 2, "kg link decide --help"),
        (("review", "--by", "t"), 2, "run: kg link suggest"),
        (("suggest", "person/ada"), 2, "there is no entity 'person/ada'"),
    ],
)
def test_words_that_do_not_fit_get_a_sentence(
    run_kg: RunKg, world_home: Home, words: tuple[str, ...], code: int, says: str
) -> None:
    found = run_kg("link", *words, home=world_home)
    assert found.returncode == code
    assert says in found.stdout + found.stderr
    assert "Traceback" not in found.stderr


def test_decide_records_one_row(run_kg: RunKg, world_home: Home) -> None:
    words = (
        "person/ada-camera",
        "Q1001",
        "accepted",
        "--seen",
        "https://example.org/",
        "--by",
        "t",
        "--date",
        "2026-11-26",
    )
    found = run_kg("link", "decide", *words, home=world_home)
    assert found.returncode == 0, found.stderr
    assert "accepted: person/ada-camera and Q1001 (skos:exactMatch), signed t, 2026-11-26" in found.stdout
    assert len(rows(world_home)) == 1


def test_quickstatements_writes_a_file_and_lists_what_is_held_back(
    run_kg: RunKg, world_home: Home, tmp_path: Path
) -> None:
    write_links(world_home, [ADA])
    out = str(tmp_path / "batch.txt")
    found = run_kg("link", "quickstatements", "-o", out, "--held-back", "--new", "work/the-bridge", home=world_home)
    assert found.returncode == 0, found.stderr
    assert "nothing was sent" in found.stdout
    assert "held back:    1 no-snapshot" in found.stdout
    assert "person/ada-camera: Q1001 is not in the snapshot" in found.stdout
    listed = run_kg("link", "quickstatements", "-o", out, "--format", "json", home=world_home)
    assert {"no-snapshot"} <= {one["reason"] for one in json.loads(listed.stdout)["heldBack"]}
    refused = run_kg("link", "quickstatements", "-o", str(tmp_path / "none" / "batch.txt"), home=world_home)
    assert refused.returncode == 2


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let processes started here be interrupted also where a shell runs the tests in the background, deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_a_killed_review_loses_nothing(world_home: Home, wikidata: FakeWikidata, tmp_path: Path) -> None:
    """A person answers once, then the process is killed in the middle of the next question."""
    from kg.link.suggest import suggest, write_list

    known = linked(world_home)
    known.table.score["show_from"] = 0
    folder = str(tmp_path / "kept")
    write_list(folder, suggest(known, client(wikidata, Cache(folder)), ["person/ada-camera"]))
    assert len(read_list(folder)[0].candidates) == 3
    words = [sys.executable, "-u", "-m", "kg", "link", "review", "--by", "t", "--date", "2026-11-26", "--cache", folder]
    env = {**os.environ, "KG_HOME": world_home.root, "PYTHONPATH": str(ROOT)}
    for end, left in ((signal.SIGKILL, 2), (signal.SIGINT, 1)):
        with subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env
        ) as walk:
            assert walk.stdin
            assert walk.stdout
            walk.stdin.write(b"r\nAnother person.\nr\n")  # the second reason never comes
            walk.stdin.flush()
            seen, deadline = b"", time.monotonic() + 30
            while seen.count(b"why, in your words") < 2 and time.monotonic() < deadline:
                seen += os.read(walk.stdout.fileno(), 65536)
            walk.send_signal(end)
            code = walk.wait(30)  # before its input ends, which would be an answer too
            walk.stdin.close()
        assert code in (-signal.SIGKILL, 130)
        from kg.link.known import read_known

        decided = [link for link in read_known(world_home).corpus.links if link.entity == "person/ada-camera"]
        assert len(decided) == 3 - left
        assert {str(link.verdict) for link in decided} == {"rejected"}
    assert (Path(folder) / LIST).exists()


def test_nothing_heavy_is_imported_for_help() -> None:
    code = (
        "import sys\nfrom kg.cli import main\nmain(['link', '--help'])\n"
        "print(sorted(set(sys.modules) & {'httpx', 'rapidfuzz', 'yaml', 'rdflib', 'pyoxigraph'}))"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "[]"
