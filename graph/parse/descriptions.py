"""Noun phrases that are actors without a name: descriptions of named ones, groups, and unnamed sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.knowledge import Knowledge
from graph.model import ActorKind, Entity
from graph.parse.person_words import person_words
from graph.parse.reading import Reading

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
).split()
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ROUGHLY = frozenset(
    "around about some nearly almost roughly over approximately least most than up".split()
)
_LEFT = frozenset("amod compound nummod nmod poss det quantmod advmod predet".split())
_ACTING = frozenset(
    "nsubj nsubjpass agent pobj dobj dative conj poss appos attr compound ROOT".split()
)
_BEFORE_ACTOR = frozenset("by to from with for against among between according of".split())
# Said of anybody: they go back to somebody told of before, and make nobody of their own
ANYBODY = frozenset(
    "man woman person boy girl suspect victim defendant accused old child kid youth guy teenager teen".split()
)
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any"})
FORCES = frozenset({"police", "cop"})
MORE_BODIES = frozenset("side delegation opposition coastguard judiciary federation bench".split())
SMALLEST_GROUP = (
    5  # "two countries" are two that were named; "26 countries" are a group of their own
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head, its first word, the number before it."""

    head: Token
    start: int
    definite: bool
    indefinite: bool
    number: int | None
    roughly: bool
    country: str | None  # ISO code of a country adjective or possessive in it

    @property
    def plural(self) -> bool:
        """Whether its head is in the plural."""
        return self.head.tag_ in ("NNS", "NNPS") or self.head.lower_ in ("people", "police")


def phrase_of(head: Token, reading: Reading) -> Phrase:
    """The phrase around a noun: modifiers on its left that belong to it."""
    left = [t for t in head.lefts if t.dep_ in _LEFT]
    left = [] if _begins_anew(head, left) else _without_adverbs(left)
    left = [t for t in left if not _is_dashed_off(t, head)]
    start = min((t.left_edge.i for t in left), default=head.i)
    words = [t.lower_ for t in left if t.dep_ == "det"]
    number = next((n for t in left if t.dep_ == "nummod" and (n := number_of(t)) is not None), None)
    quantifiers = {t.lower_ for x in left if x.dep_ == "nummod" for t in x.lefts}
    return Phrase(
        head=head,
        start=start,
        definite=any(w in ("the", "this", "that", "these", "those") for w in words),
        indefinite=number == 1 or any(w in _INDEFINITE for w in words),
        number=number,
        roughly=bool(_ROUGHLY & quantifiers),
        country=_country(left, reading),
    )


def _begins_anew(head: Token, left: list[Token]) -> bool:
    """Where a full stop is missing: the "Experts" of "the simplest concession Experts say" begins a sentence."""
    before = head.doc[head.i - 1] if left else None
    return (
        before is not None
        and head.tag_ == "NNS"
        and head.text.istitle()
        and before.text.islower()
        and before.pos_ == "NOUN"
    )


def _is_dashed_off(word: Token, head: Token) -> bool:
    """The "Oslo" of the dateline "Oslo - Negotiators said"; not that of "Oslo-based negotiators"."""
    between = head.doc[word.i + 1 : head.i]
    return any(t.text in ("-", "–", "—") and t.nbor(-1).whitespace_ for t in between)


def _without_adverbs(left: list[Token]) -> list[Token]:
    """Without what stands before the article: "then the minister", "even his supporters"; "about 40 guides" stays."""
    while left and left[0].dep_ == "advmod" and left[0].lower_ not in _ROUGHLY:
        left = left[1:]
    return left


def number_of(token: Token) -> int | None:
    """26 for "26", "twenty-six" and "Twenty - six"."""
    text = token.text.replace(",", "")
    if text.isdigit():
        return int(text) if len(text) < 5 else None
    parts = [p for p in token.lower_.split("-") if p] or [token.lower_]
    joined = [t.lower_ for t in token.lefts if t.dep_ in ("compound", "nummod", "amod")] + parts
    total = 0
    for part in joined:
        if part in _TENS:
            total += _TENS[part]
        elif part in _NUMBERS:
            total += _NUMBERS.index(part)
        else:
            return None
    return total


def _country(left: list[Token], reading: Reading) -> str | None:
    for token in left:
        for word in (token, *token.lefts):
            key = reading.entity_at(word.i)
            entity = reading.entities[key] if key is not None else None
            if entity and entity.kind in (ActorKind.COUNTRY, ActorKind.GOVERNMENT):
                return entity.country
    return None


def acting_nouns(reading: Reading, ranges: list[tuple[int, int]]) -> Iterator[Token]:
    """Common nouns for people or bodies where an actor may stand."""
    words = person_words()
    wanted = words.offices | words.sources | words.described | FORCES
    wanted |= words.group_states | words.group_people
    wanted |= MORE_BODIES.union(*words.bodies.values())
    strings = reading.doc.vocab.strings
    parts, relations = reading.doc.to_array("POS"), reading.doc.to_array("DEP")
    nouns = {strings[part] for part in ("NOUN", "PROPN", "ADJ")}
    acting = {strings[relation] for relation in _ACTING}
    for first, last in ranges:
        for i in range(first, last):
            if parts[i] not in nouns or relations[i] not in acting:
                continue
            token = reading.doc[i]
            if reading.entity_at(i) is not None or not _acts(token, wanted, words.described):
                continue
            yield token


def _acts(token: Token, wanted: frozenset[str], described: frozenset[str]) -> bool:
    """Whether the noun stands where an actor may: "by the minister", "under the tour guide"; not "as a guide"."""
    lemma = lemma_of(token)
    if lemma not in wanted and not is_aged(token):
        return False
    if lemma in described and token.dep_ == "pobj":
        return token.head.lower_ != "like"
    if token.dep_ == "compound":
        return lemma in described and _is_headline(token)
    if token.dep_ in ("ROOT", "appos", "attr"):
        return lemma in described
    return token.dep_ != "pobj" or token.head.lower_ in _BEFORE_ACTOR


def _is_headline(token: Token) -> bool:
    """ "Guide Charged", "Guide Dead": a headline whose verb the parser took for a name."""
    after = token.head
    said = after.text.endswith("ed") or after.lower_ in ("dead", "held", "hurt", "caught", "shot")
    return after.i == token.i + 1 and after.text[0].isupper() and said


def is_aged(token: Token) -> bool:
    """ "The 27-year-old", of whatever tokens it consists."""
    doc, i = token.doc, token.i
    return token.lower_ == "old" and i >= 2 and "year" in (doc[i - 1].lower_, doc[i - 2].lower_)


def lemma_of(head: Token) -> str:
    """The lemma in small letters, also of a plural that is written as a name: "Democrats" → "democrat"."""
    lemma = head.lemma_.lower()
    return lemma.removesuffix("s") if head.tag_ == "NNPS" and lemma == head.lower_ else lemma


def group(phrase: Phrase, reading: Reading) -> Entity | None:
    """ "26 countries", "European leaders": a group with the name under which documents can share it; else None.

    Also: "Twenty-six Nordic nations" → "26 countries". Not: "the two countries", which were named before.
    """
    words = person_words()
    lemma = lemma_of(phrase.head)
    states, people = lemma in words.group_states, lemma in words.group_people
    if not phrase.plural or not (states or people):
        return None
    if phrase.number is not None:
        if phrase.number < SMALLEST_GROUP:
            return None
        roughly = "about " if phrase.roughly else ""
        of_states = states and _of_states(phrase, reading)
        noun = "countries" if of_states else _after_number(phrase)
        name = f"{roughly}{phrase.number} {noun}"
        exact = None if phrase.roughly else phrase.number
        return Entity(-1, name, ActorKind.GROUP, cardinality=exact, country=phrase.country)
    if phrase.definite and phrase.start == phrase.head.i - 1:
        return None  # "the leaders": somebody named before
    kind = (
        ActorKind.GROUP
        if states or lemma in ("leader", "minister", "member")
        else ActorKind.UNNAMED
    )
    return Entity(-1, words_of_phrase(phrase), kind, country=phrase.country)


def _after_number(phrase: Phrase) -> str:
    """ "former senators" of "five former senators"."""
    doc, start = phrase.head.doc, phrase.start
    numbers = [t.i for t in phrase.head.lefts if t.dep_ == "nummod"]
    start = max([start, *(i + 1 for i in numbers)])
    return " ".join(doc[start : phrase.head.i + 1].text.split())


def _of_states(phrase: Phrase, reading: Reading) -> bool:
    """Members of an alliance are countries; members of a parliament are not."""
    if phrase.head.lemma_.lower() != "member":
        return True
    for child in phrase.head.rights:
        if child.lower_ == "of":
            keys = [reading.entity_at(t.i) for t in child.children]
            known = [reading.entities[k].known for k in keys if k is not None]
            actors = [reading.knowledge.actors[k] for k in known if k in reading.knowledge.actors]
            return any(a.sector == "alliance" for a in actors)
    return False


def unnamed(phrase: Phrase) -> Entity | None:
    """ "a senior official", "critics", "the CIA chief": a source kept with its description; None for "the official"."""
    words = person_words()
    lemma = lemma_of(phrase.head)
    if lemma not in words.sources and lemma not in words.offices:
        return None
    bare_definite = phrase.definite and phrase.country is None
    if phrase.plural and not bare_definite:
        return Entity(-1, words_of_phrase(phrase), ActorKind.UNNAMED, country=phrase.country)
    if phrase.indefinite or (lemma in words.offices and _is_of_somebody(phrase)):
        return Entity(-1, words_of_phrase(phrase), ActorKind.UNNAMED, country=phrase.country)
    if phrase.definite and lemma in words.offices and _is_of_named(phrase.head):
        return Entity(-1, words_of_phrase(phrase), ActorKind.UNNAMED, country=phrase.country)
    return None


def _is_of_somebody(phrase: Phrase) -> bool:
    """ "The CIA chief" and "Norway's prime minister" are somebody, though unnamed; "the chief" is whom one knows."""
    named = {"ORG", "GPE", "NORP"}
    return any(
        t.ent_type_ in named
        for t in phrase.head.doc[phrase.start : phrase.head.i]
        if t.dep_ != "det"
    )


def _is_of_named(head: Token) -> bool:
    """ "The delegate of Sierra Leone", "the ambassador to Chad"; not "the ambassador of hope"."""
    of = (t for t in head.rights if t.dep_ == "prep" and t.lower_ in ("of", "to", "for"))
    return any(
        c.dep_ == "pobj" and c.ent_type_ in ("ORG", "GPE", "NORP") for t in of for c in t.children
    )


def words_of_phrase(phrase: Phrase) -> str:
    """The words of a description, with what its "of" or "from" names, without "the"."""
    doc = phrase.head.doc
    words = doc[phrase.start : _end(phrase.head)]
    text = " ".join(words.text.split())
    first = words[0]
    proper = first.pos_ == "PROPN" or first.ent_type_ in ("NORP", "GPE") or first.lower_ in _PROPER
    if _begins(first) and not proper and not text.isupper():
        text = text[0].lower() + text[1:]
    text = " ".join(text.translate(_MARKS).split())
    for article in ("the ", "these ", "those ", "this "):
        text = text.removeprefix(article)
    return text


def _begins(word: Token) -> bool:
    """Whether a capital is the sentence's: at its start, after a colon, a dash or an opening mark."""
    return bool(word.is_sent_start) or (word.i > 0 and word.nbor(-1).text in _OPENING)


_OPENING = frozenset('“ " ‘ ( : – — - \n'.split(" "))
_MARKS = str.maketrans("", "", '"“”()[]')
_LONGEST = 10  # words of a complement that still belong to a name
_OF = frozenset({"of", "for", "from", "in", "at"})


def _end(head: Token) -> int:
    """Where a description ends: with its "of", "for", "from", "in" or "at", if what follows is short and names."""
    end = head.i + 1
    for child in head.rights:
        if child.dep_ != "prep" or child.lower_ not in _OF or child.i != end:
            break
        last = child.right_edge.i + 1
        inside = head.doc[child.i : last]
        clause = any(
            t.dep_ in ("relcl", "acl", "advcl", "pcomp") or t.text in '“”"' for t in inside
        )
        if last - child.i > _LONGEST or clause or not any(t.ent_type_ in _NAMED for t in inside):
            break
        end = last
    return end


_NAMED = frozenset({"ORG", "GPE", "NORP", "PERSON", "LOC", "FAC"})
_PROPER = frozenset(
    "western eastern european african asian arab nordic baltic latin muslim christian jewish islamic".split()
)


def government_of(
    head: Token, reading: Reading, knowledge: Knowledge
) -> tuple[str, ActorKind, str] | None:
    """Country or ministry that a phrase with a country in it names: (name, kind, ISO code), else None.

    "The Norwegian government" and "Oslo's administration" are the country; "the Norwegian foreign ministry" is
    its ministry. Not: "the government", which says no country.
    """
    lemma = head.lemma_.lower()
    if lemma not in _STATE and lemma not in _MINISTRIES:
        return None
    phrase = phrase_of(head, reading)
    code = phrase.country or country_after(head, reading)
    country = knowledge.country(code) if code else None
    if country is None:
        return None
    if lemma in _STATE:
        return country.name, ActorKind.COUNTRY, country.country or ""
    kind = [t.text for t in head.lefts if t.dep_ in ("amod", "compound") and _common(t, reading)]
    adjective = country.adjectives[0] if country.adjectives else country.name
    name = " ".join([adjective, *(w.capitalize() for w in kind), lemma.capitalize()])
    return name, ActorKind.GOVERNMENT, country.country or ""


_STATE = frozenset({"government", "administration", "regime", "leadership"})
_MINISTRIES = frozenset(
    "ministry parliament army navy military police embassy legislature cabinet intelligence".split()
)


def _common(token: Token, reading: Reading) -> bool:
    key = reading.entity_at(token.i)
    entity = reading.entities[key] if key is not None else None
    return entity is None or entity.kind is not ActorKind.COUNTRY


def country_after(head: Token, reading: Reading) -> str | None:
    """ "the government of Norway"."""
    for child in head.rights:
        if child.lower_ == "of":
            keys = [reading.entity_at(t.i) for t in child.children if t.dep_ == "pobj"]
            found = [reading.entities[k] for k in keys if k is not None]
            return next((e.country for e in found if e.kind is ActorKind.COUNTRY), None)
    return None
