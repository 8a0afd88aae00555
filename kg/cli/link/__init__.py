"""`kg link ACTION`: links to Wikidata, from the first suggestion to what is given back; a module for each."""

from __future__ import annotations

from kg.cli.verbs import run_verb

__all__ = ["ACTIONS", "run"]

ACTIONS = {
    "suggest": "look for items of entities that have none; keep the list",
    "review": "walk through the list: accept, reject, unsure, skip",
    "decide": "record one decision",
    "check": "compare accepted links with what Wikidata says now",
    "enrich": "renew the snapshot of linked items in data/wikidata/",
    "quickstatements": "write what Wikidata lacks and we can prove as a batch",
}


_ABOUT = "Links to Wikidata: found, decided by a person, checked, and given back."
_CLOSING = "Nothing is ever sent to Wikidata but questions."


def run(words: list[str]) -> int:
    """Run one action; returns its exit code."""
    return run_verb("kg link", "action", ACTIONS, words, _ABOUT, _CLOSING)
