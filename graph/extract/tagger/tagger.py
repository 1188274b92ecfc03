"""Text into attributions: windows, encoding, linking, decoding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from graph.extract.tagger.attribution import Attribution
from graph.extract.tagger.calibration import confidences
from graph.extract.tagger.continuation import join_continuations
from graph.extract.tagger.decode import Linked, Settings, choose, propose
from graph.extract.tagger.encoder import Encoder
from graph.extract.tagger.manifest import Manifest, verified
from graph.extract.tagger.quotations import claim_quotations, quotations
from graph.extract.tagger.windows import STYLES, Window, windows_of
from graph.model import Span


class AttributionTagger:
    """Finds who said what in English news. Deterministic: a document's result depends on it alone."""

    def __init__(
        self, encoder: Encoder, tokenizer: Tokenizer, manifest: Manifest, style: str = "news"
    ) -> None:
        self.manifest = manifest
        self._encoder = encoder
        self.tokenizer = tokenizer
        self._first = STYLES[style]
        rival = 1.0 if style == "rhetorical" else manifest.settings.rival
        self._settings = replace(manifest.settings, rival=rival)

    @classmethod
    def load(
        cls,
        path: Path | None = None,
        threads: int = 1,
        *,
        style: str = "news",
        keep: float | None = None,
    ) -> AttributionTagger:
        """The tagger from the weights in the folder `path`; by default the shipped ones.

        `style` "news" gives PolNeAR's convention (no nesting), "rhetorical" GUM's (contents nest).
        `keep` is the least confidence of what is given back, in place of the one chosen on dev.
        Raises `DamagedError` when a file is missing or does not match its sha256.
        """
        folder, manifest = verified(path)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        if keep is not None:
            manifest = replace(manifest, settings=replace(manifest.settings, keep=keep))
        return cls(Encoder(folder, threads), tokenizer, manifest, style)

    def __call__(self, text: str, paragraphs: Sequence[Span]) -> list[Attribution]:
        """The attributions of a text, in order of their first character.

        `paragraphs` are the stretches to be read, in order; what lies outside them is not looked at.
        Cost is linear: one encoding pass over the words, and a small one for each candidate cue.
        """
        stretches = [(p.start, p.end) for p in paragraphs]
        windows = windows_of(
            self.tokenizer, text, stretches, first=self._first, limit=self.manifest.window
        )
        found = (_worded(a, text) for window in windows for a in self._read(window, text))
        kept = (a for a in found if a.content and a.confidence >= self._settings.keep)
        return join_continuations(sorted(kept, key=_position), text, paragraphs)

    def pipe(self, documents: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[list[Attribution]]:
        """The attributions of each (text, paragraphs), in order; one document is held at a time."""
        for text, paragraphs in documents:
            yield self(text, paragraphs)

    def _read(self, window: Window, text: str) -> Iterator[Attribution]:
        for linked in link_window(self._encoder, window, text, self._settings):
            yield self._attribution(window, linked)

    def _attribution(self, window: Window, linked: Linked) -> Attribution:
        anchor = linked.anchor
        cue = ((anchor.first, anchor.last),) if anchor.kind == 0 else ()
        whole, source = confidences(linked, self.manifest.calibration)
        return Attribution(
            source=_spans(window, linked.source),
            cue=_spans(window, cue),
            content=_spans(window, linked.content),
            confidence=whole,
            source_confidence=source,
        )


def link_window(
    encoder: Encoder, window: Window, text: str, settings: Settings
) -> Sequence[Linked]:
    """The attributions of one window in word indices, before the threshold on confidence."""
    states, tags = encoder.encode(window)
    anchors = propose(tags, settings.propose, settings.anchor**2)
    if not anchors:
        return ()
    paragraphs = np.array(window.paragraphs, dtype=np.int64)
    roles, real = encoder.link(states, anchors, paragraphs, settings)
    claim_quotations(anchors, roles, real, quotations(window, text), settings)
    return choose(anchors, roles, real, settings)


def _spans(window: Window, pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(window.starts[a], window.ends[b]) for a, b in pairs)


def _worded(found: Attribution, text: str) -> Attribution:
    """The attribution without content spans that hold no letter or digit (a stray mark)."""
    spans = tuple(s for s in found.content if any(c.isalnum() for c in s.of(text)))
    return found if len(spans) == len(found.content) else replace(found, content=spans)


def _position(found: Attribution) -> tuple[Span, ...]:
    return (min(found.source + found.cue + found.content), *found.content, *found.cue)
