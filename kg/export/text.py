"""Making text and addresses safe to show: what every page does with a string that comes from data."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

__all__ = ["Link", "for_display", "safe_link"]

# control characters, lone surrogates, and the marks that turn the direction of the text around them
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]+"
)
_IN_ADDRESS = {"Cc", "Cf", "Cs"}  # categories that have no business in an address
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}")
_PATH_SAFE = "/:?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class Link:
    """An address a reader may follow, and the host to show beside it (in punycode if it is not ASCII)."""

    href: str
    host: str


def for_display(text: str) -> str:
    r"""Drop what cannot be seen or turns the direction of other text; line breaks and tabs become spaces.

    >>> for_display("Roman\nKar\u202emen\x00")
    'Roman Karmen'
    """
    if text.isprintable():
        return text
    return _HIDDEN.sub(lambda found: " " if any(c in "\n\t\r\u2028\u2029" for c in found[0]) else "", text)


def safe_link(address: str) -> Link | None:
    """Return the address as a link, or None when it must stay text.

    Only http and https to a named host pass: no user name in front of the host, no control character, no
    backslash, no raw IP address in brackets. The host comes back in ASCII, so a look-alike letter shows.

    >>> safe_link("https://www.wikid\u0430ta.org/wiki/Q1")
    Link(href='https://www.xn--wikidta-6fg.org/wiki/Q1', host='www.xn--wikidta-6fg.org')
    >>> safe_link("https://www.wikidata.org@evil.example/") is None
    True
    >>> safe_link(" javascript:alert(1)") is None
    True
    """
    if not address or any(c <= " " or c == "\\" or unicodedata.category(c) in _IN_ADDRESS for c in address):
        return None
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:  # UnicodeError is one
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    rest = quote(parts.path or "/", safe=_PATH_SAFE)
    query = f"?{quote(parts.query, safe=_PATH_SAFE)}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, safe=_PATH_SAFE)}" if parts.fragment else ""
    return Link(f"{parts.scheme}://{host}{port}{rest}{query}{fragment}", f"{host}{port}")
