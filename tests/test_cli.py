"""The command line: results to stdout, words to stderr, exit codes that mean something, and no tracebacks."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph import cli, errors
from graph.commands import console

COMMANDS = (
    *("build", "extract", "query", "render", "export", "validate", "stats", "serve"),
    *(
        "merge",
        "split",
        "detach",
        "attach",
        "assign",
        "reject",
        "link",
        "undo",
        "why",
        "remove",
        "import",
    ),
)


def run(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "graph", *arguments],
        input=stdin.decode("utf-8", "surrogateescape") if stdin is not None else None,
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1"},
        check=False,
    )


def call(*arguments: str) -> Result:
    """The command within this process, where no error of ours is expected."""
    return CliRunner().invoke(cli.app, list(arguments), env={"COLUMNS": "200"})


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples(command: str) -> None:
    """A stranger can copy a line and change a name in it."""
    shown = call(command, "--help")
    assert shown.exit_code == 0
    assert "Examples" in shown.output
    assert f"onrecord {command}" in shown.output


def test_no_command_is_undocumented() -> None:
    """The list above is the list there is."""
    assert sorted(c.name or c.callback.__name__ for c in cli.app.registered_commands) == sorted(
        COMMANDS
    )


def test_extract_writes_one_file_a_text(sample: Path, tmp_path: Path) -> None:
    """Named after the text, with the contract's keys."""
    text = sample / "dam-summit-continental-wire.txt"
    done = run("extract", str(text), "-o", str(tmp_path / "out"))
    assert (done.returncode, done.stdout) == (0, "")
    record = json.loads((tmp_path / "out" / "dam-summit-continental-wire.json").read_text("utf-8"))
    assert list(record) == [
        *("document", "text", "statements", "commitments", "stances"),
        *("roles", "events", "actors", "problems"),
    ]


def test_extract_without_a_folder_writes_json_lines(sample: Path) -> None:
    """Results go to stdout, so that they can be piped on."""
    data = (sample / "vaccine-doubts-northern-post.txt").read_bytes()
    done = run("extract", "-", "--profile", "fast", stdin=data)
    assert done.returncode == 0
    assert json.loads(done.stdout)["document"]["name"] == "stdin"


def test_a_bad_text_ends_in_one_and_the_rest_is_done(sample: Path, tmp_path: Path) -> None:
    """The message names the file and the remedy; nothing else is lost."""
    (tmp_path / "french.txt").write_text(
        "Le maire a dit que le bac ne partira pas demain, et que les pilotes en sont la cause.",
        "utf-8",
    )
    good = str(sample / "dam-summit-continental-wire.txt")
    done = run(
        "extract", str(tmp_path), good, str(tmp_path / "gone.txt"), "-o", str(tmp_path / "out")
    )
    assert done.returncode == 1
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert "french.txt is in 'fr'" in done.stderr and "translation" in done.stderr
    assert "gone.txt does not exist" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["extract"], "Missing argument"),
        (["extract", "x.txt", "--jobs", "0"], "1 to 256"),
        (["extract", "x.txt", "--profile", "best"], "accurate or fast"),
        (["extract", "x.txt", "--genre", "poetry"], "'poetry' does not exist: use news or general"),
        (["extract", "x.txt", "--model", "no_such_model"], "no spaCy pipeline 'no_such_model'"),
        (["extract", "x.txt", "--actors", "no.toml"], "no.toml"),
        (["extract", "x.txt", "--config", "no.toml"], "no.toml"),
        (["extract", "x.txt", "--nonsense"], "No such option"),
        (["build", "x.txt", "--base", "not an iri", "-s", "{tmp}/r"], "http"),
        (["query", "{tmp}/nowhere", "documents"], "there is no record"),
        (["query", "{record}", "no-such-query"], "who-said-what"),
        (["query", "{record}", "SELECT { broken"], ""),
        (["query", "{record}", "pledges", "-p", "who"], "NAME=VALUE"),
        (["query", "{record}", "pledges", "-p", "nobody=1"], "has no parameter"),
        (["query", "{record}", "pledges", "-f", "word"], "table"),
        (["query", "{record}", "pledges", "-c", "actor,nothing"], "'nothing' is not in the answer"),
        (["query", "{record}", "pledges", "-c", "actor", "-f", "csv"], "for tables"),
        (["export", "{record}", "-o", "x.doc"], ".ttl"),
        (["why", "{record}", "Nobody Atall"], "check the spelling"),
        (["remove", "{record}", "no-such-document"], "no document"),
        (["stats", "{tmp}"], "no record"),
        (["render", "{record}", "--actor", "Nobody Atall"], "check the spelling"),
        (["render", "{record}", "--query", "pledges", "--param", "who"], "NAME=VALUE"),
        (["render", "{record}", "--param", "who=Hungary"], "name the query"),
        (["render", "{record}", "--query", "no-such.rq"], "cannot be read"),
        (["serve", "{record}", "--host", "192.0.2.1"], "another --port or --host"),
    ],
)
def test_wrong_usage_ends_in_two_and_says_what_to_do(
    arguments: list[str], says: str, sample_record: Path, sample: Path, tmp_path: Path
) -> None:
    """No traceback, no half-done work."""
    given = [
        a.replace("{record}", str(sample_record)).replace("{tmp}", str(tmp_path)) for a in arguments
    ]
    given = [str(sample / "dam-summit-continental-wire.txt") if a == "x.txt" else a for a in given]
    done = run(*given)
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_record_is_built_queried_exported_and_validated(
    sample_record: Path, tmp_path: Path
) -> None:
    """The whole way, as in the README."""
    assert (
        "dam-summit-harbour-gazette"
        in run("query", str(sample_record), "documents", "-f", "csv").stdout
    )
    for ending in ("ttl", "nq", "trig", "csv", "graphml"):
        first, second = tmp_path / f"1.{ending}", tmp_path / f"2.{ending}"
        assert call("export", str(sample_record), "-o", str(first)).exit_code == 0
        assert call("export", str(sample_record), "-o", str(second)).exit_code == 0
        assert first.read_bytes() == second.read_bytes() != b""
    assert call("validate", str(sample_record)).exit_code == 0
    assert json.loads(call("stats", str(sample_record), "--json").output)["documents"] == 10
    page = tmp_path / "page.html"
    assert call("render", str(sample_record), "-o", str(page)).exit_code == 0
    assert "<html" in page.read_text("utf-8")


def test_the_answer_of_a_query_can_be_piped_away(sample_record: Path) -> None:
    """`| head -1` is no error."""
    command = f"{sys.executable} -m graph query {sample_record} who-said-what -f csv | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("speaker,")
    assert done.stderr == ""


def quads(record: Path) -> str:
    done = run("export", str(record), "-o", "-.nq")
    assert done.returncode == 0
    return done.stdout


def test_a_codebook_names_the_issues(sample: Path, tmp_path: Path) -> None:
    """The user's issues come with the claims that have their words, and stay until he drops them; what is none is refused."""
    record, codebook = tmp_path / "record", tmp_path / "codebook.toml"
    codebook.write_text('[[issue]]\nname = "Flood money"\nwords = ["fund"]\n')
    build = ("build", str(sample / "dam-summit-continental-wire.txt"), "--profile", "fast")
    done = run(*build, "-s", str(record), "--codebook", str(codebook))
    assert done.returncode == 0, done.stderr
    asked = "SELECT ?name { ?claim rec:assignedIssue ?i . ?i rdfs:label ?name }"
    assert "Flood money" in run("query", str(record), asked, "--format", "csv").stdout
    coded = quads(record)
    codebook.unlink()
    assert run(*build, "-s", str(record)).returncode == 0 and quads(record) == coded
    assert run("merge", str(record), "Austria", "Slovakia").returncode == 0
    assert "Flood money" in run("query", str(record), asked, "--format", "csv").stdout
    assert run("undo", str(record)).returncode == 0 and quads(record) == coded
    assert run(*build, "-s", str(record), "--no-codebook").returncode == 0
    assert "Flood money" not in run("query", str(record), asked, "--format", "csv").stdout
    codebook.write_text("[[issues]]\n")
    refused = run(*build, "-s", str(tmp_path / "other"), "--codebook", str(codebook))
    assert refused.returncode == 2 and "codebook" in refused.stderr


def test_a_record_keeps_the_actors_it_was_given(sample: Path, tmp_path: Path) -> None:
    """What the user's own list says of an outlet holds in later builds and merges, until he drops the list."""
    record, actors = tmp_path / "record", tmp_path / "mine.toml"
    actors.write_text(
        '[organisation]\n"Continental Press" = { sector = "media", wikidata = "Q42" }\n'
    )
    build = ("build", str(sample / "dam-summit-continental-wire.txt"), "--profile", "fast")
    done = run(*build, "-s", str(record), "--actors", str(actors))
    assert done.returncode == 0, done.stderr
    known = quads(record)
    assert (record / "actors.toml").exists()
    actors.unlink()
    assert run(*build, "-s", str(record)).returncode == 0 and quads(record) == known
    assert run("merge", str(record), "Germany", "Slovakia").returncode == 0
    assert run("undo", str(record)).returncode == 0 and quads(record) == known
    assert run(*build, "-s", str(record), "--no-actors").returncode == 0
    assert not (record / "actors.toml").exists()


def test_a_merge_can_be_explained_and_undone(sample: Path, tmp_path: Path) -> None:
    """After the undo the graph is what it was, and what people decided stays on record."""
    record = tmp_path / "record"
    build = ("build", str(sample / "dam-summit-continental-wire.txt"), "-s", str(record))
    assert run(*build).returncode == 0
    before = quads(record)
    done = run("merge", str(record), "Zuzana Hradská", "Ferenc Valkó", "--reason", "a test")
    assert done.returncode == 0, done.stderr
    assert quads(record) != before
    assert "a test" in run("why", str(record), "Zuzana Hradská").stdout
    assert run(*build).returncode == 0  # a later build keeps to it
    assert "a test" in run("why", str(record), "Zuzana Hradská").stdout
    assert run("undo", str(record)).returncode == 0
    assert quads(record) == before
    assert run("undo", str(record)).returncode == 2


def test_a_document_can_be_removed(sample: Path, tmp_path: Path) -> None:
    """What is left is a record that never had it."""
    names = ("dam-summit-continental-wire", "vaccine-conference-meridian-wire")
    paths = [str(sample / f"{name}.txt") for name in names]
    assert run("build", *paths, "-s", str(tmp_path / "both")).returncode == 0
    assert run("build", paths[0], "-s", str(tmp_path / "one")).returncode == 0
    assert run("remove", str(tmp_path / "both"), names[1]).returncode == 0
    assert quads(tmp_path / "both") == quads(tmp_path / "one")


def test_a_port_that_is_taken_is_named(sample_record: Path) -> None:
    """Nothing is said to be served that is not."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("serve", str(sample_record), "--port", port)
    assert done.returncode == 2
    assert port in done.stderr
    assert "http://" not in done.stderr


def test_a_full_disk_is_told_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A write that fails for want of space names no file; the message still says what to do."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(cli, "app", full)
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 1
    assert "free some space" in capsys.readouterr().err


def test_titles_from_the_web_cannot_drive_the_terminal(tmp_path: Path) -> None:
    """Control characters of a manifest are not printed."""
    row = json.dumps({"path": "gone\u001b[2J.txt"})
    (tmp_path / "m.jsonl").write_text(row, "utf-8")
    done = run("extract", str(tmp_path / "m.jsonl"))
    assert done.returncode == 1
    assert "\x1b" not in done.stderr and "gone" in done.stderr


def test_an_interruption_is_clean_and_the_next_build_goes_on(sample: Path, tmp_path: Path) -> None:
    """Ctrl-C gives one line, not a traceback, and the record is whole."""
    record = tmp_path / "record"
    process = subprocess.Popen(
        [sys.executable, "-m", "graph", "build", str(sample), "-s", str(record)],
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 120
    while not (record / "record.toml").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, words = process.communicate(timeout=120)
    assert "Traceback" not in words
    assert process.returncode in (0, 130)
    assert run("build", str(sample), "-s", str(record)).returncode == 0
    assert run("validate", str(record)).returncode == 0


def test_completion_is_offered() -> None:
    """The names of the shipped queries are completed."""
    done = subprocess.run(
        [sys.executable, "-m", "graph"],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "_ONRECORD_COMPLETE": "complete_bash",
            "COMP_WORDS": "onrecord query record pled",
            "COMP_CWORD": "3",
        },
        check=False,
    )
    assert "pledges" in done.stdout


BOMB = "SELECT (COUNT(*) AS ?n) WHERE { %s }" % " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9))  # noqa: UP031


def test_a_query_can_be_given_a_limit(sample_record: Path) -> None:
    """A query that would never end is stopped with a clear error; one that ends in time is answered."""
    stopped = run("query", str(sample_record), BOMB, "--timeout", "1")
    assert (stopped.returncode, stopped.stdout) == (1, "")
    assert "stopped after 1 s" in stopped.stderr
    asked = ("query", str(sample_record), "documents", "--format", "csv")
    assert run(*asked, "--timeout", "120").stdout == run(*asked).stdout != ""
    assert run("query", str(sample_record), "SELECT {", "--timeout", "120").returncode == 2


def test_a_query_has_a_limit_unless_told_otherwise(sample_record: Path) -> None:
    """Nobody waits for ever who did not ask for it: a minute, said in --help; 0 is none, and the error names both."""
    assert "[default: 60.0]" in call("query", "--help").output
    stopped = run("query", str(sample_record), BOMB, "--timeout", "0.5")
    assert "0 for no limit" in " ".join(stopped.stderr.split())
    asked = run("query", str(sample_record), "documents", "--timeout", "0", "--format", "csv")
    assert asked.returncode == 0 and "dam-summit-harbour-gazette" in asked.stdout


def test_a_stopped_query_leaves_no_process_behind(sample_record: Path) -> None:
    """Who kills the command kills the query too, at the latest when its time is up."""
    asked = [sys.executable, "-m", "graph", "query", str(sample_record), BOMB, "--timeout", "3"]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as command:
        with pytest.raises(subprocess.TimeoutExpired):
            command.communicate(timeout=2)
        command.kill()
        # the pipe ends when nobody holds it any more, the child neither
        assert command.communicate(timeout=60)[0] == b""


def test_the_readme_has_the_table_of_exit_codes() -> None:
    """One table: in the code, and for people."""
    readme = Path(__file__).resolve().parents[1] / "README.md"
    if not readme.is_file():
        pytest.skip("the README is not here")
    for code, words in console.EXIT_CODES.items():
        assert f"| {code} | {words} |" in readme.read_text("utf-8")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.InputError, 1),
        (errors.StoreError, 1),
        (errors.DamagedError, 1),
        (errors.StoppedError, 1),
        (errors.ConfigError, 2),
        (errors.PlaceError, 2),
        (errors.QueryError, 2),
    ],
)
def test_the_kind_of_an_error_decides_the_exit_code(
    error: type[errors.OnRecordError], code: int
) -> None:
    """What the caller wrote wrongly is 2; what is wrong with what it was given is 1."""
    assert console.code_of(error("x")) == code


def test_readers_are_told_of_an_interrupted_build(sample_record: Path, tmp_path: Path) -> None:
    """On stderr, with the remedy; results are as they are."""
    record = tmp_path / "record"
    shutil.copytree(sample_record, record)
    assert run("stats", str(record)).stderr == ""
    (record / "unjoined").touch()
    for command in ("stats", "validate"):
        assert "the last build was interrupted" in run(command, str(record)).stderr
    assert "Run the same build again" in run("query", str(record), "documents").stderr
