"""`kg source`: begin an article and see what it speaks of, without harm to what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.resources import Home
from tests.conftest import ROOT, RunKg

URL = "https://example.org/new-article"
NEW = ("source", "new", URL, "--publisher", "org/river-news", "--slug", "ada-again", "--on", "2026-11-26")


def test_a_skeleton_fills_in_what_is_known_and_check_names_the_rest(world_home: Home, run_kg: RunKg) -> None:
    made = run_kg(*NEW, "--date", "1957-03", "--kind", "press", "--language", "en", home=world_home)
    path = Path(world_home.data) / "sources" / "1957-03-river-news-ada-again.yaml"
    assert (made.returncode, made.stdout.strip()) == (0, str(path))
    text = path.read_text(encoding="utf-8")
    for line in ("id: source/1957-03-river-news-ada-again", "kind: press", f"url: {URL}", "published: 1957-03"):
        assert f"  {line}\n" in text
    checked = run_kg("check", home=world_home)
    assert f"{path.name}:5: error: 'label' must be a mapping; write label: {{en: …}}" in checked.stdout
    assert "Traceback" not in checked.stderr


def test_what_is_not_told_stays_open_with_the_choices_beside_it(world_home: Home, run_kg: RunKg) -> None:
    run_kg(*NEW, home=world_home)
    text = (Path(world_home.data) / "sources" / "undated-river-news-ada-again.yaml").read_text(encoding="utf-8")
    assert '  published: "[..2026-11-26]"\n' in text
    assert "  kind:  # one of: official, agency, press" in text
    checked = run_kg("check", home=world_home)
    assert checked.returncode == 1
    assert "'kind' is empty; give it a value" in checked.stdout
    assert "'language' is empty" in checked.stdout


def test_it_never_writes_over_a_file(world_home: Home, run_kg: RunKg) -> None:
    run_kg(*NEW, home=world_home)
    path = Path(world_home.data) / "sources" / "undated-river-news-ada-again.yaml"
    path.write_text("# mine\n", encoding="utf-8")
    again = run_kg(*NEW, home=world_home)
    assert again.returncode == 2
    assert "exists already; choose another --slug" in again.stderr
    assert path.read_text(encoding="utf-8") == "# mine\n"
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize("url", ["https://example.org/copy", "http://www.example.org/copy/?utm_source=x#top"])
def test_an_address_that_is_known_is_named_and_nothing_written(url: str, world_home: Home, run_kg: RunKg) -> None:
    before = sorted(Path(world_home.data).rglob("*"))
    made = run_kg("source", "new", url, "--publisher", "org/river-news", "--slug", "x", home=world_home)
    assert made.returncode == 1
    assert "source/1951-copy-of-ada (data/sources/1951-copy-of-ada.yaml:1)" in made.stderr
    assert sorted(Path(world_home.data).rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ftp://example.org", "--publisher", "org/a", "--slug", "a"), "is no http or https address"),
        ((URL, "--slug", "a"), "--publisher: '' is no id of a body"),
        ((URL, "--publisher", "person/a", "--slug", "a"), "write org/name"),
        ((URL, "--publisher", "org/a", "--slug", "A B"), "lower-case ASCII"),
        ((URL, "--publisher", "org/a", "--slug", "a", "--date", "May 1950"), "is no date of a document"),
        ((URL, "--publisher", "org/a", "--slug", "a", "--date", "1950-13"), "has no month 13"),
        ((URL, "--publisher", "org/a", "--slug", "a", "--kind", "gossip"), "the kinds are: official"),
    ],
)
def test_words_that_do_not_fit_are_refused(words: tuple[str, ...], says: str, world_home: Home, run_kg: RunKg) -> None:
    before = sorted(Path(world_home.data).rglob("*"))
    made = run_kg("source", "new", *words, home=world_home)
    assert made.returncode == 2
    assert says in made.stderr
    assert sorted(Path(world_home.data).rglob("*")) == before


def test_a_publisher_that_does_not_exist_yet_is_told(world_home: Home, run_kg: RunKg) -> None:
    made = run_kg("source", "new", URL, "--publisher", "org/new-paper", "--slug", "a", home=world_home)
    assert made.returncode == 0
    assert "org/new-paper does not exist yet" in made.stderr


def test_suggest_prints_paragraphs_names_and_dates(tmp_path: Path, world_home: Home, run_kg: RunKg) -> None:
    run_kg(*NEW, home=world_home)
    (tmp_path / "a.txt").write_text("In May 1938 Ada Camera was sent to Eastland.\n", encoding="utf-8")
    made = run_kg("source", "suggest", "undated-river-news-ada-again", "--text", "a.txt", home=world_home)
    assert made.returncode == 0, made.stderr
    assert "text: {sha256: " in made.stdout
    assert "  p1: [0, 44]\n" in made.stdout
    assert '  - entity: person/ada-camera\n    "Ada Camera": [p1:12-22:' in made.stdout
    assert '{value: 1938-05, as: "May 1938", evidence: p1:3-11:' in made.stdout
    cited = run_kg("cite", "a.txt", "Eastland", home=world_home).stdout.splitlines()[-1]
    assert cited.replace("p0:", "p1:") in made.stdout


def test_words_are_cited_while_the_skeleton_is_still_open_and_something_elsewhere_is_wrong(
    world_home: Home, run_kg: RunKg
) -> None:
    run_kg(*NEW, home=world_home)
    places = Path(world_home.data) / "entities" / "places.yaml"
    places.write_text(places.read_text(encoding="utf-8").replace("Country", "Contry", 1), encoding="utf-8")
    texts = str(ROOT / "tests" / "world" / "texts")
    cited = run_kg("cite", "1950-05-01-river-news-ada", "1938", "--texts", texts, home=world_home)
    assert (cited.returncode, cited.stderr) == (0, "")
    assert cited.stdout.startswith("p2:")
    fresh = run_kg("cite", "undated-river-news-ada-again", "1938", home=world_home)
    assert fresh.returncode == 2
    assert "add text: and paragraphs:" in fresh.stderr
    path = Path(world_home.data) / "sources" / "undated-river-news-ada-again.yaml"
    path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    unread = run_kg("cite", "undated-river-news-ada-again", "1938", home=world_home)
    assert unread.returncode == 2
    assert f"data/sources/{path.name}:1: error: a merge conflict" in unread.stderr


def test_suggest_refuses_another_text_and_a_source_there_is_not(
    tmp_path: Path, world_home: Home, run_kg: RunKg
) -> None:
    (tmp_path / "a.txt").write_text("Ada Camera\n", encoding="utf-8")
    other = run_kg("source", "suggest", "1950-05-01-river-news-ada", "--text", "a.txt", home=world_home)
    assert (other.returncode, "states another digest" in other.stderr) == (2, True)
    missing = run_kg("source", "suggest", "1951-copy-of-adda", "--text", "a.txt", home=world_home)
    assert (missing.returncode, "did you mean 'source/1951-copy-of-ada'?" in missing.stderr) == (2, True)
    textless = run_kg("source", "suggest", "1951-copy-of-ada", home=world_home)
    assert (textless.returncode, "--text FILE" in textless.stderr) == (2, True)
    (tmp_path / "b.txt").write_text("Nobody we know.\n", encoding="utf-8")
    assert run_kg("source", "suggest", "1951-copy-of-ada", "--text", "b.txt", home=world_home).returncode == 1
