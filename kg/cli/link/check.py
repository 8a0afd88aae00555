"""`kg link check`: accepted links beside what Wikidata says now, every finding at our own line."""

from __future__ import annotations

from kg.cli.link.asking import ask_parser, asking

__all__ = ["run"]


def run(words: list[str]) -> int:
    """Parse the words, compare, report; exit code 1 on errors, under --strict on any finding."""
    options = ask_parser(
        "check", "Compare links with Wikidata: merged, deleted, of another kind, renamed, saying otherwise."
    )
    options.add_argument("--strict", action="store_true", help="exit code 1 on warnings and infos too")
    given = options.parse_args(words)
    from kg.link.check import check_links
    from kg.link.known import read_known
    from kg.resources import find_home
    from kg.validate.report import as_json, as_lines, exit_code

    home = find_home(given.home)
    known = read_known(home)
    with asking(given, home, known.corpus.items) as wikidata:
        found = check_links(known, wikidata)
    print(as_json(found) if given.format == "json" else "\n".join(as_lines(found)))
    return exit_code(found, given.strict)
