"""Quotations beside a verb: before it, after it, on both sides, and those that go on after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from graph.extract.statements.candidate import Candidate, Draft, Kids, Maker
from graph.extract.statements.clause import RELATIVE, Range, own_subject, subtree, without
from graph.lexicons import reporting
from graph.model import Mode

_NEAR = 25  # tokens between a cue and the quotation it introduces
_SETS_OFF = frozenset((",", "—", "–", "-", "--", ";", "(", ":"))


class QuoteReader:
    """Proposes quotations as the content of a verb."""

    def __init__(self, maker: Maker, is_cue: Callable[[str, str], bool]) -> None:
        self._maker = maker
        self._doc = maker.doc
        self._quotations = maker.quotations
        self._is_cue = is_cue

    def of_verb(
        self,
        verb: Token,
        core: Range,
        kids: Kids,
        made: Draft,
    ) -> Iterator[Candidate]:
        """The quotation before the cue, after it, or on both sides of it."""
        quotations = self._quotations
        if not quotations.items or verb.i in quotations.by_token:
            return
        before, gap_before = self._quote_before(core)
        yield from self._around_a_cue(core, made)
        after, gap_after = self._quote_after(verb)
        on = self._quote_going_on(verb)
        if on and not before and kids.clauses:
            yield from self._clause_going_on(kids.clauses[-1], on, core, made)
        if before:
            chain = [*before, *[n for n in on if n not in before]]
            yield from self._of_quotes("qprev", chain, gap_before, made)
            if after and after[0] not in chain:
                both = [*before, *after]
                yield from self._of_quotes("qboth", both, max(gap_before, gap_after), made)
        if after:
            yield from self._of_quotes("qnext", after, gap_after, made)

    def _clause_going_on(
        self, clause: Token, on: list[int], core: Range, made: Draft
    ) -> Iterator[Candidate]:
        """ "Lind said it was over. “We tried everything.”": the quotation is hers as well."""
        first = self._quotations.items[on[0]].outer[0]
        if clause.sent.end > first or clause.left_edge.i < core[0]:
            return
        pieces = [self._maker.fit(piece, core[0]) for piece in without(subtree(clause), core)]
        if any(piece[1] > first for piece in pieces):
            return
        pieces += [self._quotations.items[number].inner for number in on]
        yield from made("on:" + clause.dep_, pieces, clause, quotes=on)

    def _of_quotes(
        self, frame: str, chain: list[int], gap: int, made: Draft
    ) -> Iterator[Candidate]:
        items = [self._quotations.items[number] for number in chain]
        content = [item.inner for item in items]
        lead = None if frame == "qnext" else self._lead_in(items[0].outer[0])
        if lead is not None:
            content[0] = lead, content[0][1]
        yield from made(frame, content, self._doc[items[0].inner[0]], gap=gap, quotes=chain)

    def _lead_in(self, quote: int) -> int | None:
        """Where the clause begins whose end is quoted: The fence itself “does not bother me,” Lind said.

        Counter-examples: Lind was clear: “It does not bother me,” she said. Lind called it “a fence,” adding …
        """
        doc, inside = self._doc, self._quotations.by_token
        start = quote
        while start > 0 and not doc[start].is_sent_start:
            word = doc[start - 1]
            if word.is_space or start - 1 in inside or word.text in ":;—–-":
                break
            if _says(word):
                return None
            start -= 1
        while start < quote and (doc[start].is_punct or doc[start].dep_ == "cc"):
            start += 1
        if start >= quote or doc[quote - 1].text in ",:;—–-.!?…":
            return None
        return start

    def _around_a_cue(self, core: Range, made: Draft) -> Iterator[Candidate]:
        """“It is over,” Lind said, the Post reported: the Post reports that Lind said so.

        Counter-example: “It is over,” Lind said, and the Post reported the vote.
        """
        doc = self._doc
        comma = core[0] - 1
        if comma < 4 or doc[comma].text != "," or made.subject is None:
            return
        if made.subject.lower_ in RELATIVE or made.cue.dep_ in ("relcl", "acl"):
            return  # “It is over,” said Lind, who added that …; “…,” said Lind, whose party had asked for it
        number = self._quotations.before(comma)
        if number < 0:
            return
        first, end = self._quotations.items[number].outer
        between = doc[end:comma]
        verb = next((t for t in between if t.pos_ == "VERB"), None)
        if verb is None or verb.sent.start > end or len(between) > _NEAR:
            return
        if not self._is_cue(verb.lemma_, "VERB") or own_subject(verb) is None:
            return
        if any(t.is_sent_start and t.i > end for t in doc[end : core[0]]):
            return
        yield from made("qouter", [(first, comma)], verb)

    def _quote_before(self, core: Range) -> tuple[list[int], int]:
        number = self._quotations.before(core[0])
        if number < 0:
            return [], 0
        end = self._quotations.items[number].outer[1]
        if core[0] - end > 6:
            return [], 0
        between = self._doc[end : core[0]]
        gap = [t for t in between if not t.is_punct and not t.is_space]
        if len(gap) > 3:
            return [], 0
        if "\n" in between.text and not self._goes_on_behind(end):
            return [], 0  # “It is over,” he called it.⏎Lind, 47, took charge …
        if any(t.pos_ == "VERB" and self._is_cue(t.lemma_, "VERB") for t in gap):
            return [], 0  # “It is over,” Lind said, the Post reported.
        return self._quotations.chain_back(self._doc, number), len(gap)

    def _goes_on_behind(self, end: int) -> bool:
        """Whether a quotation ends with a comma, so that who says it may stand on the next line."""
        doc = self._doc
        return "," in doc[max(0, end - 2) : min(end + 1, len(doc))].text

    def _quote_after(self, verb: Token) -> tuple[list[int], int]:
        number = self._quotations.after(verb.i + 1)
        if number < 0:
            return [], 0
        start = self._quotations.items[number].outer[0]
        if start - verb.i > _NEAR or self._is_introduced(verb.i + 1, start):
            return [], 0
        if verb.sent.end <= start and not self._leads_on(verb.sent.end):
            return [], 0
        return self._quotations.chain_on(self._doc, number), start - verb.i - 1

    def _leads_on(self, end: int) -> bool:
        """Whether a sentence ends with a colon or a comma: what follows belongs to it."""
        last = end - 1
        while last > 0 and self._doc[last].is_space:
            last -= 1
        return self._doc[last].text in (":", ",")

    def _quote_going_on(self, verb: Token) -> list[int]:
        """The quotation right after the cue's sentence or clause: “No,” she said. “Never.”

        Counter-example: “No,” she said. “Never,” he answered.
        """
        number = self._quotations.after(verb.i + 1)
        if number < 0:
            return []
        start = self._quotations.items[number].outer[0]
        if start - verb.i > 2 * _NEAR or self._is_introduced(verb.i + 1, start):
            return []
        if self._is_anothers(number) or self._quotations.is_asked_back(self._doc, number):
            return []
        end = verb.sent.end
        if start < end:
            between = self._doc[verb.i + 1 : start]
            if between[-1:].text not in _SETS_OFF:
                return []
            if any(t.pos_ == "VERB" and own_subject(t) is not None for t in between):
                return []
        elif not all(t.is_space or t.is_punct for t in self._doc[end:start]) or (
            "\n" in self._doc[end - 1 : start].text and not self._quotations.items[number].ends_line
        ):
            return []
        return self._quotations.chain_on(self._doc, number)

    def _is_introduced(self, start: int, quote: int) -> bool:
        """Whether another cue stands right before the quotation: “No,” she said, adding, “Never.”

        Counter-example: “No,” she said as he denied the report. “Never.”
        """
        at = quote - 1
        while at >= start and (self._doc[at].text in ",:" or self._doc[at].pos_ == "ADV"):
            at -= 1
        word = self._doc[at]
        return at >= start and word.pos_ == "VERB" and self._is_cue(word.lemma_, "VERB")

    def _is_anothers(self, number: int) -> bool:
        """Whether a cue follows the quotation: “Never,” he answered."""
        item = self._quotations.items[number]
        if self._doc[item.inner[1] - 1].text == ",":
            return True
        if self._doc[item.inner[1] - 1].text == "." and self._starts_anew(item.outer[1]):
            return False
        for token in self._doc[item.outer[1] : item.outer[1] + 4]:
            if token.is_space or (token.is_sent_start and token.i > item.outer[1]):
                return False
            if token.pos_ == "VERB" and self._is_cue(token.lemma_, "VERB"):
                return True
        return False

    def _starts_anew(self, start: int) -> bool:
        """Whether a sentence of its own follows: “We wait.” Lind added that … Counter-example: “We wait.” he added."""
        words = self._doc[start : start + 6]
        first = next((t for t in words if not t.is_space), None)
        if first is None or not first.is_sent_start or not first.text[:1].isupper():
            return False
        verb = first.sent.root
        return any(k.dep_ in ("ccomp", "xcomp", "dobj") and k.i > verb.i for k in verb.rights)


def _says(word: Token) -> bool:
    """A finite verb of speech: "said". Counter-examples: "divulging", "met"."""
    if word.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    known = reporting.cue(word.lemma_, "VERB")
    return known is not None and known.mode is Mode.SPEECH and own_subject(word) is not None
