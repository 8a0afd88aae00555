"""Which properties tie an agent to a body, an event or a text stands in the ontology; code knows the kinds of tie."""

from __future__ import annotations

import re

from tests.claims.chains import ontology
from tests.conftest import ROOT


def test_every_kind_of_tie_is_used_and_marks_a_property() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "kg" / "claims").glob("*.py")))
    asked = re.findall(r'tied\("(\w+)"\)|for tie in \(([^)]*)\)|"(\w+)" in ties', code)
    known = {name for found in asked for part in found for name in re.findall(r"\w+", part)}
    assert {tie for made in ontology().properties.values() for tie in made.ties} == known
