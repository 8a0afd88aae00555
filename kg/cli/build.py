"""`kg build`: data/ and ontology/ become a graph, or stay as they are when nothing changed."""

from __future__ import annotations

import json
import sys

from kg.cli.options import parser

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Parse the words, build, and say what was built."""
    options = parser(
        "build", "Build the graph. Unchanged input costs nothing; a failed build leaves the last good one serving."
    )
    options.add_argument("--force", action="store_true", help="build even when nothing changed (mends a damaged store)")
    options.add_argument("--format", choices=("text", "json"), default="text")
    given = options.parse_args(words)
    from kg.pipeline import build
    from kg.resources import find_home

    home = find_home(given.home)
    made = build(home, force=given.force, on_step=_progress if sys.stderr.isatty() else lambda _: None)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    counts = made.build.counts
    if given.format == "json":
        print(
            json.dumps(
                {
                    "unchanged": made.unchanged,
                    "content": made.build.content,
                    "folder": made.build.folder,
                    "counts": counts,
                    "seconds": made.seconds,
                },
                indent=2,
            )
        )
        return 0
    done = "unchanged" if made.unchanged else "built"
    size = f"{counts['statements']} statements from {counts['sources']} sources about {counts['entities']} entities"
    print(f"{done}: {size}, {counts['quads']} quads")
    print(f"content: {made.build.content}")
    if made.findings:
        count = len(made.findings)
        print(f"{count} warning{'s' if count > 1 else ''}; kg check --all shows {'them' if count > 1 else 'it'}")
    return 0


def _progress(step: str) -> None:
    print(f"\r\033[Kbuilding: {step} …", end="", file=sys.stderr, flush=True)
