"""The page on paper: the picture is drawn for the paper's width, whatever the window was."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
WINDOWS = {
    "desktop": {"width": 1440, "height": 900},
    "portrait": {"width": 820, "height": 1180},
    "phone": {"width": 390, "height": 844},
}
SEEN = """addEventListener("beforeprint", () => {
    const svg = document.querySelector("#paper svg");
    document.body.dataset.printed = svg ? svg.outerHTML : "none";
    document.body.dataset.printedTheme = document.documentElement.dataset.theme;
})"""


def printed(page) -> str:
    """The picture that a PDF of the page holds."""
    page.evaluate(SEEN)
    assert page.pdf(format="A4").startswith(b"%PDF")
    return page.evaluate("document.body.dataset.printed")


def size(svg: str) -> tuple[int, int]:
    return tuple(map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups()))  # type: ignore[return-value]


def test_every_window_prints_the_same_picture(visit: Callable, story_page: Path):
    """A phone's upright window and a desk's wide one print the same map, as wide as the paper."""
    pictures = {name: printed(visit(story_page, size=w).page) for name, w in WINDOWS.items()}
    assert len(set(pictures.values())) == 1
    wide, high = size(pictures["phone"])
    assert wide == 860 and 0.4 * wide <= high <= 1.2 * wide
    assert pictures["phone"].count("<text") >= 10


def test_paper_is_white_and_the_screen_stays_dark(visit: Callable, story_page: Path):
    """Whoever reads in the dark theme does not print a black page, and reads on in the dark."""
    dark, light = (visit(story_page, scheme=scheme).page for scheme in ("dark", "light"))
    assert printed(dark) == printed(light)
    assert dark.evaluate("document.body.dataset.printedTheme") == "light"
    assert dark.evaluate("document.documentElement.dataset.theme") == "dark"
    assert dark.evaluate("document.querySelector('#paper').childElementCount") == 0


def test_a_selection_is_printed_with_its_neighbours_and_its_sentences(
    visit: Callable, until: Callable, story_page: Path
):
    """The paper shows what the reader has chosen, large, and below it the sentences that prove it."""
    page = visit(story_page, "#n=claim/turned-back", size=WINDOWS["phone"]).page
    assert "Jurgis Vaitkunas" in printed(page)
    page.emulate_media(media="print")
    until(page, "document.querySelector('#paper svg') !== null")
    seen = "[...document.querySelectorAll('.src')].every((quote) => quote.checkVisibility())"
    assert page.evaluate(seen)
    assert page.locator("#paper svg[role=img]").bounding_box()["width"] > 300
    assert page.locator("#paper .key").inner_text().count("Supports") == 1
    assert not page.locator("#picture").is_visible()
    page.emulate_media(media="screen")
    assert page.locator("#picture").is_visible()


def test_the_list_is_printed_whole(
    visit: Callable, until: Callable, crowd: Callable, tmp_path: Path
):
    """The screen shows a list in steps; paper cannot be clicked for more."""
    from graph.render.build import write

    page = visit(write(crowd(600), tmp_path / "crowd.html"), "#v=list").page
    rows = "document.querySelectorAll('#stage-list tbody tr').length"
    assert page.evaluate(rows) == 150
    page.emulate_media(media="print")
    until(page, f"{rows} > 150")
    page.emulate_media(media="screen")
    until(page, f"{rows} === 150")
