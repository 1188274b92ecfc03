"""The page of records that were really extracted: the sample, and the seeds where they are at hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.config import Settings
from graph.pipeline import build
from graph.render import render

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sample_page(sample_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(sample_record, tmp_path_factory.mktemp("page") / "sample.html", title="Sample")


def test_every_quote_of_the_sample_is_shown_as_it_is_stored(
    visit: Callable, until: Callable, sample_page: Path
):
    """For each report, the characters between its offsets are in the sentence that the panel shows."""
    data = json.loads(
        re.search(r'id="graph-data">(.*?)</script>', sample_page.read_text("utf-8"), re.S)[1]
    )
    page = visit(sample_page).page
    claims = [node for node in data["nodes"] if node["kind"] == "statement"]
    assert len(claims) > 50
    for node in claims[::9]:
        page.evaluate(f"location.hash = {json.dumps('n=' + node['id'])}")
        until(page, f"document.documentElement.dataset.selected === {json.dumps(node['id'])}")
        quotes = page.locator("#panel .src blockquote").all()
        assert len(quotes) == len(node["reports"])
        for quote, report in zip(quotes, node["reports"], strict=True):
            number, start, end, *_ = data["evidence"][report["e"]]
            text = data["documents"][number]["text"]
            marked = quote.locator("mark").all_text_contents()
            stored = re.sub(r"\W+", "", text[start:end])
            assert re.sub(r"\W+", "", "".join(marked)) and stored
            assert text[start:end] in quote.text_content()


def test_the_sample_can_be_looked_at_in_every_view(visit: Callable, sample_page: Path, axe: str):
    """No request, no complaint, nobody shut out, in light and dark."""
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    for scheme in ("light", "dark"):
        page = visit(sample_page, scheme=scheme).page
        page.evaluate(axe)
        for view in ("#view-graph", "#view-list", "#view-text"):
            page.click(view)
            found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(rules)}}})")
            assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []


@pytest.mark.slow
def test_a_reader_of_the_seeds_finds_the_threat(visit: Callable, shared: Path, tmp_path: Path):
    """What Putin said about Western troops: two outlets, the sentence, a link, in five actions."""
    build([str(shared / "seeds" / "manifest.csv")], tmp_path / "record", Settings())
    path = render(tmp_path / "record", tmp_path / "seeds.html", title="Seeds")
    page = visit(path).page
    page.fill("#search", "putin western troops legitimate")  # 1
    page.press("#search", "Enter")  # 2
    panel = page.inner_text("#panel")
    assert "Vladimir Putin" in panel and "legitimate targets" in panel
    assert "Reported by 2 independent outlets" in panel
    page.click("#panel .src >> text=Read in the text")  # 3
    assert page.locator("#stage-text .mark.on.claim").first.is_visible()
    page.click("#copy-link")  # 4
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit(path, "#" + link.split("#", 1)[1]).page  # 5
    assert "legitimate targets" in other.inner_text("#panel h2")
