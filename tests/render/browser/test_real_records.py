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


PHONE = {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = {"light": ("light", None), "dark": ("dark", None), "phone": ("light", PHONE)}


def states(page: Path) -> dict[str, str]:
    """Addresses of overview, statement, list and reading view; the statement is the first with a speaker."""
    data = json.loads(
        re.search(r'id="graph-data">(.*?)</script>', page.read_text("utf-8"), re.S)[1]
    )
    node = next(n for n in data["nodes"] if n["kind"] == "statement" and n.get("who"))
    document = data["documents"][data["evidence"][node["reports"][0]["e"]][0]]["id"]
    return {
        "overview": "#",
        "statement": f"#n={node['id']}",
        "list": "#v=list",
        "reading": f"#v=text&d={document}&n={node['id']}",
    }


def shut_out(visit: Callable, path: Path, axe: str, look: str) -> list[tuple[str, str, str]]:
    """What axe finds in any state of the page in one look; nothing may be wider than the screen either."""
    scheme, size = LOOKS[look]
    page = visit(path, scheme=scheme, **({"size": size} if size else {})).page
    page.evaluate(axe)
    found = []
    for state, address in states(path).items():
        page.evaluate(f"location.hash = {json.dumps(address)}")
        page.wait_for_timeout(150)
        result = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
        found += [(state, v["id"], v["nodes"][0]["html"][:200]) for v in result["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((state, "wider than the screen", look))
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_the_sample_shuts_nobody_out(visit: Callable, sample_page: Path, axe: str, look: str):
    """No request, no complaint, no violation in overview, statement, list and reading view."""
    assert shut_out(visit, sample_page, axe, look) == []


@pytest.fixture(scope="module")
def seeds_page(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    build([str(shared / "seeds" / "manifest.csv")], folder / "record", Settings())
    return render(folder / "record", folder / "seeds.html", title="Seeds")


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_the_seeds_shut_nobody_out(visit: Callable, seeds_page: Path, axe: str, look: str):
    """The same on news that others wrote."""
    assert shut_out(visit, seeds_page, axe, look) == []


@pytest.mark.slow
def test_a_reader_of_the_seeds_finds_the_threat(visit: Callable, seeds_page: Path):
    """What Putin said about Western troops: two outlets, the sentence, a link, in five actions."""
    page = visit(seeds_page).page
    page.fill("#search", "putin western troops legitimate")  # 1
    page.press("#search", "Enter")  # 2
    panel = page.inner_text("#panel")
    assert "Vladimir Putin" in panel and "legitimate targets" in panel
    assert "Reported by 2 independent outlets" in panel
    page.click("#panel .src >> text=Read in the text")  # 3
    assert page.locator("#stage-text .mark.on.claim").first.is_visible()
    page.click("#copy-link")  # 4
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit(seeds_page, "#" + link.split("#", 1)[1]).page  # 5
    assert "legitimate targets" in other.inner_text("#panel h2")


def test_a_packed_page_is_the_same_page(
    visit: Callable, sample_record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large page carries its data deflated: it opens as the plain one does, and is smaller."""
    plain = render(sample_record, tmp_path / "plain.html")
    monkeypatch.setattr("graph.render.network.MOST_PLAIN", 1_000)
    packed = render(sample_record, tmp_path / "packed.html")
    assert packed.stat().st_size < 0.8 * plain.stat().st_size
    seen = [
        visit(path).page.evaluate("[document.title, document.querySelector('#stats').textContent]")
        for path in (plain, packed)
    ]
    assert seen[0] == seen[1]
    assert "statements" in seen[0][1]
