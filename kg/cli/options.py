"""Options that several verbs share."""

from __future__ import annotations

import argparse
import sys

from kg.api import Graph, open_graph

__all__ = ["LANGUAGES", "as_of_option", "opened", "output_options", "parser"]

LANGUAGES = ("en", "zh-Hans", "ru")


class _Parser(argparse.ArgumentParser):
    """argparse with messages of one line, which measures the terminal (and imports shutil) only to print help."""

    def format_help(self) -> str:
        self.formatter_class = argparse.HelpFormatter
        return super().format_help()

    def error(self, message: str) -> None:  # type: ignore[override]  # argparse says NoReturn; exit() never returns
        self.exit(2, f"{self.prog}: {message}; {self.prog} --help tells more\n")


def parser(verb: str, about: str) -> argparse.ArgumentParser:
    """A parser for one verb, with --home."""
    made = _Parser(prog=f"kg {verb}", description=about, allow_abbrev=False, formatter_class=_of_fixed_width)
    made.add_argument(
        "--home",
        metavar="DIR",
        help="folder with ontology/, data/ and queries/ (default: KG_HOME, else the packaged one)",
    )
    return made


def _of_fixed_width(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, width=80)


def as_of_option(options: argparse.ArgumentParser) -> None:
    """Add --as-of: answer from what was published by a date."""
    options.add_argument(
        "--as-of",
        metavar="DATE",
        type=_day,
        help="leave out every source published later (YYYY, YYYY-MM or YYYY-MM-DD), and every source without a date",
    )


def _day(text: str) -> str:
    from kg.store.shelf import as_of_day

    return as_of_day(text)


def output_options(options: argparse.ArgumentParser, formats: tuple[str, ...], default: str | None, told: str) -> None:
    """Add --format, --footnotes and --cite, of which one may be given."""
    group = options.add_mutually_exclusive_group()
    group.add_argument("--format", choices=formats, default=default, help=told)
    group.add_argument("--footnotes", choices=("markdown", "html"), help="write it with numbered footnotes")
    group.add_argument("--cite", choices=("bibtex", "csl"), help="write the sources it cites, for a bibliography")


def opened(home: str | None, as_of: str | None = None) -> Graph:
    """Open the graph; say on the terminal when files were saved after it was built, and anywhere what is left out."""
    graph = open_graph(home, as_of=as_of)
    if left_out := graph.build.as_of:
        print(
            f"note: as of {left_out['date']}; left out: sources published later: {left_out['later']}, "
            f"sources without a date: {left_out['undated']}, statements of both: {left_out['statements']}",
            file=sys.stderr,
        )
    if graph.stale and sys.stderr.isatty():
        print("note: data/ or ontology/ changed after this build; kg build brings it up to date", file=sys.stderr)
    return graph
