"""What the extractor asks of a dependency parse: subjects, noun phrases, clauses as token ranges.

A range is a pair of token indices, end exclusive. spaCy keeps the edges of every subtree, so a range costs
two look-ups and no walk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from graph.lexicons import reporting
from graph.model import Span

Range = tuple[int, int]

_QUOTING = frozenset({"quote", "cite"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "attr", "oprd", "acomp", "dative"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "what"})
_CLOSING = frozenset({"”", '"', "''", "’", "»", "“"})
_WH = frozenset({"WP", "WDT", "WP$", "WRB"})
_TELLS_OF = frozenset({"WP", "WDT", "WP$"})
_DASHES = frozenset({"–", "—", "-", "--"})
_DATELINE = 8  # tokens of "Tunis, Tunisia, May 4 –"
# "Ministers accused of lying", "Firms told to pay": headlines leave "are" away
_DONE_TO = frozenset("accuse tell urge order charge suspect convict acquit remind force".split())
_MAX_CLIMB = 6  # longer chains of verbs without a subject are parser errors


def subtree(token: Token) -> Range:
    """All that hangs on the token, as one range."""
    return token.left_edge.i, token.right_edge.i + 1


def chars(doc: Doc, piece: Range) -> Span:
    """Characters of a range of tokens."""
    last = doc[piece[1] - 1]
    return Span(doc[piece[0]].idx, last.idx + len(last))


def trim(doc: Doc, piece: Range) -> Range | None:
    """The range without commas, dashes and white space at its edges; None if nothing is left."""
    start, end = piece
    while start < end and _is_edge(doc[start]):
        start += 1
    while end > start and _is_edge(doc[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def _is_edge(token: Token) -> bool:
    return token.text in ",;:.—–-…" or token.is_space


def without(piece: Range, hole: Range) -> list[Range]:
    """What is left of a range when a hole is cut into it: up to two ranges."""
    if hole[1] <= piece[0] or piece[1] <= hole[0]:
        return [piece]
    parts = [(piece[0], max(piece[0], hole[0])), (min(piece[1], hole[1]), piece[1])]
    return [part for part in parts if part[0] < part[1]]


def is_told_of(doc: Doc, source: Range, start: int) -> bool:
    """Whether a clause that begins there tells of the source right before it: "according to two aides, | who left |, it fell".

    Counter-example: "according to two aides, | whoever won will sell it |" (no relative clause).
    """
    return source[1] <= start <= source[1] + 2 and doc[start].tag_ in _TELLS_OF


def holds(content: Sequence[Range], index: int) -> bool:
    """Whether the token lies in one of the ranges."""
    return any(start <= index < end for start, end in content)


def is_quoted_as(verb: Token) -> bool:
    """Whether another is quoted with these words: "Lind was quoted by the Post as | saying | that it failed"."""
    governor = verb.head.head
    return verb.dep_ == "pcomp" and verb.head.lower_ == "as" and governor.lemma_ in _QUOTING


def own_subject(verb: Token) -> Token | None:
    """The subject of the verb itself, not one that it shares with another verb or inherits."""
    nearest = nearest_subject(verb)
    if nearest is not None and nearest.dep_ == "csubj" and nearest.tag_ == "VBG":
        return _behind_participle(nearest, verb)
    if nearest is None:
        return None
    return _of_whose(_behind_dateline(_of_first_verb(nearest, verb), verb), verb)


def _behind_dateline(subject: Token, verb: Token) -> Token:
    """ "OSLO — When the envoy, | Ada Lind |, said …": the place of the dateline is taken for the subject.

    Counter-example: "Oslo – the capital, Ada Lind said – has …" (the verb of the place).
    """
    if subject.pos_ != "PROPN":
        return subject
    doc, start = subject.doc, subject.left_edge.i
    if subject.i > start + 2 or not doc[start].is_sent_start:
        return subject
    dash = next((t.i for t in doc[subject.i + 1 : start + _DATELINE] if t.text in _DASHES), None)
    if dash is None or dash + 1 >= verb.i:
        return subject
    placed = subject.ent_type_ in ("GPE", "LOC", "FAC") or doc[dash + 1].tag_ in ("WRB", "IN")
    if not placed:
        return subject  # "Lind – the mayor – said"
    others = [k for k in subject.rights if k.dep_ == "appos" and dash < k.i < verb.i]
    named = [k for k in others if k.ent_type_ == "PERSON"]
    return (named or others or [subject])[0]


def _of_first_verb(subject: Token, verb: Token) -> Token:
    """ "Oslo mayor | thanks donors, urges Bern to pay": a headline's first verb may pass for a noun.

    Counter-example: "The mayor's thanks are due" (no comma stands between a subject and its verb).
    """
    doc, start = verb.doc, subject.left_edge.i
    if not is_second_of_headline(start, verb):
        return subject
    for word in doc[start + 1 : verb.i - 1]:
        if word.tag_ == "NNS" and reporting.cue(word.lemma_.lower(), "VERB") is not None:
            return doc[word.i - 1]
    return subject


def is_second_of_headline(start: int, verb: Token) -> bool:
    """Whether a verb may be a headline's second, of a sentence that begins at `start`: "Mayor thanks donors, | urges"."""
    if verb.tag_ != "VBZ" or verb.i - start < 4 or verb.doc[verb.i - 1].text != ",":
        return False
    before = verb.doc[start : verb.i - 1]
    return bool(before[0].is_sent_start) and not any(t.is_punct and t.text != "-" for t in before)


def _behind_participle(participle: Token, verb: Token) -> Token:
    """ "Quoting an audit, the | member | said …": the parser may take all of it for the subject.

    Counter-example: "Quoting the audit says a lot".
    """
    words = verb.doc[participle.i : verb.i]
    comma = next((t.i for t in reversed(list(words)) if t.text == ","), None)
    if comma is None or comma + 1 >= verb.i:
        return participle
    behind = verb.doc[comma + 1 : verb.i]
    noun = behind.root
    verbal = any(t.pos_ == "VERB" for t in behind)
    return participle if verbal or noun.pos_ not in ("NOUN", "PROPN", "PRON") else noun


def nearest_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb: the nearest, where a quotation brings another with it.

    In "the threat that he is,” Lind said" the parser may hang both "threat" and "Lind" on "said".
    """
    best = None
    for child in verb.children:
        if child.dep_ in SUBJECTS and (
            best is None or abs(child.i - verb.i) < abs(best.i - verb.i)
        ):
            best = child
    return best


def _of_whose(subject: Token, verb: Token) -> Token:
    """ "The firm, whose head Ada Lind once called it fiction": she called it, though the parse has the firm.

    Counter-example: "The firm, whose head Ada Lind left, called it fiction".
    """
    doc, at = subject.doc, subject.i + 2
    if at >= verb.i or doc[at].lower_ != "whose" or doc[at - 1].text != ",":
        return subject
    within = [t for t in doc[at + 1 : verb.i] if t.pos_ in ("NOUN", "PROPN")]
    if not within or any(t.is_punct or t.pos_ == "VERB" for t in doc[at + 1 : verb.i]):
        return subject
    return within[-1]


def inherited_subject(verb: Token) -> tuple[Token | None, str]:
    """The subject of a verb and how it was found: own, shared, governed, of the noun, agent, or none.

    "Lind said no but added that …": the subject of "added" is that of "said" (shared). Counter-example:
    "Lind was told that …" has a subject that did not tell: agent or none.
    """
    agent = _agent(verb)
    if agent[0] is not None:
        return agent
    if _is_asked(verb) or is_bare_passive(verb):
        return None, "passive"
    at, how = verb, "own"
    for _ in range(_MAX_CLIMB):
        subject = own_subject(at) or (inverted_subject(at) if at == verb else None)
        if subject is not None:
            return _active(at, subject, how)
        if at.dep_ == "ROOT":
            break
        if at.dep_ in ("acl", "relcl"):
            return _named(at), "noun"
        if at.dep_ == "conj":
            how = "shared" if how == "own" else how
            if is_outer_coordination(at) or is_behind_condition(at):
                at = at.head.head
                continue
        elif at.dep_ in ("xcomp", "advcl", "pcomp", "prep", "dep"):
            controller = _controller(at)
            if controller is not None:
                return controller, "governed"
            how = "governed"
        else:
            break
        at = at.head
    return _agent(verb) if is_passive(verb) else (None, "none")


def _named(clause: Token) -> Token:
    """The noun of a clause; the name before it, where the parser hung the main verb on an apposition.

    "Ada Lind, the winner of 2012, wrote: …": Lind. Counter-example: "Ada Lind, the winner who wrote it, left".
    """
    noun = clause.head
    finite = clause.tag_ in ("VBD", "VBZ") and not any(k.tag_ in _WH for k in clause.lefts)
    aside = (
        noun.dep_ == "appos" and noun.head.pos_ == "PROPN" and noun.doc[clause.i - 1].text == ","
    )
    return noun.head if finite and aside else noun


def _is_asked(verb: Token) -> bool:
    """A participle of what was done to the subject: "Asked whether it held, Lind said …".

    Counter-example: "Asking whether it held, Lind left".
    """
    bare = not any(k.dep_ in ("aux", "auxpass", "nsubj", "dobj") for k in verb.lefts)
    participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.left_edge == verb)
    return participle and verb.dep_ == "advcl" and verb.i < verb.head.i and bare


def is_bare_passive(verb: Token) -> bool:
    """Whether something is done to the subject, in the short form of headlines: "Ministers accused of lying".

    Counter-examples: "Ministers accused Lind of lying", "Ministers had told her to pay".
    """
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_.lower() not in _DONE_TO:
        return False
    if any(k.dep_ in ("aux", "auxpass") for k in verb.lefts):
        return False
    if any(k.dep_ in ("dobj", "dative", "ccomp") for k in verb.children):
        return False
    return verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ in ("of", "to")


def inverted_subject(verb: Token) -> Token | None:
    """The noun after a verb that follows its content, taken for an object: “Is it over?” asked the boy.

    Counter-examples: It was then that he told experts. The “big port” needs experts.
    """
    doc = verb.doc
    quoted = verb.i > 1 and doc[verb.i - 1].text in _CLOSING and doc[verb.i - 1].whitespace_ != ""
    if not quoted and not any(child.dep_ == "ccomp" for child in verb.lefts):
        return None
    for child in verb.rights:
        if child.dep_ in ("dobj", "attr", "oprd") and child.left_edge.i == verb.i + 1:
            return child
    return _lost_subject(verb) if quoted else None


def _lost_subject(verb: Token) -> Token | None:
    """The noun that the parser gave to the verb of its relative clause: “It is over,” said Lind, who co-hosted it.

    Counter-example: “It is over,” said Lind, and Berg, who hosted it, left (Lind hangs on "said").
    """
    doc, at = verb.doc, verb.i + 1
    if at + 2 >= len(doc):
        return None
    noun = doc[at]
    while noun.dep_ in ("compound", "det", "amod", "poss", "nmod") and noun.head.left_edge.i == at:
        noun = noun.head
    taken = noun.dep_ == "nsubj" and noun.head.i > noun.i and noun.pos_ in ("PROPN", "NOUN")
    if not taken or noun.i + 2 >= len(doc) or doc[noun.i + 1].text != ",":
        return None
    return noun if doc[noun.i + 2].tag_ == "WP" else None


def is_outer_coordination(verb: Token) -> bool:
    """Whether a verb hung on what is said goes on with the saying: "said it would hold but stressed …".

    Told by the form: "stressed" is like "said", not like "hold". Counter-example: "said it failed and sank".
    """
    inner = verb.head
    if inner.dep_ != "ccomp" or own_subject(verb) is not None:
        return False
    outer = inner.head
    return (
        verb.tag_ == outer.tag_ and verb.tag_ in ("VBD", "VBZ", "VBP") and inner.tag_ != verb.tag_
    )


def is_behind_condition(verb: Token) -> bool:
    """Whether the main subject goes on behind a condition: "has agreed, if Bern agrees, and | has praised | it".

    Told by the form. Counter-example: "will pay if Bern agrees and pays".
    """
    inner = verb.head
    if inner.dep_ not in ("conj", "advcl") or own_subject(verb) is not None:
        return False
    if not any(k.dep_ == "mark" and k.lower_ in ("if", "unless", "once") for k in inner.lefts):
        return False
    return verb.tag_ == inner.head.tag_ != inner.tag_


def _controller(verb: Token) -> Token | None:
    """Whom another brings to speak: "Lind talked Berg into calling for …", "quoted Berg as saying …" (Berg speaks).

    Counter-example: "Lind used the visit to call for …".
    """
    quoting = is_quoted_as(verb)
    if verb.dep_ != "pcomp" or not (quoting or verb.head.lower_ in ("into", "from", "of")):
        return None
    for child in verb.head.head.children:
        if child.dep_ == "dobj" and (
            quoting or child.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or child.pos_ == "PRON"
        ):
            return child
    return None


def _active(verb: Token, subject: Token, how: str) -> tuple[Token | None, str]:
    if subject.dep_ in ("nsubjpass", "csubjpass"):
        if how == "own" or how == "shared":
            return _agent(verb)
        return subject, "passive"
    if subject.dep_ == "expl":
        return None, "none"
    return subject, how


def _agent(verb: Token) -> tuple[Token | None, str]:
    """Who does it in the passive: "told by Lind". Counter-example: "Lind said by phone"."""
    if any(k.dep_ == "nsubj" for k in verb.lefts):
        return None, "passive"
    for child in verb.children:
        if child.dep_ == "agent":
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return noun, "agent"
    return None, "passive"


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive: "was told", or a bare participle after its noun."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl", "amod")
    )


def noun_phrase(noun: Token) -> Range:
    """The noun with what identifies it; a clause after a comma is left out, an apposition is kept.

    "Ann Lind, a banker in Oslo, who had left" → "Ann Lind, a banker in Oslo".
    """
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    doc = noun.doc
    for child in noun.rights:
        cut = child.left_edge.i
        if child.dep_ in ("relcl", "acl", "advcl", "parataxis", "ccomp", "dep"):
            after_comma = cut > start and doc[cut - 1].text in ",—–-("
            if after_comma or child.dep_ in ("parataxis", "ccomp", "advcl"):
                end = min(end, cut)
                break
    return trim(doc, (start, max(end, noun.i + 1))) or (noun.i, noun.i + 1)


def before_in_headline(noun: Token) -> list[Token]:
    """The name that a headline joins by a comma alone: "Norway, Chad reject the plan".

    Counter-examples: "In Norway, Chad rejects the plan", "Norway, Chad rejects the plan".
    """
    verb, at = noun.head, noun.left_edge.i
    if noun.dep_ != "nsubj" or noun.pos_ != "PROPN" or verb.tag_ != "VBP" or at < 2:
        return []
    name = noun.doc[at - 2]
    listed = noun.doc[at - 1].text == "," and name.pos_ == "PROPN" and name.left_edge.is_sent_start
    beside = name.head in (verb, noun) and name.dep_ in ("npadvmod", "nsubj", "dep", "nmod")
    return [name] if listed and beside and name.ent_type_ == noun.ent_type_ != "" else []


def verb_group(verb: Token) -> Range:
    """Auxiliaries, negation and adverbs next to the verb, with the verb: "had not said"."""
    start = end = verb.i
    for child in verb.lefts:
        if child.dep_ in ("aux", "auxpass", "neg"):
            start = min(start, child.i)
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == end + 1:
            end = child.i
    if any(verb.doc[i].dep_ in SUBJECTS for i in range(start, verb.i)):
        start = verb.i
    return start, end + 1


def merge(pieces: Iterable[Range]) -> list[Range]:
    """Sorted ranges, touching ones joined."""
    joined: list[Range] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
