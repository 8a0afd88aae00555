"""Walk through suggestions with a person: accept, reject, unsure, skip, quit. Each answer is on disk before the next.

It knows no terminal: it shows lines and asks through two functions. A stop at any moment loses nothing, and the next
walk begins where this one stopped, since what is decided is not asked again.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.decisions import LinkVerdict
from kg.errors import UsageError
from kg.link.decide import decide
from kg.link.names import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.link.known import Known
    from kg.link.score import Candidate
    from kg.link.suggest import Suggestion
    from kg.resources import Home

__all__ = ["Review"]

_KEYS = {"a": LinkVerdict.ACCEPTED, "r": LinkVerdict.REJECTED, "u": LinkVerdict.UNSURE}
_HELP = "[a]ccept  [r]eject  [u]nsure  [s]kip  [n]ext entity  [q]uit"


class Review:
    """One walk: `show` prints a line, `ask` prints a prompt and gives the answer, raising EOFError at the end."""

    def __init__(
        self, home: Home, known: Known, *, by: str, date: str, show: Callable[[str], None], ask: Callable[[str], str]
    ) -> None:
        self._home, self._known, self._by, self._date = home, known, by, date
        self._show, self._ask = show, ask
        self.done: Counter[str] = Counter()

    def walk(self, suggestions: Sequence[Suggestion]) -> None:
        """Ask about each candidate that is not decided yet, entity by entity. Ends at the end, at q, or at EOF."""
        open_ones = [one for one in suggestions if any(self._open(one))]
        for at, suggestion in enumerate(open_ones, 1):
            self._show("")
            self._show(f"({at} of {len(open_ones)}) {self._entity(suggestion.entity)}")
            for candidate in list(self._open(suggestion)):
                answer = self._one(candidate)
                if answer == "q":
                    return
                if answer in ("a", "n"):
                    break

    def _open(self, suggestion: Suggestion) -> Iterator[Candidate]:
        links = self._known.corpus.links
        decided = {(one.entity, one.item) for one in links}
        settled = {one.entity for one in links if one.verdict is LinkVerdict.ACCEPTED}
        if suggestion.entity in self._known.corpus.entities and suggestion.entity not in settled:
            taken = self._known.entity_of
            for one in suggestion.candidates:
                if (one.entity, one.item) not in decided and one.item not in taken:
                    yield one

    def _entity(self, entity: str) -> str:
        found = self._known.corpus.entities[entity]
        names = " · ".join(one.text for one in found.labels)
        return f"{entity}: {names} ({found.description or found.cls})"

    def _one(self, candidate: Candidate) -> str:
        told = f" — {printable(candidate.description)}" if candidate.description else ""
        self._show(f"  {candidate.score:3}  {candidate.item}  {printable(candidate.label)}{told}")
        for point in candidate.points:
            self._show(f"       {point.points:+3}  {printable(point.why)}")
        self._show(f"       https://www.wikidata.org/wiki/{candidate.item}")
        while True:
            key = self._asked(f"  {_HELP}: ").lower()[:1]
            if key in _KEYS:
                if self._decided(candidate, _KEYS[key]):
                    return key
            elif key in ("s", "n", "q"):
                if key == "s":
                    self.done["skipped"] += 1
                return key
            else:
                self._show("  one letter, please; nothing is recorded yet")

    def _asked(self, prompt: str) -> str:
        try:
            return self._ask(prompt).strip()
        except EOFError:
            return "q"

    def _decided(self, candidate: Candidate, verdict: LinkVerdict) -> bool:
        """Ask for the reason (and the evidence) and record it; False when the person gives none."""
        made = "; ".join(printable(point.why) for point in candidate.points if point.points > 0)
        default = " (Enter: the points for it)" if verdict is LinkVerdict.ACCEPTED and made else ""
        why = self._asked(f"  why, in your words{default}: ")
        evidence = [f"https://www.wikidata.org/wiki/{candidate.item}"]
        if verdict is LinkVerdict.ACCEPTED:
            given = self._asked(f"  seen at [{evidence[0]}]: ")
            evidence = [given] if given not in ("", "q") else evidence
            why = why or made
        if not why or why == "q":
            self._show("  no reason, no decision")
            return False
        try:
            decide(
                self._home, self._known, candidate.entity, candidate.item, verdict, why=why, by=self._by,
                date=self._date, evidence=evidence, item_label=candidate.label,
                confidence=f"{candidate.score / 100:.2f}" if verdict is not LinkVerdict.REJECTED else "",
            )  # fmt: skip
        except UsageError as error:
            self._show(f"  not recorded: {error}")
            return False
        self.done[str(verdict)] += 1
        self._show(f"  {verdict}: {candidate.entity} and {candidate.item}; on disk")
        return True
