from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from pyvis.network import Network

from graph.errors import ConfigError, DamagedError
from graph.render import bundle
from graph.render.build import network_of, page_html, write
from graph.render.network import ExplorerNetwork, script_json
from graph.render.page import ActorEntry, NodeKind, PageData


def data_of(html: str) -> dict:
    return json.loads(re.search(r'id="graph-data">(.*?)</script>', html, re.S)[1])


def policy_of(html: str) -> str:
    return unescape(re.search(r'Policy" content="([^"]*)"', html)[1])


def test_pyvis_writes_the_page(story: PageData):
    """The page comes out of a pyvis network, with its nodes and edges."""
    network = network_of(story)
    assert isinstance(network, Network)
    assert network.num_nodes() == len(data_of(network.generate_html())["nodes"])
    assert network.num_edges() > 20


def test_the_same_data_gives_the_same_bytes(story: PageData, tmp_path: Path):
    """No clock and no chance enters the page."""
    one, two = write(story, tmp_path / "1.html"), write(story, tmp_path / "2.html")
    assert one.read_bytes() == two.read_bytes()


def test_the_page_loads_nothing(story: PageData):
    """No element of the page names a resource elsewhere, and the policy forbids to."""
    html = page_html(story)
    outside = re.sub(r"<script.*?</script>|<style>.*?</style>", "", html, flags=re.S)
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", outside)
    assert "default-src 'none'" in policy_of(html)
    assert "unsafe" not in policy_of(html)
    assert "@import" not in html and "url(http" not in html


def test_the_policy_names_exactly_the_script_and_the_style(story: PageData):
    """The hashes of the policy are those of the blocks in the page."""
    html = page_html(story)
    policy = policy_of(html)
    for pattern in (r"<style>(.*?)</style>", r"<script>(.*?)</script>"):
        digest = hashlib.sha256(re.search(pattern, html, re.S)[1].encode()).digest()
        assert f"'sha256-{base64.b64encode(digest).decode()}'" in policy


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{7*7}}{% raw %}{#",
    "“quoted” & 'single' \"double\"",
    "\u202eright to left \u05d0\u05d1",
    "line\u2028separator",
    "x" * 400,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_stay_words(story: PageData, name: str):
    """Whatever an actor is called, the page has the name as data and no new element."""
    actors = (replace(story.actors[0], name=name), *story.actors[1:])
    html = page_html(replace(story, actors=actors, title=name))
    assert html.count("<script") == 3 and html.count("</script>") == 3
    assert "<img" not in html and "49" not in re.search(r"<h1>(.*?)</h1>", html, re.S)[1]
    labels = [node["label"] for node in data_of(html)["nodes"]]
    assert any(label.startswith(" ".join(name.split())[:20]) for label in labels)


def test_json_in_a_script_cannot_end_it():
    """Less-than signs and line separators are written as escapes, which JSON reads back."""
    value = {"a": "</script>&\u2028<!--"}
    text = str(script_json(value))
    assert "<" not in text and "\u2028" not in text
    assert json.loads(text) == value


def test_a_hostile_address_is_no_link(story: PageData):
    """A document's javascript address does not reach the page's data."""
    documents = (replace(story.documents[0], url="javascript:alert(1)"), *story.documents[1:])
    assert "javascript:alert" not in page_html(replace(story, documents=documents))


def test_triples_are_packed_for_each_node(story: PageData):
    """The packed block holds prefixes and, in the order of the nodes, their Turtle."""
    html = page_html(story)
    packed = re.search(r'id="turtle">(.*?)</script>', html, re.S)[1]
    prefixes, snippets = json.loads(zlib.decompress(base64.b64decode(packed)))
    ids = [node["id"] for node in data_of(html)["nodes"]]
    assert prefixes == story.prefixes
    assert dict(zip(ids, snippets, strict=True))["claim/ships"] == story.turtle["claim/ships"]


def test_without_full_text_only_sentences_are_in_the_page(story: PageData):
    """What proves nothing does not leave the record."""
    html = page_html(
        replace(story, documents=tuple(replace(d, text=None) for d in story.documents))
    )
    assert "has reached Oslo" not in html
    assert "would send two patrol ships" in html


def test_a_node_cannot_be_added_twice():
    """Nor an edge to a node that is not there."""
    network = ExplorerNetwork("t")
    network.add_node(1, "a")
    with pytest.raises(ConfigError, match="twice"):
        network.add_node(1, "b")
    with pytest.raises(ConfigError, match="no node 2"):
        network.add_edge(1, 2, relation="said")


def test_a_page_of_1500_nodes_stays_small(crowd: Callable[[int], PageData]):
    """1,500 nodes with their sentences, without full texts and triples, take at most 1.2 MB."""
    assert len(page_html(crowd(1100)).encode()) < 1_200_000


# --- the bundle ------------------------------------------------------------------------------------


def test_the_bundle_is_the_same_every_time():
    """Joining the modules depends on nothing but the modules."""
    bundle.script.cache_clear()
    one = bundle.script()
    bundle.script.cache_clear()
    assert bundle.script() == one


def test_every_module_is_bundled():
    """No module lies about unused."""
    names = {path.stem for path in (bundle.ASSETS / "js").glob("*.mjs")}
    assert names == set(re.findall(r"^const m_(\w+) = ", bundle.script(), re.M))


def test_what_the_bundler_does_not_understand_is_an_error(tmp_path: Path):
    """A default export, a circle or a missing module is named, not mangled."""
    (tmp_path / "main.mjs").write_text("export default 1;\n")
    with pytest.raises(DamagedError, match="cannot bundle"):
        bundle.script(tmp_path)
    (tmp_path / "main.mjs").write_text('import { a } from "./other.mjs";\n')
    (tmp_path / "other.mjs").write_text('import { b } from "./main.mjs";\n')
    bundle.script.cache_clear()
    with pytest.raises(DamagedError, match="circle"):
        bundle.script(tmp_path)
    (tmp_path / "other.mjs").unlink()
    bundle.script.cache_clear()
    with pytest.raises(DamagedError, match="cannot be read"):
        bundle.script(tmp_path)
    bundle.script.cache_clear()


def test_an_empty_record_has_a_page():
    """Nothing to show is said in words, not by an error."""
    assert "<h1>Nothing</h1>" in page_html(PageData("Nothing"))


def test_an_actor_alone_has_a_page():
    """A page with one node needs no edge."""
    assert "Lone" in page_html(PageData("t", actors=(ActorEntry("a", "Lone", NodeKind.PERSON),)))
