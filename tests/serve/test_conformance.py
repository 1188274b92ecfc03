"""The W3C's own test suites. They are fetched by a script, not shipped: without them these tests are skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "run_conformance.py"
CACHE = Path(
    os.environ.get("ONRECORD_TEST_CACHE")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onrecord"
)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["queries", "protocol", "formats"])
def test_every_failure_of_the_w3c_suites_is_known_with_its_reason(part: str) -> None:
    """What fails is listed in scripts/conformance/known.py, and what is listed fails."""
    if not SCRIPT.is_file():
        pytest.skip(f"{SCRIPT} is not here: the scripts are not part of the wheel")
    if not (CACHE / "w3c" / "complete").is_file():
        pytest.skip("no W3C suites: `python scripts/run_conformance.py --fetch` fetches them")
    pytest.importorskip("httpx", reason="the client of these tests is httpx (pip install httpx)")
    command = [sys.executable, str(SCRIPT), "--only", part]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
