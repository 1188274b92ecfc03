"""What may be an attribution in any genre: a word with a clause, a quotation or the rest of the sentence behind it.

Every clause may be somebody's thought, knowledge or word ("I think it holds", "make sure that it holds"). So every
word that governs a clause is proposed, with several ends of the content; `choice` keeps some. Nothing here decides.
Ranges are token indices, end exclusive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extract.statements.clause import Range, own_subject, subtree
from graph.extract.statements.marks import Quotations

_IDLE = frozenset({"PUNCT", "SPACE", "DET", "NUM", "SYM"})
_WH = frozenset({"WP", "WRB", "WDT"})
_SET_OFF = frozenset(",;—–--:")
_PAUSES = frozenset(",;:—–")
_LOOSE = frozenset("conj advcl relcl parataxis ccomp acl".split())
_ASIDES = frozenset("ccomp parataxis advcl dep conj relcl intj acl".split())
_ASIDE_TOKENS = 12  # "as far as I can tell": longer clauses are no asides
_CUTS = 4
_NEAR, _FAR = 8, 25  # tokens from a quotation to the word before or behind which it stands


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A cue with one reading of its content; `head` carries the content, if one word of it does."""

    cue: Token
    head: Token | None
    frame: str
    pieces: tuple[Range, ...]
    variant: str = "full"

    @property
    def start(self) -> int:
        """First token of the content."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """After the last token of the content."""
        return self.pieces[-1][1]

    @property
    def size(self) -> int:
        """Tokens of the content."""
        return sum(b - a for a, b in self.pieces)

    def holds(self, token: int) -> bool:
        """Whether a token lies in the content."""
        return any(a <= token < b for a, b in self.pieces)


def clauses(doc: Doc, quotations: Quotations, is_cue: Callable[[str], bool]) -> Iterator[Clause]:
    """All readings of all words of a document; `is_cue` says whether "VERB:say" is known to report."""
    for cue in doc:
        if cue.pos_ in _IDLE or not cue.dep_:  # what was set aside is not parsed
            continue
        for head, frame in _complements(cue):
            yield from _whole(cue, (_of_complement(cue, head, frame, quotations)))
        if cue.pos_ in ("VERB", "AUX", "ADJ"):
            yield from _whole(cue, _aside(cue))
            if is_cue(f"{cue.pos_}:{cue.lemma_.lower()}") or cue.dep_ == "acomp":
                yield from _whole(cue, _behind(cue, quotations))
                yield from _whole(cue, _beside_quotations(cue, quotations))
        if cue.lower_ == "according" and cue.i + 1 < len(doc):
            yield from _whole(cue, _according(cue))


_Draft = tuple[Token | None, str, list[Range], str]


def _whole(cue: Token, drafts: Iterator[_Draft]) -> Iterator[Clause]:
    for head, frame, pieces, variant in drafts:
        kept = tuple(p for p in (_trim(cue.doc, *piece) for piece in pieces) if p)
        if kept:
            yield Clause(cue, head, frame, kept, variant)


def _trim(doc: Doc, start: int, end: int) -> Range | None:
    """Without what is no word at the edges; an opening mark stays."""
    while start < end and not _is_word(doc[start]) and doc[start].text not in '“"(':
        start += 1
    while end > start and not _is_word(doc[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def _is_word(token: Token) -> bool:
    return any(c.isalnum() for c in token.text)


def _complements(cue: Token) -> Iterator[tuple[Token, str]]:
    """Words that carry a clause which the cue governs, and how."""
    for child in cue.children:
        dep, after = child.dep_, child.i > cue.i
        if dep in ("ccomp", "csubj") or (
            dep == "xcomp" and (own_subject(child) is not None or _begins_as_question(child))
        ):
            yield child, dep
        elif dep in ("acl", "relcl") and after and cue.pos_ in ("NOUN", "ADJ", "PROPN"):
            if any(k.dep_ == "mark" and k.lower_ in ("that", "whether", "if") for k in child.lefts):
                yield child, "acl"  # "the fact that it holds"
        elif dep == "advcl" and after and _is_said(child):
            yield child, dep
        elif dep in ("dobj", "attr", "pobj", "oprd", "dative") and after:
            if child.left_edge.tag_ in _WH or any(k.dep_ in ("relcl", "acl") for k in child.rights):
                yield child, f"obj:{dep}"  # "know what is needed"
        elif dep == "prep" and cue.pos_ in ("VERB", "ADJ", "NOUN"):
            for clause in child.children:
                if clause.dep_ == "pcomp" and (
                    clause.left_edge.tag_ in (*_WH, "IN") or own_subject(clause) is not None
                ):
                    yield clause, "pcomp"


def _begins_as_question(clause: Token) -> bool:
    return clause.left_edge.tag_ in _WH or any(k.dep_ == "mark" for k in clause.lefts)


def _is_said(clause: Token) -> bool:
    """A clause that the parser took for an adverbial: "is sure it holds". Counter-example: "left because …"."""
    first = clause.left_edge
    if first.lower_ in ("that", "whether", "if", "how", "what", "why", "who"):
        return True
    opens = first.pos_ in ("PRON", "DET", "PROPN", "NOUN") and first.dep_ != "mark"
    return own_subject(clause) is not None and opens


def _of_complement(cue: Token, head: Token, frame: str, quotations: Quotations) -> Iterator[_Draft]:
    """The clause, the quotation that it opens, the clause without what is loosely joined, up to the sentence's end."""
    start, end = _apart(cue, head)
    yield head, frame, [(start, end)], "full"
    quoted = _quotation_at(quotations, start)
    if quoted is not None and not quoted[0] <= cue.i < quoted[1]:
        yield head, frame, [quoted], "quote"
    for cut, dep in sorted(set(_cuts(head, start, end)))[:_CUTS]:
        yield head, frame, [(start, cut)], f"cut:{dep}"
    stop = cue.doc[end - 1].sent.end
    if stop - end > 2:
        yield head, frame, [(start, stop)], "sentence"


def _apart(cue: Token, head: Token) -> Range:
    """The clause of `head` without the cue, where the parser hung the cue inside: "It is, I think, over"."""
    start, end = subtree(head)
    if not start <= cue.i < end:
        return start, end
    if cue.i > head.i:
        return start, cue.i
    start = cue.i + 1
    while start < head.i and cue.doc[start].dep_ in ("neg", "prt", "advmod"):
        if cue.doc[start].head != cue:
            break
        start += 1
    return start, end


def _cuts(head: Token, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Where a clause begins that is joined by a comma or by "and" with a subject of its own."""
    doc = head.doc
    for word in doc[start:end]:
        left = word.left_edge.i
        if word == head or word.dep_ not in _LOOSE or left <= start + 1:
            continue
        if word.dep_ == "conj" and word.head == head and own_subject(word) is None:
            continue
        before = doc[left - 1]
        if before.dep_ == "cc":
            left -= 1
        elif before.text not in _SET_OFF:
            continue
        if head.i < left:
            yield left, word.dep_


def _quotation_at(quotations: Quotations, token: int) -> Range | None:
    found = quotations.at(token) or quotations.at(token + 1)
    return None if found is None else found.outer


def _aside(cue: Token) -> Iterator[_Draft]:
    """ "It is over, I think"; "as Lind says, it is over": the clause around it, or what stands before."""
    if cue.dep_ not in _ASIDES or cue.head == cue:
        return
    mark = next((k.lower_ for k in cue.lefts if k.dep_ in ("mark", "advmod")), "")
    mark = mark if mark in ("as", "so") else ""
    subject = own_subject(cue)
    start, end = subtree(cue)
    if (subject is None and cue.pos_ != "VERB") or (end - start > _ASIDE_TOKENS and mark != "as"):
        return
    if mark != "as" and any(k.dep_ in ("ccomp", "dobj") for k in cue.children):
        return
    first, last = subtree(cue.head)
    hole = (start, end)
    if not mark:
        hole = (subject.left_edge.i if subject is not None else start, cue.i + 1)
    frame = f"aside:{mark}"
    yield cue.head, frame, [(first, min(hole[0], last)), (max(hole[1], first), last)], "full"
    if hole[0] > cue.sent.start + 1:
        yield cue.head, frame, [(cue.sent.start, hole[0])], "before"


def _behind(cue: Token, quotations: Quotations) -> Iterator[_Draft]:
    """What follows to the sentence's end, whatever the parser made of it."""
    doc, start, end = cue.doc, cue.i + 1, cue.sent.end
    while start < len(doc) and _is_passed(doc[start]):
        start += 1
    if end - start < 2:
        return
    yield None, "rest", [(start, end)], "full"
    pause = next((k for k in range(start + 2, end - 1) if doc[k].text in _PAUSES), None)
    if pause is not None:
        yield None, "rest", [(start, pause)], "comma"
    quoted = _quotation_at(quotations, start)
    if quoted is not None:
        yield None, "quoted", [quoted], "full"


def _is_passed(word: Token) -> bool:
    """What stands between a cue and its content: particle, "not", "me", a comma."""
    if word.dep_ in ("prt", "neg") or word.text in ",:" or word.is_space:
        return True
    return word.dep_ in ("dative", "dobj") and word.pos_ == "PRON"


def _beside_quotations(cue: Token, quotations: Quotations) -> Iterator[_Draft]:
    """Quotations near the cue; what stands before it; the next sentence behind a colon."""
    doc, sentence = cue.doc, cue.sent
    before = [q.outer for q in quotations.items if 0 <= cue.i - q.outer[1] < _NEAR][-1:]
    after = [q.outer for q in quotations.items if 0 < q.outer[0] - cue.i < _FAR][:1]
    for frame, pieces in (("before", before), ("after", after)):
        if pieces:
            yield None, frame, pieces, "quote"
    if before and after:
        yield None, "around", [*before, *after], "quote"
    subject = own_subject(cue)
    if subject is not None and cue.i - sentence.start >= 4:
        left = subject.left_edge.i
        if left - sentence.start >= 3 and doc[left - 1].text in ",”\"'—–":
            yield None, "before", [(sentence.start, left)], "full"
    words = [k for k in range(sentence.start, sentence.end) if not doc[k].is_space]
    if words and doc[words[-1]].text in ":," and sentence.end < len(doc):
        yield None, "next", [(sentence.end, doc[sentence.end].sent.end)], "full"


def _according(cue: Token) -> Iterator[_Draft]:
    """ "According to Lind, it is over": the sentence, or the clause, without the phrase."""
    start, end = subtree(cue)
    yield None, "according", [(cue.sent.start, start), (end, cue.sent.end)], "full"
    if cue.head != cue and cue.head.head != cue.head:
        first, last = subtree(cue.head)
        yield None, "according", [(first, start), (end, last)], "clause"
