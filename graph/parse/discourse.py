"""Who has been spoken of so far: the state that pronouns and descriptions are resolved against."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from graph.lexicons.reporting import cue
from graph.parse.reading import Reading

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_FADED = 0.4
_STALE = 2  # unquoted sentences after which the last speaker has no claim on "he said" any more
_IN_A_SENTENCE = 20  # mentions
REACH = 12  # sentences back; farther, a pronoun's owner is named again


@dataclass(frozen=True, slots=True)
class Heard:
    """A mention as the discourse remembers it."""

    token: int
    key: int
    sentence: int
    paragraph: int
    subject: bool
    speaks: bool  # subject of a reporting verb
    quoted: int  # number of the quotation it stands in, or -1
    pronoun: bool
    main: bool  # subject of the sentence's main verb
    modifier: bool  # inside a possessive or compound ("Lund's lawyer")


@dataclass(slots=True)
class Discourse:
    """Mentions in text order, and where sentences, paragraphs and quotations begin."""

    doc: Doc
    sentence_of: list[int]
    paragraph_of: list[int]
    quote_of: list[int]
    heard: list[Heard] = field(default_factory=list)
    last: dict[int, Heard] = field(default_factory=dict)
    recent: dict[int, list[Heard]] = field(default_factory=dict)
    count: dict[int, int] = field(default_factory=dict)
    speaker: Heard | None = None
    interrupted: bool = False  # another actor was the subject since the speaker spoke

    @classmethod
    def of(cls, reading: Reading) -> Discourse:
        """An empty discourse over a reading."""
        doc = reading.doc
        quotes = _quotes(reading)
        starts = [piece.start for piece in reading.body] or [0]
        sentences, paragraphs, number = [0] * len(doc), [0] * len(doc), 0
        for sentence in doc.sents:
            first, last = sentence.start, sentence.end
            # a sentence wholly quoted takes no step: "he said" after a long quotation is its first speaker
            number += any(q < 0 for q in quotes[first : max(last - 1, first + 1)])
            sentences[first:last] = [number] * (last - first)
            paragraphs[first:last] = [bisect_right(starts, sentence.start_char)] * (last - first)
        return cls(doc, sentences, paragraphs, quotes)

    def hear(self, token: Token, key: int, *, pronoun: bool = False) -> None:
        """Remember a mention whose head is `token`."""
        mention = Heard(
            token=token.i,
            key=key,
            sentence=self.sentence_of[token.i],
            paragraph=self.paragraph_of[token.i],
            subject=subject_of(token) is not None,
            speaks=self.speaks(token),
            quoted=self.quote_of[token.i],
            pronoun=pronoun,
            main=subject_of(token) is not None and _is_main(token),
            modifier=token.dep_ in ("poss", "compound", "nmod", "amod"),
        )
        self.heard.append(mention)
        self.last[key] = mention
        kept = [m for m in self.recent.get(key, ()) if mention.sentence - m.sentence <= 1]
        self.recent[key] = [*kept, mention]
        self.count[key] = self.count.get(key, 0) + 1
        if mention.speaks and mention.quoted < 0 and not _is_aside(token):
            self.speaker, self.interrupted = mention, False
        elif mention.main and mention.quoted < 0 and self.speaker and self.speaker.key != key:
            self.interrupted = True

    def speaks(self, token: Token) -> bool:
        """Whether it is the subject of a reporting verb: "Lund said"."""
        verb = subject_of(token)
        if verb is not None:
            return cue(verb.lemma_.lower(), "VERB") is not None
        return (
            token.dep_ == "pobj"
            and token.head.lower_ == "to"
            and (token.head.head.lower_ == "according")
        )

    def spoken_of(self, token: Token) -> frozenset[int]:
        """Who is named inside the quotation that the pronoun's clause reports: hardly its speaker.

        Yes: “Lund is tired of it,” he said. Not: Lund was tired. “Enough of it,” he said.
        """
        verb = subject_of(token)
        if verb is None or cue(verb.lemma_.lower(), "VERB") is None:
            return frozenset()
        near = (token.i - 2, token.i - 3, verb.i - 2, verb.i + 1, verb.i + 2, verb.i + 3)
        quotes = {self.quote_of[i] for i in near if 0 <= i < len(self.quote_of)} - {-1}
        return frozenset(h.key for h in self.heard if h.quoted in quotes)

    def features(self, token: Token, key: int, rank: int, rivals: int) -> dict[str, float]:
        """What speaks for `key` as the owner of the pronoun `token`; `rank` counts candidates from the latest."""
        last, recent = self.last[key], self.recent[key]
        here = self.sentence_of[token.i]
        nearness = [1.0 if here - m.sentence <= 1 else _FADED for m in recent]
        was_subject = max(w * m.subject for w, m in zip(nearness, recent, strict=True))
        away = here - last.sentence
        quoted = self.quote_of[token.i]
        subject = subject_of(token)
        found = {
            f"away{min(away, 4)}": 1.0,
            f"rank{min(rank, 3)}": 1.0,
            "subject": was_subject,
            "subject_both": was_subject if subject is not None else 0.0,
            "main": max(w * m.main for w, m in zip(nearness, recent, strict=True)),
            "spoke": max(w * m.speaks for w, m in zip(nearness, recent, strict=True)),
            "pronoun": float(last.pronoun),
            "modifier": float(all(m.modifier for m in recent)),
            "often": math.log1p(self.count[key]),
            "alone": float(rivals == 1),
            "other_paragraph": float(self.paragraph_of[token.i] != last.paragraph),
            "quoted_apart": float(quoted != last.quoted),
            "governs": float(
                any(
                    m.sentence == last.sentence and _governs(self.doc[m.token], token)
                    for m in recent
                )
            ),
        }
        if subject is not None and quoted < 0 and cue(subject.lemma_.lower(), "VERB"):
            speaker = self.speaker
            if speaker is not None and self.sentence_of[token.i] - speaker.sentence <= _STALE:
                faded = _FADED if self.interrupted else 1.0
                found["speaks_again" if speaker.key == key else "speaks_not"] = faded
                found["introduced"] = float(self._is_introduced(last, speaker, here))
            if away <= 1 and last.quoted < 0 and _is_addressed(self.doc[last.token]):
                found["addressed"] = 1.0
        if last.modifier and self._is_outranked(last):
            found["outranked"] = 1.0
        if away == 0 and subject is not None and not was_subject:
            found["object_before"] = 1.0
        if quoted < 0 and key in self.spoken_of(token):
            found["spoken_of"] = 1.0
        return {name: value for name, value in found.items() if value}

    def _is_outranked(self, last: Heard) -> bool:
        """Whose words or deeds another took up: "Vik joined Lund's criticism. “Enough,” she said" is Vik, not Lund."""
        near = reversed(self.heard[-_IN_A_SENTENCE:])
        return any(m.main and m.sentence == last.sentence and m.key != last.key for m in near)

    def _is_introduced(self, last: Heard, speaker: Heard, here: int) -> bool:
        """Named for the first time since the last speaker, right before the pronoun, outside quotations.

        Yes: Lund left. The critics include Petra Vik of the union. “Good,” she said. Not: Vik's mother, old Ada, is ill.
        """
        new = self.count[last.key] == 1 and not last.pronoun and not last.modifier
        return (
            new
            and last.quoted < 0
            and speaker.sentence < last.sentence
            and here - last.sentence <= 1
        )


def subject_of(token: Token) -> Token | None:
    """The verb whose subject the token is, also as the first of joined subjects."""
    if token.dep_ in SUBJECTS:
        return token.head
    if token.dep_ == "conj" and token.head.dep_ in SUBJECTS:
        return token.head.head
    return None


def _is_aside(token: Token) -> bool:
    """Subject of a clause that is not the sentence's own: "when Lund asked whether …", "Vik said Lund accepted it"."""
    verb = subject_of(token)
    if verb is None:
        return False
    told = verb.dep_ == "ccomp" and verb.head.i < token.i and _reports(verb.head)
    return told or verb.dep_ in ("advcl", "relcl", "acl", "pcomp")


def _reports(verb: Token) -> bool:
    """Whether it is a verb of saying with a subject of its own."""
    subject = any(t.dep_ in SUBJECTS for t in verb.lefts)
    return subject and cue(verb.lemma_.lower(), "VERB") is not None


def _is_addressed(mention: Token) -> bool:
    """ "Lund" of "The judge told Lund: …" and of "Vik said to Lund"."""
    verb = mention.head
    if mention.dep_ == "pobj" and verb.lower_ == "to":
        verb = verb.head
    elif mention.dep_ not in ("dobj", "dative"):
        return False
    return _reports(verb)


def _is_main(token: Token) -> bool:
    verb = subject_of(token)
    return verb is not None and (
        verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
    )


def _governs(mention: Token, pronoun: Token) -> bool:
    """Whether the mention is the subject of a verb above the pronoun's clause: "Lund said that he …"."""
    verb = subject_of(mention)
    if verb is None:
        return False
    clause = pronoun.head
    for _ in range(6):
        if clause == verb:
            return pronoun.head != verb or pronoun.dep_ not in SUBJECTS
        if clause.head == clause:
            return False
        clause = clause.head
    return False


def _quotes(reading: Reading) -> list[int]:
    found = [-1] * len(reading.doc)
    for number, quote in enumerate(reading.quotes):
        tokens = reading.tokens(quote.inner) if len(quote.inner) else None
        if tokens is not None:
            for token in tokens:
                found[token.i] = number
    return found
