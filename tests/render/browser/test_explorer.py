"""The page as a reader uses it, in headless Chromium without a network."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.render.build import write
from graph.render.notebook import in_frame
from graph.render.page import PageData

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
STATES = {
    "overview": "",
    "statement": "#n=claim/turned-back",
    "issue": "#n=issue/patrols",
    "actor": "#n=actor/vaitkunas",
    "pledge": "#n=commitment/ships",
    "list": "#v=list&n=claim/ships",
    "text": "#v=text&d=gazette&n=claim/ships",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(visit: Callable, story_page: Path, axe: str, scheme: str):
    """axe finds no violation in any view, in light and in dark."""
    page = visit(story_page, scheme=scheme).page
    page.evaluate(axe)
    for state, address in STATES.items():
        page.evaluate(f"location.hash = {json.dumps(address or '#')}")
        page.wait_for_timeout(80)
        found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")["violations"]
        assert [(state, v["id"], v["nodes"][0]["html"][:200]) for v in found] == []


def test_nobody_is_shut_out_on_a_phone(visit: Callable, story_page: Path, axe: str):
    """The same at the width of a phone, with the filters open."""
    page = visit(story_page, size=PHONE).page
    page.click("#filters-open")
    page.evaluate(axe)
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_every_highlight_is_the_stored_quote(
    visit: Callable, until: Callable, story_page: Path, story: PageData
):
    """In the panel of each statement the marked claim is the text between the stored offsets."""
    page = visit(story_page).page
    texts = {document.id: document.text for document in story.documents}
    for entry in story.statements:
        page.evaluate(f"location.hash = 'n={entry.id}'")
        until(page, f"document.documentElement.dataset.selected === '{entry.id}'")
        shown = page.locator("#panel .src blockquote").all()
        assert len(shown) == len(entry.reports)
        for quote, report in zip(shown, entry.reports, strict=True):
            stored = texts[report.evidence.document][report.evidence.start : report.evidence.end]
            assert "".join(quote.locator("mark.claim").all_inner_texts()) == stored
            cite = quote.locator("xpath=following-sibling::p[1]").inner_text()
            assert f"characters {report.evidence.start}–{report.evidence.end}" in cite


def test_every_mark_in_the_text_is_a_stored_fact(
    visit: Callable, story_page: Path, story: PageData
):
    """The reading view marks exactly the stored words, and shows the text around them as it is."""
    page = visit(story_page, "#v=text&d=gazette").page
    shown = [p.inner_text() for p in page.locator("#stage-text .body p").all()]
    text = next(d.text for d in story.documents if d.id == "gazette")
    assert shown == text.split("\n\n")
    marked = "".join(page.locator("#stage-text .mark").all_inner_texts())
    for words in ("two patrol ships", "once the cable treaty is signed", "theatre", "dismissed"):
        assert words in marked
    assert "The row over who guards" not in marked


def test_a_reader_finds_what_was_said(visit: Callable, story_page: Path):
    """Five actions: search, open, see both outlets, read the sentence in its text, copy the link, open it."""
    page = visit(story_page).page
    page.fill("#search", "vaitkunas patrol")  # 1
    page.press("#search", "Enter")  # 2
    assert "2 independent outlets" in page.inner_text("#panel")
    assert {"Harbour Gazette", "Lowland Courier"} <= set(
        page.locator("#panel .cite a").all_inner_texts()
    )
    page.click("#panel .src >> text=Read in the text")  # 3
    mark = page.locator("#stage-text .mark.on.claim").first
    assert mark.is_visible() and "patrol" in mark.inner_text()
    page.click("#copy-link")  # 4
    link = page.evaluate("navigator.clipboard.readText()")
    other = visit(story_page, "#" + link.split("#", 1)[1]).page  # 5
    assert other.get_attribute("html", "data-selected") == "claim/turned-back"
    assert other.get_attribute("html", "data-view") == "text"


def test_back_undoes_a_step_and_never_leaves_the_page_too_soon(
    visit: Callable, until: Callable, story_page: Path
):
    """Who opens an actor, then the list, goes back to the actor and to the overview; filters are no steps."""
    page = visit(story_page).page
    page.fill("#search", "vaitkunas")
    page.keyboard.press("Enter")
    until(page, "document.documentElement.dataset.selected === 'actor/vaitkunas'")
    page.click("#view-list")
    page.locator("[data-facet=stance][data-value=neutral]").uncheck()
    page.go_back()
    until(page, "document.documentElement.dataset.view === 'graph'")
    assert page.evaluate("document.documentElement.dataset.selected") == "actor/vaitkunas"
    page.go_back()
    until(page, "document.documentElement.dataset.selected === ''")
    page.go_forward()
    until(page, "document.documentElement.dataset.selected === 'actor/vaitkunas'")


def test_filters_narrow_everything(visit: Callable, story_page: Path):
    """A position that is switched off leaves the numbers, the list and the address."""
    page = visit(story_page).page
    assert page.inner_text("#stats").startswith("7 statements")
    page.uncheck('input[data-value="opposes"]')
    assert page.inner_text("#stats").startswith("4 statements")
    assert "stance=-opposes" in page.url
    page.click("#view-list")
    assert page.locator("#stage-list tbody tr").count() == 4
    assert page.locator('.row:has(input[data-value="opposes"]) .n').inner_text() == "3"
    page.check("#several")
    assert "No statement matches" in page.inner_text("#panel")
    page.click("#reset")
    assert page.inner_text("#stats").startswith("7 statements")


def test_the_time_strip_has_two_handles(visit: Callable, story_page: Path):
    """Moving the right handle leaves out what was said later; the keyboard moves it, too."""
    page = visit(story_page).page
    page.focus("#t-to")
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.inner_text("#stats").startswith("5 statements")
    page.click("#t-all")
    assert page.inner_text("#stats").startswith("7 statements")


def test_contradictions_stand_side_by_side(visit: Callable, story_page: Path):
    """Both claims in their own words, with the reason."""
    page = visit(story_page, "#n=claim/ships").page
    sides = page.locator("#panel .versus").first.locator(".side").all_inner_texts()
    assert len(sides) == 2 and "two patrol ships" in sides[0] and "turned back" in sides[1]
    assert "opposite on patrol ships" in page.inner_text("#panel")


def test_a_pledge_has_its_history_and_condition(visit: Callable, story_page: Path):
    """Steps by date, the condition in the words of the text, and the sentences."""
    page = visit(story_page, "#n=commitment/ships").page
    steps = page.locator("#panel .steps b").all_inner_texts()
    assert steps == ["Pledged", "Considering", "Delivered"]
    assert "“once the cable treaty is signed”" in page.inner_text("#panel .words")
    assert (
        page.locator("#panel blockquote mark.condition").first.inner_text()
        == "once the cable treaty is signed"
    )


def test_a_path_leads_from_one_actor_to_another(visit: Callable, story_page: Path):
    """Each step names its relation; the address brings the path back."""
    page = visit(story_page, "#n=actor/fjellheim").page
    page.click("text=Path to…")
    page.fill("#panel .path-form input", "Jurgis Vaitkunas")
    assert "From Astrid Fjellheim to Jurgis Vaitkunas" in page.inner_text("#panel h2")
    assert page.locator("#panel .path li").count() >= 2
    again = visit(story_page, "#" + page.url.split("#", 1)[1]).page
    assert "From Astrid Fjellheim" in again.inner_text("#panel h2")


def test_only_this_then_more_then_all(visit: Callable, story_page: Path):
    """A neighbourhood can be shown alone, widened by a count that was told before, and left."""
    page = visit(story_page, "#n=actor/norway").page
    page.click("text=Show only this")
    assert page.is_visible("#crumb")
    page.click("#panel .st >> text=Norway: two patrol ships")
    label = page.locator("#panel .acts button", has_text="Expand").inner_text()
    assert re.fullmatch(r"Expand 1 more", label)
    page.click("#panel .acts >> text=Expand")
    assert page.locator("#panel .acts button", has_text="Expand").count() == 0
    page.click("#unfocus")
    assert not page.is_visible("#crumb")


def test_a_node_can_be_hidden_and_brought_back(visit: Callable, story_page: Path):
    """Hiding a speaker says so, and is in the address."""
    page = visit(story_page, "#n=claim/kept").page
    page.click("#panel .acts >> text=Hide")
    assert "1 node hidden" in page.inner_text("#hidden-row")
    assert page.inner_text("#stats").startswith("6 statements")
    assert "hide=" in page.url
    page.click("#unhide")
    assert page.inner_text("#stats").startswith("7 statements")


def test_the_keyboard_reaches_everything(visit: Callable, story_page: Path):
    """Slash searches, arrows walk the picture, Enter opens the details, Escape leaves."""
    page = visit(story_page).page
    page.keyboard.press("/")
    page.keyboard.type("fjellheim")
    page.keyboard.press("Enter")
    assert page.get_attribute("html", "data-selected") == "actor/fjellheim"
    page.focus("#picture")
    page.keyboard.press("ArrowUp")
    walked = page.get_attribute("html", "data-selected")
    assert walked and walked != "actor/fjellheim"
    assert page.inner_text("#live").startswith("Selected: ")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    assert page.get_attribute("html", "data-selected") == ""
    page.keyboard.press("l")
    assert page.get_attribute("html", "data-view") == "list"
    page.keyboard.press("?")
    assert page.is_visible("#help")


def test_a_click_on_a_mark_of_the_picture_selects_it(visit: Callable, story_page: Path):
    """Mouse and finger hit what they point at."""
    for size, act in (({"width": 1440, "height": 900}, "click"), (PHONE, "tap")):
        page = visit(story_page, size=size).page
        page.wait_for_timeout(200)
        k, x, y = map(float, page.get_attribute("#picture", "data-window").split())
        data = json.loads(page.inner_text("#graph-data"))
        node = next(n for n in data["nodes"] if n["id"] == "actor/fjellheim")
        box = page.locator("#picture").bounding_box()
        spot = {
            "x": (node["x"] - x) * k + box["width"] / 2,
            "y": (node["y"] - y) * k + box["height"] / 2,
        }
        getattr(page, act)("#picture", position=spot)
        assert page.get_attribute("html", "data-selected") == "actor/fjellheim"


def test_a_mark_in_the_text_opens_its_fact(visit: Callable, story_page: Path):
    """From the text to the fact, and back into the text."""
    page = visit(story_page, "#v=text&d=courier").page
    page.click("#stage-text .mark.claim >> nth=1")
    assert page.get_attribute("html", "data-selected") == "claim/no-ships"
    assert page.inner_text("#panel h2").startswith("Germany has no ships")
    page.click("#view-graph")
    page.click("#panel >> text=Read in the text")
    assert page.locator("#stage-text .mark.on").count() >= 2


def test_the_triples_unfold(visit: Callable, until: Callable, story_page: Path):
    """“As Turtle” shows the node's triples with their prefixes."""
    page = visit(story_page, "#n=claim/ships").page
    page.click("#as-turtle summary")
    until(page, "document.querySelector('.turtle').textContent.includes('@prefix rec:')")
    assert "claim/ships> a rec:Claim" in page.inner_text(".turtle")


def exported(page: object, kind: str) -> bytes:
    page.click("#export")  # type: ignore[attr-defined]
    with page.expect_download() as waiting:  # type: ignore[attr-defined]
        page.click(f'[data-as="{kind}"]')  # type: ignore[attr-defined]
    assert waiting.value.suggested_filename == f"cable-patrols-in-the-north.{kind}"
    return Path(waiting.value.path()).read_bytes()


def test_the_view_can_be_taken_away(visit: Callable, story_page: Path):
    """PNG, SVG, CSV, JSON and Turtle of what is shown, and of no more."""
    page = visit(story_page, "#stance=supports").page
    rows = list(csv.DictReader(io.StringIO(exported(page, "csv").decode("utf-8-sig"))))
    assert [row["position"] for row in rows] == ["supports", "supports"]
    assert rows[0]["sentence"].startswith("Astrid Fjellheim")
    nodes = json.loads(exported(page, "json"))["nodes"]
    assert {n["position"] for n in nodes if n["kind"] == "statement"} == {"supports"}
    turtle = exported(page, "ttl").decode()
    assert turtle.startswith("@prefix rec:") and turtle.count("a rec:Claim") == 2
    assert exported(page, "svg").startswith(b"<svg xmlns=")
    assert exported(page, "png").startswith(b"\x89PNG")


def test_the_exported_turtle_is_turtle(visit: Callable, story_page: Path):
    """rdflib reads what the page writes."""
    rdflib = pytest.importorskip("rdflib")
    page = visit(story_page).page
    graph = rdflib.Graph().parse(data=exported(page, "ttl"), format="turtle")
    assert len(graph) == 14


def test_an_injected_handler_does_not_run(chromium: object, story_page: Path):
    """Even if markup got into the page, the policy would keep it from running."""
    context = chromium.new_context(offline=True)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(story_page.as_uri())
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked=1\">')"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None
    context.close()


ADDRESSES = [
    "javascript:window.hacked=1",
    " JaVaScRiPt:window.hacked=1",
    "java\nscript:window.hacked=1",
    "data:text/html,<script>parent.hacked=1</script>",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "https://",
    "http://[::1",
    'https://example.org/"><script>window.hacked=1</script>',
]


def test_only_http_addresses_become_links(visit: Callable, story: PageData, tmp_path: Path):
    """Every other address is left out; one with markup in it stays an address."""
    for number, address in enumerate(ADDRESSES):
        documents = tuple(replace(d, url=address) for d in story.documents)
        page = visit(
            write(replace(story, documents=documents), tmp_path / f"{number}.html"),
            "#n=claim/turned-back",
        ).page
        links = page.eval_on_selector_all("#panel .cite a", "all => all.map(a => a.href)")
        assert all(link.startswith("https://example.org/") for link in links), address
        assert bool(links) == address.startswith("https://example.org/")
        assert page.evaluate("window.hacked") is None


HOSTILE = [
    "</script><script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=1">',
    "{{7*7}} {% if %} {# comment",
    "\u202eשלום עולם مرحبا",
    "الأمم المتحدة: “لن ننتظر”",
    "🚢" * 30 + " flags 🇳🇴 👩🏽‍🚀",
    "Zero\u200bwidth\u200d\ufeff\u2060joiners\u00ad and \x07bells\u2028lines",
    "--> ]]> */ // <!-- </style><style>*{display:none}</style>",
    "&lt;b&gt; &amp; &#x3c;script&#x3e; \\u003cscript\\u003e ${7*7} `x`",
    "__proto__",
    "Wo" + "r" * 390 + "d",
    "'; DROP TABLE statements; --",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_neither_run_nor_break_the_page(
    visit: Callable, story: PageData, tmp_path: Path, words: str
):
    """Names, titles, outlets, claims, reasons and addresses full of traps are shown as they are."""
    hostile = replace(
        story,
        title=words,
        actors=tuple(
            replace(a, name=words, description=words, aliases=(words,)) for a in story.actors
        ),
        issues=tuple(replace(i, name=words, description=words) for i in story.issues),
        statements=tuple(replace(s, text=words) for s in story.statements),
        links=tuple(replace(link, reason=words) for link in story.links),
        documents=tuple(
            replace(d, title=words, outlet=words, url="javascript:window.hacked=1", copy_of=words)
            for d in story.documents
        ),
        commitments=tuple(
            replace(c, label=words, amount=words, conditions=(words,)) for c in story.commitments
        ),
        turtle=dict.fromkeys(story.turtle, words),
    )
    path = write(hostile, tmp_path / "hostile.html")
    page = visit(path).page
    for address in STATES.values():
        page.evaluate(f"location.hash = {json.dumps(address or '#')}")
        page.wait_for_timeout(60)
        assert page.locator('a[href^="javascript"]').count() == 0
        assert page.locator("main img, aside img, script:not([type])").count() == 1  # our own
        assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.inner_text("h1").strip() != ""
    assert exported_svg(page).startswith("<svg")


def test_a_notebook_shows_the_page_inline(
    visit: Callable, until: Callable, story: PageData, tmp_path: Path
):
    """In a frame without an origin the page starts, filters and selects under its own policy."""
    outer = tmp_path / "notebook.html"
    outer.write_text(f"<!doctype html><title>n</title>{in_frame(story, 720)}", encoding="utf-8")
    page = visit(outer, ready="iframe").page
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for(state="attached", timeout=20_000)
    assert frame.locator("#stats").inner_text().startswith("7 statements")
    frame.locator("#search").fill("fjellheim")
    frame.locator("#search").press("Enter")
    assert "Astrid Fjellheim" in frame.locator("#panel h2").inner_text()
    frame.locator("#view-list").click()
    assert frame.locator("#stage-list tbody tr").count() == 7


def exported_svg(page: object) -> str:
    page.click("#export")  # type: ignore[attr-defined]
    with page.expect_download() as waiting:  # type: ignore[attr-defined]
        page.click('[data-as="svg"]')  # type: ignore[attr-defined]
    return Path(waiting.value.path()).read_text(encoding="utf-8")


def test_an_empty_record_says_so(visit: Callable, tmp_path: Path):
    """A page without anything is a page, in every view."""
    path = write(PageData("Nothing yet"), tmp_path / "empty.html")
    page = visit(path).page
    assert "holds no statements yet" in page.inner_text("#panel")
    page.click("#view-list")
    page.click("#view-text")
    assert "no documents" in page.inner_text("#stage-text")


def test_without_full_texts_the_reading_view_shows_the_sentences(
    visit: Callable, story: PageData, tmp_path: Path
):
    """What may not be passed on is not there; the proving sentences are, in order."""
    documents = tuple(replace(d, text=None) for d in story.documents)
    page = visit(
        write(replace(story, documents=documents), tmp_path / "x.html"), "#v=text&d=gazette"
    ).page
    shown = page.inner_text("#stage-text .body")
    assert "has reached Oslo" not in shown
    assert shown.index("two patrol ships") < shown.index("turned back")


def test_1500_nodes_open_and_move(visit: Callable, crowd: Callable, tmp_path: Path):
    """A page at its limit opens, draws when dragged, and names its cards."""
    path = write(crowd(1080), tmp_path / "crowd.html")
    page = visit(path).page
    before = page.get_attribute("#picture", "data-window")
    page.mouse.move(600, 400)
    page.mouse.down()
    page.mouse.move(700, 450, steps=5)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert page.get_attribute("#picture", "data-window") != before
    page.click("#view-list")
    assert page.locator("#stage-list tbody tr").count() == 150
