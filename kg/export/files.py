"""Writing a finished result to the place a user named: whole or not at all.

The path is the user's own choice, so an absolute path and one that climbs with `..` are followed like any
other program follows them. Names made from *data* (an id, a label) never come here as a path.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from kg.errors import OutputError

__all__ = ["write_atomically"]

_LONGEST_NAME = 255  # bytes: the limit of every file system in common use
_REASONS = {
    errno.ENOSPC: "the disk is full: free some space or name another folder",
    errno.EDQUOT: "your disk quota is used up: free some space or name another folder",
    errno.EFBIG: "the file would be larger than allowed here: name another folder",
    errno.EACCES: "you may not write there: name another folder or change its permissions",
    errno.EPERM: "you may not write there: name another folder or change its permissions",
    errno.EROFS: "that disk is read-only: name another folder",
    errno.ENAMETOOLONG: "the path is too long: choose a shorter one",
    errno.ELOOP: "its links lead in a circle: name the file itself",
}


def write_atomically(path: str | Path, data: bytes) -> int:
    """Put `data` at `path` in one step, or leave what was there, and return the number of bytes.

    The bytes go to a temporary file in the same folder, which then takes the name. A symbolic link is
    followed, so the file it points at is replaced and the link stays. Raises `OutputError` (nothing is left
    half-written) when the name cannot be a file, the folder is missing, or writing fails.

    >>> write_atomically("file:///x.html", b"")
    Traceback (most recent call last):
    ...
    kg.errors.OutputError: cannot write 'file:///x.html': it is an address, not a path; write the path alone
    """
    target = _checked(path)
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except OSError:
        mode = 0o666 & ~_umask()
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".kg-", suffix=".part", dir=target.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(temporary).chmod(mode)
        os.replace(temporary, target)  # noqa: PTH105 -- tests replace this very name to stand for a full disk
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        reason = _REASONS.get(error.errno or 0, f"{error.strerror or error}: name another place")
        raise _refuse(path, reason) from error
    return len(data)


def _checked(path: str | Path) -> Path:
    text = os.fspath(path)
    if not text.strip():
        raise _refuse(path, "the name is empty; name a file, for example network.html")
    if any(ord(c) < 32 or ord(c) == 127 or 0xD800 <= ord(c) <= 0xDFFF for c in text):
        raise _refuse(path, "the name holds a control character; choose a name of visible characters")
    if text.lower().startswith(("file:", "http:", "https:")):
        raise _refuse(path, "it is an address, not a path; write the path alone")
    if len(os.fsencode(Path(text).name)) > _LONGEST_NAME:
        raise _refuse(path, f"the name is longer than {_LONGEST_NAME} bytes; choose a shorter one")
    if text.endswith(("/", os.sep)) or Path(text).name in {"", ".", ".."}:
        raise _refuse(path, "it names a folder; add the name of a file")
    try:
        target = Path(text).resolve()
        if target.is_dir():
            raise _refuse(path, "there is a folder of that name; add the name of a file")
        if target.exists() and not target.is_file():
            raise _refuse(path, "it is a device or a pipe, not a file; name a file")
        if not target.parent.is_dir():
            raise _refuse(path, f"there is no folder '{Path(text).parent}'; make it first or name another")
    except (OSError, RuntimeError) as error:
        reason = _REASONS.get(getattr(error, "errno", 0) or 0, "the path cannot be followed; name another place")
        raise _refuse(path, reason) from error
    return target


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _refuse(path: str | Path, reason: str) -> OutputError:
    shown = os.fspath(path)
    shown = shown if len(shown) <= 80 else f"{shown[:77]}…"
    return OutputError(f"cannot write {shown!r}: {reason}")
