"""`kg balance`: how many characters of one or several texts each voice, side and institution gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.cli.options import LANGUAGES, opened, parser
from kg.errors import QueryError
from kg.export.words import table_text

if TYPE_CHECKING:
    from kg.api import Graph

__all__ = ["run"]

_PARTS = (("voices", "voices", "voice"), ("sides", "sides", "side"), ("institutions", "agents", "institution"))
_BAR = 24


def run(words: list[str]) -> int:
    """Parse the words and print the shares."""
    options = parser("balance", "How much of a text each voice, side and institution gets: kg balance source/…")
    options.add_argument("source", nargs="+", help="id or any name of a source; several are added up")
    options.add_argument("--format", choices=("text", "json"), default="text")
    options.add_argument("--lang", choices=LANGUAGES, default="en", help="language of labels (default: en)")
    given = options.parse_args(words)
    graph = opened(given.home)
    entries = _entries(graph, given.source)
    total = _added(entries)
    if given.format == "json":
        import json

        print(json.dumps(_as_json(graph, entries, total), ensure_ascii=False, indent=2))
    else:
        _print(graph, entries, total, given.lang)
    return 0


def _entries(graph: Graph, sources: list[str]) -> list[dict[str, Any]]:
    """The ledger's entry of each source, each once. Raises `QueryError` for one whose characters are not known."""
    known = {entry["source"]: entry for entry in graph.ledger("balance")}
    wanted = dict.fromkeys(graph.terms.id(graph.names.resolve(source)) for source in sources)
    for source in wanted:
        if source not in known:
            what = "has no span-locked evidence, so there is nothing to count" if _is_source(source) else "is no source"
            listed = ", ".join(list(known)[:5]) or "none yet"
            raise QueryError(f"{source} {what}; sources that can be counted: {listed}")
    return [known[source] for source in wanted]


def _is_source(entity: str) -> bool:
    return entity.startswith("source/")


def _added(entries: list[dict[str, Any]]) -> dict[str, Any]:
    total: dict[str, Any] = {name: sum(entry[name] for entry in entries) for name in ("chars", "attributed")}
    for part, key, _ in _PARTS:
        found: dict[tuple[str | None, ...], int] = {}
        for entry in entries:
            for bucket in entry[part]:
                found[tuple(bucket[key])] = found.get(tuple(bucket[key]), 0) + bucket["chars"]
        by_size = sorted(found.items(), key=lambda pair: (-pair[1], [one or "" for one in pair[0]]))
        total[part] = [{key: list(who), "chars": chars} for who, chars in by_size]
    return total


def _as_json(graph: Graph, entries: list[dict[str, Any]], total: dict[str, Any]) -> dict[str, Any]:
    ids = {one for part, key, _ in _PARTS for bucket in total[part] for one in bucket[key] if one}
    labels = {one: graph.names.labels(graph.terms.iri(one)) for one in sorted(ids)}
    return {"total": total, "sources": entries, "labels": labels, "build": graph.build.content}


def _print(graph: Graph, entries: list[dict[str, Any]], total: dict[str, Any], lang: str) -> None:
    def label(entity: str | None) -> str:
        return graph.names.label(graph.terms.iri(entity), lang) if entity else "not known"

    for entry in entries:
        print(f"{label(entry['source'])} ({entry['source']})")
    share = _percent(total["attributed"], total["chars"])
    print(f"{total['attributed']} of {total['chars']} characters ({share}) are evidence of a statement")
    for part, key, heading in _PARTS:
        rows = [
            [
                " + ".join(label(one) for one in bucket[key]),
                f"{bucket['chars']:>10}",
                f"{_percent(bucket['chars'], total['attributed']):>6}",
                "█" * round(_BAR * bucket["chars"] / total["attributed"]),
            ]
            for bucket in total[part]
        ]
        print(f"\n{table_text([heading, 'characters', ' share', ''], rows)}")
    print("\nA character counts once: for who is quoted there, else for the text's own voice; joint speakers share it.")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"
