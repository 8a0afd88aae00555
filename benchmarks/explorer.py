"""The explorer against sigma with graphology, pyvis and force-graph: first drawing, panning, size, writing.

Every page shows the same network in the same places in headless Chromium without a GPU, with the network cut; tools
take turns within a round. A page is drawn when the frame with its first drawing is on the screen, for all of them.
Ours also holds names in three languages and a receipt for every tie. The peers from npm are installed into a folder
that goes away afterwards; `esbuild` bundles them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox
from pyvis.network import Network

from benchmarks.browser import Seen, look_at
from benchmarks.report import Row
from benchmarks.world import ROOT
from kg.api import open_graph
from kg.export.explorer import write_explorer
from kg.export.explorer_places import place_all
from kg.export.explorer_told import LEDGERS
from kg.ontology import read_ontology
from kg.query.atlas import Atlas, Document, Thing
from kg.query.receipts import Place, Receipt
from kg.query.sources import SourceRecord
from kg.strict_yaml import read_strict

if TYPE_CHECKING:
    from kg.export.explorer_places import Point

__all__ = ["Crowd", "crowd", "measure"]

_KINDS = {
    "person": "Person",
    "org": "Organization",
    "event": "Event",
    "work": "Film",
    "place": "City",
    "speech": "Speech",
}
_BASE = "https://example.org/"
_PEERS = ("sigma@3.0.2", "graphology@0.26.0", "force-graph@1.52.0", "esbuild@0.25.12")
_DRAWN = {
    "sigma": ("sigma + graphology", 0.3),
    "pyvis": ("pyvis, given the layout", 0.1),
    "force-graph": ("force-graph", None),
}
_PATIENT = 20_000  # ties up to which pyvis is also run as it comes: it is quadratic in them
_COLOURS = ("#e15759", "#4e79a7", "#59a14f", "#f28e2b", "#b07aa1", "#888888")


class Crowd(NamedTuple):
    """A network of people and things that never were: the atlas, its ledgers, and where each entity stands."""

    atlas: Atlas
    ledgers: dict[str, list[dict[str, Any]]]
    places: list[Point]
    pairs: list[tuple[int, int]]


def measure(folder: Path, *, quick: bool, say: Callable[[str], None]) -> list[Row]:
    """Rows for 5,000 and 20,000 entities; what cannot be measured here is shown as not run."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        return [Row("the explorer's page", "sigma, pyvis", target=0.3, note="No Chromium here.")]
    bundles = {} if quick else _bundles(folder, say)  # a test runs this, and tests stay off the network
    rows: list[Row] = []
    for size, rounds in ((60, 1),) if quick else ((5000, 3), (20000, 2)):
        say(f"explorer: {size} entities")
        rows += _compared(crowd(size), folder, bundles, chromium, rounds, say)
    return rows


def crowd(size: int, seed: int = 1) -> Crowd:
    """Two and a half ties to an entity, a few with very many; every statement has a voice, a place and a source."""
    draw = Random(seed)
    kinds = list(_KINDS)
    things = [
        Thing(f"{kinds[i % 6]}/n{i}", _KINDS[kinds[i % 6]],
              {"en": f"Person {i}", "ru": f"Персона {i}", "zh-Hans": f"人物 {i}"}, (), "", unnamed=False, links=(),
              romanised=((f"Rénwù {i}", "zh-Latn-pinyin"), (f"Renwu {i}", "zh-Latn-pinyin")))
        for i in range(size)
    ]  # fmt: skip
    sources = [f"source/report-{n}" for n in range(max(1, size // 60))]
    titles = {"zh-Hans": "报道", "ru": "Сообщение"}
    things += [
        Thing(one, "Source", {"en": f"Report {n}", **titles}, (), "", unnamed=False, links=())
        for n, one in enumerate(sources)
    ]
    documents = tuple(
        Document(
            SourceRecord(one, "press", "", things[1].id, things[1].id, "2025-05-08", "", "en", f"{_BASE}{n}", ""), ()
        )
        for n, one in enumerate(sources)
    )
    pairs = sorted({(int(size * draw.random() ** 2), draw.randrange(size)) for _ in range(size * 5 // 2)})
    pairs = [(one, other) for one, other in pairs if one != other]
    receipts = tuple(
        _receipt(n, things[one].id, things[other].id, sources, draw) for n, (one, other) in enumerate(pairs)
    )
    labels = {"kg:tookPartIn": {"en": "took part in", "ru": "участвует в", "zh-Hans": "参加"}}
    times = [
        {"statement": one.statement.rpartition("/")[2], "days": [f"{y}-01-01", f"{y}-12-31"] * 2}
        for one in receipts if (y := draw.randrange(1900, 2026)) % 3
    ]  # fmt: skip
    ledgers: dict[str, list[dict[str, Any]]] = {name: [] for name in LEDGERS} | {"times": times}
    atlas = Atlas(tuple(things), documents, receipts, (), labels, "2026-11-23")
    places = place_all(len(things), pairs, {size + n: [] for n in range(len(sources))})
    return Crowd(atlas, ledgers, places, pairs)


def _receipt(number: int, subject: str, value: str, sources: Sequence[str], draw: Random) -> Receipt:
    name = hashlib.sha256(str(number).encode()).hexdigest()
    place = Place(f"p{number % 12}", number % 4000, number % 4000 + 40, name[16:24])
    mode = ("fact", "fact", "fact", "planned", "attributed")[draw.randrange(5)]
    return Receipt(
        f"{_BASE}id/statement/{name[:16]}", subject, "tookPartIn", ox.NamedNode(f"{_BASE}id/{value}"), (), mode,
        "stated", "normal", (subject,), "", "", "", (), "", "", sources[number % len(sources)], "2025-05-08", "",
        (place,),
    )  # fmt: skip


def _compared(
    made: Crowd, folder: Path, bundles: dict[str, str], chromium: str, rounds: int, say: Callable[[str], None]
) -> list[Row]:
    pages = {name: folder / f"{name}.html" for name in ("ours", "pyvis", *bundles)}
    mine, theirs, loose = [], [], []
    for _ in range(rounds):
        if len(made.pairs) < _PATIENT:
            loose.append(_write_pyvis(made, pages["pyvis"], directed=False))
        mine.append(_write_ours(made, pages["ours"]))
        theirs.append(_write_pyvis(made, pages["pyvis"], directed=True))
    for name, bundle in bundles.items():
        pages[name].write_text(_peer_page(name, bundle, made), encoding="utf-8")
    seen: dict[str, list[Seen]] = {name: [] for name in pages}
    for at in range(rounds):
        for name, path in pages.items():
            say(f"explorer: round {at + 1}, {name}")
            seen[name].append(look_at(path, chromium))
    return _rows(made, pages, seen, tuple(mine), tuple(theirs), tuple(loose))


def _rows(
    made: Crowd,
    pages: dict[str, Path],
    seen: dict[str, list[Seen]],
    mine: tuple[float, ...],
    theirs: tuple[float, ...],
    loose: tuple[float, ...],
) -> list[Row]:
    size = len(made.places) - len(made.atlas.documents)
    big = size > 10_000
    what = f"explorer of {size:,} entities and {len(made.pairs):,} ties"
    rows = []
    for peer, (peer_is, target) in _DRAWN.items():
        if peer in seen:
            ours, theirs_ = (tuple(one.ready for one in seen[name]) for name in ("ours", peer))
            rows.append(Row(f"{what}: first drawing", peer_is, ours, theirs_, None if big else target))
    frames = tuple(one.frame for one in seen["ours"])
    wanted = 30 if big else 50
    rates = "; ".join(f"{name} {1 / max(one.frame for one in found):.0f}" for name, found in seen.items())
    told = f"Frames per second in the worst round: {rates}."
    peer_is = f"a frame of {wanted} a second"
    rows.append(Row(f"{what}: a frame while panning", peer_is, frames, (1 / wanted,) * len(frames), 1.0, told))
    kib = {name: path.stat().st_size / 1024 for name, path in pages.items()}
    sizes = ", ".join(f"{name} {value:,.0f} KiB" for name, value in kib.items())
    rows.append(Row(f"{what}: size of the file", "pyvis, in line", (kib["ours"],), (kib["pyvis"],), 0.5,
                    f"Ours with all labels and evidence: {sizes}.", clock="", unit="KiB"))  # fmt: skip
    told = "Both are given the layout. pyvis's nodes are plain numbers, the cheapest it can be given."
    rows.append(Row(f"{what}: writing the file", "pyvis, directed", mine, theirs, 0.05, told))
    if loose:
        told = "Undirected, pyvis looks through all edges for each new one."
        rows.append(Row(f"{what}: writing the file", "pyvis, as it comes", mine, loose, 0.05, told))
    return rows


def _write_ours(made: Crowd, path: Path) -> float:
    graph = open_graph(str(ROOT))
    ontology = read_ontology(graph.home, graph.terms)
    display = read_strict(ROOT / "ontology" / "display.yaml")
    start = time.perf_counter()
    write_explorer(path, atlas=made.atlas, ledgers=made.ledgers, ontology=ontology, display=display, base=_BASE,
                   title="A crowd", build="0" * 64, places=made.places)  # fmt: skip
    return time.perf_counter() - start


def _write_pyvis(made: Crowd, path: Path, *, directed: bool) -> float:
    start = time.perf_counter()
    network = Network(height="100vh", width="100%", cdn_resources="in_line", directed=directed)
    size = len(made.places) - len(made.atlas.documents)
    for i, (x, y) in enumerate(made.places[:size]):
        network.add_node(
            i, label=made.atlas.things[i].labels["en"], color=_COLOURS[i % 6], size=6, x=x, y=y, physics=False
        )
    for one, other in made.pairs:
        network.add_edge(one, other, title="took part in")
    network.toggle_physics(False)
    html = network.generate_html()
    path.write_text(html, encoding="utf-8")
    seconds = time.perf_counter() - start
    hook = f"<script>{_SHOWN}network.once('afterDrawing',shown);network.redraw();</script></body>"
    head, _, tail = html.rpartition("</body>")
    path.write_text(head + hook + tail, encoding="utf-8")
    return seconds


_SHOWN = "const shown=()=>requestAnimationFrame(()=>setTimeout(()=>performance.mark('shown')));"
_DRAW = {
    "sigma": """const g=new Graph({multi:true});
N.forEach(([label,type,x,y],i)=>g.addNode(i,{label,color:P[type],size:4,x,y:-y}));
E.forEach(([a,b])=>g.addEdge(a,b,{size:1,color:'#bbb'}));new Sigma(g,document.getElementById('c'));
requestAnimationFrame(()=>requestAnimationFrame(()=>performance.mark('shown')));""",
    "force-graph": """let once=0;const fg=new ForceGraph(document.getElementById('c')).cooldownTicks(0).warmupTicks(0)
.nodeColor(n=>P[n.type]).nodeLabel('label').linkColor(()=>'#bbb').enableNodeDrag(false)
.onRenderFramePost(()=>{if(!once++)shown()})
.graphData({nodes:N.map(([label,type,x,y],id)=>({id,label,type,x,y,fx:x,fy:y})),links:E.map(([source,target])=>({source,target}))});
fg.zoom(Math.min(innerWidth,innerHeight)/(2.2*Math.max(...N.map(n=>Math.abs(n[2])),1)));""",
}
_ENTRY = {
    "sigma": "import Sigma from 'sigma';import Graph from 'graphology';window.Sigma=Sigma;window.Graph=Graph;",
    "force-graph": "import ForceGraph from 'force-graph';window.ForceGraph=ForceGraph;",
}


def _peer_page(name: str, bundle: str, made: Crowd) -> str:
    size = len(made.places) - len(made.atlas.documents)
    nodes = [
        [made.atlas.things[i].labels["en"], i % 6, round(x), round(y)] for i, (x, y) in enumerate(made.places[:size])
    ]
    data = ",".join(
        f"{key}={json.dumps(value, separators=(',', ':'))}"
        for key, value in (("P", _COLOURS), ("N", nodes), ("E", [[a, b, "took part in"] for a, b in made.pairs]))
    )
    script = bundle.replace("</script", "<\\/script")
    return (
        "<!doctype html><meta charset=utf-8><style>html,body,#c{margin:0;width:100%;height:100%}</style>"
        "<div id=c></div>"
        f"<script>{script}</script><script>{_SHOWN}const {data};{_DRAW[name]}</script>"
    )


def _bundles(folder: Path, say: Callable[[str], None]) -> dict[str, str]:
    """The peers' scripts by name; none where npm or the network is missing."""
    npm = shutil.which("npm")
    if not npm:
        return {}
    where = folder / "npm"
    where.mkdir()
    (where / "package.json").write_text('{"private": true}', encoding="utf-8")
    say("explorer: installing the peers from npm")
    options = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run([npm, "install", *options, *_PEERS], cwd=where, check=False, capture_output=True, timeout=300)
    if done.returncode:
        return {}
    found = {}
    for name, entry in _ENTRY.items():
        (where / f"{name}.js").write_text(entry, encoding="utf-8")
        command = [
            str(where / "node_modules/.bin/esbuild"),
            f"{name}.js",
            "--bundle",
            "--minify",
            f"--outfile=out-{name}.js",
            "--log-level=error",
        ]
        subprocess.run(command, cwd=where, check=True, timeout=120)
        found[name] = (where / f"out-{name}.js").read_text(encoding="utf-8")
    return found
