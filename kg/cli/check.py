"""`kg check`: everything that can be wrong with the data, with file, line and remedy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.cli.cite import texts_folder
from kg.cli.options import parser

if TYPE_CHECKING:
    from kg.validate.check import Checked, EvidenceCount
    from kg.validate.reasoning import Reasoned

__all__ = ["run"]

_EXAMPLES = 3
_ABOUT = (
    "Check the curated data: references, dates, evidence, shapes and, with --reason, logic. Errors are printed whole, "
    "warnings and infos counted by kind. With FILE, everything that concerns these files is printed and the rest "
    "counted; all of the data is checked all the same, and the exit code tells of all. JSON always has every finding."
)


def run(words: list[str]) -> int:
    """Parse the words, check, and report; exit code 1 on errors, under --strict on any finding."""
    options = parser("check", _ABOUT)
    options.add_argument("files", nargs="*", metavar="FILE", help="a path under data/, or the id of a source")
    options.add_argument(
        "--all", action="store_true", help="print every warning and info, as --strict does without FILE"
    )
    options.add_argument("--texts", metavar="DIR", help="folder with source texts (default: KG_TEXTS, else texts/)")
    options.add_argument("--reason", action="store_true", help="prove ontology and data consistent with HermiT (Java)")
    options.add_argument("--strict", action="store_true", help="exit code 1 on warnings and infos too")
    options.add_argument("--format", choices=("text", "json"), default="text")
    given = options.parse_args(words)
    from kg.resources import find_home
    from kg.validate.check import check
    from kg.validate.concerned import concerned
    from kg.validate.report import as_json, as_lines, as_summary, exit_code, is_error

    home = find_home(given.home)
    shown = concerned(home, given.files) if given.files else is_error
    checked = check(home, texts_folder(home, given.texts), reasoning=given.reason)
    if given.format == "json":
        values = {**json.loads(as_json(checked.findings)), **_as_values(checked)}
        print(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        whole = given.all or (given.strict and not given.files)
        lines = as_lines(checked.findings) if whole else as_summary(checked.findings, shown)
        if given.files and not any(map(shown, checked.findings)):
            print(f"nothing found that concerns {', '.join(given.files)}")
        print("\n".join(lines + _evidence_lines(checked.evidence) + _logic_lines(checked.reasoned)))
    return exit_code(checked.findings, given.strict)


def _as_values(checked: Checked) -> dict[str, Any]:
    evidence, reasoned = checked.evidence, checked.reasoned
    return {
        "evidence": {"statements": evidence.levels, "verified": evidence.verified, "unverified": evidence.unverified},
        "logic": None
        if reasoned is None
        else {
            "consistent": None if reasoned.skipped else reasoned.consistent,
            "skipped": reasoned.skipped or None,
            "classified": [one._asdict() for one in reasoned.classified],
        },
    }


def _evidence_lines(evidence: EvidenceCount) -> list[str]:
    if not evidence.levels:
        return []
    levels = ", ".join(f"{count} {level}" for level, count in evidence.levels.items())
    lines = [f"statements: {levels}", f"compared with their text just now: {evidence.verified}"]
    hint = "its text was not found (name a folder with --texts)"
    return lines + [
        f"not verified: {count} statements of {source}; {hint}" for source, count in evidence.unverified.items()
    ]


def _logic_lines(reasoned: Reasoned | None) -> list[str]:
    if reasoned is None:
        return []
    if reasoned.skipped:
        return [f"logic: skipped. {reasoned.skipped}"]
    lines = ["logic: consistent" if reasoned.consistent else "logic: a contradiction; its culprits are named above"]
    if reasoned.consistent:
        lines.append(f"classified: {len(reasoned.classified)} memberships follow (all of them with --format json)")
        lines += [f"  {one.entity} is also a {one.cls}: {one.why}" for one in reasoned.classified[:_EXAMPLES]]
    return lines
