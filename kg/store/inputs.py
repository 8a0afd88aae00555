"""The name of a build, which follows from all that decides its bytes."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from kg.resources import input_files
from kg.store.current import FORMAT
from kg.version import __version__

if TYPE_CHECKING:
    from kg.resources import Home

__all__ = ["LIBRARIES", "input_hash"]

LIBRARIES = ("PyYAML", "edtf", "iuliia", "pyoxigraph", "pypinyin")
"""The libraries that read what a build reads or make bytes of it."""


def input_hash(home: Home, as_of: str = "") -> str:
    """The name of the build these inputs give: data, ontology, the code and libraries that make it, format, day."""
    digest = hashlib.sha256(f"karmen-kg {__version__} format {FORMAT} {as_of}\n".encode())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    code = Path(__file__).parent.parent
    files = [*input_files(home), *((f"kg/{path.name}", str(path)) for path in sorted(code.rglob("*.py")))]
    for name, path in files:
        content = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        digest.update(f"{name} {content}\n".encode())
    return digest.hexdigest()
