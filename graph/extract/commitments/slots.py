"""The slots of a commitment: thing, amount, recipients, condition, exclusion, and when it falls due."""

from __future__ import annotations

import re

from graph.extract.commitments.conditions import Conditions
from graph.model import TimeExpression


class Slots(Conditions):
    """Reads the slots of one frame: adds deadline and duration."""

    def deadline(self) -> TimeExpression | None:
        """ "by 2030", "within five years", "before the end of March"."""
        text = self.reading.document.text
        condition = self.condition()
        for time in self._times():
            if condition is not None and condition.contains(time.span):
                continue  # "if the strike ends by Friday"
            before = text[
                max(self.sentence.start_char, time.span.start - 24) : time.span.start
            ].lower()
            if time.text.lower().startswith("within") or re.search(
                r"\b(?:by|before|until|no later than|over|in)(?: the)?(?: (?:end|start|close|middle) of(?: the)?)?\s$",
                before,
            ):
                if (
                    re.search(r"\b(?:over|in)(?: the)?\s$", before)
                    and "next" not in time.text
                    and "coming" not in time.text
                ):
                    continue
                return time
        return None

    def duration(self) -> str | None:
        """ "for three years", "over five years", in the words of the text."""
        start = self.frame.core.idx
        match = re.search(
            r"\b(?:for|over)\s((?:the next |at least |up to )?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)[ -]"
            r"(?:year|month|week|day|decade)s?)\b",
            self.reading.document.text[start : self.sentence.end_char],
        )
        return match.group(1) if match else None

    def _times(self) -> list[TimeExpression]:
        return [
            t
            for t in self.reading.times
            if self.frame.core.idx <= t.span.start < self.sentence.end_char
        ]
