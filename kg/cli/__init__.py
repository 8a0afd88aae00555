"""The command line: parse options, call the library, print. Each verb is one small module of this folder.

Only the module of the verb that was typed is imported, and heavy libraries only inside it, so that
`kg --help` and a one-row answer cost little more than the interpreter.
"""

from __future__ import annotations

import os
import sys

from kg.cli.verbs import run_verb

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

_ABOUT = "The knowledge graph of China–Russia cultural exchange that you can check."
_CLOSING = "Exit codes: 0 fine, 1 findings, 2 usage or bad input, 3 internal."
_INTERRUPTED = 130
_INTERNAL = 3


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 fine, 1 findings, 2 usage or bad input, 3 internal.

    The outermost edge: the only place where an error becomes a sentence and an exit code.
    """
    from kg.errors import KGError

    words = sys.argv[1:] if argv is None else argv
    program = f"kg {words[0]}" if words and words[0] in VERBS else "kg"
    try:
        code = _run(words)
        if sys.stdout:
            sys.stdout.flush()
    except KGError as error:
        print(f"{program}: {error}", file=sys.stderr)
        for finding in getattr(error, "findings", ()):
            print(finding, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        _write_no_more()
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except (Exception, RecursionError) as error:
        if os.environ.get("KG_DEBUG"):
            raise
        told, code = _told(error)
        print(f"{program}: {told}", file=sys.stderr)
    return code


def _run(words: list[str]) -> int:
    if words and words[0] in ("-V", "--version"):
        from kg.version import __version__

        print(f"kg {__version__}")
        return 0
    try:
        return run_verb("kg", "verb", VERBS, words, _ABOUT, _CLOSING)
    except SystemExit as done:  # argparse has printed its help, or what was wrong with the words
        return int(done.code or 0)


def _told(error: Exception) -> tuple[str, int]:
    """An error that nothing of ours foresaw, as a sentence and an exit code: of the output's making, or internal."""
    if isinstance(error, OSError) and error.errno and error.filename is None:  # files have names; a stream has none
        _write_no_more()
        return f"the output cannot be written: {error.strerror}; what was written of it is not whole", 2
    encoding = getattr(sys.stdout, "encoding", None) or ""
    if isinstance(error, UnicodeEncodeError) and not encoding.lower().startswith("utf"):
        letter = error.object[error.start]
        return f"the output's encoding ({encoding}) has no {letter!a} in it; set PYTHONUTF8=1 and ask again", 2
    report = "Please report it with the command you typed; KG_DEBUG=1 shows where it happened"
    return f"internal error ({type(error).__name__}: {error}); nothing was changed. {report}", _INTERNAL


def _write_no_more() -> None:
    """Let what is still to be written to standard output vanish: the interpreter would try again as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
