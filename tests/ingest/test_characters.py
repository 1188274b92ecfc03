"""Characters that only look different are put right one for one."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from graph.ingest import read
from graph.ingest.characters import tidy, without_invisible
from graph.model import Document, Problem


def test_every_space_is_a_space() -> None:
    """A no-break space between two names joins them no less than a plain one."""
    assert tidy("Ola\u00a0Lund paid 40\u202fmillion\u2009euros") == "Ola Lund paid 40 million euros"


def test_marks_of_windows_that_were_read_as_controls_come_back() -> None:
    """Quotation marks, an apostrophe, a dash and dots."""
    assert (
        tidy("\x93No,\x94 said Chad\x92s envoy \x97 twice\x85")
        == "“No,” said Chad’s envoy — twice…"
    )


def test_what_nobody_sees_is_a_space_beside_a_space_only() -> None:
    """Inside a word it stays, since a space would cut the word."""
    assert tidy("\ufeffLund \u200bsaid\u200b so") == " Lund  said  so"
    assert tidy("Deutsch\u200bland") == "Deutsch\u200bland"
    assert without_invisible("presi\u00addent of Deutsch\u200bland") == "president of Deutschland"


@given(st.text(alphabet="ab \u00a0\u200b\ufeff\x93\x85\n“", max_size=40))
def test_no_offset_moves(text: str) -> None:
    """One character for one, whatever the text."""
    assert len(tidy(text)) == len(text)


def test_a_file_is_read_with_plain_spaces(tmp_path: Path) -> None:
    """The document's text has the words at the file's offsets."""
    path = tmp_path / "a.txt"
    path.write_text("The envoy Ola\u00a0Lund said on Monday that it was over.\n", encoding="utf-8")
    (document,) = [d for d in read([str(path)]) if isinstance(d, Document)]
    assert document.text.index("Lund") == 14 and "Ola Lund" in document.text


def test_entities_of_html_in_a_plain_text_are_resolved_and_named(tmp_path: Path) -> None:
    """The words are read as they were meant; a problem says that offsets have moved."""
    path = tmp_path / "a.txt"
    path.write_text(
        "&quot;No,&quot; said Chad&#8217;s envoy Ola Lund&nbsp;twice.\n", encoding="utf-8"
    )
    document, problem = read([str(path)])
    assert isinstance(document, Document) and isinstance(problem, Problem)
    assert document.text == '"No," said Chad’s envoy Ola Lund twice.\n'
    assert problem.code == "encoding" and "offsets" in problem.message
