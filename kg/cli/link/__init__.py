"""`kg link ACTION`: links to Wikidata, from the first suggestion to what is given back; a module for each."""

from __future__ import annotations

import sys

__all__ = ["ACTIONS", "run"]

ACTIONS = {
    "suggest": "look for items of entities that have none; keep the list",
    "review": "walk through the list: accept, reject, unsure, skip",
    "decide": "record one decision",
    "check": "compare accepted links with what Wikidata says now",
    "enrich": "renew the snapshot of linked items in data/wikidata/",
    "quickstatements": "write what Wikidata lacks and we can prove as a batch",
}


def run(words: list[str]) -> int:
    """Run one action; returns its exit code."""
    if not words or words[0] in ("-h", "--help", "help"):
        print(_help())
        return 0 if words else 2
    if words[0] not in ACTIONS:
        from kg.ontology import did_you_mean

        hint = did_you_mean(words[0], ACTIONS) or "kg link --help lists them"
        print(f"kg link: no action '{words[0]}'; {hint}", file=sys.stderr)
        return 2
    module = __import__(f"kg.cli.link.{words[0]}", fromlist=["run"])
    code: int = module.run(words[1:])
    return code


def _help() -> str:
    lines = [f"  {name:17}{summary}" for name, summary in ACTIONS.items()]
    return "\n".join(
        [
            "usage: kg link ACTION …\n",
            "Links to Wikidata: found, decided by a person, checked, and given back.\n\nactions:",
            *lines,
            "\nkg link ACTION --help tells more. Nothing is ever sent to Wikidata but questions.",
        ]
    )
