"""Five pictures of the explorer's main states, made of the sample, for the documentation.

    python scripts/screenshots.py [--record out/demo/record] [--out data/screenshots]

Without a record the sample is read first. Needs Chromium; without it, says so and exits 1.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

from graph.render import render

ROOT = Path(__file__).resolve().parents[1]
TITLE = "Danube flood fund and a vaccine corridor: who said what"
WIDE, PHONE = (1440, 900), (390, 844)
_FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --no-first-run".split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "data/screenshots")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed: apt-get install chromium fonts-inter")
    with tempfile.TemporaryDirectory() as folder:
        record = options.record or read_sample(Path(folder) / "record")
        page = render(record, Path(folder) / "page.html", title=TITLE)
        options.out.mkdir(parents=True, exist_ok=True)
        shoot(chromium, page, options.out)


def read_sample(place: Path) -> Path:
    """A record of the sample."""
    from graph.config import Settings
    from graph.pipeline import build

    build([str(ROOT / "data/sample")], place, Settings())
    return place


def states(page: Path) -> dict[str, tuple[str, str, tuple[int, int]]]:
    """Address, theme and size of each picture; the nodes are the best the record has of their kind."""
    data = json.loads(
        re.search(r'id="graph-data">(.*?)</script>', page.read_text("utf-8"), re.S)[1]
    )  # type: ignore[index]
    nodes = data["nodes"]
    outlets = [d["outlet"] for d in data["documents"]]

    def spread(node: dict) -> int:
        return len(
            {outlets[data["evidence"][r["e"]][0]] for r in node["reports"] if not r.get("copy")}
        )

    statements = [n for n in nodes if n["kind"] == "statement" and n.get("who")]
    claim = max(statements, key=lambda n: (spread(n), n["stance"] != "neutral", n["id"]))
    sizes = {
        i: sum(1 for n in statements if i in n["on"])
        for i, n in enumerate(nodes)
        if n["kind"] == "issue" and n["id"] != "issue/other"
    }
    issue = nodes[max(sizes, key=lambda i: (sizes[i], -i))]
    document = data["documents"][data["evidence"][claim["reports"][0]["e"]][0]]["id"]
    return {
        "overview": ("", "light", WIDE),
        "issue-dark": (f"#n={issue['id']}", "dark", WIDE),
        "list-and-evidence": (f"#v=list&n={claim['id']}", "light", WIDE),
        "text": (f"#v=text&d={document}&n={claim['id']}", "light", WIDE),
        "phone": (f"#n={claim['id']}", "light", PHONE),
    }


def shoot(chromium: str, page: Path, out: Path) -> None:
    """Writes one PNG a state."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        for name, (address, scheme, (width, height)) in states(page).items():
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
                offline=True,
            )
            tab = context.new_page()
            tab.goto(page.as_uri() + address)
            tab.wait_for_selector("html[data-ready]", state="attached")
            tab.wait_for_timeout(500)
            tab.screenshot(path=out / f"{name}.png")
            context.close()
            print(out / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
