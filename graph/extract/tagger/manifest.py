"""The shipped weights: where they are, and that they are whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DamagedError
from graph.extract.tagger.calibration import Calibration
from graph.extract.tagger.decode import Settings

SHIPPED = Path(__file__).parent / "weights"
FILES = ("model.onnx", "link.onnx", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` beside the weights says of them."""

    version: str
    settings: Settings
    calibration: Calibration
    checksums: dict[str, str]
    window: int  # sub-tokens of one encoding pass


def verified(folder: Path | None = None) -> tuple[Path, Manifest]:
    """The weights' folder and its manifest, after every file has been checked against its sha256.

    Raises `DamagedError` when the manifest or a file is missing, unreadable or altered.
    """
    folder = SHIPPED if folder is None else folder
    manifest = _read(folder / "manifest.json")
    for name in FILES:
        check(folder / name, str(manifest.checksums.get(name)))
    return folder, manifest


def check(path: Path, expected: str) -> None:
    """Raises `DamagedError` when a file cannot be read or its sha256 is another than the manifest's."""
    found = _sha256(path)
    if found != expected:
        raise DamagedError(
            f"{path} is damaged: its sha256 is {found[:12]}…, the manifest says "
            f"{expected[:12]}…. Install onrecord again, or restore the file."
        )


def _read(path: Path) -> Manifest:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(
            version=data["version"],
            settings=Settings(**data["settings"]),
            calibration=Calibration(**{k: tuple(v) for k, v in data["calibration"].items()}),
            checksums=dict(data["sha256"]),
            window=int(data["window"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedError(
            f"{path} cannot be read ({error}). Install onrecord again, or restore the file."
        ) from error


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DamagedError(
            f"{path} cannot be read ({error}). Install onrecord again, or restore the file."
        ) from error
