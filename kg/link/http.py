"""The only door to httpx: one polite request after another, repeated where that helps, bounded in time and size.

Wikimedia's rules: a User-Agent that says who asks, requests in series, gzip, `maxlag`, and whatever `Retry-After` says.
Waiting and the clock are arguments, so that tests wait for nothing.
"""

from __future__ import annotations

import email.utils
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError, WikidataError
from kg.items import load_json
from kg.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

__all__ = ["Asker", "Limits", "user_agent"]

_RETRIED = {429, 500, 502, 503, 504}


@dataclass(frozen=True)
class Limits:
    """How long and how much: tries for one question, seconds for one answer and for one wait, bytes of an answer."""

    tries: int = 5
    seconds: float = 60.0
    longest_wait: float = 120.0
    size: int = 64_000_000


def user_agent() -> str:
    """Who asks, as Wikimedia's policy wants it: name, version, where to learn more, whom to write to (`KG_CONTACT`)."""
    import httpx

    contact = os.environ.get("KG_CONTACT", "").strip()
    told = "https://w3id.org/karmen-kg/" + (f"; {contact}" if contact.isprintable() and contact else "")
    return f"karmen-kg/{__version__} ({told}) httpx/{httpx.__version__}"


class Asker:
    """Asks one address by GET or POST and gives back JSON. Use it as a context manager."""

    def __init__(
        self,
        address: str,
        *,
        limits: Limits | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        import httpx

        if not address.startswith(("https://", "http://")):
            raise UsageError(f"'{address}' is no address to ask; write https://…")
        self.address = address
        self._limits = limits or Limits()
        self._sleep, self._clock, self._now = sleep, clock, now
        headers = {"User-Agent": user_agent(), "Accept-Encoding": "gzip", "Accept": "application/json"}
        self._client = httpx.Client(headers=headers, timeout=httpx.Timeout(self._limits.seconds, connect=10.0))

    def __enter__(self) -> Asker:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(self, params: Mapping[str, str], *, form: bool = False) -> Any:
        """The JSON answer to some parameters, sent in the address or as a form.

        Raises `WikidataError` when there is none after all tries, when the wait asked for is too long, or when the
        server refuses the question.
        """
        why = ""
        for attempt in range(self._limits.tries):
            if attempt:
                self._wait(why, attempt)
            answer, why, self._asked_wait = self._once(params, form=form)
            if not why:
                return answer
        raise WikidataError(f"{self.address} gave no answer in {self._limits.tries} tries: {why}; try again later")

    _asked_wait = 0.0

    def _wait(self, why: str, attempt: int) -> None:
        wait = self._asked_wait or 2.0 ** (attempt - 1)
        if wait > self._limits.longest_wait:
            raise WikidataError(f"{self.address} asks to wait {wait:.0f} seconds ({why}); try again later")
        self._sleep(wait)

    def _once(self, params: Mapping[str, str], *, form: bool) -> tuple[Any, str, float]:
        """One try: the answer, or why there was none, and how long the server says to wait (0 when it does not)."""
        import httpx

        sent: dict[str, Any] = {"data": dict(params)} if form else {"params": dict(params)}
        try:
            with self._client.stream("POST" if form else "GET", self.address, **sent) as response:
                wait = self._retry_after(response)
                if response.status_code in _RETRIED:
                    return None, f"status {response.status_code}", wait
                if response.status_code != httpx.codes.OK:
                    problem = f"{self.address} answered with status {response.status_code}"
                    raise WikidataError(f"{problem}; check the address (--endpoint, KG_WIKIDATA_API)")
                body = self._body(response)
        except httpx.TransportError as error:
            return None, type(error).__name__, 0.0
        if body is None:
            return None, "the answer came too slowly", 0.0
        try:
            answer = load_json(body)
        except ValueError:
            return None, "the answer is no JSON", wait
        return self._judged(answer, wait)

    def _judged(self, answer: Any, wait: float) -> tuple[Any, str, float]:
        """Wikibase tells errors inside an answer of status 200."""
        if not isinstance(answer, dict):
            return None, "the answer is no JSON object", wait
        error = answer.get("error")
        if not isinstance(error, dict):
            return answer, "", 0.0
        code, info = str(error.get("code", "")), str(error.get("info", ""))
        if code in ("maxlag", "ratelimited", "readonly"):
            return None, f"{code}: {info[:200]}", wait or 5.0
        raise WikidataError(f"{self.address} refuses the question ({code}): {info[:300]}; mend the id or the address")

    def _body(self, response: httpx.Response) -> bytes | None:
        """The body, or None when it took too long. Raises `WikidataError` for one that is too large."""
        end, parts, size = self._clock() + self._limits.seconds, [], 0
        for part in response.iter_bytes():
            size += len(part)
            if size > self._limits.size:
                raise WikidataError(f"{self.address} sends more than {self._limits.size:,} bytes; ask for fewer items")
            if self._clock() > end:
                return None
            parts.append(part)
        return b"".join(parts)

    def _retry_after(self, response: httpx.Response) -> float:
        """The seconds of a Retry-After header, given as a number or as a date; 0 when there is none."""
        text = response.headers.get("Retry-After", "").strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            moment = email.utils.parsedate_to_datetime(text) if text else None
        except ValueError:
            return 0.0
        return max(0.0, moment.timestamp() - self._now()) if moment else 0.0
