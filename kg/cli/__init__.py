"""The command line: parse options, call the library, print. Each verb is one small module of this folder.

Only the module of the verb that was typed is imported, and heavy libraries only inside it, so that
`kg --help` and a one-row answer cost little more than the interpreter.
"""

from __future__ import annotations

import os
import sys

__all__ = ["VERBS", "main"]

VERBS = {
    "ask": "ask a question of the library and see who says so",
    "balance": "count how many characters of a text each voice, side and institution gets",
    "build": "build the graph from data/ and ontology/",
    "check": "check the curated data: references, dates, evidence, shapes, logic",
    "cite": "find words in a source's text and print their evidence string",
    "conflicts": "show where sources disagree, both sides with their evidence",
    "diff": "compare two builds: every added, changed and withdrawn statement once",
    "explore": "write the whole atlas as one HTML file: network, timeline, table, sources",
    "export": "write the graph as N-Quads, Turtle or TriG",
    "link": "link entities to Wikidata: suggest, review, check, enrich, give back",
    "network": "write a question's network as one HTML file that opens from disk",
    "path": "show by what chain of statements two things are connected",
    "promises": "show what was announced and what became of it by a date",
    "show": "show an entity with everything said about it",
    "slices": "count what is in a window of time, possibly in it, undated, or out",
    "source": "begin a source file, or propose what its text speaks of",
    "sparql": "answer any read-only SPARQL query",
    "voices": "show what rests only on bodies that took part in the event, and who says so",
}

_INTERRUPTED = 130
_INTERNAL = 3


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 fine, 1 findings, 2 usage or bad input, 3 internal."""
    words = sys.argv[1:] if argv is None else argv
    if not words or words[0] in ("-h", "--help", "help"):
        _print_help()
        return 0 if words else 2
    if words[0] in ("-V", "--version"):
        from kg.version import __version__

        print(f"kg {__version__}")
        return 0
    if words[0] not in VERBS:
        return _unknown(words[0])
    return _guarded(words[0], words[1:])


def _guarded(verb: str, words: list[str]) -> int:
    """The outermost edge: the only place where an error becomes a sentence and an exit code."""
    from kg.errors import KGError

    module = __import__(f"kg.cli.{verb}", fromlist=["run"])
    try:
        code: int = module.run(words)
        sys.stdout.flush()
    except KGError as error:
        print(f"kg {verb}: {error}", file=sys.stderr)
        for finding in getattr(error, "findings", ()):
            print(finding, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except (Exception, RecursionError) as error:
        if os.environ.get("KG_DEBUG"):
            raise
        print(
            f"kg {verb}: internal error ({type(error).__name__}: {error}); nothing was changed. "
            "Please report it with the command you typed; KG_DEBUG=1 shows where it happened",
            file=sys.stderr,
        )
        return _INTERNAL
    return code


def _print_help() -> None:
    print("usage: kg VERB …\n\nThe knowledge graph of China–Russia cultural exchange that you can check.\n\nverbs:")
    for name, summary in VERBS.items():
        print(f"  {name:10}{summary}")
    print("\nkg VERB --help tells more. Exit codes: 0 fine, 1 findings, 2 usage or bad input, 3 internal.")


def _unknown(word: str) -> int:
    from kg.ontology import did_you_mean

    print(f"kg: no verb '{word}'; {did_you_mean(word, VERBS) or 'kg --help lists them'}", file=sys.stderr)
    return 2
