"""The page about the vocabulary."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "build_ontology_page.py"


def test_the_page_says_what_the_ontology_says() -> None:
    """Run `python scripts/build_ontology_page.py` after a change of the ontology."""
    if not SCRIPT.is_file():
        pytest.skip(f"{SCRIPT} is not here: the scripts are not part of the wheel")
    command = [sys.executable, str(SCRIPT), "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
