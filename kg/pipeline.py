"""The build, in order: read → check → rank → make quads, fed to the engine → write sorted N-Quads → switch the pointer.

A build is an immutable folder named after its inputs. It is made aside and put in place by `kg.store.builds`, so that
whatever kills it on the way, the last good build goes on serving. One builder at a time holds the lock.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build.dataset import graph_blocks, graph_lines, in_order
from kg.build.romanise import romanise
from kg.claims.as_of import corpus_as_of
from kg.claims.conflicts import find_conflicts
from kg.claims.ledgers import all_ledgers
from kg.claims.rank import rank_corpus
from kg.curation.evidence import count_levels
from kg.curation.lint import lint
from kg.curation.parse import collect
from kg.errors import CurationError, KGError, StoreError
from kg.model import Severity
from kg.ontology import read_ontology
from kg.resources import fingerprint
from kg.store.builds import ASIDE, flush, lock_builds, prune, put_in_place, sweep, switch
from kg.store.current import (
    FORMAT,
    GRAPH_FILE,
    LEDGER_FOLDER,
    MANIFEST_FILE,
    STORE_FOLDER,
    Build,
    current_build,
    read_build,
)
from kg.store.feed import Feed
from kg.store.inputs import input_hash
from kg.store.oxigraph import OxigraphWriter
from kg.store.shelf import as_of_home
from kg.terms import read_terms
from kg.uncollected import uncollected

if TYPE_CHECKING:
    from kg.claims.as_of import LeftOut
    from kg.claims.ledgers import Ledger
    from kg.corpus import Corpus
    from kg.model import Finding
    from kg.ontology import Ontology
    from kg.resources import Home
    from kg.terms import Terms

__all__ = ["BuildResult", "OnStep", "build", "graph_of"]

OnStep = Callable[[str], None]


@dataclass(frozen=True)
class BuildResult:
    """What a build did: the build, whether anything was new, and the seconds each step took."""

    build: Build
    unchanged: bool
    seconds: dict[str, float] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def build(
    home: Home, *, force: bool = False, as_of: str = "", wait: bool = False, on_step: OnStep = lambda _: None
) -> BuildResult:
    """Build the graph of a home folder, or find that nothing changed.

    `force` builds even when nothing changed (the way out of a damaged store). `as_of` (a day, YYYY-MM-DD)
    makes a build beside, of what was known by then; the current build stays current. `wait` lets another
    builder finish first, which may leave nothing to do. `on_step` is called with the name of each step before it
    starts. Raises `CurationError` with all findings when the data has errors, `StoreError` when the folder cannot be
    written or another builder holds the lock.
    """
    home = as_of_home(home, as_of) if as_of else home
    try:
        Path(home.builds).mkdir(parents=True, exist_ok=True)
        with lock_builds(home, wait=wait), uncollected():
            return _locked_build(home, force=force, as_of=as_of, on_step=on_step)
    except OSError as error:
        what = error.strerror or str(error)
        raise StoreError(
            f"the build could not be written to {home.builds}: {what}; the last good build still serves"
        ) from error


def _locked_build(home: Home, *, force: bool, as_of: str, on_step: OnStep) -> BuildResult:
    on_step("look")
    sweep(home)
    seen, name = fingerprint(home), input_hash(home, as_of)
    if not force and (found := _existing(home, name)):
        switch(home, Path(found.folder).name, seen)
        return BuildResult(found, unchanged=True)
    clock = _Clock(on_step)
    clock.step("read")
    terms = read_terms(home)
    ontology = read_ontology(home, terms)
    corpus, findings = collect(home, ontology)
    if fingerprint(home) != seen:  # the folder would be named after inputs that are not in it
        raise StoreError("a file under data/ or ontology/ was saved while the build was reading; run kg build again")
    clock.step("check")
    findings = findings or lint(corpus, ontology)
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if errors:
        raise CurationError(f"{len(errors)} errors in the data; nothing was built", errors)
    corpus, left_out = corpus_as_of(corpus, ontology, as_of) if as_of else (corpus, None)
    clock.step("quads")
    romanised = romanise(corpus, home)
    aside = Path(home.builds) / f"{ASIDE}{name[:12]}-{os.getpid()}"
    try:
        _fill(aside, {"name": name, **_as_of_entry(as_of, left_out)}, corpus, (terms, ontology), clock)
        clock.step("flush")
        flush(aside)
        clock.step("rename")
        folder = put_in_place(aside, Path(home.builds) / name)
    except (OSError, KGError):
        shutil.rmtree(aside, ignore_errors=True)
        raise
    clock.step("switch")
    before = switch(home, folder.name, seen)
    clock.step("sweep")
    romanised.keep()
    made = read_build(str(folder))
    prune(home, made, before)
    return BuildResult(made, unchanged=False, seconds=clock.done(), findings=tuple(findings))


def _fill(aside: Path, said: dict[str, Any], corpus: Corpus, words: tuple[Terms, Ontology], clock: _Clock) -> None:
    """Put into a folder all that a build consists of: the engine's store, the sorted N-Quads, ledgers, the manifest."""
    terms, ontology = words
    ranked = rank_corpus(corpus)
    blocks = graph_blocks(corpus, ranked, find_conflicts(ranked, ontology), terms, ontology)
    (aside / STORE_FOLDER).mkdir(parents=True)
    writer = OxigraphWriter(str(aside / STORE_FOLDER))
    with Feed(writer) as feed:
        lines = in_order(_fed(blocks, feed))
        clock.step("write")
        content = _write_graph(aside / GRAPH_FILE, lines)
        clock.step("ledgers")
        _write_ledgers(aside / LEDGER_FOLDER, all_ledgers(corpus, ranked, ontology))
        clock.step("load")
    _check_loaded(writer, len(lines))
    clock.step("manifest")
    _write_manifest(aside, {"content": content, **said}, terms, _counts(corpus, len(lines)))


def graph_of(corpus: Corpus, terms: Terms, ontology: Ontology) -> list[str]:
    """The sorted N-Quads lines of a corpus that has passed its checks."""
    ranked = rank_corpus(corpus)
    return graph_lines(corpus, ranked, find_conflicts(ranked, ontology), terms, ontology)


class _Clock:
    """Times the steps of a build and announces each."""

    def __init__(self, on_step: OnStep) -> None:
        self._on_step = on_step
        self._seconds: dict[str, float] = {}
        self._now = ("", 0.0)

    def step(self, name: str) -> None:
        self.done()
        self._on_step(name)
        self._now = (name, time.perf_counter())

    def done(self) -> dict[str, float]:
        name, start = self._now
        if name:
            self._seconds[name] = time.perf_counter() - start
        return self._seconds


def _existing(home: Home, name: str) -> Build | None:
    """The build of these inputs, when it is there and whole; of several, the one that was made last."""
    try:
        current = current_build(home.builds, home.pointer)
        if current and current[0].name == name:
            return current[0]
        return read_build(max(map(str, Path(home.builds).glob(f"{name}*")), default=home.builds))
    except StoreError:
        return None


def _as_of_entry(day: str, left_out: LeftOut | None) -> dict[str, Any]:
    """What the manifest adds for a build as of a day: the day, and how much it leaves out."""
    return {"as_of": {"date": day, **left_out._asdict()}} if left_out else {}


def _fed(blocks: Iterable[str], feed: Feed) -> Iterator[bytes]:
    """Every line of the blocks as bytes, each block sent on its way to the engine first."""
    for block in blocks:
        data = block.encode()
        feed.send(data)
        yield from data.split(b"\n")
    feed.end()


def _write_graph(path: Path, lines: list[bytes]) -> str:
    """Write the lines; returns the SHA-256 of the file."""
    data = b"\n".join([*lines, b""])
    path.write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def _check_loaded(writer: OxigraphWriter, quads: int) -> None:
    """Count what was loaded, which takes a small part of the time of loading it, at a million quads too."""
    loaded = len(writer.view({}))
    if loaded != quads:
        raise StoreError(f"{quads} quads were written and {loaded} loaded; run: kg build --force")


def _write_manifest(aside: Path, said: dict[str, Any], terms: Terms, counts: dict[str, int]) -> None:
    manifest = {"format": FORMAT, "base": terms.base, "prefixes": terms.prefixes, "counts": counts, **said}
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (aside / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def _write_ledgers(folder: Path, ledgers: dict[str, Ledger]) -> None:
    folder.mkdir()
    for name, entries in ledgers.items():
        lines = [json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries]
        (folder / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _counts(corpus: Corpus, quads: int) -> dict[str, int]:
    return {
        "quads": quads,
        "entities": len(corpus.entities) - len(corpus.sources),
        "sources": len(corpus.sources),
        "statements": len(corpus.statements),
        **count_levels(corpus.statements),
    }
