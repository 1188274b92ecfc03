"""The learnt attribution tagger. All sentences are our own."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from graph.errors import DamagedError
from graph.extract.tagger import Attribution, AttributionTagger
from graph.extract.tagger.manifest import SHIPPED
from graph.extract.tagger.quotations import quotations
from graph.extract.tagger.windows import windows_of
from graph.model import Span

pytestmark = pytest.mark.skipif(
    not (SHIPPED / "model.onnx").exists(),
    reason="the tagger's weights are not in this checkout (a source tree without binary files)",
)

TEXT = (
    "The harbour will stay closed until Friday, port director Elena Marsh said on Tuesday.\n\n"
    "“We cannot let a single ship in,” she told reporters. “The ice is too thick.”\n\n"
    "According to the coast guard, two trawlers are still out at sea.\n\n"
    "The town has 4,000 inhabitants and one school."
)


@pytest.fixture(scope="module")
def tagger() -> AttributionTagger:
    return AttributionTagger.load()


def paragraphs(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"[^\n]+", text)]


def read(tagger: AttributionTagger, text: str) -> list[Attribution]:
    return tagger(text, paragraphs(text))


def words(spans: tuple[Span, ...], text: str) -> str:
    return " … ".join(span.of(text) for span in spans)


def about(found: list[Attribution], text: str, fragment: str) -> Attribution:
    """The one attribution whose content holds `fragment`."""
    hits = [a for a in found if fragment in words(a.content, text)]
    assert len(hits) == 1, f"{fragment!r} stands in {len(hits)} contents"
    return hits[0]


def test_speaker_after_an_indirect_statement_is_its_source(tagger: AttributionTagger) -> None:
    """'…, X said' gives the clause before it to X."""
    found = about(read(tagger, TEXT), TEXT, "harbour will stay closed")
    assert "Elena Marsh" in words(found.source, TEXT)
    assert "said" in words(found.cue, TEXT)


def test_interrupted_quotation_is_one_attribution(tagger: AttributionTagger) -> None:
    """'“A,” she told reporters. “B.”' is one statement with both parts."""
    found = about(read(tagger, TEXT), TEXT, "single ship")
    assert "ice is too thick" in words(found.content, TEXT)
    assert words(found.source, TEXT) == "she"


def test_paragraph_of_quotation_goes_on_with_the_last_speaker(tagger: AttributionTagger) -> None:
    """A paragraph that is one quotation belongs to whoever was quoted just before."""
    text = (
        "“We cannot let a single ship in,” harbour master Elena Marsh told reporters.\n\n"
        "“Nobody should go out there before the thaw, whatever they are paid.”\n\n"
        "The council will meet again on Friday."
    )
    found = about(read(tagger, text), text, "before the thaw")
    assert "Elena Marsh" in words(found.source, text)
    assert "single ship" in words(found.content, text)


def test_quotations_stand_between_matching_marks_of_one_paragraph(
    tagger: AttributionTagger,
) -> None:
    """A mark without its partner opens nothing beyond its paragraph."""
    text = 'He said “we will go home before dark” and “we will\n\nstay. "Not one of us will leave," he said.'
    (window,) = windows_of(tagger.tokenizer, text, [(s.start, s.end) for s in paragraphs(text)])
    spans = [text[window.starts[a] : window.ends[b - 1]] for a, b in quotations(window, text)]
    assert spans == ["we will go home before dark", "Not one of us will leave,"]


def test_according_to_is_a_cue(tagger: AttributionTagger) -> None:
    """'According to X, …' gives what follows to X."""
    found = about(read(tagger, TEXT), TEXT, "two trawlers")
    assert "coast guard" in words(found.source, TEXT)
    assert words(found.cue, TEXT).lower() == "according to"


def test_plain_fact_is_nobodys_statement(tagger: AttributionTagger) -> None:
    """A sentence in the article's own voice is not attributed."""
    for found in read(tagger, TEXT):
        assert "one school" not in words(found.content, TEXT)


def test_title_in_quotation_marks_is_not_a_statement(tagger: AttributionTagger) -> None:
    """The name of a film in quotation marks was not said by anyone."""
    text = "The festival opened with “The Long Winter,” a drama about two brothers in Alaska."
    assert read(tagger, text) == []


def test_each_speaker_keeps_his_own_words(tagger: AttributionTagger) -> None:
    """Two speakers in one paragraph are not mixed up."""
    text = (
        "Finance minister Ola Berg said taxes would rise next year, "
        "while opposition leader Kim Dahl argued that the budget was already balanced."
    )
    found = read(tagger, text)
    assert "Ola Berg" in words(about(found, text, "taxes would rise").source, text)
    assert "Kim Dahl" in words(about(found, text, "already balanced").source, text)


@pytest.mark.parametrize(
    "old_to_new",
    [
        {"“": '"', "”": '"'},
        {"“": "", "”": ""},
        {"“": "”"},
        {"“": "““", "”": "””"},
        {"“": "‘", "”": "’"},
    ],
    ids=["straight", "removed", "mistyped", "doubled", "single"],
)
def test_damaged_marks_lose_no_indirect_statement(
    tagger: AttributionTagger, old_to_new: dict[str, str]
) -> None:
    """Whatever happens to quotation marks, indirect statements are still found."""
    text = TEXT
    for old, new in old_to_new.items():
        text = text.replace(old, new)
    found = read(tagger, text)
    assert "Elena Marsh" in words(about(found, text, "harbour will stay closed").source, text)
    assert "coast guard" in words(about(found, text, "two trawlers").source, text)


def test_offsets_count_code_points(tagger: AttributionTagger) -> None:
    """Emoji and combining letters before a statement do not move its offsets."""
    text = "🚢🚢 A\u0301land news 🧊: " + TEXT
    found = about(read(tagger, text), text, "two trawlers")
    assert "coast guard" in words(found.source, text)


def test_only_the_given_paragraphs_are_read(tagger: AttributionTagger) -> None:
    """What stands outside the paragraphs is not looked at."""
    stretch = paragraphs(TEXT)[2:3]
    for found in tagger(TEXT, stretch):
        assert all(stretch[0].contains(span) for span in found.content + found.source + found.cue)


def test_result_depends_on_the_document_alone(tagger: AttributionTagger) -> None:
    """The same document gives the same attributions alone, repeated, and among others."""
    other = "Mayor Ivo Lenz denied on Monday that the bridge was unsafe. " * 30
    alone = read(tagger, TEXT)
    batch = [(t, paragraphs(t)) for t in (other, TEXT, "", TEXT)]
    piped = list(tagger.pipe(batch))
    assert piped[1] == alone
    assert piped[3] == alone
    assert AttributionTagger.load()(TEXT, paragraphs(TEXT)) == alone


def test_confidences_are_probabilities(tagger: AttributionTagger) -> None:
    """Both confidences lie in [0, 1]."""
    for found in read(tagger, TEXT):
        assert 0.0 <= found.confidence <= 1.0
        assert 0.0 <= found.source_confidence <= 1.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        ".",
        "“",
        "said",
        "🧊" * 500,
        "\u200b\ufeff\u0000\x07",
        "قال الوزير إن الميناء سيغلق يوم الجمعة. " * 20,
        "x" * 1_000_000,
        "word " * 3_000,
        "“”" * 2_000,
        "He said he said he said " * 200,
        "\ud800 broken surrogate said he",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_odd_text_does_not_crash(tagger: AttributionTagger, text: str) -> None:
    """Empty, endless, right-to-left and broken texts give a list, with spans inside the text."""
    for found in tagger(text, [Span(0, len(text))]):
        for span in found.source + found.cue + found.content:
            assert 0 <= span.start < span.end <= len(text)


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    """A flipped byte in the weights is an error that names the file, not a worse result."""
    folder = tmp_path / "weights"
    shutil.copytree(SHIPPED, folder)
    path = folder / "link.onnx"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(DamagedError, match=r"link\.onnx is damaged"):
        AttributionTagger.load(folder)


@pytest.mark.parametrize("name", ["manifest.json", "model.onnx", "tokenizer.json"])
def test_missing_files_are_named(tmp_path: Path, name: str) -> None:
    """A missing file is named in the error."""
    folder = tmp_path / "weights"
    shutil.copytree(SHIPPED, folder)
    (folder / name).unlink()
    with pytest.raises(DamagedError, match=re.escape(name)):
        AttributionTagger.load(folder)


def test_manifest_names_its_origin() -> None:
    """The weights say what they were made from."""
    manifest = json.loads((SHIPPED / "manifest.json").read_text(encoding="utf-8"))
    assert "all-MiniLM-L6-v2" in manifest["base"]
    assert set(manifest["sha256"]) == {"model.onnx", "link.onnx", "tokenizer.json"}
