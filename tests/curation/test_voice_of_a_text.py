"""Whose words a text carries: its own voice, that of the text it copies, its publisher's."""

from __future__ import annotations

from pathlib import Path

from kg.curation.parse import read_corpus
from kg.resources import Home

COPY = "data/sources/1951-copy-of-ada.yaml"


def voices(home: Home) -> tuple[str, set[str]]:
    """The voice of the copy, and those of the statements that stand in it."""
    corpus = read_corpus(home)
    told = {one.voice for one in corpus.statements if one.source == "source/1951-copy-of-ada"}
    return corpus.sources["source/1951-copy-of-ada"].voice, {voice for found in told for voice in found}


def copied(home: Home, *lines: str) -> None:
    path = Path(home.root) / COPY
    kept = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.strip().startswith(("voice:", "reproduces:"))
    ]
    at = next(number for number, line in enumerate(kept) if line.strip().startswith("publisher:"))
    path.write_text(
        "\n".join([*kept[: at + 1], *(f"  {line}" for line in lines), *kept[at + 1 :], ""]), encoding="utf-8"
    )


def test_a_copy_speaks_with_the_voice_of_what_it_copies(world_home: Home) -> None:
    corpus = read_corpus(world_home)
    original = corpus.sources["source/1950-05-01-river-news-ada"]
    assert corpus.sources["source/1951-copy-of-ada"].publisher != original.voice
    copied(world_home, "reproduces: [source/1950-05-01-river-news-ada]")
    assert voices(world_home) == (original.voice, {original.voice})


def test_a_text_that_copies_none_or_two_speaks_with_its_publishers_voice(world_home: Home) -> None:
    publisher = read_corpus(world_home).sources["source/1951-copy-of-ada"].publisher
    copied(world_home)
    assert voices(world_home)[0] == publisher
    copied(world_home, "reproduces: [source/1950-05-01-river-news-ada, source/1960-encyclopaedia-ada]")
    assert voices(world_home)[0] == publisher


def test_a_voice_that_is_named_holds(world_home: Home) -> None:
    copied(world_home, "voice: org/north-studio", "reproduces: [source/1950-05-01-river-news-ada]")
    assert voices(world_home)[0] == "org/north-studio"
