"""`kg diff`: what changed between two builds, statement by statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli.options import parser

if TYPE_CHECKING:
    from kg.query.diff import Diff, Stated

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Parse the words and print the difference; exit code 0 when the statements are the same, 1 when they differ."""
    options = parser(
        "diff",
        "Show every statement added, changed or withdrawn between two builds: kg diff 3f2a current. "
        "A build is 'current', the beginning of the name of a folder under build/, or the path of such a folder or "
        "of a graph.nq. Exit code 0: no statement differs; 1: some do.",
    )
    options.add_argument("before", metavar="BUILD", help="the earlier build")
    options.add_argument("after", metavar="BUILD", help="the later build")
    options.add_argument("--format", choices=("text", "json"), default="text")
    given = options.parse_args(words)
    from kg.query.diff import diff_graphs
    from kg.resources import find_home
    from kg.store.shelf import find_graph
    from kg.terms import read_terms

    home = find_home(given.home)
    found = diff_graphs(find_graph(home, given.before), find_graph(home, given.after), read_terms(home))
    if given.format == "json":
        import json

        print(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
    else:
        _print(found)
    return 0 if found.is_empty else 1


def _as_json(found: Diff) -> dict[str, object]:
    return {
        "counts": {
            "added": len(found.added),
            "changed": len(found.changed),
            "withdrawn": len(found.withdrawn),
            "otherLinesAdded": found.other_added,
            "otherLinesWithdrawn": found.other_withdrawn,
        },
        "added": [{"statement": one.id, **one.fields} for one in found.added],
        "changed": [
            {
                "statement": one.after.id,
                "was": one.before.id,
                "subject": one.after.one("subject"),
                "property": one.after.one("property"),
                "source": one.after.one("source"),
                "key": one.after.one("key") or None,
                "changes": {name: {"before": was, "after": now} for name, (was, now) in one.fields.items()},
            }
            for one in found.changed
        ],
        "withdrawn": [{"statement": one.id, **one.fields} for one in found.withdrawn],
    }


def _print(found: Diff) -> None:
    for one in found.withdrawn:
        print(f"- {_told(one)}")
    for one in found.added:
        print(f"+ {_told(one)}")
    for change in found.changed:
        print(f"~ {_told(change.after)}")
        for name, (was, now) in change.fields.items():
            print(f"    {name}: {', '.join(was) or 'none'} → {', '.join(now) or 'none'}")
    print(f"{len(found.added)} added, {len(found.changed)} changed, {len(found.withdrawn)} withdrawn")
    if found.other_added or found.other_withdrawn:
        print(f"other lines (labels, metadata, plain facts …): {found.other_added} new, {found.other_withdrawn} gone")


def _told(one: Stated) -> str:
    """A statement in one line: what it says, how, and where it stands."""
    key = one.one("key")
    where = f"{one.one('source')}#{key}" if key else f"{one.one('source')} ({one.id})"
    time = one.one("when") or one.one("due")
    told = [one.one("subject"), one.one("property"), one.one("value"), *([time] if time else [])]
    return f"{' '.join(told)} [{one.one('mode')}, {one.one('certainty')}] {where}"
