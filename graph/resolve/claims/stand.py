"""Where a statement stands on its issue: the sign of the way from what the speaker wants to the thing in dispute.

"Called for lifting the sanctions" is against sanctions, "blasted him for failing to announce any sanctions" for them, and
"praised him for his patience over sanctions" neither. From each place at which the issue is named the words are read
backwards: its noun phrase, the verb above it, what governs that verb, up to the speaker's own will or to the cue. Each verb
that ends or forbids, and each negation, turns the sign. A word on the way that is not known gives no position: a wrong
one is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from graph.model import Act, Polarity, Position, QuoteType, Status
from graph.resolve.claims import stand_general as general
from graph.resolve.claims import stand_words as lexicon
from graph.resolve.claims.position import Signs
from graph.resolve.claims.said import Said, stem, stems
from graph.resolve.claims.stand_clause import Clause
from graph.resolve.claims.stand_way import Way


def stand(said: Said, found: Signs, names: Iterable[str]) -> Position:
    """The position of the speaker on what `names` name; neutral without evidence."""
    return Standpoint(said, found).on(names)


class Standpoint:
    """One statement, asked where its speaker stands on any number of issues; its words are read once."""

    def __init__(self, said: Said, found: Signs) -> None:
        self._said, self._found = said, found
        self._clause: Clause | None = None
        self._stems = stems_of(said.text)
        self._is_silent = (
            found.is_nobodys
            or said.act is Act.REPORT
            or said.is_negated
            or said.act is Act.DENY  # "denied that the dam would cost jobs" is no word against it
            or bool(lexicon.ASKED.search(said.text))
        )

    def on(self, names: Iterable[str]) -> Position:
        """The position on the matter that `names` name; neutral without evidence."""
        if self._is_silent:
            return Position.NEUTRAL
        named = list(names)
        wanted = [variant for name in named for variant in _variants(name, self._stems)]
        signs = [sign for name in wanted for sign in self._signs(name)]
        signs += [sign for name in named for sign in self._done(name)]
        signs += [sign for name in named if not signs for sign in self._again(name)]
        signs += [sign for name in named if not signs for sign in self._generally(name)]
        signs += [sign for name in named if not signs for sign in self._by_pronoun(name)]
        if not signs or min(signs) != max(signs):
            return Position.NEUTRAL
        if signs[0] < 0:
            refused = (d for d in self._found.deeds if d.status is Status.REFUSED)
            unless = any(d.is_conditional for d in refused)
            return Position.CONDITIONAL if unless else Position.OPPOSES
        return Position.CONDITIONAL if self._has_condition() else Position.SUPPORTS

    def _has_condition(self) -> bool:
        deeds = (d for d in self._found.deeds if d.status in lexicon.OFFERS)
        stated = any(d.is_conditional for d in deeds)
        said = self._said
        return stated or said.is_conditional or bool(lexicon.CONDITION.search(said.text))

    def _signs(self, name: tuple[str, ...]) -> Iterator[int]:
        """+1 or −1 for each place that says something of the speaker's position."""
        for deed in self._found.deeds:
            is_told = deed.status in lexicon.OFFERS | lexicon.REFUSALS
            if is_told and set(name) <= _given(deed.resource):
                offered = 1 if deed.status in lexicon.OFFERS else -1
                yield offered * lexicon.VERBS.get(deed.action, 1)
                return
        for polarity, target in self._found.targets:
            if set(name) <= _head(target):
                yield 1 if polarity is Polarity.POSITIVE else -1
        yield from self._worded(name)

    def _done(self, name: str) -> Iterator[int]:
        """The same for an issue that is a deed: who "will close the ward" is for the "closure of the ward"."""
        deed = _deed(name)
        if deed is None or not self._stems.issuperset(deed[1]):
            return
        verb, thing = deed
        clause = self._read()
        for start, end in clause.places(thing):
            way = Way(clause)
            if way.verb_above(start) == verb and (sign := way.sign(start, end)):
                yield lexicon.VERBS[verb] * sign

    def _again(self, name: str) -> Iterator[int]:
        """The same where the last word of the name stands for it: "the bill" is the finance bill that the text is about."""
        whole, head = _named(name)
        if len(whole) < 2 or not head or head[-1] not in self._stems:
            return
        clause = self._read()
        places = list(clause.places(head[-1:]))
        meant = [
            (start, end)
            for start, end in places
            if start > 0
            and clause.tokens[start - 1] in lexicon.DEFINITE
            and clause.tokens[start].endswith("s") == _is_plural(name)
            and not clause.goes_on(end)
        ]
        for start, end in meant:
            if sign := _sign(clause, start, end):
                yield sign
        for polarity, target in self._found.targets if meant else ():
            if _head(target) - lexicon.DEFINITE == {head[-1]}:
                yield 1 if polarity is Polarity.POSITIVE else -1

    def _generally(self, name: str) -> Iterator[int]:
        """The same where a general noun stands for it: "the sum" is the wage offer that the text is about."""
        before = self._found.before
        whole, head = _named(name)
        if not before or not head:
            return
        clause = self._read()
        for place in general.places(clause.tokens, clause.stems):
            noun = clause.stems[place]
            is_it = general.may_stand(noun, head[-1], _last_word(name), before)
            if noun == head[-1] or not is_it or not general.is_only_one(noun, whole, head, before):
                continue
            if sign := _sign(clause, place, place + 1):
                yield sign
            for polarity, target in self._found.targets:
                if _head(target) - lexicon.DEFINITE == {noun}:
                    yield 1 if polarity is Polarity.POSITIVE else -1

    def _by_pronoun(self, name: str) -> Iterator[int]:
        """The same where "it" stands for what the sentence before has named last: "The town wants the levy. Bo opposes it"."""
        clause = self._read()
        if not self._found.before or not clause.tokens:
            return
        first, is_alone = clause.tokens[0], len(clause.tokens) == 1
        is_fitting = first in (lexicon.THEM if _is_plural(name) else lexicon.IT)
        if not is_fitting or not general.ends_with(self._found.before, *_named(name)):
            return
        sign = 0
        if is_alone:
            sign = clause.cues[0]
        elif self._said.kind is QuoteType.DIRECT and not general.is_dummy(clause.tokens):
            sign = clause.said_of_it(0, 1)
        if sign:
            yield sign

    def _read(self) -> Clause:
        if self._clause is None:
            self._clause = Clause.of(self._said, self._found)
        return self._clause

    def _worded(self, name: tuple[str, ...]) -> Iterator[int]:
        """What the words themselves say at each naming."""
        is_sending = len(name) > 1 and name[-1] in lexicon.SENDINGS
        if not self._stems.issuperset(name[:-1] if is_sending else name):
            return
        clause = self._read()
        for start, end in clause.places(name):
            if sign := _sign(clause, start, end):
                yield sign
        if (
            len(name) > 1 and name[-1] in lexicon.SENDINGS
        ):  # "troop deployments": "will send troops"
            for start, _ in clause.places(name[-2:-1]):
                if clause.is_sent(start) and (sign := _sign(clause, start, start)):
                    yield sign


def _sign(clause: Clause, start: int, end: int) -> int:
    """What the words around one naming say: +1, −1, or 0 where they say nothing that is known."""
    if clause.cues[0] < 0 and clause.tokens[0] in ("it", "this", "that"):
        return clause.cues[0]  # "dismissed | it as a stunt dressed up as a bill"
    said = clause.said_of_it(start, end) or clause.called(start) or int(clause.is_needed(start))
    return said or Way(clause).sign(start, end)


def variants(name: str, text: str) -> list[tuple[str, ...]]:
    """The stems of a name and of the shorter ways in which a text may go on naming it.

    "Lasting security guarantees for Togo" is also "security guarantees", and "guarantees" where the text has the whole.
    """
    return _variants(name, stems_of(text))


def stems_of(text: str) -> frozenset[str]:
    """The stems of all words as clauses part them."""
    return frozenset(stem(w.lower()) for w in _words(text))


def _variants(name: str, told: frozenset[str]) -> list[tuple[str, ...]]:
    whole, head = _named(name)
    found = [whole] if whole else []
    least = 1 if told.issuperset(whole) else 2
    found += [head[i:] for i in range(len(head)) if len(head) - i >= least]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=1_024)
def _named(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems of a name, and of it up to its first preposition."""
    words = [w.lower() for w in _words(name.split(" (")[0])]
    tie = next((i for i, w in enumerate(words) if w in lexicon.PREPOSITIONS and i), len(words))
    return tuple(map(stem, words)), tuple(map(stem, words[:tie]))


def _is_plural(name: str) -> bool:
    """Whether the last word before a preposition ends in "s": one company is not the companies."""
    return _last_word(name).endswith("s")


def _last_word(name: str) -> str:
    """The last word before a preposition, lower case."""
    return _words(name.split(" (")[0])[len(_named(name)[1]) - 1].lower()


@lru_cache(maxsize=1_024)
def _deed(name: str) -> tuple[str, tuple[str, ...]] | None:
    """The verb and the thing of a name like "closure of the ward" or "ward closure"; None for another name."""
    words = [w.lower() for w in _words(name.split(" (")[0])]
    verb, thing = None, words
    if len(words) > 2 and words[1] in lexicon.PREPOSITIONS | {"in"}:
        verb, thing = lexicon.DEEDS.get(words[0]), words[2:]
    elif len(words) > 1:
        verb, thing = lexicon.DEEDS.get(words[-1]), words[:-1]
    content = tuple(stem(w) for w in thing if w not in lexicon.PHRASE_WORDS)
    is_plain = not (lexicon.PREPOSITIONS & set(thing))
    return (verb, content) if verb in lexicon.VERBS and content and is_plain else None


def _given(resource: str) -> frozenset[str]:
    """The stems of what is given, and of what for where it is help: "money for the dam", not "a pier for the dam"."""
    whole, head = stems(resource), _head(resource)
    return whole if head & lexicon.HELP else whole & head


def _head(target: str) -> set[str]:
    """Stems of a phrase before its first preposition: a stance on "a strategy of talks over the dam" is none on the dam."""
    words = [w.lower() for w in _words(target)]
    tie = next(
        (i for i, w in enumerate(words) if i and w in lexicon.STOPS | lexicon.PREPOSITIONS), None
    )
    return set(map(stem, words[:tie]))


def _words(text: str) -> list[str]:
    return [w for w in lexicon.TOKEN.findall(text.replace("’", "'")) if w[0].isalnum()]
