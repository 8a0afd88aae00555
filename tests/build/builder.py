"""Run by the tests as a process of its own: `builder.py HOME [--force] [--die-at STEP] [--limit BYTES] [--hold]`.

Prints `unchanged` or `built` and the content hash. With --die-at it kills itself with SIGKILL when that step is
announced, with --limit no file may grow beyond so many bytes (as on a full disk), with --hold it waits inside the
lock for a line of input.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sys

from kg.errors import KGError
from kg.pipeline import build
from kg.resources import find_home


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("home")
    options.add_argument("--force", action="store_true")
    options.add_argument("--die-at", default="")
    options.add_argument("--limit", type=int, default=0)
    options.add_argument("--hold", action="store_true")
    given = options.parse_args()
    home = find_home(given.home)

    def on_step(step: str) -> None:
        if step == given.die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if given.hold and step == "look":
            sys.stdout.write("holding\n")
            sys.stdout.flush()
            sys.stdin.readline()

    if given.limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (given.limit, given.limit))
    try:
        made = build(home, force=given.force, on_step=on_step)
    except KGError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stdout.write(f"{'unchanged' if made.unchanged else 'built'} {made.build.content}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
