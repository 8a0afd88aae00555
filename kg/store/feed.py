"""Lines on their way into a store: the engine reads a pipe in a thread of its own while Python makes the next lines.

The engine leaves Python free as long as it reads a file, so a build that feeds it has the parse for nothing, and
whatever it does after the last line (sorting, ledgers) while the engine writes its tables. See
`docs/decisions/0014-the-engine-reads-while-lines-are-made.md`.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    from types import TracebackType

    from kg.store.base import Writer

__all__ = ["Feed"]

_BUFFER = 65536  # what a pipe holds
_PIPES = "/dev/fd"


class Feed:
    """A load that is fed: `send` lines, `end`, do something else. Leaving the `with` block ends it and waits.

    What stops the writer is raised as `Writer.load` raises it, by `send` or on leaving. Raises `StoreError` where the
    system gives pipes no names.
    """

    def __init__(self, writer: Writer) -> None:
        out, into = os.pipe()
        if not Path(_PIPES, str(out)).exists():
            os.close(out)
            os.close(into)
            raise StoreError(
                f"{_PIPES} is missing, by which the engine reads what is built; mount it (proc, or fdescfs)"
            )
        self._into = os.fdopen(into, "wb", buffering=_BUFFER)
        self._pool = ThreadPoolExecutor(1)
        self._loading = self._pool.submit(writer.load, f"{_PIPES}/{out}")
        self._loading.add_done_callback(lambda _: os.close(out))  # nobody waits for a reader that gave up

    def send(self, block: bytes) -> None:
        """Hand over some lines of N-Quads; the last needs no line break."""
        try:
            self._into.write(block)
            self._into.write(b"\n")
        except BrokenPipeError:
            self._loading.result()
            raise

    def end(self) -> None:
        """Say that no more lines come."""
        with suppress(BrokenPipeError):  # what broke it is raised on leaving
            self._into.close()

    def __enter__(self) -> Feed:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
        self._pool.shutdown()
        if error is None:
            self._loading.result()
