"""A record keeps the codebook of its user."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import ConfigError
from graph.pipeline.kept_codebook import KeptCodebook

BOOK = '[[issue]]\nname = "Ferry"\nwords = ["ferry"]\n'


@pytest.fixture
def kept(tmp_path: Path) -> KeptCodebook:
    (tmp_path / "given.toml").write_text(BOOK)
    codebook = KeptCodebook(tmp_path)
    codebook.take(tmp_path / "given.toml")
    return codebook


def test_the_copy_outlives_the_file(kept: KeptCodebook, tmp_path: Path) -> None:
    """Who moves his file loses nothing: the record has the same bytes."""
    (tmp_path / "given.toml").unlink()
    assert [code.name for code in KeptCodebook(tmp_path).codes()] == ["Ferry"]
    assert (tmp_path / "codebook.toml").read_text() == BOOK


def test_issues_are_made_anew_only_by_another_codebook(kept: KeptCodebook, tmp_path: Path) -> None:
    """The checksum tells: a new one, the same again, one that was changed in place, none any more."""
    assert kept.is_new()
    kept.settle()
    kept.take(tmp_path / "given.toml")
    assert not kept.is_new()
    (tmp_path / "codebook.toml").write_text(BOOK.replace("Ferry", "Ferries"))
    assert kept.is_new()
    kept.settle()
    kept.drop()
    assert kept.is_new() and kept.codes() == ()
    kept.settle()
    assert not kept.is_new()


def test_a_file_that_is_no_codebook_replaces_none(kept: KeptCodebook, tmp_path: Path) -> None:
    """The record stays with the codebook it has."""
    (tmp_path / "wrong.toml").write_text("[[issues]]\n")
    with pytest.raises(ConfigError, match="issue"):
        kept.take(tmp_path / "wrong.toml")
    assert [code.name for code in kept.codes()] == ["Ferry"]
