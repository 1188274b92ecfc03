"""Last words on a candidate: what a careful reader would not leave out of it, and what he would not take for one."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.extract.questions import is_asked_whether
from graph.extract.statements.candidate import Candidate
from graph.extract.statements.clause import Range, is_bare_passive, noun_phrase, own_subject
from graph.lexicons import reporting
from graph.model import Mode

_CONDITIONS = frozenset("if unless provided providing assuming".split())
_CONDITION_PHRASES = (
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("on", "condition"),
    ("even", "if"),
    ("only", "if"),
)
COMMISSIVE = frozenset("promise pledge vow commit threaten warn offer agree undertake".split())
_PENDING = frozenset("once until till".split())
_AWAITED = frozenset(
    "agree approve accept consent confirm decide rule recommend request order explain announce declare admit".split()
)
_LIMITS = frozenset("if when once after until".split())  # "but only | if |"
_READY = frozenset("ready readiness willing willingness prepared offer promise pledge".split())
_QUESTIONED = frozenset("ask press question quiz grill query challenge pressure".split())
NAMING = frozenset("call describe term label brand dub".split())
_DASHES = frozenset("— – --".split())
_HEADING = 4  # tokens of "TRADE & TARIFFS"
_LONGEST = 3  # words of "as long as"
_VERDICTS = frozenset(
    "claim assertion allegation accusation charge suggestion argument contention view position stance notion "
    "sentiment statement remark comment prediction warning promise denial figure".split()
)
_SUMS = frozenset("number sum amount total rate level price share".split())
_HINTING = frozenset("referring alluding".split())
_HINTS = frozenset(
    "reference allusion contradiction swipe jab dig nod rebuke reversal departure retreat".split()
)
_SILENT = frozenset(
    "saying giving naming elaborating providing specifying offering identifying explaining detailing disclosing "
    "mentioning citing".split()
)
_APPARENT = frozenset("apparent clear veiled thinly obvious oblique not pointed direct".split())
_GENRES = frozenset(
    "interview analysis opinion comment exclusive watch video photos live update breaking podcast listen profile "
    "editorial explainer factbox transcript related quote fact verdict review preview".split()
)
_THEMES = frozenset(
    "hospital school prison bridge airport station crash blast fire murder trial inquest strike crisis storm flood "
    "earthquake election by-election vote summit shooting stabbing".split()
)
_CLAIMS = frozenset("claim rumour rumor allegation".split())
_OTHERS_WORD = frozenset(
    "expect believe think say report allege understand rumour rumor suppose consider deem know estimate tell inform ask "
    "presume assume project predict forecast warn urge advise remind accuse order instruct notify".split()
)
_BESIDE = frozenset("while whereas although though".split())
_TORN = 12  # tokens of ", while the head of the chamber of commerce"
_GOES_ON = frozenset("that which who he she they his her their".split())


def settled(candidate: Candidate) -> Candidate:
    """The candidate with the condition of its content, without the outlet's verdict on it, without an empty "it"."""
    doc = candidate.cue.doc
    *before, last = _of_its_own(candidate, _on_one_side(candidate))
    last = without_verdict(doc, last)
    if not candidate.quotes:
        last = _without_reply(doc, last, candidate.cue)
        last = _without_scene(doc, _without_next_voice(doc, _without_teller(last, candidate.cue)))
    if not candidate.quotes and not before:
        last = _without_time(doc, last, candidate.cue_range[1])
    if not before:
        last = _with_negation(doc, last, candidate.cue)
    content = _joined_at_conditions(doc, [*before, _with_condition(doc, last, candidate.cue)])
    if is_claim_label(candidate) and candidate.subject is not None:
        label = candidate.subject
        cue = (label.i, candidate.cue_range[1])
        return replace(
            candidate,
            content=content,
            cue=label,
            cue_range=cue,
            source=None,
            subject=None,
            how="none",
        )
    nobody = _is_expletive(candidate) or _is_passed_on(candidate) or _is_when(candidate)
    if nobody or _is_genre_label(candidate):
        return replace(candidate, content=content, source=None, subject=None, how="none")
    return candidate if content == candidate.content else replace(candidate, content=content)


def is_questioned(candidate: Candidate) -> bool:
    """Whether the source is not who asks but who is asked: "Lind was pressed on it", "Lind, asked about it, left".

    Counter-examples: "Lind was asked by Berg whether …" (Berg asks), "Lind has asked about it".
    """
    cue = candidate.cue
    if cue.lemma_.lower() not in _QUESTIONED or candidate.how == "agent":
        return False
    subject = candidate.subject
    if cue.tag_ == "VBD" and subject is not None:  # no comma stands between who asks and "asked"
        return subject.i + 2 == cue.i and cue.doc[cue.i - 1].text == ","
    if cue.tag_ != "VBN":
        return False
    helpers = {k.lemma_ for k in cue.lefts if k.dep_ in ("aux", "auxpass")}
    passive = any(k.dep_ in ("auxpass", "nsubjpass") for k in cue.lefts)
    return passive or (not helpers and cue.dep_ in ("acl", "advcl", "relcl", "amod", "dep"))


def is_supposed(candidate: Candidate) -> bool:
    """Whether the saying is itself a condition: "If the house approves the sale, …", "once Lund has agreed".

    Counter-examples: "If approved, it would sell, Lund said" (what is said is conditional), "once Lund had agreed".
    """
    cue = candidate.cue
    if cue.dep_ not in ("advcl", "conj"):
        return False
    opening = {k.lower_ for k in cue.lefts if k.dep_ in ("mark", "advmod")}
    awaited = cue.lemma_.lower() in _AWAITED and not _is_past(cue)
    pending = awaited and bool(opening & _PENDING)
    return pending or bool(opening & {"if", "unless"})


def _is_past(verb: Token) -> bool:
    helpers = [k for k in verb.lefts if k.dep_ in ("aux", "auxpass")]
    return any(k.tag_ == "VBD" for k in helpers) or (verb.tag_ == "VBD" and not helpers)


def _is_expletive(candidate: Candidate) -> bool:
    """Whether "it" stands for the clause, not for a speaker: "It was decided that …", "it is said that …".

    Counter-example: "It was told that the pact would hold" (a body that was told is no speaker either).
    """
    subject = candidate.subject
    if subject is None or subject.lower_ != "it" or subject.i > candidate.cue.i:
        return False
    if subject.dep_ == "expl":
        return True
    return any(k.dep_ == "auxpass" for k in candidate.cue.lefts)


def _is_passed_on(candidate: Candidate) -> bool:
    """Whether the source is whom others speak of: "Oslo, | which | had been expected to pay, …", "Lund was told that".

    Counter-example: "Lund was appalled by the vote" (it is she who is).
    """
    subject, cue = candidate.subject, candidate.cue
    if subject is not None and cue in (subject.head, *subject.rights) and is_bare_passive(cue):
        return True
    if subject is None or subject.dep_ != "nsubjpass" or subject.head != cue:
        return False
    return cue.tag_ == "VBN" and cue.lemma_.lower() in _OTHERS_WORD


def _is_when(candidate: Candidate) -> bool:
    """Whether a day was taken for a speaker: "announced for | 12 | and 13 May". Counter-example: "22 of them announced"."""
    subject = candidate.subject
    return (
        subject is not None and subject.like_num and subject.ent_type_ in ("DATE", "TIME", "MONEY")
    )


def is_claim_label(candidate: Candidate) -> bool:
    """Whether a fact check tells what somebody claims: "Claim: The mayor sold the pier" (nobody in the text says who)."""
    subject = candidate.subject
    label = candidate.frame in ("colon", "tagged:colon") and subject is not None
    return (
        label
        and subject is not None
        and subject.lower_ in _CLAIMS
        and subject.is_sent_start is True
    )


def is_asked_about(candidate: Candidate) -> bool:
    """Whether the text asks if it was said: "Did the mayor say she would sell it?".

    Counter-examples: "Do you think so?" (no saying), a quoted question.
    """
    known = reporting.cue(candidate.cue.lemma_.lower(), "VERB")
    if candidate.quotes or known is None or known.mode is not Mode.SPEECH:
        return False
    return is_asked_whether(candidate.cue)


def is_kind_of_text(candidate: Candidate) -> bool:
    """Whether words that nobody quotes stand behind a label for the kind of text, or its theme.

    "Opinion: The deal is dead", "Lund hospital: Mother “begged for help”". Counter-example: "Lund council: the deal is dead".
    """
    before = candidate.cue.doc[max(0, candidate.content[0][0] - 2) : candidate.content[0][0]]
    if candidate.quotes or len(before) < 2 or before[1].text != ":":
        return False
    return (
        before[0].lower_ in _GENRES | _THEMES
        and not candidate.content[0][1] - candidate.content[0][0] < 2
    )


def _is_genre_label(candidate: Candidate) -> bool:
    """Whether a label tells what kind of text follows, not who speaks: "Interview: “We will stay”"."""
    subject = candidate.subject
    label = candidate.frame in ("colon", "tagged:colon") or candidate.cue.text == ":"
    return label and subject is not None and subject.lower_ in _GENRES


# --- other voices -------------------------------------------------------------------------------


def _on_one_side(candidate: Candidate) -> list[Range]:
    """Of an aside only its clause: not what stands before a colon, nor a second verb behind it.

    "It was slow: sales |, she noted, | fell"; "The bank held its rate |, as expected by brokers,| but hinted at a cut".
    """
    doc, content = candidate.cue.doc, candidate.content
    if not candidate.frame.startswith("aside") or len(content) < 2:
        return content
    (start, end), (left, right) = content[0], content[-1]
    goes_on = doc[left].pos_ == "CCONJ" and any(t.pos_ == "VERB" for t in doc[left:right])
    if candidate.frame.startswith("aside:as") and goes_on:
        return content[:-1]
    colon = next((t.i for t in reversed(list(doc[start:end])) if t.text == ":"), None)
    return content if colon is None or colon + 1 >= end else [(colon + 1, end), *content[1:]]


def _of_its_own(candidate: Candidate, content: list[Range]) -> list[Range]:
    """Without the heading before it and without how another calls it.

    "TARIFFS — | Oslo will pay, Lind said"; "It fell, Lind said|, in what Oslo called a farce".
    """
    doc = candidate.cue.doc
    (start, end), *others = content
    start = _behind_heading(doc, start, end)
    if candidate.frame.startswith("aside"):
        others = [p for p in others if not _is_anothers_name_for_it(doc, p)]
    return [(start, end), *others]


def _is_anothers_name_for_it(doc: Doc, piece: Range) -> bool:
    """Whether a piece tells how another calls it: "It fell, Lind said, in | what Oslo called a farce".

    Counter-example: "It fell, Lind said, in what she called a farce".
    """
    first = piece[0] + (doc[piece[0]].lower_ == "in")
    if doc[first].lower_ != "what" or doc[first - 1].lower_ != "in":
        return False
    verb = next((t for t in doc[first : piece[1]] if t.lemma_ in NAMING), None)
    subject = None if verb is None else own_subject(verb)
    return subject is not None and subject.pos_ == "PROPN"


def _behind_heading(doc: Doc, start: int, end: int) -> int:
    """Where the words begin behind "TARIFFS —" or "POLL:"; the start where no heading stands.

    Counter-examples: "NATO — it said — would pay" (no heading begins the sentence with a clause in dashes), "UN: no".
    """
    at = start
    while at < min(start + _HEADING, end) and (doc[at].is_upper or doc[at].text in "&/-"):
        at += 1
    if at == start or at + 1 >= end or doc[start].is_sent_start is not True:
        return start
    if doc[at].text not in _DASHES or any(
        t.text in _DASHES for t in doc[at + 1 : doc[at].sent.end]
    ):
        return start
    return at + 1


def _with_negation(doc: Doc, piece: Range, cue: Token) -> Range:
    """With the "not" before it, which the tagger may take for a part of the cue: "pleaded | not guilty"."""
    start, end = piece
    return (start - 1, end) if start - 1 > cue.i and doc[start - 1].lower_ == "not" else piece


def _without_teller(piece: Range, cue: Token) -> Range:
    """Without who tells the whole at the end of a sentence: "fell after Lind told them it was over|, two aides said".

    Counter-example: "Lind told them what two aides said".
    """
    doc, start, end = cue.doc, piece[0], _last_word(cue.doc, piece)
    verb = doc[end - 1]
    ends = _last_word(doc, (start, verb.sent.end)) == end
    if cue.i >= start or verb.tag_ not in ("VBD", "VBZ") or not ends:
        return piece
    known, subject = reporting.cue(verb.lemma_.lower(), "VERB"), own_subject(verb)
    if known is None or known.mode is not Mode.SPEECH or subject is None or subject.i > verb.i:
        return piece
    comma = noun_phrase(subject)[0] - 1
    return (start, comma) if start + 1 < comma and doc[comma].text == "," else piece


def _last_word(doc: Doc, piece: Range) -> int:
    """Where the last word of a range ends, before full stops and white space."""
    start, end = piece
    while end > start + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return end


def _without_scene(doc: Doc, piece: Range) -> Range:
    """Without what happens beside: "said it was close|, even as Lund ruled it out"; without a torn "and" at the end.

    Nor with the torn subject of another: "saying it was close|, while the judge|, Ada Lind, warned of delays".
    """
    start, end = piece
    if end < len(doc) and doc[end].text == ",":
        end = _before_torn_clause(doc, start, end)
    for at in range(start + 1, end - 1):
        if doc[at].text == "," and doc[at + 1].lower_ == "even" and doc[at + 2].lower_ == "as":
            end = at
            break
        if doc[at].lower_ == "as" and _is_headlines_other(doc[at], end):
            end = at
            break
    while end > start + 1 and doc[end - 1].pos_ == "CCONJ":
        end -= 1
    return start, end


def _before_torn_clause(doc: Doc, start: int, end: int) -> int:
    for at in range(end - 2, max(start, end - _TORN), -1):
        if doc[at].pos_ in ("VERB", "AUX"):
            return end
        if doc[at].lower_ in _BESIDE and doc[at - 1].text == ",":
            return at - 1
    return end


def _is_headlines_other(mark: Token, end: int) -> bool:
    """Whether another speaks behind "as" in a headline: "Firm says strike cost it £18m | as union vows more".

    Counter-examples: "says it is late as trains fail" (nobody speaks), "said it fell as the union vowed more" (no headline).
    """
    verb = mark.head
    if mark.dep_ != "mark" or verb.tag_ not in ("VBZ", "VBP") or not mark.i < verb.i < end:
        return False
    last = next((t for t in reversed(list(mark.sent)) if not t.is_space), mark)
    if last.text[-1] in '.!?”"':
        return False
    known, subject = reporting.cue(verb.lemma_.lower(), "VERB"), own_subject(verb)
    speaks = known is not None and known.mode is Mode.SPEECH
    return speaks and subject is not None and mark.i < subject.i < verb.i


def _without_next_voice(doc: Doc, piece: Range) -> Range:
    """Without a promise of another behind what will be: "Oslo would pay|, and Bern pledged 45 million".

    Counter-example: "Oslo paid, and Bern pledged 45 million" (she may tell both).
    """
    start, end = piece
    for verb in doc[start + 1 : end]:
        if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ") or verb.head.i < start:
            continue
        future = any(k.tag_ == "MD" for k in verb.head.lefts)
        subject, known = own_subject(verb), reporting.cue(verb.lemma_.lower(), "VERB")
        if not future or subject is None or known is None or subject.pos_ != "PROPN":
            continue
        first = subject.left_edge.i
        comma = first - 2 if doc[first - 1].pos_ == "CCONJ" else first - 1
        if start < comma and doc[comma].text == ",":
            return start, comma
    return piece


# --- conditions ---------------------------------------------------------------------------------


def _with_condition(doc: Doc, piece: Range, cue: Token) -> Range:
    """To the end of a condition that follows: "she would pay, | provided that the council agrees".

    What is conditional is never passed on as if it were not. Counter-example: "she would pay, Berg said, if …".
    """
    start, end = piece
    inverted = _inverted_at(doc, end)
    if inverted is not None and cue.i < inverted:
        return _with_inverted(doc, piece, cue, inverted)
    at = end + 1 if end < len(doc) and doc[end].text == "," else end
    first = at
    at += 2 if opens_limit(doc, at) else 0
    limited = at < len(doc) and (at > first or opens_condition(doc, at))
    if not limited or doc[end - 1].sent != doc[at].sent:
        return piece
    verb = _condition_at(doc, at)
    last = _before_next_deed(verb)
    if verb.left_edge.i < first or verb.i < at or last <= at + 1:
        return piece
    if cue.i >= end or not _is_of_content(verb.head, piece, cue):
        return piece
    return start, last


def _joined_at_conditions(doc: Doc, content: list[Range]) -> list[Range]:
    """Two pieces as one where only the word of a condition is left out between them: "it would pay |, if | they ask"."""
    joined = content[:1]
    for start, end in content[1:]:
        last = joined[-1]
        between = [t for t in doc[last[1] : start] if not t.is_punct and t.lower_ != "that"]
        if between and len(between) <= _LONGEST and opens_condition(doc, between[0].i):
            joined[-1] = (last[0], end)
        else:
            joined.append((start, end))
    return joined


def _is_of_content(governor: Token, piece: Range, cue: Token) -> bool:
    """Whether a condition belongs to what is said; of what will be always, wherever the parser hung it."""
    if piece[0] <= governor.i < piece[1]:
        return True
    of_future = is_told_of_future(cue.doc, piece) or cue.lemma_.lower() in COMMISSIVE
    return of_future and (governor == cue or governor in cue.ancestors)


def is_told_of_future(doc: Doc, piece: Range) -> bool:
    return any(t.tag_ == "MD" or t.lower_ in _READY for t in doc[piece[0] : piece[1]])


def opens_condition(doc: Doc, at: int) -> bool:
    words = tuple(t.lower_ for t in doc[at : at + 3])
    return words[0] in _CONDITIONS or any(words[: len(p)] == p for p in _CONDITION_PHRASES)


def opens_limit(doc: Doc, at: int) -> bool:
    """Whether "but only if", "but only once" stand there. Counter-example: "but only in Oslo"."""
    words = tuple(t.lower_ for t in doc[at : at + 3])
    return words[:2] == ("but", "only") and words[2:] != () and words[2] in _LIMITS


def _before_next_deed(verb: Token) -> int:
    """Where a condition ends, before what else the source does: "if Bern agrees|, and has ruled out a tax".

    Counter-example: "if Bern agrees, and pays" (a second condition).
    """
    for word in verb.rights:
        if word.dep_ == "conj" and word.tag_ == "VBN" and verb.tag_ != "VBN":
            first = word.left_edge.i
            while first > verb.i + 1 and (
                verb.doc[first - 1].dep_ == "cc" or verb.doc[first - 1].text == ","
            ):
                first -= 1
            return first
    return verb.right_edge.i + 1


def _inverted_at(doc: Doc, end: int) -> int | None:
    """Where "should" stands for "if" behind a comma: "would pay, | should Oslo ask". Counter-example: "should pay"."""
    for at in range(end - 1, min(end + 2, len(doc) - 2)):
        if doc[at].lower_ == "should" and doc[at - 1].text == ",":
            inverted = doc[at + 1].pos_ in ("PROPN", "PRON", "DET") and doc[at].sent[-1].text != "?"
            return at if inverted else None
    return None


def _with_inverted(doc: Doc, piece: Range, cue: Token, should: int) -> Range:
    """To the next comma behind "should"; the parser often takes that clause for the main one."""
    end = should
    while end < doc[should].sent.end and not doc[end].is_sent_end and doc[end].text not in ",;—–":
        end += 1
    whole = (piece[0], end - 1 if doc[end - 1].is_punct else end)
    ready = is_told_of_future(doc, piece) or cue.lemma_.lower() in COMMISSIVE
    return whole if ready else piece


def _condition_at(doc: Doc, at: int) -> Token:
    """The word that carries the condition: the verb above "if", or "provided" itself."""
    word = doc[at]
    while word.dep_ in ("mark", "advmod", "cc") and word.head.i > at:
        word = word.head
    return word


# --- when it was said ---------------------------------------------------------------------------


def _without_time(doc: Doc, piece: Range, cue_end: int) -> Range:
    """Without the time right behind the cue, which is when it was said: "said | last month Rome would pay".

    Counter-examples: "said that last month Rome paid", "said Friday was the day", "said last month, Rome paid".
    """
    start, end = piece
    if start != cue_end or doc[start].ent_type_ not in ("DATE", "TIME"):
        return piece
    at = start
    while at < end and doc[at].ent_type_ == doc[start].ent_type_:
        at += 1
    head = doc[start:at].root
    subject = own_subject(head.head) if head.dep_ == "npadvmod" and at < end else None
    return (at, end) if subject is not None and subject.left_edge.i == at else piece


# --- verdicts -----------------------------------------------------------------------------------


def without_verdict(doc: Doc, piece: Range) -> Range:
    """Without what the outlet says of it: "he was close to a deal|, a claim that officials denied".

    Also "he would stay|, in an apparent reference to Lund". Counter-example: "he made a mistake, a claim of weight"
    (nothing is said of it), "they met, in a reference library".
    """
    start, end = piece
    for at in range(end - 3, start + 2, -1):
        if doc[at].text not in (",", "–", "—"):
            continue
        if _is_hint(doc, at + 1, end):
            return start, at
        noun = _verdict_at(doc, at + 1, end)
        if noun is not None and noun + 1 < end and _goes_on(doc[noun + 1]):
            return start, at
    return piece


def _without_reply(doc: Doc, piece: Range, cue: Token) -> Range:
    """Without what another says after a semicolon: "Kyiv says the port was hit|; Moscow denies it".

    Counter-example: "Lind said the port was hit; the silo burned" (one voice).
    """
    start, end = piece
    if cue.i >= start:
        return piece
    for at in range(start + 1, end - 1):
        if doc[at].text == ";" and any(_replies(t, at, end) for t in doc[at + 1 : end]):
            return start, at
    return piece


def _replies(verb: Token, after: int, before: int) -> bool:
    if verb.pos_ != "VERB" or verb.tag_ not in ("VBZ", "VBD"):
        return False
    known, subject = reporting.cue(verb.lemma_.lower(), "VERB"), own_subject(verb)
    if known is None or known.mode is not Mode.SPEECH or subject is None:
        return False
    return after < subject.i < before and (subject.pos_ == "PROPN" or subject.i == after + 1)


def _verdict_at(doc: Doc, at: int, end: int) -> int | None:
    """Index of the noun of "a claim", "an unfounded allegation"."""
    if doc[at].lower_ not in ("a", "an"):
        return None
    for index in range(at + 1, min(at + 4, end)):
        if doc[index].pos_ == "NOUN":
            lemma = doc[index].lemma_.lower()
            disputed = lemma in _SUMS and _is_others_word(doc, index, end)
            return index if lemma in _VERDICTS or disputed else None
    return None


def _is_others_word(doc: Doc, noun: int, end: int) -> bool:
    """Whether others say something of a number: "a sum that | critics say | is too small". Counter-example: "that grew"."""
    clause = next((k for k in doc[noun].rights if k.dep_ == "relcl" and k.i < end), None)
    subject = None if clause is None else own_subject(clause)
    if clause is None or subject is None or subject.tag_ in ("WDT", "WP", "PRP"):
        return False
    known = reporting.cue(clause.lemma_.lower(), "VERB")
    return known is not None and known.mode is Mode.SPEECH


def _is_hint(doc: Doc, at: int, end: int) -> bool:
    """Whether an outlet tells what somebody hints at: "in an apparent reference to", "in a swipe at", "referring to"."""
    if doc[at].lower_ in _HINTING and at + 1 < end:
        return doc[at + 1].lower_ == "to"
    if doc[at].lower_ == "without" and at + 1 < end:
        return doc[at + 1].lower_ in _SILENT
    if doc[at].lower_ not in ("in", "an", "a") or at + 2 >= end:
        return False
    noun = next((t for t in doc[at + 1 : min(at + 6, end)] if t.lemma_.lower() in _HINTS), None)
    if (
        noun is None
        or noun.i + 1 >= end
        or doc[noun.i + 1].lower_ not in ("to", "of", "at", "from", "with")
    ):
        return False
    told = doc[at].lower_ == "in" or doc[at + 1].lower_ in _APPARENT
    return told and not any(t.pos_ in ("VERB", "AUX") for t in doc[at : noun.i])


def _goes_on(word: Token) -> bool:
    return word.lower_ in _GOES_ON or word.tag_ in ("VBN", "VBD")
