"""Put a text in a file of ours whole or not at all: written aside, flushed to disk, renamed into place."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import OutputError

__all__ = ["replace_text"]


def replace_text(path: Path, text: str, remedy: str) -> bool:
    """Make `path` hold `text`, with its folders; returns whether anything changed.

    Raises `OutputError` that ends in `remedy` when it cannot be written; the file is as it was then.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.exists() and path.read_bytes() == text.encode():
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written: {error.strerror}; {remedy}") from error
    return True
