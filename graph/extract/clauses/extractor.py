"""Statements of texts that are no news: every clause that is somebody's word, thought or knowledge, and signed texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.extract.clauses.choice import Choice, chosen_clauses, chosen_signatures
from graph.extract.clauses.model import ClauseModel, shipped
from graph.extract.clauses.signatures import Signature, Stretch
from graph.extract.clauses.spoken import spoken
from graph.extract.clauses.voices import with_voices
from graph.extract.statements.antecedents import antecedent
from graph.extract.statements.candidate import Candidate, Maker
from graph.extract.statements.clause import (
    Range,
    chars,
    inherited_subject,
    merge,
    noun_phrase,
    own_subject,
)
from graph.extract.statements.layering import layer
from graph.extract.statements.marks import Quotations
from graph.extract.statements.raw import Raw
from graph.extract.statements.settling import is_questioned, is_supposed
from graph.extract.statements.speaking import can_speak
from graph.model import Certainty, Findings, QuoteType, Span, Statement
from graph.parse import Reading


class ClauseExtractor:
    """Yields statements in text order, as `StatementExtractor` does for news; the learnt tagger of news is not asked.

    "I think it holds" is a statement here, and so is a letter as a whole, by who signed it.
    """

    name = "clauses"
    version = "1"

    def __init__(self, model: ClauseModel | None = None) -> None:
        self._model = model or shipped()

    def __call__(self, reading: Reading, so_far: Findings) -> Iterable[Statement]:
        """The statements of one document."""
        quotations = Quotations(reading)
        maker = Maker(reading.doc, quotations)
        chosen = chosen_clauses(reading, quotations, self._model)
        raws = [_raw(choice, maker) for choice in chosen if not _is_nobodys(choice)]
        raws += list(spoken(reading, quotations, raws))
        raws += [_signed(reading, *found) for found in chosen_signatures(reading, self._model)]
        layered = layer(reading, quotations, raws, self.name, self.version)
        yield from with_voices(reading, [_as_written(s) for s in layered])


def _is_nobodys(choice: Choice) -> bool:
    """Whether nobody says it, or who is named is asked: "let me know how it ends", "if the board thinks it is over".

    Counter-examples: "she lets us think that it is over", "if you think it is over" (nobody is named by it).
    """
    clause, source = choice.clause, choice.source
    candidate = Candidate(
        cue=clause.cue,
        cue_range=(clause.cue.i, clause.cue.i + 1),
        frame=clause.frame,
        content=list(clause.pieces),
        head=clause.head or clause.cue,
        source=source.piece,
        subject=source.word,
        how=source.kind,
    )
    governor = clause.cue.head
    let = governor.lemma_ == "let" and governor.tag_ == "VB" and own_subject(governor) is None
    if let and clause.cue.dep_ == "ccomp":
        return True
    supposed = is_supposed(candidate) and source.word.pos_ != "PRON"
    return supposed or is_questioned(candidate)


def _raw(choice: Choice, maker: Maker) -> Raw:
    """The choice with its content kept within, or led to the end of, the quotation that it touches."""
    clause = choice.clause
    doc = clause.cue.doc
    piece, word = _teller(choice)
    fitted = (_bare(maker.fit(piece, clause.cue.i), doc) for piece in clause.pieces)
    pieces = merge(_quoted_alone(piece, clause.cue.i, maker) for piece in fitted)
    return Raw(
        source=(chars(doc, piece),),
        cue=(chars(doc, (clause.cue.i, clause.cue.i + 1)),),
        content=tuple(chars(doc, piece) for piece in pieces if piece[0] < piece[1]),
        confidence=choice.chance,
        source_confidence=choice.source_chance,
        cue_word=clause.cue.i,
        subject=antecedent(word).i,
        frame=clause.frame,
    )


def _teller(choice: Choice) -> tuple[Range, Token]:
    """The words of the source and its noun: of a participle the subject of the verb that it goes on.

    "The court cleared Lind of fraud, | ruling that …" is the court's. Counter-example: "tests | showing that …".
    """
    cue, source = choice.clause.cue, choice.source
    passed_by = source.kind.startswith(("before", "object"))
    if cue.tag_ == "VBG" and cue.dep_ == "advcl" and passed_by:
        subject, how = inherited_subject(cue)
        if subject is not None and how == "governed" and can_speak(subject):
            return noun_phrase(subject), subject
    return source.piece, source.word


def _bare(piece: Range, doc: Doc) -> Range:
    """Without a leading "that", which is the teller's. Counter-example: "that bridge is safe"."""
    start, end = piece
    joins = end - start > 1 and doc[start].lower_ == "that" and doc[start].dep_ == "mark"
    return (start + 1, end) if joins else piece


def _quoted_alone(piece: Range, cue: int, maker: Maker) -> Range:
    """The quotation alone where the clause goes on behind it: She said, “I doubt it,” | and yet it stands.

    Counter-example: She said “doubt” was the wrong word (no stop ends what is quoted).
    """
    quoted = maker.quotations.at(piece[0])
    if quoted is None or quoted.outer[0] <= cue < quoted.outer[1]:
        return piece
    stops = maker.doc[quoted.inner[1] - 1].text[-1] in ",.?!…"
    return (piece[0], quoted.outer[1]) if stops and quoted.outer[1] < piece[1] else piece


def _signed(reading: Reading, signature: Signature, chance: float) -> Raw:
    named = reading.tokens(Span(*signature.source))
    return Raw(
        source=(Span(*signature.source),),
        cue=(),
        content=tuple(_without(signature.content, reading)),
        confidence=chance,
        source_confidence=1.0,
        cue_word=None,
        subject=None if named is None else named.root.i,
        frame="signed:colon",
    )


def _as_written(statement: Statement) -> Statement:
    """A whole text is its signer's words as they stand; no one sentence of it tells how sure he is."""
    if statement.cue:
        return statement
    return replace(
        statement,
        kind=QuoteType.DIRECT,
        certainty=Certainty.CERTAIN,
        tense=None,
        content_negated=False,
    )


def _without(stretch: Stretch, reading: Reading) -> Iterator[Span]:
    """The stretch without the passages that were set aside in it."""
    start, end = stretch
    for passage in sorted(reading.document.set_aside, key=lambda p: p.span):
        if passage.span.start < end and start < passage.span.end:
            if start < passage.span.start:
                yield Span(start, passage.span.start)
            start = max(start, passage.span.end)
    if start < end:
        yield Span(start, end)
