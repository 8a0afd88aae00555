"""The fixed parts of a network page: template, style, script, words, and the drawing library pyvis ships."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kg import strict_yaml
from kg.errors import OutputError
from kg.export.licences import notices
from kg.export.templates import csp_hash, template

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Template

    from kg.export.licences import Notice

__all__ = ["Assets", "load_assets", "vendored_script"]

_SCRIPT = ("words", "drawing", "labels", "receipts", "controls")


@dataclass(frozen=True, slots=True)
class Assets:
    """Everything a page is made of apart from its data."""

    template: Template
    style: str
    script: Markup
    library: str
    library_bytes: bytes
    library_note: str
    notices: Sequence[Notice]
    script_hashes: str
    strings: Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=1)
def load_assets() -> Assets:
    """Read and check the parts once per process. Raises `OutputError` when the library is not the pinned one."""
    manifest = strict_yaml.load(_read("vendored.yaml"), "vendored.yaml")["vis-network"]
    script = Markup(_script())  # noqa: S704 -- files of this package
    library = vendored_script(manifest)
    return Assets(
        template=template(_read("page.html.j2")),
        style=_read("page.css"),
        script=script,
        library=library,
        library_bytes=library.encode(),
        library_note=f"{manifest['name']} {manifest['version']} ({manifest['licence']})",
        notices=notices(manifest["libraries"]),
        script_hashes=f"{csp_hash(library)} {csp_hash(script)}",
        strings=strict_yaml.load(_read("strings.yaml"), "kg/export/network_page/strings.yaml"),
    )


def _script() -> str:
    """The parts of the page's script, in order, as one function with nothing in the global scope."""
    parts = "\n".join(_read(f"{part}.js") for part in _SCRIPT)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def vendored_script(manifest: Mapping[str, Any]) -> str:
    """Return the drawing library as text if its digest is the pinned one, with the line ends a browser sees."""
    remedy = "install the versions of requirements.lock again (make demo does)"
    try:
        data = (resources.files("pyvis") / manifest["shipped"]).read_bytes()
    except (OSError, ModuleNotFoundError) as error:
        raise OutputError(f"pyvis does not hold {manifest['shipped']}; {remedy}") from error
    found = hashlib.sha256(data).hexdigest()
    if found != manifest["sha256"]:
        raise OutputError(
            f"the file {manifest['shipped']} of pyvis is not {manifest['name']} {manifest['version']}: "
            f"its SHA-256 is {found}, not {manifest['sha256']}; {remedy}"
        )
    text: str = data.decode("utf-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.partition("//# sourceMappingURL=")[0]  # a browser's tools would ask for the map


def _read(name: str) -> str:
    text = (resources.files("kg.export") / "network_page" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")
