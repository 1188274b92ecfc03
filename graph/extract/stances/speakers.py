"""Who speaks at a word: the statements that the text reports, looked up by place."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from graph.extract.named import actor_at
from graph.extract.stances.features import SAYING
from graph.extract.stances.frame import subject_of
from graph.model import Mention, Span, Statement
from graph.parse import Reading


class Speakers:
    """Answers who says what stands at a word, from the statements found before or else from the syntax."""

    def __init__(self, reading: Reading, statements: Sequence[Statement]) -> None:
        self._reading = reading
        contents = [(part, s) for s in statements for part in s.content]
        self._contents = sorted(contents, key=lambda c: (c[0].start, c[0].end))
        self._cues = [(part, s) for s in statements for part in s.cue]

    def of(self, token: Token) -> Mention | None:
        """The speaker of the innermost statement whose content holds the word."""
        inside = self._inside(token)
        if inside is not None:
            return inside.speaker
        return None if self._contents else self._by_syntax(token)

    def statement_at(self, token: Token) -> int | None:
        """Key of the statement in whose content the word lies, or whose cue it is."""
        inside = self._inside(token)
        if inside is not None:
            return inside.key
        span = Span(token.idx, token.idx + len(token))
        return next((s.key for cue, s in self._cues if cue.overlaps(span)), None)

    def by_cue(self, token: Token) -> Mention | None:
        """The speaker of the statement whose cue the word is: who "rejects", though the parse says another.

        "A court told Lund to pay, rejecting his plea": the court rejects it.
        """
        span = Span(token.idx, token.idx + len(token))
        return next((s.speaker for cue, s in self._cues if cue.overlaps(span)), None)

    def _inside(self, token: Token) -> Statement | None:
        around = [(part, s) for part, s in self._contents if part.start <= token.idx < part.end]
        return min(around, key=lambda c: len(c[0]))[1] if around else None

    def _by_syntax(self, token: Token) -> Mention | None:
        """ "Lund said Novak was weak": the subject of the verb of saying above."""
        for above in token.ancestors:
            if above.lemma_ in SAYING and above.pos_ == "VERB":
                subject = subject_of(above)
                return actor_at(self._reading, subject) if subject is not None else None
        return None
