"""Fixtures that several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.config import Settings
from graph.model import Actor, Findings
from graph.parse import Parser
from graph.pipeline import build, extract

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"
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


@pytest.fixture(scope="session")
def sample() -> Path:
    """The folder of the ten invented texts."""
    return SAMPLE


@pytest.fixture(scope="session")
def sample_findings() -> dict[str, tuple[Findings, tuple[Actor, ...]]]:
    """What is read from each text of the sample, by name, with the actors of that text."""
    found = [each for each in extract([str(SAMPLE)]) if isinstance(each, tuple)]
    return {findings.document.name: (findings, actors) for findings, actors in found}


@pytest.fixture(scope="session")
def sample_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the sample. To be read only: it is shared."""
    place = tmp_path_factory.mktemp("sample") / "record"
    build([str(SAMPLE)], place, Settings())
    return place
