"""The words of a content around the places at which it names a thing in dispute, and what is said there of the thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.model import Act, QuoteType
from graph.resolve.claims import stand_words as lexicon
from graph.resolve.claims.position import Signs
from graph.resolve.claims.said import Said, stem
from graph.resolve.claims.stand_cues import base, cue_sign

THING, THERE, TO = -1, -2, -3  # the cue above a thing, a preposition, an infinitive
_QUOTES = frozenset("“”\"„«»[]'‘’")
MAX_MODIFIERS = 6  # words of a noun phrase before its head


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a content as the signs are read from them, with what governs its first word."""

    tokens: tuple[str, ...]  # lower case, "don't" as one
    stems: tuple[str, ...]
    cues: tuple[int, int, int]  # the signs of the cue before a thing, a preposition, an infinitive
    blames: bool  # the cue takes a person and "for" or "of": "criticised him for", "accused her of"
    is_quoted: bool
    is_voice: (
        bool  # the speaker speaks for a body: "the White House", "a spokesman for the ministry"
    )
    is_own: bool  # the actor of a commitment in it is the speaker, whatever it is called there
    ours: frozenset[str] = frozenset()  # what the speaker may call "we" by name
    names: bool = False  # the cue calls a thing something: "described the dam as"

    @staticmethod
    def of(said: Said, found: Signs) -> Clause:
        text = lexicon.TITLES.sub(r"\1", said.text.replace("’", "'"))
        for words in found.inner:
            inner = lexicon.TITLES.sub(r"\1", words.replace("’", "'"))
            text = text.replace(inner, " … ")
        tokens = tuple(t.lower() for t in lexicon.TOKEN.findall(text) if t not in _QUOTES)
        return Clause(
            tokens,
            tuple(stem(t.removesuffix("'s")) for t in tokens),
            (
                cue_sign(said, lexicon.CUES),
                cue_sign(said, lexicon.CUES, tokens[:1]),
                cue_sign(said, lexicon.CUES_TO),
            ),
            said.act in (Act.CRITICISE, Act.ACCUSE, Act.PRAISE),
            said.kind is QuoteType.DIRECT,
            found.is_voice,
            bool(found.deeds),
            found.ours,
            any(base(w) in lexicon.NAMINGS for w in said.cue.split()),
        )

    @property
    def is_on_condition(self) -> bool:
        """Whether the words have a condition: "if", "only when"."""
        return bool(lexicon.CONDITION.search(" ".join(self.tokens)))

    def places(self, name: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Where the name stands as a phrase of its own: "the fund", not "the fund manager"."""
        for last, head in enumerate(self.stems):
            if head != name[-1] or not self._ends_phrase(last + 1):
                continue
            if last and self.tokens[last - 1] in lexicon.BEFORE_VERB:
                continue  # "to vote" is no vote
            first = max(0, last - len(name) - 1)  # "nuclear or missile tests"
            if set(name) <= set(self.stems[first : last + 1]):
                yield next(i for i in range(first, last + 1) if self.stems[i] in name), last + 1
            elif (end := self._turned_around(name, last)) > 0:
                yield last, end

    def _turned_around(self, name: tuple[str, ...], head: int) -> int:
        """Where "levy on gas imports", of which the name is "gas levy", ends; 0 for another phrase."""
        if len(name) < 2 or self._token(head + 1) not in ("on", "of", "for"):
            return 0
        wanted, end = set(name[:-1]), head + 2
        while self._is_plain(end) and end < head + 2 + MAX_MODIFIERS:
            end += 1
        return end if wanted <= set(self.stems[head + 2 : end]) else 0

    def goes_on(self, end: int) -> bool:
        """Whether words follow that say which one it is: "the tax on bread"."""
        return self._token(end) in ("on", "of")

    def _token(self, place: int) -> str:
        return self.tokens[place] if place < len(self.tokens) else "."

    def _is_plain(self, place: int) -> bool:
        token = self._token(place)
        is_inside = token in lexicon.PHRASE_WORDS or token not in lexicon.AFTER | lexicon.STOPS
        return token[0].isalnum() and is_inside

    def _ends_phrase(self, end: int) -> bool:
        after = self.tokens[end] if end < len(self.tokens) else "."
        is_participle = after.endswith(("ing", "ed")) and after not in lexicon.NOUNS_IN_ING
        if self.names and lexicon.JUDGING_WORD.fullmatch(after):
            return True  # "called | the dam vital"
        is_known = after in lexicon.AFTER or after in lexicon.EFFECTS or after.endswith("ly")
        return not after[0].isalnum() or is_known or is_participle

    # --- what is said of the thing itself

    def said_of_it(self, start: int, end: int) -> int:
        """ "The plan is reckless", "sanctions must be lifted", "the dam will save lives"; 0 else."""
        if _others_say(self._sentence_before(start)):
            return 0
        if not self._is_subject(start):
            return 0
        rest = lexicon.ASIDE.sub("", " ".join(self.tokens[end : end + 16]))
        rest = lexicon.NO_SENSE.sub("is senseless", rest)
        place, turn = self.before_phrase(start)  # "no dam is needed"
        turn = -turn if self._is_unbelieved(place) else turn
        for pattern, value in lexicon.SAID_OF_IT:
            match = pattern.match(rest)
            if match:
                return turn * value * (-1 if lexicon.DENIES.search(match.group()) else 1)
        if self.names and place == THING:
            bad, good = lexicon.NAMED_BAD.match(rest), lexicon.NAMED_GOOD.match(rest)
            if bad or good:
                denied = lexicon.DENIES.search((bad or good).group())  # type: ignore[union-attr]
                return (-1 if bad else 1) * (-1 if denied else 1)
        feels = self._felt(start)
        fate = lexicon.FATE.match(rest) if feels else None
        if fate:
            return feels * turn * lexicon.FATES.get(fate["verb"], 0)
        match = lexicon.OUGHT.match(rest)
        if match:
            turn = -turn if match["not"] else turn
            return turn * lexicon.FATES.get(match["verb"], 0)
        return 0

    def _felt(self, start: int) -> int:
        """ "Glad that the dam …": +1; "afraid that the dam …": −1; else 0."""
        place, _ = self.before_phrase(start)
        is_that = place > 0 and self.tokens[place] == "that"
        return lexicon.FEELS.get(self.tokens[place - 1], 0) if is_that else 0

    def is_sent(self, start: int) -> bool:
        """Whether the thing is what a verb of sending sends."""
        place, _ = self.before_phrase(start)
        return place >= 0 and base(self.tokens[place]) in lexicon.SENDS

    def _is_subject(self, start: int) -> bool:
        """Whether the thing begins its clause: not that of "a deal to end the war would be wrong"."""
        place, _ = self.before_phrase(start)
        if place < 0:
            return place == -1
        word = self.tokens[place]
        subject = self.tokens[place - 1] if place else ""
        is_mine = word in lexicon.THINK and subject in ("i", "we")
        is_mine |= self._is_unbelieved(place)
        if word == "that" and place:
            is_denied = bool(lexicon.NEGATIONS & set(self.tokens[max(0, place - 4) : place]))
            is_asserted = (
                subject in lexicon.ASSERTED and not is_denied and self.tokens[place - 2] != "no"
            )
            return (
                is_asserted or subject in lexicon.THINK or subject in lexicon.FEELS
            )  # "the comment that the plan has worked" is another's
        return not word[0].isalnum() or word in lexicon.BEFORE_SUBJECT or is_mine

    def _is_unbelieved(self, place: int) -> bool:
        """ "We don't believe | the dam …", "I do not think | the dam …"."""
        before = " ".join(self.tokens[max(0, place - 3) : place])
        is_own = re.search(r"\b(?:i|we) (?:don't|do not|can't|cannot)$", before)
        return place > 0 and self.tokens[place] in lexicon.THINK and is_own is not None

    def is_needed(self, start: int) -> bool:
        """ "Without the levy there will be no clinic", "no clinic will be built without the levy"; not "we can live
        without the levy"."""
        place, _ = self.before_phrase(start)
        if place < 0 or self.tokens[place] != "without":
            return False
        after = self.tokens[start:]
        end = next((i for i, t in enumerate(after) if t in (".", "!", "?", ";")), len(after))
        rest = " ".join((*self._sentence_before(place), "…", *after[:end]))
        return bool(lexicon.LOST.search(rest))

    def called(self, start: int) -> int:
        """ "This is a bogus lawsuit", "a welcome step towards peace", "there is no need for the tests"."""
        before = self._sentence_before(start)
        if _others_say(before):
            return 0
        words = " ".join(before[-9:]) + " "
        for pattern, value in lexicon.CALLED:
            match = pattern.search(words)
            if match:
                return -value if lexicon.DENIES.search(match.group("be")) else value
        return 0

    def _sentence_before(self, start: int) -> tuple[str, ...]:
        first = start
        while first and self.tokens[first - 1] not in (".", "!", "?", ";", ":"):
            first -= 1
        return self.tokens[first:start]

    def before_phrase(self, start: int) -> tuple[int, int]:
        """The last word before the noun phrase that ends at `start`, −1 at the beginning, and its sign.

        "an end to the sanctions" and "lack of troops" turn the sign; "the handling of the crisis" ends the way.
        """
        sign, place = 1, start - 1
        steps = 0
        while place >= 0 and steps < MAX_MODIFIERS:
            word = self.tokens[place]
            if word == "to" and place == 0 and self.tokens[1] not in lexicon.PHRASE_WORDS:
                return place, sign  # "to frighten voters": a verb that is not known
            if word in lexicon.PREPOSITIONS and place == 0:
                return THERE, sign  # "called | for an end to it"
            if word in ("about", "over") and place == 0:
                return THERE, sign  # "voiced concern | about it"
            if word in lexicon.PREPOSITIONS and place:
                head = lexicon.HEADS.get((self.tokens[place - 1], word))
                if head is None or self._is_verb(place - 1):
                    return place, sign
                sign *= head
                place -= 2
                continue
            if word == "that" and self.tokens[place + 1] in lexicon.PHRASE_WORDS:
                return place, sign  # "the economy that their generation | built"
            if self._is_finite(place):
                return place, sign
            if word in lexicon.THINK and self.tokens[place + 1] in lexicon.PHRASE_WORDS:
                return place, sign  # "we believe | this dam"
            is_joined = word in ("and", "or") and place > 0 and self._is_modifier(place - 1)
            if word in lexicon.PHRASE_WORDS or is_joined or self._is_modifier(place):
                if word == "no":
                    sign = -sign
                place -= 1
                steps += 1
                continue
            return place, sign
        return place, sign

    def _is_verb(self, place: int) -> bool:
        """ "They will vote for it"; not "their vote for it"."""
        before = self.tokens[place - 1] if place else ""
        return before in lexicon.BEFORE_VERB or before in lexicon.NEGATIONS

    def _is_finite(self, place: int) -> bool:
        """ "The party rejected the dam"; not "the rejected dam"."""
        word, after = self.tokens[place], self.tokens[place + 1]
        is_past = word.endswith("ed") and base(word) in lexicon.VERBS
        return bool(place) and is_past and after in lexicon.PHRASE_WORDS

    def _is_modifier(self, place: int) -> bool:
        word = self.tokens[place]
        if word == "'s" and place:
            return self.tokens[place - 1] not in lexicon.STOPS
        if not (word[0].isalnum() or word in "$€£-–"):
            return False
        if word in lexicon.VERBS or word in lexicon.STOPS or word in lexicon.PARTICLES:
            return False
        return base(word) not in lexicon.VERBS or (word.endswith("ed") and place > 0)


def _others_say(before: Sequence[str]) -> bool:
    """Whether the words before a judgement give it to somebody else: "critics think that …", not "I think"."""
    plain = [w for w in before if w not in ("do", "not", "don't", "can't", "cannot")]
    pairs = zip(("", *plain), plain, strict=False)
    return any(w in lexicon.OTHERS_SAY and subject not in ("i", "we") for subject, w in pairs)
