"""The way from a thing in dispute up to the speaker's will: the verbs above it, each of which keeps or turns the sign."""

from __future__ import annotations

from dataclasses import dataclass

from graph.resolve.claims import stand_words as lexicon
from graph.resolve.claims.stand_clause import MAX_MODIFIERS, THERE, THING, TO, Clause
from graph.resolve.claims.stand_cues import base

_MAX_VERBS = 4  # on one way
ASKED_WITHIN = 12  # words over which "whether" reaches
JUDGING = frozenset(
    "a an it as so very too quite more most the and , . think find consider call".split()
)


@dataclass(frozen=True, slots=True)
class Way:
    """What is wanted with a thing that a clause names."""

    clause: Clause

    def sign(self, start: int, end: int) -> int:
        """The product of the signs from the thing up to the speaker's will; 0 where the way is not known."""
        place, sign = self.clause.before_phrase(start)
        after = self.clause.tokens[end] if end < len(self.clause.tokens) else ""
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
            is_blame |= base(self.clause.tokens[first]) in lexicon.BLAMES
            above = self._governor(first)
            if isinstance(above, int):
                return 0 if is_blame and sign * above > 0 else sign * above
            sign *= above[1]
            place = above[0]
        return self._cued(place, sign, is_blame=is_blame)

    def _cued(self, place: int, sign: int, *, is_blame: bool) -> int:
        """The sign under the cue, of which `place` says what it stands before; none where blame is refused."""
        value = 0 if place >= 0 else sign * self.clause.cues[-place - 1]
        return 0 if is_blame and value > 0 else value

    def _verb(self, place: int) -> tuple[int, int] | None:
        """The sign of the verb that ends at `place`, with its particles, and where it begins."""
        for length in (3, 2, 1):
            first = place - length + 1
            if first < 0:
                continue
            head, *particles = self.clause.tokens[first : place + 1]
            key = " ".join([base(head), *particles])
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
            return THING, turn
        word = self.clause.tokens[place]
        if word == "to":
            return self._above_infinitive(place, turn)
        if self.clause.tokens[first].endswith("ing"):
            return self._above_gerund(place, turn)
        if word in lexicon.WILL:
            turned = -turn if word.endswith("n't") else turn
            return turned if self._is_self(place, wills=True) else 0
        if word in lexicon.MUST:
            return -turn if word.endswith("n't") else turn
        if word in lexicon.CAN and turn > 0 and not self.clause.is_on_condition:
            return 0
        if word in lexicon.BEING or word in lexicon.HAVING or word in lexicon.CAN:
            return turn if self._is_self(place) else 0
        verb = self.clause.tokens[first]
        if self.clause.cues[2] > 0 and verb == base(verb) and self._is_plain(0, place + 1):
            return TO, turn  # "demanded | the council drop the plan"
        return turn if self._is_self(place + 1) else 0

    def _over_adverbs(self, place: int) -> tuple[int, int]:
        turn = 1
        while place >= 0:
            word = self.clause.tokens[place]
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
            return TO, turn
        word = self.clause.tokens[before]
        if word in lexicon.JUDGED:
            return turn * lexicon.JUDGED[word] if self._is_judgement(before) else 0
        control = lexicon.CONTROL.get(word, lexicon.CONTROL.get(base(word)))
        if control is not None:
            return self._above_control(before, turn * control)
        if self.clause.cues[2] and before < MAX_MODIFIERS and self._is_plain(0, before + 1):
            return TO, turn  # "urged | the council to lift the ban"
        for asked in range(before - 1, max(-1, before - 7), -1):
            sign = lexicon.ASKS.get(base(self.clause.tokens[asked]))
            if sign and self._is_plain(asked + 1, before + 1):
                return self._above_control(asked, turn * sign)  # "I call on Oslo to lift the ban"
        done = self._done_for(before)
        return (done, turn) if done >= 0 else 0

    def _is_judgement(self, place: int) -> bool:
        """ "It is necessary to", "a mistake to"; not "the votes necessary to"."""
        above, _ = self._over_adverbs(place - 1)
        word = self.clause.tokens[above] if above >= 0 else "a"
        return word in lexicon.BEING or word in JUDGING

    def _done_for(self, end: int) -> int:
        """Where the verb stands whose object ends at `end`: "seek an order from a judge | to block it"; −1 for none."""
        for place in range(end - 1, max(-1, end - 8), -1):
            words = self.clause.tokens[place + 1 : end + 1]
            if any(w in lexicon.STOPS - {"from"} or not w[0].isalnum() for w in words):
                return -1
            if base(self.clause.tokens[place]) in lexicon.ATTEMPTS:
                return place
        return -1

    def verb_above(self, start: int) -> str:
        """The verb whose object is the phrase at `start`, in its dictionary form; "" where none is known."""
        place, _ = self.clause.before_phrase(start)
        word = self._verb(place) if place >= 0 else None
        return base(self.clause.tokens[word[1]]) if word is not None else ""

    def _above_control(self, place: int, sign: int) -> int | tuple[int, int]:
        """ "wants to", "is ready to", "refuses to": the speaker's own, or what a verb above says of it."""
        above, turn = self._over_adverbs(place - 1)
        sign *= turn
        if above < 0:
            if self.clause.tokens[place].endswith("ing") and self.clause.cues[0]:
                return THING, sign
            return (
                0 if self.clause.tokens[place].endswith("s") else sign
            )  # who "wants to abolish it"?
        if all(
            w in lexicon.PHRASE_WORDS or w.endswith("ly") for w in self.clause.tokens[: above + 1]
        ):
            return sign  # "voiced | a clear readiness to send troops"
        if self.clause.tokens[place].endswith("ing"):
            return self._above_gerund(above, sign)
        word = self.clause.tokens[above]
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
        word = self.clause.tokens[place]
        if word in lexicon.BEING:
            return turn if self._is_self(place) else 0
        if word in ("for", "of", "over") and self.clause.blames and self._is_plain(0, place):
            return THING, turn
        if word == "from":
            for before in range(place - 1, max(-1, place - 6), -1):
                if base(self.clause.tokens[before]) in lexicon.KEEPING_FROM and self._is_plain(
                    before + 1, place
                ):
                    return before, turn
        if word in ("for", "of", "on", "to", "from") or word == "against":
            before = place - 1
            if before < 0:
                return THERE, turn
            head = lexicon.HEADS.get((self.clause.tokens[before], word))
            if head and self._is_plain(0, place):
                return THING, turn * head  # "rejected | the proposal for placing troops"
            verb = self._verb(place)
            if verb is not None:
                above = self._governor(verb[1])
                return turn * verb[0] * above if isinstance(above, int) else 0
        return 0

    def _is_plain(self, start: int, end: int) -> bool:
        """Whether a stretch is one short noun phrase: a person, "the council of ministers"."""
        part = self.clause.tokens[start:end]
        if len(part) == 1 and part[0] in ("him", "her", "them", "it", "us", "me", "you"):
            return True
        return 0 < len(part) <= 7 and not any(
            w in lexicon.STOPS or not w[0].isalnum() for w in part
        )

    def _is_self(self, end: int, *, wills: bool = False) -> bool:
        """Whether the subject that ends before `end` is the speaker: "we", "his country", or nothing at all."""
        if "whether" in self.clause.tokens[max(0, end - ASKED_WITHIN) : end]:
            return False  # "whether they were sending secrets"
        place, _ = self._over_adverbs(end - 1)
        subject: list[str] = []
        while place >= 0 and self.clause.tokens[place][0].isalnum() and len(subject) < 4:
            if self.clause.tokens[place] in lexicon.BEFORE_SUBJECT:
                break
            subject.insert(0, self.clause.tokens[place])
            place -= 1
        words = subject[-1] if subject and subject[-1] in lexicon.PRONOUNS else " ".join(subject)
        if not subject or lexicon.NO_SUBJECT & set(subject):
            return (place < 0 and not subject) or self.clause.is_own
        pattern = lexicon.I_OR_WE if self.clause.is_quoted else lexicon.SELF
        if wills and self.clause.is_voice and lexicon.SPOKEN_FOR.fullmatch(words):
            return True
        is_ours = " ".join(subject).removeprefix("the ") in self.clause.ours
        return bool(pattern.fullmatch(words)) or is_ours or self.clause.is_own
