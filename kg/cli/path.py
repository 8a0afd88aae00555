"""`kg path`: by what chain two things are connected, and what holds each link."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from kg.cli.options import LANGUAGES, as_of_option, opened, parser
from kg.errors import UsageError
from kg.export.words import marks, receipt_json, receipt_text

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.network.chains import Chain, Link

__all__ = ["run"]

_MOST = 50


def run(words: list[str]) -> int:
    """Parse the words and print the chains; exit code 1 when nothing connects the two."""
    options = parser("path", "Show by what chain two things are connected: kg path 'Roman Karmen' 'Red Silk'")
    options.add_argument("start", help="id, or any name in any language")
    options.add_argument("end", help="id, or any name in any language")
    options.add_argument("--count", type=int, default=3, metavar="N", help="how many chains, best first (default: 3)")
    options.add_argument(
        "--claims", action="store_true", help="also through what is only planned, attributed or doubtful"
    )
    options.add_argument(
        "--places", action="store_true", help="also through places, topics and awards that two things share"
    )
    options.add_argument("--format", choices=("text", "json"), default="text")
    options.add_argument("--lang", choices=LANGUAGES, default="en", help="language of labels (default: en)")
    as_of_option(options)
    given = options.parse_args(words)
    if not 1 <= given.count <= _MOST:
        raise UsageError(f"--count: {given.count} is out of range; write a number from 1 to {_MOST}")
    graph = opened(given.home, given.as_of)
    chains = graph.chains(given.start, given.end, count=given.count, claims=given.claims, places=given.places)
    if given.format == "json":
        import json

        print(json.dumps(_as_json(graph, chains), ensure_ascii=False, indent=2))
    elif chains:
        _print(graph, chains, given.lang)
    else:
        wider = [name for name, on in (("--claims", given.claims), ("--places", given.places)) if not on]
        hint = f"; try {' or '.join(wider)}" if wider else ""
        print(f"nothing connects the two{hint}", file=sys.stderr)
    return 0 if chains else 1


def _steps(chain: Chain) -> list[tuple[str, list[Link]]]:
    """The links of a chain by the thing they lead to: two things may be tied more than once."""
    found: list[tuple[str, list[Link]]] = []
    for link in chain:
        if not found or found[-1][0] != link.target:
            found.append((link.target, []))
        found[-1][1].append(link)
    return found


def _print(graph: Graph, chains: list[Chain], lang: str) -> None:
    def label(name: str) -> str:
        return graph.names.label(graph.terms.iri(name), lang)

    numbers: dict[str, int] = {}
    notes: list[str] = []
    for number, chain in enumerate(chains, 1):
        steps = _steps(chain)
        print(f"{number}. {len(steps)} {'link' if len(steps) == 1 else 'links'}: {label(chain[0].source)}")
        for target, links in steps:
            for at, link in enumerate(links):
                held = []
                for statement in link.statements:
                    receipt = graph.receipt(statement)
                    text = receipt_text(receipt, graph.names, graph.terms, lang)
                    if text not in numbers:
                        numbers[text] = len(numbers) + 1
                        notes.append(text)
                    held.append(f"[{numbers[text]}]" + "".join(f" {mark}" for mark in marks(receipt)))
                relation = graph.names.label(graph.terms.expand(f"kg:{link.property}"), lang)
                told = " ".join(dict.fromkeys(held))
                if at:  # tied once more: no step of its own
                    back = "" if link.forward == links[0].forward else "the other way "
                    print(f"     and {back}{relation}  {told}")
                else:
                    arrow = f"— {relation} →" if link.forward else f"← {relation} —"
                    print(f"   {arrow} {label(target)}  {told}")
        print()
    for number, text in enumerate(notes, 1):
        print(f"[{number}] {text}")


def _as_json(graph: Graph, chains: list[Chain]) -> dict[str, Any]:
    def link_json(link: Link) -> dict[str, Any]:
        held = [receipt_json(graph.receipt(one), graph.names, graph.terms) for one in link.statements]
        return {**link._asdict(), "statements": held}

    return {"chains": [[link_json(link) for link in chain] for chain in chains], "build": graph.build.content}
