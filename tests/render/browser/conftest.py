"""A Chromium that knows no network, and pages that remember what went wrong on them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graph.render.build import write
from graph.render.page import PageData

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
WIDE = {"width": 1440, "height": 900}


@dataclass
class Visit:
    """A page with everything it asked for and complained about."""

    page: object
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    names = (os.environ.get("ONRECORD_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("Chromium is not installed: apt-get install chromium fonts-liberation")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: object) -> Iterator[Callable[..., Visit]]:
    """Opens a file in a fresh, offline browser window; afterwards wants no request and no complaint."""
    contexts, visits = [], []

    def go(
        path: Path,
        address: str = "",
        *,
        scheme: str = "light",
        size: dict = WIDE,
        ready: str = "html[data-ready]",
    ) -> Visit:
        context = chromium.new_context(  # type: ignore[attr-defined]
            viewport=size,
            color_scheme=scheme,
            reduced_motion="reduce",
            offline=True,
            has_touch=size["width"] < 500,
            permissions=["clipboard-read", "clipboard-write"],
            accept_downloads=True,
        )
        contexts.append(context)
        seen = Visit(context.new_page())
        visits.append(seen)
        page = seen.page
        page.on("request", lambda r: seen.requests.append(r.url))  # type: ignore[attr-defined]
        page.on("console", lambda m: seen.complaints.append(f"{m.type}: {m.text}"))  # type: ignore[attr-defined]
        page.on("pageerror", lambda e: seen.complaints.append(str(e)))  # type: ignore[attr-defined]
        page.goto(path.as_uri() + address)  # type: ignore[attr-defined]
        page.wait_for_selector(ready, state="attached", timeout=20_000)  # type: ignore[attr-defined]
        return seen

    yield go
    for context in contexts:
        context.close()
    for seen in visits:
        assert [
            url for url in seen.requests if not url.startswith(("file:", "data:", "blob:"))
        ] == []
        assert seen.complaints == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which finds what shuts people out."""
    package = pytest.importorskip(
        "axe_playwright_python", reason="axe-core is not there: pip install axe-playwright-python"
    )
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def story_page(story: PageData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(story, tmp_path_factory.mktemp("page") / "story.html")


@pytest.fixture(scope="session")
def until() -> Callable:
    """Waits until an expression is true in a page; the page's policy forbids Playwright's own way (eval)."""

    def wait(page, expression: str, timeout_s: float = 20.0) -> None:
        for _ in range(int(timeout_s / 0.05)):
            if page.evaluate(expression):
                return
            page.wait_for_timeout(50)
        raise AssertionError(f"not true after {timeout_s:g} s: {expression}")

    return wait
