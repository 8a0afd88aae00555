"""The report: text, JSON and exit code say the same thing."""

from __future__ import annotations

import json

from kg.model import Finding, Severity, Where
from kg.validate.report import as_json, as_lines, as_summary, counts_line, exit_code

SPEECH = Where("data/entities/speeches.yaml", 3)
ERROR = Finding(Severity.ERROR, "no-speaker", "'speech/a': no speaker", SPEECH, "add one")
WARNING = Finding(Severity.WARNING, "no-date", "'event/б': no date", Where("data/entities/events.yaml", 12))
INFO = Finding(Severity.INFO, "no-window", "a plan has no window", Where("data/entities/events.yaml", 2))
PLACELESS = Finding(Severity.ERROR, "more", "there are more")


def test_lines_are_sorted_by_place_and_counted() -> None:
    assert as_lines([PLACELESS, ERROR, WARNING, INFO]) == [
        "data/entities/events.yaml:2: info: a plan has no window [no-window]",
        "data/entities/events.yaml:12: warning: 'event/б': no date [no-date]",
        "data/entities/speeches.yaml:3: error: 'speech/a': no speaker; add one [no-speaker]",
        "error: there are more [more]",
        "2 errors, 1 warning, 1 info",
    ]


def test_a_summary_has_the_errors_whole_and_the_rest_by_kind() -> None:
    other = Finding(Severity.WARNING, "gap", "no label", SPEECH)
    assert as_summary([INFO, WARNING, PLACELESS, other, ERROR, Finding(Severity.WARNING, "gap", "none", SPEECH)]) == [
        "data/entities/speeches.yaml:3: error: 'speech/a': no speaker; add one [no-speaker]",
        "error: there are more [more]",
        "not shown: 2 warnings [gap]",
        "not shown: 1 warning [no-date]",
        "not shown: 1 info [no-window]",
        "2 errors, 3 warnings, 1 info",
    ]
    assert as_summary([ERROR, INFO], lambda one: one is INFO)[0] == str(INFO)


def test_a_finding_made_twice_is_reported_once() -> None:
    assert as_lines([INFO, INFO]) == ["data/entities/events.yaml:2: info: a plan has no window [no-window]", "1 info"]


def test_nothing_found_says_so() -> None:
    assert as_lines([]) == ["nothing found"]
    assert counts_line([]) == "nothing found"
    assert json.loads(as_json([])) == {"findings": [], "counts": {"error": 0, "warning": 0, "info": 0}}


def test_json_has_the_same_findings_in_the_same_order() -> None:
    text = as_json([PLACELESS, ERROR, WARNING, INFO])
    assert "event/б" in text
    loaded = json.loads(text)
    assert loaded["counts"] == {"error": 2, "warning": 1, "info": 1}
    assert [one["rule"] for one in loaded["findings"]] == ["no-window", "no-date", "no-speaker", "more"]
    assert loaded["findings"][2] == {
        "severity": "error",
        "rule": "no-speaker",
        "message": "'speech/a': no speaker",
        "file": "data/entities/speeches.yaml",
        "line": 3,
        "remedy": "add one",
    }
    assert (loaded["findings"][3]["file"], loaded["findings"][3]["line"]) == ("", 0)


def test_errors_fail_and_strict_fails_on_anything() -> None:
    assert exit_code([]) == exit_code([], strict=True) == 0
    assert exit_code([WARNING, INFO]) == 0
    assert exit_code([INFO], strict=True) == exit_code([WARNING], strict=True) == 1
    assert exit_code([INFO, ERROR]) == exit_code([ERROR], strict=True) == 1
