"""A table of verbs, of `kg` itself or of one of its verbs: its help, and the module of the one that was typed."""

from __future__ import annotations

import sys

__all__ = ["run_verb"]


def run_verb(program: str, kind: str, verbs: dict[str, str], words: list[str], about: str, closing: str) -> int:
    """Run the verb that stands first among the words, from the module of its name; returns its exit code.

    `program` is what was typed before it (`kg link`), `kind` what such a verb is called (`action`), `verbs` what each
    does; `about` and `closing` stand before and after them in the help, which is printed without words too: code 2.
    """
    if not words or words[0] in ("-h", "--help", "help"):
        width = max(map(len, verbs), default=0) + 2
        lines = [f"  {name:{width}}{summary}" for name, summary in verbs.items()]
        usage = f"usage: {program} {kind.upper()} …\n\n{about}\n\n{kind}s:"
        print("\n".join([usage, *lines, f"\n{program} {kind.upper()} --help tells more. {closing}"]))
        return 0 if words else 2
    if words[0] not in verbs:
        from kg.ontology import did_you_mean

        hint = did_you_mean(words[0], verbs) or f"{program} --help lists them"
        print(f"{program}: no {kind} '{words[0]}'; {hint}", file=sys.stderr)
        return 2
    module = __import__(".".join(["kg", "cli", *program.split()[1:], words[0]]), fromlist=["run"])
    code: int = module.run(words[1:])
    return code
