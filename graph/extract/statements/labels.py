"""Quotations with a label: “Lind: …”, “Her answer: …”, “…” – Ada Lind, “…” (Ada Lind, mayor)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from graph.extract.statements.candidate import Candidate, Draft, Maker
from graph.extract.statements.clause import inherited_subject, trim, verb_group
from graph.lexicons import reporting
from graph.parse import entities_in

DASHES = frozenset({"–", "—", "-", "--", "―"})
_MAX_SOURCE = 14  # tokens of a label
_ENDS = frozenset(".?!")


class LabelReader:
    """Proposes what stands behind a label, or before one."""

    def __init__(self, maker: Maker, is_cue: Callable[[str, str], bool]) -> None:
        self._maker = maker
        self._doc = maker.doc
        self._is_cue = is_cue

    def of_colon(self, colon: Token) -> Iterator[Candidate]:
        """A name before a colon: "Lind: the plan is dead"; "Lind (L-Oslo): “Wait.”"; "Her advice: “Wait.”"

        Counter-example: "Lind: council to vote on the plan" (a headline about her).
        """
        number = self._quotation_behind(colon.i + 1)
        is_turn = number is not None and self._maker.quotations.items[number].is_turn
        start = self._line_start(colon.i, whole=is_turn)
        if not 0 < colon.i - start <= _MAX_SOURCE or colon.i + 1 >= len(self._doc):
            return
        before = self._doc[start : colon.i]
        if any(t.pos_ in ("VERB", "AUX") for t in before):
            yield from self._of_verb(before, colon)
            return
        subject, cue = _labelled(before)
        draft = Draft(self._maker, colon, (cue, colon.i + 1), subject, "colon")
        if number is not None:
            yield from self._of_quotation(draft, "colon", number)
            return
        content = trim(self._doc, (colon.i + 1, self._line_end(colon.i)))
        if content is None or "\n" in self._doc[colon.i + 1].text:
            return
        head = self._doc[content[0] : content[1]].root
        if not any(k.lower_ == "to" and k.dep_ == "aux" for k in head.lefts):
            yield from draft("colon", [content], head)

    def of_dash(self, mark: Token) -> Iterator[Candidate]:
        """A name set off by a dash or in brackets: “Wait.” – Ada Lind; Ada Lind – “Wait.”

        Counter-examples: “Wait” – an old song; the mayor – “a friend” of hers – left.
        """
        for label, number in self._beside(mark):
            subject = _person(label)
            if subject is None or any(t.pos_ in ("VERB", "AUX") for t in label):
                continue
            draft = Draft(self._maker, mark, (mark.i, mark.i + 1), subject, "label")
            yield from self._of_quotation(draft, "label", number)

    def _beside(self, mark: Token) -> Iterator[tuple[Tokens, int]]:
        """A label with the number of its quotation, on either side of the mark."""
        doc, quotations = self._doc, self._maker.quotations
        before = quotations.before(mark.i)
        if before >= 0 and _is_blank(doc[quotations.items[before].outer[1] : mark.i]):
            end = _line_stop(doc, mark.i + 1)
            closing = next((t.i for t in doc[mark.i + 1 : end] if t.text == ")"), end)
            if mark.text != "(" or closing < end:
                yield doc[mark.i + 1 : closing], before
        behind = self._quotation_behind(mark.i + 1)
        if behind is not None and mark.text != "(":
            start = self._line_start(mark.i)
            if start == 0 or "\n" in doc[start - 1].text:
                yield doc[start : mark.i], behind

    def _of_quotation(self, draft: Draft, frame: str, number: int) -> Iterator[Candidate]:
        quotations = self._maker.quotations
        chain = quotations.chain_on(self._doc, number)
        content = [quotations.items[n].inner for n in chain]
        yield from draft(frame, content, self._doc[content[0][0]], quotes=chain)

    def _of_verb(self, before: Tokens, colon: Token) -> Iterator[Candidate]:
        verb = next((t for t in reversed(list(before)) if t.pos_ == "VERB"), None)
        content = trim(self._doc, (colon.i + 1, self._line_end(colon.i)))
        if verb is None or content is None or not self._is_cue(verb.lemma_, "VERB"):
            return
        draft = Draft(self._maker, verb, verb_group(verb), *inherited_subject(verb))
        yield from draft("vcolon", [content], self._doc[content[0] : content[1]].root)

    def _quotation_behind(self, start: int) -> int | None:
        """Number of the quotation that begins there, or in the next paragraph."""
        number = self._maker.quotations.after(start)
        if number < 0:
            return None
        item = self._maker.quotations.items[number]
        return number if _is_blank(self._doc[start : item.outer[0]]) else None

    def _line_start(self, colon: int, *, whole: bool = False) -> int:
        """Where the words before a colon begin: at a line, a sentence, or behind a quotation.

        The `whole` line is the label of a turn: "GEN. ADA LIND (RET.), ANALYST: It is over."
        """
        doc, start = self._doc, colon
        inside = self._maker.quotations.by_token
        while start > 0 and colon - start <= _MAX_SOURCE:
            before = doc[start - 1]
            if "\n" in before.text or before.is_sent_start is None:
                break
            if whole:
                start -= 1
                continue
            if before.text in _ENDS:
                break
            if start - 1 in inside and start not in inside:
                break
            start -= 1
            if doc[start].is_sent_start and (start == 0 or doc[start - 1].text[-1] in '\n.!?”"'):
                break
        return start

    def _line_end(self, colon: int) -> int:
        """Where the sentence after a colon ends, or the quotation, or the line."""
        doc, inside = self._doc, self._maker.quotations.by_token
        end = colon + 1
        while end < len(doc) and "\n" not in doc[end].text:
            left = inside.get(end - 1) is None or inside.get(end) != inside[end - 1]
            if doc[end].is_sent_start and end > colon + 3 and left:
                break
            end += 1
        return end


def _labelled(before: Tokens) -> tuple[Token, int]:
    """Who speaks behind a label, and where its cue begins: of "Lind's answer" Lind, from "answer" on."""
    root = before.root
    if reporting.cue(root.lemma_.lower(), "NOUN") is not None:
        whose = next((k for k in root.lefts if k.dep_ == "poss"), None)
        if whose is not None:
            return whose, root.i
    return _before_post(before) or _person(before) or root, before.end


def _before_post(label: Tokens) -> Token | None:
    """The name before what its bearer is, in a broadcaster's capitals: "ADA LIND |, NEWS ANCHOR".

    Counter-example: "Lund, Norway" (no capitals).
    """
    end = next((t.i for t in label if t.text in (",", "(")), label.start)
    return label.doc[end - 1] if end > label.start and label.text.isupper() else None


def _person(label: Tokens) -> Token | None:
    """The first person that a label names."""
    if len(label) > _MAX_SOURCE:
        return None
    return next(
        (entity.root for entity in entities_in(label) if entity[0].ent_type_ == "PERSON"), None
    )


def _is_blank(tokens: Tokens) -> bool:
    return all(token.is_space for token in tokens)


def _line_stop(doc: Doc, start: int) -> int:
    end = start
    while end < len(doc) and "\n" not in doc[end].text and end - start <= _MAX_SOURCE:
        end += 1
    return end
