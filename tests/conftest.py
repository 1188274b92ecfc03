"""Fixtures that several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.parse import Parser

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The shipped English pipeline, loaded once."""
    return Parser()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of seeds, gold and corpora, which lies outside the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not here: seeds, gold and corpora are not part of the repository")
    return SHARED
