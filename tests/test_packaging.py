"""What is installed, away from the checkout, is the whole of onrecord: from a wheel, from the sdist, editable."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytest.importorskip(
    "build", reason="the tools of developers are not installed (requirements-dev.lock)"
)


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """The output of a command that must succeed, without this checkout on its path."""
    clean = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    return done.stdout


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what packaging reads, so that nothing is found by being in the checkout."""
    copy = tmp_path_factory.mktemp("packaging") / "checkout"
    copy.mkdir()
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in ("graph", "ontology", "data/sample"):
        shutil.copytree(ROOT / name, copy / name, ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def built(checkout: Path) -> tuple[Path, Path, Path]:
    """The wheel, the sdist, and the wheel that is built from the sdist."""
    out = checkout.parent / "dist"
    command = (sys.executable, "-m", "build", "--no-isolation", "--outdir")
    run(*command, out, "--wheel", "--sdist", checkout, cwd=checkout.parent)
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(checkout.parent / "unpacked", filter="data")
    (unpacked,) = (checkout.parent / "unpacked").iterdir()
    run(*command, checkout.parent / "again", "--wheel", unpacked, cwd=checkout.parent)
    (second,) = (checkout.parent / "again").glob("*.whl")
    return wheel, sdist, second


def files(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "dist-info" not in name}


def test_the_wheel_holds_everything_that_is_needed_at_run_time(
    built: tuple[Path, Path, Path],
) -> None:
    """Every file of graph/ and ontology/ that is not Python's own rubbish, and nothing of tests or data."""
    names = set(files(built[0]))
    for folder, inside in (("graph", "graph"), ("ontology", "graph/_ontology")):
        for path in sorted((ROOT / folder).rglob("*")):
            relative = path.relative_to(ROOT / folder).as_posix()
            if (
                path.is_file()
                and "__pycache__" not in relative
                and not relative.startswith("examples/")
            ):
                assert f"{inside}/{relative}" in names
    assert {name.split("/")[0] for name in names} == {"graph"}


def test_the_wheel_of_the_sdist_is_the_same(built: tuple[Path, Path, Path]) -> None:
    """Nothing is lost on the way through the source distribution."""
    assert files(built[0]) == files(built[2])


def installed(target: Path, folder: Path, *options: str) -> Path:
    """An environment of its own with `target` installed in it, and the libraries of this one."""
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    (site,) = folder.glob("lib/python*/site-packages")
    # the libraries by path; .pth files beside them, such as an editable onrecord's, are not followed
    (site / "libraries.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", "utf-8")
    pip = (
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        "--python",
        python,
    )
    run(*pip, "install", "--no-deps", "--no-index", *options, target, cwd=folder)
    return python


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["wheel", "wheel of the sdist", "editable"])
def test_an_installation_builds_the_sample_away_from_the_checkout(
    kind: str, built: tuple[Path, Path, Path], checkout: Path, tmp_path: Path, sample: Path
) -> None:
    """It finds its ontology, its model and its weights, and the record conforms."""
    if kind == "editable":
        python = installed(checkout, tmp_path / "env", "--no-build-isolation", "--editable")
        home = checkout
    else:
        python = installed(built[0] if kind == "wheel" else built[2], tmp_path / "env")
        home = tmp_path / "env"
    where = run(python, "-c", "import graph; print(graph.__file__)", cwd=tmp_path)
    assert where.startswith(str(home))
    command = python.parent / "onrecord"
    run(command, "build", sample, "--store", "record", cwd=tmp_path)
    assert "conforms" in run(command, "validate", "record", cwd=tmp_path)
    counts = json.loads(run(command, "stats", "record", "--json", cwd=tmp_path))
    assert counts["documents"] == 10
    assert counts["statements"] > 50


def test_both_lock_files_pin_every_package_with_a_hash() -> None:
    """What is installed is what was tested, byte by byte, on every Python."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text("utf-8").splitlines()
        pinned = [line for line in lines if line and line[0].isalnum()]
        assert len(pinned) > 50
        assert all("==" in line and line.rstrip().endswith("\\") for line in pinned)


def test_the_lock_files_hold_every_direct_dependency() -> None:
    """`make lock` was run after pyproject.toml changed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {_name(each) for each in project["dependencies"]}
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    assert wanted <= {_name(line) for line in locked.splitlines() if line and line[0].isalnum()}
    dev = {_name(each) for each in project["optional-dependencies"]["dev"]}
    locked = (ROOT / "requirements-dev.lock").read_text("utf-8")
    assert dev | wanted <= {
        _name(line) for line in locked.splitlines() if line and line[0].isalnum()
    }


def _name(requirement: str) -> str:
    for stop in "<>=![; ~":
        requirement = requirement.partition(stop)[0]
    return requirement.strip().lower().replace("_", "-")
