"""The learnt tagger's attributions as candidates, so that rules and tagger can be weighed together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.extract.statements.candidates import Candidate
from graph.extract.statements.circumstances import TELLING
from graph.extract.statements.clause import Range, is_told_of, merge, nearest_subject, trim
from graph.extract.statements.marks import Quotations
from graph.extract.statements.nouns import is_taken
from graph.extract.statements.speaking import can_speak
from graph.extract.statements.wording import head_of
from graph.extract.tagger import Attribution
from graph.lexicons import reporting
from graph.model import Span
from graph.parse import Reading

_CALLING = frozenset("call brand label dub term describe deem".split())
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


def candidates(
    reading: Reading, quotations: Quotations, attributions: Iterable[Attribution]
) -> Iterator[Candidate]:
    """One candidate for each attribution whose content covers a word, in the same order.

    A content that holds half of a quotation's words holds it all.
    """
    found = [_candidate(reading, quotations, attribution) for attribution in attributions]
    named = [c for c in found if c is not None and _is_in_name(c)]
    for candidate in found:
        if candidate is None or candidate in named:
            continue
        yield replace(candidate, content=_with_name(candidate, named))


def _is_in_name(candidate: Candidate) -> bool:
    """Whether the cue is a part of somebody's name: "Ahmed Said Omar". Counter-example: "Ahmed said Omar left"."""
    cue = candidate.cue
    return (
        cue.ent_type_ == "PERSON"
        and cue.is_title
        and candidate.cue_range[0] < candidate.cue_range[1]
    )


def _with_name(candidate: Candidate, named: Sequence[Candidate]) -> list[Range]:
    """The content, to the end of what was taken for the words of a name in it."""
    start, end = candidate.content[-1]
    for other in named:
        if other.source is not None and end <= other.source[0] <= end + 2:
            end = max(end, other.content[-1][1])
    return [*candidate.content[:-1], (start, end)]


def _candidate(reading: Reading, quotations: Quotations, found: Attribution) -> Candidate | None:
    doc = reading.doc
    content = [r for r in (_trimmed(reading, span) for span in found.content) if r is not None]
    if not content:
        return None
    content = _in_sentence(reading, quotations, content, found)
    content = _without_torn(doc, quotations, content)
    content = merge(_completed(doc, piece) for piece in _snapped(content, quotations))
    cue = _whole(reading, found.cue)
    cue, content = _calling(doc, cue, content)
    content = _without_addressee(doc, cue, content)
    source = _in_one_sentence(doc, _whole(reading, found.source), cue)
    subject = None if source is None else noun_of(doc, source)
    content = _behind_cue(content, source, cue)
    if source is not None and cue is not None and doc[cue[0]].lower_ == "according":
        content = [c for c in content if not is_told_of(doc, source, c[0])]
    if not content:
        return None
    head = head_of(doc, *content[0]) or doc[content[0][0]]
    word = None if cue is None else _cue_word(doc, cue)
    if word is None:
        word = subject if subject is not None else head
    if subject is not None and is_taken(word) and nearest_subject(word.head) == subject:
        source, subject = None, None
    return Candidate(
        cue=word,
        cue_range=cue or (word.i, word.i),
        frame="tagged" if cue is not None else "tagged:colon",
        content=content,
        head=head,
        source=source,
        subject=subject,
        how="none" if subject is None else "tagged",
        score=found.confidence,
        source_score=found.source_confidence,
    )


def _calling(doc: Doc, cue: Range | None, content: list[Range]) -> tuple[Range | None, list[Range]]:
    """What is called something belongs to what is said: "called | a report on it “outrageous”"."""
    verb = None if cue is None else head_of(doc, *cue)
    if cue is None or verb is None or verb.lemma_.lower() not in _CALLING:
        return cue, content
    named = next((k for k in verb.rights if k.dep_ in ("dobj", "nsubj")), None)
    if named is None or not verb.i < named.i < cue[1] or not cue[1] <= content[0][0] <= cue[1] + 1:
        return cue, content
    start = named.left_edge.i
    return (cue[0], start), [(start, content[0][1]), *content[1:]]


def _without_addressee(doc: Doc, cue: Range | None, content: list[Range]) -> list[Range]:
    """Without who was told, where a comma or "that" follows: "Oslo, Lind told | the house, | has turned the corner".

    Counter-example: "Lind called | the house, once a school, | a ruin" (it is what she speaks of).
    """
    verb = None if cue is None else head_of(doc, *cue)
    start, end = content[0]
    if verb is None or verb.lemma_.lower() not in TELLING:
        return content
    told = next((k for k in verb.rights if k.dep_ in ("dobj", "dative") and can_speak(k)), None)
    if told is None or not told.left_edge.i <= start <= told.i or told.right_edge.i + 1 >= end - 1:
        return content
    behind = told.right_edge.i + 1
    return [(behind + 1, end), *content[1:]] if doc[behind].lower_ in (",", "that") else content


def _cue_word(doc: Doc, cue: Range) -> Token | None:
    """The word of a cue that says something: of "drew criticism over a post claiming" it is "claiming".

    Counter-example: "is shifting away from pressing for" (no longer pressing).
    """
    head = head_of(doc, *cue)
    if head is None or head.pos_ != "VERB" or reporting.cue(head.lemma_.lower(), "VERB"):
        return head
    known = (t for t in doc[head.i + 1 : cue[1]] if t.pos_ == "VERB" and t.dep_ == "acl")
    return next((t for t in known if reporting.cue(t.lemma_.lower(), "VERB")), head)


def _in_sentence(
    reading: Reading, quotations: Quotations, content: list[Range], found: Attribution
) -> list[Range]:
    """Without the sentence after the cue's, where no marks show that it is said as well.

    "… by 2 a.m. | Romania's ministry denied it." Counter-examples: "Lind: It is over. We lost", “It is over. We lost”.
    """
    doc = reading.doc
    cue = _whole(reading, found.cue)
    if cue is None or doc[cue[1] - 1].text == ":" or doc[cue[0]].is_punct:
        return content
    end = doc[cue[0]].sent.end
    start, last = content[-1]
    later = start < end < last and cue[1] <= start and doc[end].is_title
    if not later or end in quotations.by_token or not doc[end - 1].text.endswith((".", "?", "!")):
        return content
    return [*content[:-1], (start, end)]


def _behind_cue(content: list[Range], source: Range | None, cue: Range | None) -> list[Range]:
    """What stands behind the cue, where the content holds source and cue themselves: "Lind has called | you a fool"."""
    if source is None or cue is None or source[0] >= cue[0]:
        return content
    return [
        (cue[1], end) if start <= source[0] and cue[1] < end else (start, end)
        for start, end in content
    ]


def _without_torn(doc: Doc, quotations: Quotations, content: list[Range]) -> list[Range]:
    """Without words torn from the sentence before: "| The crew | got off. | Two men died |, Lind said".

    Counter-example: "| The crew got off. Two men died |, Lind said" (whole sentences).
    """
    last = doc[content[-1][0]].sent
    kept = [
        (start, end)
        for start, end in content
        if doc[start].sent == last
        or start in quotations.by_token
        or any(t.pos_ in ("VERB", "AUX") for t in doc[start:end])
    ]
    return kept or content


def _completed(doc: Doc, piece: Range) -> Range:
    """To the end of the phrase that it breaks off in: "a force of | nine", "and the | nurses did not look", "wind | power".

    Counter-examples: "a force to reckon with |", "the law that they voted on |" (nothing is missing); not over
    a quotation mark, as the marks have been heeded before.
    """
    start, end = piece
    last = doc[end - 1]
    if last.pos_ == "ADP":
        open_end = last.dep_ == "prep" and last.right_edge.i >= end
    else:
        torn = last.pos_ in ("DET", "CCONJ") or (last.dep_ == "compound" and last.head.i == end)
        open_end = torn and last.head.i >= end
    if not open_end:
        return piece
    head = last
    while head.head.i >= end and head.head != head:
        head = head.head
    stop = max(end, head.right_edge.i + 1)
    return piece if any(t.is_quote for t in doc[end:stop]) else (start, stop)


def _snapped(content: list[Range], quotations: Quotations) -> list[Range]:
    numbers = {
        quotations.by_token[t] for a, b in content for t in range(a, b) if t in quotations.by_token
    }
    whole = []
    for number in sorted(numbers):
        start, end = quotations.items[number].inner
        inside = sum(max(0, min(b, end) - max(a, start)) for a, b in content)
        if inside * 2 >= end - start:
            whole.append((start, end))
    return merge([*content, *whole])


def _trimmed(reading: Reading, span: Span) -> Range | None:
    """The tokens of a content, without commas and without the "that" that introduces it."""
    tokens = reading.tokens(span)
    piece = None if tokens is None else trim(reading.doc, (tokens.start, tokens.end))
    if piece is None:
        return None
    first = reading.doc[piece[0]]
    if first.lower_ == "that" and first.dep_ == "mark" and piece[1] > piece[0] + 1:
        return piece[0] + 1, piece[1]
    return piece


def _whole(reading: Reading, spans: Sequence[Span]) -> Range | None:
    """From the first to the last token: sources and cues are one stretch in the training texts."""
    if not spans:
        return None
    tokens = reading.tokens(Span(spans[0].start, spans[-1].end))
    return None if tokens is None else (tokens.start, tokens.end)


def _in_one_sentence(doc: Doc, source: Range | None, cue: Range | None) -> Range | None:
    """The part of a source that stands in its cue's sentence: "says a builder. | Residents of Lund"."""
    if source is None or cue is None:
        return source
    said = doc[cue[0]].sent
    start, end = max(source[0], said.start), min(source[1], said.end)
    if start >= end:
        return source
    return trim(doc, (start, end)) or source


def _behind_hyphen(noun: Token, end: int) -> Token:
    """The second half of what the parser took for two nouns: "ex-| treasurer"."""
    doc, second = noun.doc, noun.i + 2
    if second >= end or doc[second - 1].text != "-" or noun.whitespace_:
        return noun
    return doc[second] if doc[second].head == noun.head and doc[second].pos_ in _NOMINAL else noun


def noun_of(doc: Doc, source: Range) -> Token:
    """The noun of a source: its word that hangs outside, never an adjective or a title before a name.

    Of "Envoy Ada Lind meeting aides in Oslo" it is "Lind", though the parser hangs all on "meeting".
    """
    root = doc[source[0] : source[1]].root
    if root.dep_ == "npadvmod":  # "Ada, | two aides | tell us …": she is addressed
        beside = nearest_subject(root.head)
        if beside is not None and root.i < beside.i < source[1]:
            return beside
    if root.pos_ in _NOMINAL:
        return _behind_hyphen(root, source[1])
    subject = nearest_subject(root)
    if subject is not None and source[0] <= subject.i < source[1]:
        return subject
    first = next(
        (t for t in doc[source[0] : source[1]] if t.pos_ in ("PROPN", "NOUN", "PRON")), root
    )
    while first.dep_ in ("compound", "nmod", "amod") and source[0] <= first.head.i < source[1]:
        first = first.head
    return first
