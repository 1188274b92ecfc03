from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def test_the_modules_of_the_page_keep_their_promises():
    """node's own test runner passes over tests/render/js."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the page's modules cannot be tested without it")
    files = sorted(str(path) for path in (Path(__file__).parent / "js").glob("*.test.mjs"))
    run = subprocess.run([node, "--test", *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
