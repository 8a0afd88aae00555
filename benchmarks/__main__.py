"""`python -m benchmarks [CASE …]`: measure against named peers, print the table, write docs/performance.md.

The page is written by a run of everything at full size, so that every ratio in it comes from one run. A run of some
cases, or with `--quick`, prints its table only.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.report import Row, machine, page, table, written_into

CASES = ("startup", "picture", "explorer", "queries", "build", "ledgers")
PAGE = Path(__file__).parent.parent / "docs" / "performance.md"


def main(argv: list[str] | None = None) -> int:
    """Run the cases and report. A missed target is shown and changes no exit code: it is a finding, not a failure."""
    options = argparse.ArgumentParser(prog="python -m benchmarks", description="Ratios against named peers.")
    options.add_argument("cases", nargs="*", metavar="CASE", help=f"one or more of: {', '.join(CASES)} (default: all)")
    options.add_argument("--quick", action="store_true", help="small sizes and few rounds: does it run at all?")
    options.add_argument("--peers", metavar="DIR", help="where peers that Karmen does not need are: numpy, scipy")
    options.add_argument("--page", type=Path, default=PAGE, help="the page to write (default: docs/performance.md)")
    given = options.parse_args(argv)
    unknown = [name for name in given.cases if name not in CASES]
    if unknown:
        options.error(f"no case '{unknown[0]}'; there are: {', '.join(CASES)}")
    if given.peers:
        sys.path.append(given.peers)
    rows: list[Row] = []
    for name in given.cases or CASES:
        case = importlib.import_module(f"benchmarks.{name}")
        with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
            rows += case.measure(Path(folder), quick=given.quick, say=_say)
    print(table(rows), end="")
    if not given.cases and not given.quick:
        old = given.page.read_text(encoding="utf-8") if given.page.exists() else ""
        new = page(rows, datetime.datetime.now(tz=datetime.UTC).date().isoformat(), machine())
        given.page.write_text(written_into(old, new), encoding="utf-8")
        _say(f"written: {given.page.name}")
    return 0


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
