"""What `onrecord COMMAND --help` shows runs as it stands there, on the record of the sample."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph import cli

# build and extract want articles of one's own, serve does not end.
COMMANDS = "query render export validate stats merge split detach attach assign reject link undo why remove import".split()
_ELSEWHERE = re.compile(r"[|<>]|--service")  # what another program or the network does
# What must be there before the examples of a command run.
_BEFORE = {
    "split": ["merge"],
    "undo": ["merge", "link"],
}


def _call(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, list(arguments), env={"COLUMNS": "300"})


def _called(*arguments: str) -> tuple[int, str]:
    done = _call(*arguments)
    return done.exit_code, f"{done.output} {done.exception}"


def _forked(*arguments: str) -> tuple[int, str]:
    """In a process of its own, since a query forks, which has a limit unless told otherwise."""
    done = subprocess.run(
        [sys.executable, "-m", "graph", *arguments], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def examples(command: str) -> list[list[str]]:
    """The arguments of each line of the help that this process can run."""
    lines = (line.strip() for line in _call(command, "--help").output.splitlines())
    shown = (re.split(r"\s{3,}", line)[0] for line in lines if line.startswith("onrecord "))
    return [shlex.split(line)[1:] for line in shown if not _ELSEWHERE.search(line)]


@pytest.fixture
def folder(sample_record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a record of the sample lies beside the files that the examples name."""
    shutil.copytree(sample_record, tmp_path / "record")
    (tmp_path / "heavy.rq").write_text("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    (tmp_path / "coded.csv").write_text(
        "document,content,speaker\ndam-summit-lowland-courier,We will not pay for it twice,Ferenc Valkó\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_of_the_help_run(command: str, folder: Path) -> None:
    """Whoever copies a line gets what it promises, not an error."""
    if command == "import":
        assert _call("export", "record", "-o", "other-record.trig").exit_code == 0
    for other in _BEFORE.get(command, []):
        assert _call(*examples(other)[0 if other == "merge" else 1]).exit_code == 0
    lines = examples(command)
    assert lines
    for line in lines:
        code, words = _forked(*line) if command == "query" else _called(*line)
        assert code == 0, (line, words)
