"""A small Wikidata on the loopback: the real API's shapes, recorded answers, and planned faults."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

Fault = Callable[[BaseHTTPRequestHandler], None]


def reply(status: int, body: bytes | str, **headers: str) -> Fault:
    """A fault: answer so, whatever was asked."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        data = body.encode() if isinstance(body, str) else body
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(data)))
        if handler.close_connection:
            handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def cut(handler: BaseHTTPRequestHandler) -> None:
    """A fault: promise a thousand bytes, send seven, hang up."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"entit')
    handler.wfile.flush()
    handler.connection.close()


def slow(seconds: float) -> Fault:
    """A fault: a byte now and then, for so long."""

    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    return trickle


@dataclass
class FakeWikidata:
    """What the server knows, what it was asked, and the faults it gives first, in order."""

    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    address: str = ""
    batches: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    """Answers reconciliation queries, when it is given."""

    def add(self, entity: dict[str, Any]) -> None:
        self.entities[entity["id"]] = entity

    def load(self, folder: Path) -> None:
        """Every whole item of a folder of recorded answers."""
        for path in sorted(folder.glob("*_props_info*.json")):
            for entity in json.loads(path.read_bytes())["entities"].values():
                self.add(entity)

    def answer(self, params: dict[str, str]) -> dict[str, Any]:
        if "queries" in params and self.batches:
            return self.batches(json.loads(params["queries"]))
        match params.get("action"):
            case "wbgetentities":
                ids = params["ids"].split("|")
                if len(ids) > 50:
                    return {"error": {"code": "toomanyvalues", "info": "Too many values supplied for parameter ids"}}
                return {"entities": {one: self._entity(one, params["props"].split("|")) for one in ids}, "success": 1}
            case "wbsearchentities":
                return {"searchinfo": {"search": params["search"]}, "search": self._found(params), "success": 1}
        return {"error": {"code": "badvalue", "info": "Unrecognized value for parameter action"}}

    def _entity(self, asked: str, props: list[str]) -> dict[str, Any]:
        target = self.redirects.get(asked, asked)
        if target not in self.entities:
            return {"id": asked, "missing": ""}
        entity = self.entities[target]
        always = ("id", "type") + (("pageid", "ns", "title", "lastrevid", "modified") if "info" in props else ())
        found = {name: part for name, part in entity.items() if name in always or name in props}
        return found | ({"redirects": {"from": asked, "to": target}} if target != asked else {})

    def _found(self, params: dict[str, str]) -> list[dict[str, Any]]:
        wanted, lang = params["search"].casefold(), params["language"]
        found = []
        for entity in self.entities.values():
            labels = {one["value"] for one in entity.get("labels", {}).values()}
            names = labels | {one["value"] for many in (entity.get("aliases") or {}).values() for one in many}
            if any(name.casefold().startswith(wanted) for name in names):
                shown = entity.get("labels", {}).get(lang, {}).get("value", "")
                described = (entity.get("descriptions") or {}).get(lang, {}).get("value", "")
                found.append({"id": entity["id"], "label": shown, "description": described})
        return found[: int(params["limit"])]


@contextmanager
def serving(wikidata: FakeWikidata) -> Iterator[FakeWikidata]:
    """Run the server on a free port of the loopback for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _ask(self, query: str) -> None:
            params = {name: values[0] for name, values in parse_qs(query).items()}
            wikidata.asked.append(params)
            wikidata.agents.append(self.headers.get("User-Agent", ""))
            if wikidata.faults:
                self.close_connection = True
                wikidata.faults.pop(0)(self)
                return
            body = gzip.compress(json.dumps(wikidata.answer(params)).encode())
            reply(200, body, Content_Type="application/json", Content_Encoding="gzip")(self)

        def do_GET(self) -> None:
            self._ask(urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._ask(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that hangs up is part of the test
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    wikidata.address = f"http://127.0.0.1:{server.server_port}/w/api.php"
    try:
        yield wikidata
    finally:
        server.shutdown()
        server.server_close()
