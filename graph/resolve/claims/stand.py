"""Where a statement stands on its issue: the sign of the way from what the speaker wants to the thing in dispute.

"Called for lifting the sanctions" is against sanctions, "blasted him for failing to announce any sanctions" for them, and
"praised him for his patience over sanctions" neither. From each place at which the issue is named the words are read
backwards: its noun phrase, the verb above it, what governs that verb, up to the speaker's own will or to the cue. Each verb
that ends or forbids, and each negation, turns the sign. A word on the way that is not known gives no position: a wrong
one is worse than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Act, Polarity, Position, QuoteType, Status
from graph.resolve.claims import stand_words as lexicon
from graph.resolve.claims.position import Signs
from graph.resolve.claims.said import Said, stem, stems

_TOKEN = re.compile(r"'(?:s|re|m|ll|ve|d)\b|[^\W_]+(?:-[^\W_]+|(?:(?<=n)'t))*|[^\w\s]")
_PREPOSITIONS = frozenset("of to on in for against toward towards with".split())
_FROM = frozenset("block prevent stop bar prohibit ban discourage deter forbid".split())
_THING, _THERE, _TO = -1, -2, -3  # the cue above a thing, a preposition, an infinitive
_QUOTES = frozenset("“”\"„«»[]'‘’")
_MAX_MODIFIERS = 6  # words of a noun phrase before its head
_MAX_VERBS = 4  # on one way


def stand(said: Said, found: Signs, names: Iterable[str]) -> Position:
    """The position of the speaker on what `names` name; neutral without evidence."""
    if (
        found.is_nobodys
        or said.act is Act.REPORT
        or said.is_negated
        or lexicon.ASKED.search(said.text)
    ):
        return Position.NEUTRAL
    wanted = [variant for name in names for variant in variants(name, said.text)]
    signs = [sign for name in wanted for sign in _signs(said, found, name)]
    if not signs or min(signs) != max(signs):
        return Position.NEUTRAL
    if signs[0] < 0:
        unless = any(d.status is Status.REFUSED and d.is_conditional for d in found.deeds)
        return Position.CONDITIONAL if unless else Position.OPPOSES
    return Position.CONDITIONAL if _has_condition(said, found) else Position.SUPPORTS


def variants(name: str, text: str) -> list[tuple[str, ...]]:
    """The stems of a name and of the shorter ways in which a text may go on naming it.

    "Lasting security guarantees for Togo" is also "security guarantees", and "guarantees" where the text has the whole.
    """
    words = [w.lower() for w in _words(name.split(" (")[0])]
    tie = next((i for i, w in enumerate(words) if w in _PREPOSITIONS and i), len(words))
    whole, head = tuple(map(stem, words)), tuple(map(stem, words[:tie]))
    found = [whole] if whole else []
    least = 1 if set(whole) <= {stem(w.lower()) for w in _words(text)} else 2
    found += [head[i:] for i in range(len(head)) if len(head) - i >= least]
    return list(dict.fromkeys(found))


def _has_condition(said: Said, found: Signs) -> bool:
    stated = any(d.status in lexicon.OFFERS and d.is_conditional for d in found.deeds)
    return stated or said.is_conditional or bool(lexicon.CONDITION.search(said.text))


def _signs(said: Said, found: Signs, name: tuple[str, ...]) -> Iterator[int]:
    """+1 or −1 for each place that says something of the speaker's position."""
    for deed in found.deeds:
        if set(name) <= stems(deed.resource) and deed.status in lexicon.OFFERS | lexicon.REFUSALS:
            yield (1 if deed.status in lexicon.OFFERS else -1) * lexicon.VERBS.get(deed.action, 1)
            return
    for polarity, target in found.targets:
        if set(name) <= _head(target):
            yield 1 if polarity is Polarity.POSITIVE else -1
    clause = _Clause.of(said, found)
    for start, end in clause.places(name):
        if sign := clause.sign(start, end):
            yield sign
    if len(name) > 1 and name[-1] in lexicon.SENDINGS:  # "troop deployments": "will send troops"
        for start, _ in clause.places(name[-2:-1]):
            if clause.is_sent(start) and (sign := clause.sign(start, start)):
                yield sign


def _head(target: str) -> set[str]:
    """Stems of a phrase before its first preposition: a stance on "a strategy of talks over the dam" is none on the dam."""
    words = [w.lower() for w in _words(target)]
    tie = next((i for i, w in enumerate(words) if i and w in lexicon.STOPS | _PREPOSITIONS), None)
    return set(map(stem, words[:tie]))


def _words(text: str) -> list[str]:
    return [w for w in _TOKEN.findall(text.replace("’", "'")) if w[0].isalnum()]


@dataclass(frozen=True, slots=True)
class _Clause:
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

    @staticmethod
    def of(said: Said, found: Signs) -> _Clause:
        text = said.text.replace("’", "'")
        for words in found.inner:
            inner = words.replace("’", "'")
            text = text.replace(inner, " … ")
        tokens = tuple(t.lower() for t in _TOKEN.findall(text) if t not in _QUOTES)
        return _Clause(
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
        )

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

    def _ends_phrase(self, end: int) -> bool:
        after = self.tokens[end] if end < len(self.tokens) else "."
        is_participle = after.endswith(("ing", "ed")) and after not in lexicon.NOUNS_IN_ING
        is_known = after in lexicon.AFTER or after in lexicon.EFFECTS or after.endswith("ly")
        return not after[0].isalnum() or is_known or is_participle

    def sign(self, start: int, end: int) -> int:
        """What the words around one naming say: +1, −1, or 0 where they say nothing that is known."""
        if self.cues[0] < 0 and self.tokens[0] in ("it", "this", "that"):
            return self.cues[0]  # "dismissed | it as a stunt dressed up as a bill"
        return self._said_of_it(start, end) or self._called(start) or self._way(start, end)

    # --- what is said of the thing itself

    def _said_of_it(self, start: int, end: int) -> int:
        """ "The plan is reckless", "sanctions must be lifted", "the dam will save lives"; 0 else."""
        if _others_say(self._sentence_before(start)):
            return 0
        if not self._is_subject(start):
            return 0
        rest = lexicon.ASIDE.sub("", " ".join(self.tokens[end : end + 16]))
        for pattern, value in lexicon.SAID_OF_IT:
            match = pattern.match(rest)
            if match:
                return value * (-1 if lexicon.DENIES.search(match.group()) else 1)
        match = lexicon.OUGHT.match(rest)
        if match:
            turn = -1 if match["not"] else 1
            return turn * lexicon.FATES.get(match["verb"], 0)
        return 0

    def is_sent(self, start: int) -> bool:
        """Whether the thing is what a verb of sending sends."""
        place, _ = self._before_phrase(start)
        return place >= 0 and _base(self.tokens[place]) in lexicon.SENDS

    def _is_subject(self, start: int) -> bool:
        """Whether the thing begins its clause: not that of "a deal to end the war would be wrong"."""
        place, _ = self._before_phrase(start)
        if place < 0:
            return place == -1
        word = self.tokens[place]
        subject = self.tokens[place - 1] if place else ""
        is_mine = word in lexicon.THINK and subject in ("i", "we")
        if word == "that" and place:
            return subject in lexicon.THINK  # "the comment that the plan has worked" is another's
        return not word[0].isalnum() or word in lexicon.BEFORE_SUBJECT or is_mine

    def _called(self, start: int) -> int:
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

    # --- what is wanted with it

    def _way(self, start: int, end: int) -> int:
        """The product of the signs from the thing up to the speaker's will; 0 where the way is not known."""
        place, sign = self._before_phrase(start)
        after = self.tokens[end] if end < len(self.tokens) else ""
        if place < 0 and after in lexicon.FINITE:
            return 0  # "suggested | the fund might grow"
        is_blame = False
        for _ in range(_MAX_VERBS):
            if place < 0:
                return self._cued(place, sign, is_blame=is_blame)
            word = self._verb(place)
            if word is None:
                return 0
            value, first = word
            sign *= value
            is_blame |= _base(self.tokens[first]) in lexicon.BLAMES
            above = self._governor(first)
            if isinstance(above, int):
                return 0 if is_blame and sign * above > 0 else sign * above
            sign *= above[1]
            place = above[0]
        return self._cued(place, sign, is_blame=is_blame)

    def _cued(self, place: int, sign: int, *, is_blame: bool) -> int:
        """The sign under the cue, of which `place` says what it stands before; none where blame is refused."""
        value = 0 if place >= 0 else sign * self.cues[-place - 1]
        return 0 if is_blame and value > 0 else value

    def _before_phrase(self, start: int) -> tuple[int, int]:
        """The last word before the noun phrase that ends at `start`, −1 at the beginning, and its sign.

        "an end to the sanctions" and "lack of troops" turn the sign; "the handling of the crisis" ends the way.
        """
        sign, place = 1, start - 1
        steps = 0
        while place >= 0 and steps < _MAX_MODIFIERS:
            word = self.tokens[place]
            if word == "to" and place == 0 and self.tokens[1] not in lexicon.PHRASE_WORDS:
                return place, sign  # "to frighten voters": a verb that is not known
            if word in _PREPOSITIONS and place == 0:
                return _THERE, sign  # "called | for an end to it"
            if word in _PREPOSITIONS and place:
                head = lexicon.HEADS.get((self.tokens[place - 1], word))
                if head is None:
                    return place, sign
                sign *= head
                place -= 2
                continue
            if word == "that" and self.tokens[place + 1] in lexicon.PHRASE_WORDS:
                return place, sign  # "the economy that their generation | built"
            is_joined = word in ("and", "or") and place > 0 and self._is_modifier(place - 1)
            if word in lexicon.PHRASE_WORDS or is_joined or self._is_modifier(place):
                if word == "no":
                    sign = -sign
                place -= 1
                steps += 1
                continue
            return place, sign
        return place, sign

    def _is_modifier(self, place: int) -> bool:
        word = self.tokens[place]
        if word == "'s" and place:
            return self.tokens[place - 1] not in lexicon.STOPS
        if not (word[0].isalnum() or word in "$€£-–"):
            return False
        if word in lexicon.VERBS or word in lexicon.STOPS or word in lexicon.PARTICLES:
            return False
        return _base(word) not in lexicon.VERBS or (word.endswith("ed") and place > 0)

    def _verb(self, place: int) -> tuple[int, int] | None:
        """The sign of the verb that ends at `place`, with its particles, and where it begins."""
        for length in (3, 2, 1):
            first = place - length + 1
            if first < 0:
                continue
            head, *particles = self.tokens[first : place + 1]
            key = " ".join([_base(head), *particles])
            if key in lexicon.VERBS:
                return lexicon.VERBS[key], first
            whole = " ".join([head, *particles])
            if whole in lexicon.VERBS:
                return lexicon.VERBS[whole], first
        return None

    def _governor(self, first: int) -> int | tuple[int, int]:
        """What stands above the verb at `first`: its sign where it is the speaker's will, else the next verb's place.

        The pair is the place of the next verb (−1 for the cue) and the sign of what lay between.
        """
        place, turn = self._over_adverbs(first - 1)
        if place < 0:
            return _THING, turn
        word = self.tokens[place]
        if word == "to":
            return self._above_infinitive(place, turn)
        if self.tokens[first].endswith("ing"):
            return self._above_gerund(place, turn)
        if word in lexicon.WILL:
            turned = -turn if word.endswith("n't") else turn
            return turned if self._is_self(place, wills=True) else 0
        if word in lexicon.MUST:
            return -turn if word.endswith("n't") else turn
        if word in lexicon.BEING or word in lexicon.HAVING:
            return turn if self._is_self(place) else 0
        return turn if self._is_self(place + 1) else 0

    def _over_adverbs(self, place: int) -> tuple[int, int]:
        turn = 1
        while place >= 0:
            word = self.tokens[place]
            if word in lexicon.NEGATIONS:
                turn = -turn
                place -= 2 if word == "longer" else 1
            elif word in lexicon.ADVERBS or (word.endswith("ly") and len(word) > 4):
                place -= 1
            else:
                break
        return place, turn

    def _above_infinitive(self, place: int, turn: int) -> int | tuple[int, int]:
        """ "to lift": what asks for it, wants it, or finds it wrong."""
        before, again = self._over_adverbs(place - 1)
        turn *= again
        if before < 0:
            return _TO, turn
        word = self.tokens[before]
        if word in lexicon.JUDGED:
            return turn * lexicon.JUDGED[word]
        control = lexicon.CONTROL.get(word, lexicon.CONTROL.get(_base(word)))
        if control is not None:
            return self._above_control(before, turn * control)
        if self.cues[2] and before < _MAX_MODIFIERS and self._is_plain(0, before + 1):
            return _TO, turn  # "urged | the council to lift the ban"
        for asked in range(before - 1, max(-1, before - 7), -1):
            sign = lexicon.ASKS.get(_base(self.tokens[asked]))
            if sign and self._is_plain(asked + 1, before + 1):
                return self._above_control(asked, turn * sign)  # "I call on Oslo to lift the ban"
        return 0

    def _above_control(self, place: int, sign: int) -> int | tuple[int, int]:
        """ "wants to", "is ready to", "refuses to": the speaker's own, or what a verb above says of it."""
        above, turn = self._over_adverbs(place - 1)
        sign *= turn
        if above < 0:
            if self.tokens[place].endswith("ing") and self.cues[0]:
                return _THING, sign
            return 0 if self.tokens[place].endswith("s") else sign  # who "wants to abolish it"?
        if all(w in lexicon.PHRASE_WORDS or w.endswith("ly") for w in self.tokens[: above + 1]):
            return sign  # "voiced | a clear readiness to send troops"
        if self.tokens[place].endswith("ing"):
            return self._above_gerund(above, sign)
        word = self.tokens[above]
        if word == "to":
            return self._above_infinitive(above, sign)
        if word in lexicon.WILL | lexicon.MUST and word.endswith("n't"):
            sign = -sign
        if word in lexicon.MUST:
            return sign
        is_aux = word in lexicon.AUXILIARIES
        return sign if self._is_self(above if is_aux else above + 1) else 0

    def _above_gerund(self, place: int, turn: int) -> int | tuple[int, int]:
        """ "for failing", "of filing", "against lifting"."""
        word = self.tokens[place]
        if word in lexicon.BEING:
            return turn if self._is_self(place) else 0
        if word in ("for", "of", "over") and self.blames and self._is_plain(0, place):
            return _THING, turn
        if word == "from":
            for before in range(place - 1, max(-1, place - 6), -1):
                if _base(self.tokens[before]) in _FROM and self._is_plain(before + 1, place):
                    return before, turn
        if word in ("for", "of", "on", "to", "from") or word == "against":
            before = place - 1
            if before < 0:
                return _THERE, turn
            head = lexicon.HEADS.get((self.tokens[before], word))
            if head and self._is_plain(0, place):
                return _THING, turn * head  # "rejected | the proposal for placing troops"
            verb = self._verb(place)
            if verb is not None:
                above = self._governor(verb[1])
                return turn * verb[0] * above if isinstance(above, int) else 0
        return 0

    def _is_plain(self, start: int, end: int) -> bool:
        """Whether a stretch is one short noun phrase: a person, "the council of ministers"."""
        part = self.tokens[start:end]
        if len(part) == 1 and part[0] in ("him", "her", "them", "it", "us", "me", "you"):
            return True
        return 0 < len(part) <= 7 and not any(
            w in lexicon.STOPS or not w[0].isalnum() for w in part
        )

    def _is_self(self, end: int, *, wills: bool = False) -> bool:
        """Whether the subject that ends before `end` is the speaker: "we", "his country", or nothing at all."""
        place, _ = self._over_adverbs(end - 1)
        subject: list[str] = []
        while place >= 0 and self.tokens[place][0].isalnum() and len(subject) < 4:
            if self.tokens[place] in lexicon.BEFORE_SUBJECT:
                break
            subject.insert(0, self.tokens[place])
            place -= 1
        words = subject[-1] if subject and subject[-1] in lexicon.PRONOUNS else " ".join(subject)
        if not subject or lexicon.NO_SUBJECT & set(subject):
            return (place < 0 and not subject) or self.is_own
        pattern = lexicon.I_OR_WE if self.is_quoted else lexicon.SELF
        if wills and self.is_voice and lexicon.SPOKEN_FOR.fullmatch(words):
            return True
        return bool(pattern.fullmatch(words)) or self.is_own


def _others_say(before: Sequence[str]) -> bool:
    """Whether the words before a judgement give it to somebody else: "critics think that …", not "I think"."""
    pairs = zip(("", *before), before, strict=False)
    return any(w in lexicon.OTHERS_SAY and subject not in ("i", "we") for subject, w in pairs)


def cue_sign(said: Said, table: Mapping[str, int], first: tuple[str, ...] = ()) -> int:
    """+1 for a cue that wants what follows ("called for", "backs"), −1 for one that does not, 0 for "said"."""
    words = [w for w in said.cue.replace("’", "'").split() if w not in lexicon.AUXILIARIES]
    words += [w for w in first if w in _PREPOSITIONS]
    if any(w in lexicon.NEGATIONS or w.endswith("n't") for w in words):
        return 0
    if lexicon.SILENT.match(said.text) or any(w.startswith("attack") for w in words):
        return 0  # "attacked a convoy" is no word on convoys
    for length in (3, 2, 1):
        for i in range(len(words) - length + 1):
            head, *particles = words[i : i + length]
            for key in (" ".join([_base(head), *particles]), " ".join([head, *particles])):
                if key in table:
                    return table[key]
    if said.act in (Act.REJECT, Act.CRITICISE, Act.ACCUSE):
        return -1
    if said.act is Act.ASK and _base(words[0] if words else "") == "call":
        return 1  # "their call for", the "for" left out
    return int(said.act in (Act.PROMISE, Act.PRAISE, Act.DEMAND, Act.WANT, Act.HOPE))


def _base(word: str) -> str:
    """The dictionary form of a regular verb form, of an irregular one that the lexicon lists; else the word."""
    if word in lexicon.IRREGULAR:
        return lexicon.IRREGULAR[word]
    for ending, instead in lexicon.ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            base = word[: len(word) - len(ending)] + instead
            if base in lexicon.ALL_VERBS:
                return base
            if base[-1:] == base[-2:-1] and base[:-1] in lexicon.ALL_VERBS:
                return base[:-1]
    return word
