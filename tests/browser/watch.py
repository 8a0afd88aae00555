"""Watching a page: opened with the network cut, whatever it asks for, says or complains about is an error."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

DESKTOP, PHONE = (1280, 800), (390, 844)


@contextmanager
def watched(
    browser: Browser, path: Path, size: tuple[int, int] = DESKTOP, view: str = "", **options: Any
) -> Iterator[Page]:
    """Open a page at an address of its own (`view` is what follows the path) and watch it until the block ends."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, offline=True, **options)
    page, trouble = context.new_page(), []
    own = path.as_uri()

    def is_own(address: str) -> bool:
        # `data:,` is the empty icon: it holds its content and asks nobody; a blob is what the page itself made
        return address.partition("#")[0] == own or address == "data:," or address.startswith("blob:null/")

    def ask(route: Any) -> None:
        if not is_own(route.request.url):
            trouble.append(f"request {route.request.url}")
        route.continue_() if is_own(route.request.url) else route.abort()

    def dialog(box: Any) -> None:
        trouble.append(f"dialog {box.message}")
        box.dismiss()

    context.route("**/*", ask)
    page.on("request", lambda r: None if is_own(r.url) else trouble.append(f"request {r.url}"))
    page.on("console", lambda m: trouble.append(f"console {m.type}: {m.text}"))
    page.on("pageerror", lambda e: trouble.append(f"error {e}"))
    page.on("dialog", dialog)
    page.goto(own + view)
    yield page
    assert page.evaluate("window.__x") is None
    assert trouble == []
    context.close()
