"""Measures the explorer: time and memory of `render`, size of the page, and the page in Chromium beside stock pyvis.

    python scripts/bench_explorer.py [--statements 20000 100000] [--out data/results/explorer.json]

Numbers are of this machine in this run; the ratio to stock pyvis, on the same nodes and edges, is what can be compared.
Each way to choose a part of the record (`--issue`, `--query` …) is rendered as well, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from circumstances import circumstances
from pyvis.network import Network

from graph import terms
from graph.assemble import Resolution, document_graph
from graph.ids import document_id
from graph.model import (
    Actor,
    ActorKind,
    Commitment,
    Document,
    Entity,
    Findings,
    Mention,
    Origin,
    Pledge,
    Polarity,
    QuoteType,
    ResourceKind,
    Span,
    Stance,
    Statement,
    Status,
    Step,
)
from graph.render import gather
from graph.render.edges import edges_of
from graph.render.layout import place
from graph.store import Store

_ORIGIN = Origin("bench", "1", 0.9)
_SYLLABLES = ("ba", "ko", "ri", "ven", "tal", "mu", "so", "del", "han", "por", "lis", "gre")
_FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --no-first-run".split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--records", type=Path, nargs="*", default=[], help="made before, by this")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    records = [*options.records, *[None] * len(options.statements)]
    result = circumstances() | {"command": " ".join(("python", *sys.argv)), "runs": []}
    for number, record in zip(options.statements, records, strict=False):
        with tempfile.TemporaryDirectory() as folder:
            result["runs"].append(measure(number, Path(folder), record))
    text = json.dumps(result, indent=2)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")
    print(text)


def measure(statements: int, folder: Path, record: Path | None = None) -> dict[str, object]:
    """All measurements on one record."""
    if record is None:
        record = folder / "record"
        with Store.open(record, "w") as store:
            fill(store, statements)
            store.settle()
    page = folder / "page.html"
    rendering = rendered_alone(record, page, {})
    with Store.open(record) as store:
        nodes, edges = stock_page(store, folder / "stock.html")
        choices = parts(store)
    ways = {
        " ".join(f"{k}={v}" for k, v in choice.items()): rendered_alone(record, page, choice)
        for choice in choices
    }
    ours = in_chromium(page, "html[data-ready]")
    stock = in_chromium(folder / "stock.html", ".vis-network canvas")
    return {
        "statements": statements,
        **rendering,
        "nodes": nodes,
        "edges": edges,
        "explorer": ours,
        "stock_pyvis": stock,
        "ratio": {name: round(ours[name] / stock[name], 2) for name in ours},
        "parts": ways,
    }


# --- an invented record ---------------------------------------------------------------------------


def fill(store: Store, statements: int, per_document: int = 20) -> None:
    """Documents of `per_document` statements each by invented people, loaded and resolved.

    Every fifth statement carries a pledge, every tenth a stance; half of the pledges are followed over documents.
    """
    rng = random.Random(11)
    people = [f"{word(rng)} {word(rng)}{i}" for i in range(max(20, statements // 40))]
    findings = [article(rng, i, people, per_document) for i in range(statements // per_document)]
    store.load(document_graph(f, store.minter) for f in findings)
    held: dict[str, list[tuple[str, int]]] = {}
    for f in findings:
        for entity in f.entities:
            held.setdefault(entity.name, []).append((f.document.id, entity.key))
    actors = tuple(
        Actor(f"p{i}", name, ActorKind.PERSON, entities=tuple(held.get(name, ())))
        for i, name in enumerate(people)
        if name in held
    )
    ids = {actor.name: actor.id for actor in actors}
    store.resolve(Resolution(actors=actors, pledges=pledges(findings, ids)))


def pledges(findings: list[Findings], ids: dict[str, str]) -> tuple[Pledge, ...]:
    """The even commitments of each person in pairs, as if reported twice."""
    reports: dict[str, list[Step]] = {}
    for f in findings:
        for number, commitment in enumerate(f.commitments):
            if number % 2 == 0:
                step = Step(f.document.published, commitment.status, (f.document.id, number))
                reports.setdefault(commitment.actor.text, []).append(step)
    return tuple(
        Pledge(
            f"{ids[who]}-{i}",
            ids[who],
            ResourceKind.MONEY,
            (),
            tuple(steps[i : i + 2]),
            steps[i].status,
        )
        for who, steps in sorted(reports.items())
        for i in range(0, len(steps), 2)
    )


def article(rng: random.Random, number: int, people: list[str], statements: int) -> Findings:
    text, found, keys, spans = "", [], {}, {}
    given, judged = [], []
    for key in range(statements):
        who = people[min(int(rng.expovariate(8 / len(people))), len(people) - 1)]
        other = rng.choice(people[:40])
        entity = keys.setdefault(who, len(keys))
        start = len(text)
        cue = start + len(who) + 1
        claim = f"{' '.join(word(rng).lower() for _ in range(12))} {other} {word(rng).lower()}"
        text += f"{who} said {claim}. "
        spans.setdefault(who, []).append(Span(start, start + len(who)))
        at = Span(cue + 5, cue + 5 + len(claim))
        keys.setdefault(other, len(keys))
        where = text.index(other, at.start)
        spans.setdefault(other, []).append(Span(where, where + len(other)))
        speaker = Mention(Span(start, start + len(who)), who, entity)
        found.append(
            Statement(
                key,
                speaker,
                (speaker.span,),
                (Span(cue, cue + 4),),
                (at,),
                QuoteType.INDIRECT,
                _ORIGIN,
            )
        )
        target = Mention(Span(where, where + len(other)), other, keys[other])
        whole = Span(start, at.end)
        if key % 5 == 0:
            given.append(
                Commitment(
                    speaker, "give", "money", ResourceKind.MONEY, Status.PLEDGED, whole, _ORIGIN,
                    beneficiaries=(target,), statement=key,
                )
            )  # fmt: skip
        if key % 10 == 0 and who != other:
            judged.append(
                Stance(
                    speaker, target, Polarity.NEGATIVE, "criticises", whole, _ORIGIN, statement=key
                )
            )
    day = date(2031, 1, 1) + timedelta(days=number % 400)
    outlet = f"Outlet {number % 40}"
    document = Document(
        document_id(text, publisher=outlet),
        text,
        f"a{number}",
        f"Report {number}",
        outlet,
        published=day,
    )
    entities = tuple(
        Entity(key, name, ActorKind.PERSON, tuple(spans[name])) for name, key in keys.items()
    )
    return Findings(document, entities, tuple(found), tuple(given), tuple(judged))


def word(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.choice((2, 3)))).capitalize()


def parts(store: Store) -> list[dict[str, str]]:
    """One choice for each option of `render`: the largest issue, who is quoted most, the middle of the days."""

    def first(text: str) -> str | None:
        return next((row[0].value for row in store.query(text)), None)

    days = f"SELECT ?t {{ ?d {terms.PUBLISHED} ?t }} ORDER BY ?t OFFSET {len(store.documents()) // 2} LIMIT 1"
    issue = f"SELECT ?l {{ ?c {terms.HAS_ISSUE} ?i . ?i {terms.LABEL} ?l }} GROUP BY ?l ORDER BY DESC(COUNT(?c)) ?l LIMIT 1"
    actor = f"SELECT ?l {{ ?a {terms.STATEMENT_COUNT} ?n ; {terms.LABEL} ?l }} ORDER BY DESC(?n) ?l LIMIT 1"
    found = {"since": first(days), "issue": first(issue), "actor": first(actor)}
    chosen = [{name: value} for name, value in found.items() if value]
    return [*chosen, {"query": "pledges"}, {"query": "who-said-what"}, {"query": "criticism"}]


# --- the same graph by pyvis as it comes --------------------------------------------------------


def stock_page(store: Store, path: Path) -> tuple[int, int]:
    """The nodes and edges of the explorer's page through unchanged pyvis, its physics off; how many there are."""
    data = gather(store, title="stock", full_text=False)
    layout = place(data)
    network = Network(directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    for node in layout.nodes:
        x, y = layout.places[node.id]
        network.add_node(node.id, label=node.label[:40], x=x, y=y)
    for edge in edges_of(data):
        network.add_edge(edge.source, edge.target)
    path.write_text(network.generate_html(), encoding="utf-8")
    return len(network.nodes), len(network.edges)


# --- in the browser ---------------------------------------------------------------------------------


def in_chromium(path: Path, ready: str) -> dict[str, float]:
    """CPU seconds of the renderer until ready, and median milliseconds of its work for a frame of panning."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})  # CPU time, not the clock
        page.goto(path.as_uri())
        page.wait_for_selector(ready, state="attached", timeout=120_000)
        page.wait_for_timeout(1500)
        opened = busy(session)
        frames = 60
        page.mouse.move(600, 400)
        page.mouse.down()
        for i in range(frames):
            page.mouse.move(600 + 4 * (i % 30), 400 + 2 * (i % 30))
            page.evaluate("new Promise(requestAnimationFrame)")
        page.mouse.up()
        moved = busy(session) - opened
        browser.close()
    return {"open_cpu_s": round(opened, 2), "pan_ms_a_frame": round(1000 * moved / frames, 1)}


def busy(session: object) -> float:
    """Seconds that the page's main thread has worked."""
    metrics = session.send("Performance.getMetrics")["metrics"]  # type: ignore[attr-defined]
    return float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


_RENDER = r"""
import json, os, re, sys, time
from datetime import date
from graph.render import render
began = time.perf_counter()
choice = json.loads(sys.argv[3])
if "since" in choice:
    choice["since"] = date.fromisoformat(choice["since"])
render(sys.argv[1], sys.argv[2], full_text=False, **choice)
seconds, used = time.perf_counter() - began, os.times()
peak = re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1]  # ru_maxrss tells the parent's peak
print(seconds, used.user + used.system, int(peak) / 1024)
"""


def rendered_alone(record: Path, page: Path, choice: dict[str, str]) -> dict[str, float]:
    """`render` in a process of its own: seconds by the clock, CPU seconds with the start of Python, peak memory."""
    command = [sys.executable, "-c", _RENDER, str(record), str(page), json.dumps(choice)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    wall, cpu, peak = map(float, run.stdout.split())
    return {
        "render_s": round(wall, 2),
        "render_cpu_s": round(cpu, 2),
        "peak_mb": round(peak),
        "page_bytes": page.stat().st_size,
        "load_1min": round(os.getloadavg()[0], 1),
    }


if __name__ == "__main__":
    main()
