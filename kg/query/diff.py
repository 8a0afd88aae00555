"""What changed between two builds: every added, changed and withdrawn statement, each once.

Both graphs are sorted N-Quads, so two readers walk them side by side; nothing is loaded but the statements
that differ. A statement is *changed* when its node is in both graphs and says something else of itself
(certainty, evidence, note, rank, a dispute …), or when its source and key are in both and the node is another
one, since a correction of the value, the time or the voice gives a new node.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.terms import Terms

__all__ = ["Change", "Diff", "Fields", "Stated", "diff_graphs"]

Fields = dict[str, tuple[str, ...]]
"""What a statement says of itself: values by name (`value`, `when`, `certainty`, `voice`, `evidence` …)."""


class Stated(NamedTuple):
    """A statement as one graph has it: its id (`statement/…`) and its fields; entities are ids."""

    id: str
    fields: Fields

    def one(self, name: str) -> str:
        """The values of a field as one text; empty where there are none."""
        return ", ".join(self.fields.get(name, ()))


class Change(NamedTuple):
    """A statement before and after, and the fields that differ with both their values."""

    before: Stated
    after: Stated
    fields: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


class Diff(NamedTuple):
    """Statements added, changed and withdrawn, each sorted; and how many other lines (labels …) came and went."""

    added: tuple[Stated, ...]
    changed: tuple[Change, ...]
    withdrawn: tuple[Stated, ...]
    other_added: int
    other_withdrawn: int

    @property
    def is_empty(self) -> bool:
        """Whether both graphs hold the same statements, whatever else differs."""
        return not (self.added or self.changed or self.withdrawn)


def diff_graphs(before: str, after: str, terms: Terms) -> Diff:
    """Compare two sorted N-Quads files by their paths. Raises `StoreError` for one that is missing or not sorted."""
    nodes, others = _touched(before, after, terms.prefixes["st"])
    old, new = (_Reader(path, terms).statements(nodes) for path in (before, after))
    same = sorted(old.keys() & new.keys())
    pairs = [(node, node) for node in same]
    pairs += _paired({n: old[n] for n in old if n not in new}, {n: new[n] for n in new if n not in old})
    follows = dict(pairs)
    changes = [_change(old[one], new[other], follows) for one, other in pairs]
    was, now = {one for one, _ in pairs}, {other for _, other in pairs}
    return Diff(
        added=tuple(sorted((new[node] for node in new.keys() - now), key=_order)),
        changed=tuple(sorted((one for one in changes if one.fields), key=lambda one: _order(one.after))),
        withdrawn=tuple(sorted((old[node] for node in old.keys() - was), key=_order)),
        other_added=others[1],
        other_withdrawn=others[0],
    )


def _order(one: Stated) -> tuple[str, ...]:
    return (one.one("subject"), one.one("property"), one.one("source"), one.one("value"), one.id)


def _touched(before: str, after: str, start: str) -> tuple[set[str], list[int]]:
    """The statement nodes with a line that is in one file only, and the number of other such lines in each."""
    mark = f"<{start}".encode()
    nodes: set[str] = set()
    others = [0, 0]
    for side, line in _only_in_one(before, after):
        if line.startswith(mark):
            nodes.add(line[len(mark) : line.index(b">")].decode())
        else:
            others[side] += 1
    return nodes, others


def _only_in_one(before: str, after: str) -> Iterator[tuple[int, bytes]]:
    """The lines that one of two sorted files lacks, with 0 for the first and 1 for the second; one pass over both."""
    first, second = _lines(before), _lines(after)
    one, two = next(first, b""), next(second, b"")
    while one and two:
        if one == two:
            one, two = next(first, b""), next(second, b"")
        elif one < two:
            yield 0, one
            one = next(first, b"")
        else:
            yield 1, two
            two = next(second, b"")
    while one:
        yield 0, one
        one = next(first, b"")
    while two:
        yield 1, two
        two = next(second, b"")


def _lines(path: str) -> Iterator[bytes]:
    """The lines of a file, held to be in ascending order."""
    last = b""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 -- pathlib is slow to import
            for line in file:
                if line <= last:
                    raise StoreError(f"{path} is not sorted N-Quads as a build or kg export nquads writes them")
                last = line
                yield line
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error


_QUAD = re.compile(r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"\S*) ', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_DERIVED = ("earliest", "latest", "dueEarliest", "dueLatest")  # they follow from the value and the qualifiers


class _Reader:
    """Reads whole statements from one graph, with the places in texts their evidence nodes stand for."""

    def __init__(self, path: str, terms: Terms) -> None:
        self._path = path
        self._terms = terms

    def statements(self, nodes: set[str]) -> dict[str, Stated]:
        """The statements of these nodes that the graph holds."""
        if not nodes:
            return {}
        found = self._facts("st", nodes.__contains__)
        pointed = {iri for facts in found.values() for iri in facts.get(self._terms.expand("prov:wasDerivedFrom"), ())}
        start = self._terms.prefixes["ev"]
        wanted = {iri.removeprefix(start) for iri in pointed}
        places = self._facts("ev", lambda name: name.removesuffix("/selector") in wanted)
        return {node: self._stated(node, facts, places) for node, facts in found.items()}

    def _facts(self, prefix: str, wanted: Callable[[str], bool]) -> dict[str, dict[str, list[str]]]:
        """For each wanted name under a prefix, its values by predicate."""
        mark = f"<{self._terms.prefixes[prefix]}".encode()
        size = len(mark)
        found: dict[str, dict[str, list[str]]] = {}
        for line in _lines(self._path):
            if line.startswith(mark):
                name = line[size : line.index(b">")].decode()
                if wanted(name):
                    predicate, value = _parsed(line, self._path)
                    found.setdefault(name, {}).setdefault(predicate, []).append(value)
        return found

    def _stated(self, node: str, facts: dict[str, list[str]], places: dict[str, dict[str, list[str]]]) -> Stated:
        prefixes, terms = self._terms.prefixes, self._terms
        fields: dict[str, list[str]] = defaultdict(list)
        for predicate, values in facts.items():
            if predicate == terms.expand("rdf:type"):
                fields["best"] = ["yes" if terms.expand("wikibase:BestRank") in values else "no"]
            elif predicate == terms.expand("prov:wasDerivedFrom"):
                fields["evidence"] = [self._place(iri.removeprefix(prefixes["ev"]), places) for iri in values]
            elif predicate == terms.expand("wikibase:rank"):
                fields["rank"] = [
                    value.removeprefix(prefixes["wikibase"]).removesuffix("Rank").lower() for value in values
                ]
            elif predicate.startswith(prefixes["kgs"]):
                fields["value"] += [terms.id(value) for value in values]
            else:
                name = predicate.removeprefix(prefixes["kgq"]).removeprefix(prefixes["kg"])
                shown = [terms.id(value).removeprefix("kg:") for value in values]
                if name in ("mode", "certainty"):
                    shown = [value.lower() for value in shown]
                fields["source" if name == "statedIn" else name] += shown
        return Stated(f"statement/{node}", {name: tuple(sorted(fields[name])) for name in sorted(fields)})

    def _place(self, name: str, places: dict[str, dict[str, list[str]]]) -> str:
        """A place in a text as a curator writes it."""
        about, selector = places.get(name, {}), places.get(f"{name}/selector", {})
        paragraph, digest = self._one(about, "kg:paragraph"), self._one(about, "kg:digest")
        if digest:
            return f"{paragraph}:{self._one(selector, 'oa:start')}-{self._one(selector, 'oa:end')}:{digest}"
        return paragraph or "document"

    def _one(self, facts: dict[str, list[str]], name: str) -> str:
        return min(facts.get(self._terms.expand(name), ()), default="")


def _parsed(line: bytes, path: str) -> tuple[str, str]:
    """Predicate and value of a line; what was escaped in a literal is itself again."""
    found = _QUAD.match(line.decode())
    if not found:
        raise StoreError(f"{path} is not N-Quads: {line[:80]!r}")
    _, predicate, iri, text = found.groups()
    if iri is not None:
        return predicate, iri
    return predicate, _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(found[3], found[3])


def _paired(old: dict[str, Stated], new: dict[str, Stated]) -> list[tuple[str, str]]:
    """Nodes of both sides that are one statement by source and key: the closest first, where a key names several."""
    waiting: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node, stated in sorted(new.items()):
        if stated.one("key"):
            waiting[stated.one("source"), stated.one("key")].append(node)
    pairs: list[tuple[str, str]] = []
    left = sorted(node for node, stated in old.items() if (stated.one("source"), stated.one("key")) in waiting)
    for closeness in (("subject", "property", "value"), ("subject", "property"), ()):
        unpaired = []
        for node in left:
            rivals = waiting[old[node].one("source"), old[node].one("key")]
            match = next((other for other in rivals if _alike(old[node], new[other], closeness)), "")
            if match:
                rivals.remove(match)
                pairs.append((node, match))
            else:
                unpaired.append(node)
        left = unpaired
    return pairs


def _alike(one: Stated, other: Stated, fields: Iterable[str]) -> bool:
    return all(one.one(name) == other.one(name) for name in fields)


def _change(before: Stated, after: Stated, follows: dict[str, str]) -> Change:
    """The fields that differ. A dispute with a statement that got another node is still the same dispute."""
    found = {}
    for name in sorted(before.fields.keys() | after.fields.keys()):
        was, now = before.fields.get(name, ()), after.fields.get(name, ())
        if name == "disputedBy":
            moved = tuple(sorted(f"statement/{follows.get(one, one)}" for one in map(_node, was)))
            if moved == now:
                continue
        if was != now:
            found[name] = (was, now)
    told = {name: both for name, both in found.items() if name not in _DERIVED}
    return Change(before, after, told or found)


def _node(id_: str) -> str:
    return id_.rpartition("/")[2]
