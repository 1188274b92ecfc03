"""Nouns that name no matter in dispute: acts of speech, judgements, occasions, and those who act rather than what is done."""

from __future__ import annotations

from functools import cache

from graph.resolve.claims.said import stem

AS_ACTORS = 0.4  # weight of a name that tells who acts: "Kenyan doctors" beside "hospital strike"


def _with_plurals(words: str) -> frozenset[str]:
    found = set()
    for word in words.split():
        found |= {word, word[:-1] + "ies" if word.endswith("y") else f"{word}s", f"{word}es"}
    return frozenset(found)


# "The announcement": that somebody spoke, not of what. "Accusations of fraud" are of fraud: ABOUT_WHAT.
_SPEECH = _with_plurals(
    """announcement conversation remark reply answer assertion accusation allegation rumour rumor tweet speech briefing
    declaration denial apology explanation suggestion warning reminder argument reaction response call phone telephone
    rebuke complaint insinuation correspondence message post quote quotation utterance description account dialogue"""
)
# "A joke", "an insult": what somebody thinks of the matter.
_JUDGEMENT = _with_plurals(
    """joke mess shame insult disgrace farce sham nonsense madness insanity mistake nightmare gift slap outrage blunder lie
    fabrication rubbish hell circus charade mockery travesty catastrophe miracle blessing bargain triumph milestone
    breakthrough betrayal theft folly stunt gimmick smear distraction compliment surprise blow shock lifeline drain shrug nickname"""
)
# What each story may have: when, where and how people meet or fight.
_OCCASION = _with_plurals(
    """summit conference session ceremony event visit battle fight clash row debate dispute spat feud evening morning week
    war turn opposition corner beginning top thanks joy count drama favour favor side gap hint text page video recording lecture coffee"""
)
# Who acts.
_BODIES = _with_plurals(
    """bank union council board army police ministry court commission parliament federation association club corporation
    cabinet government administration delegation regulator operator airline firm company university station channel broadcaster newspaper embassy
    nation country organisation organization institute authority secretariat panel jury
    town city village region area group defender supporter critic opponent doctor nurse teacher"""
)
ABOUT_WHAT = frozenset(
    "accusation accusations allegation allegations rumours warnings warning denial claims reports charges suspicion "
    "suspicions fears announcement news talk issue question idea notion prospect threat risk possibility".split()
)


def names_nothing(head: str) -> bool:
    """Whether a noun is of speech or of judgement: no words before it make it a matter ("a bad joke")."""
    return head in _SPEECH or head in _JUDGEMENT


def needs_more(head: str) -> bool:
    """Whether a noun names a matter only with a word before it: "battle", but "custody battle"."""
    return head in _OCCASION


@cache
def weight(phrase: str) -> float:
    """AS_ACTORS for those who act and for bare names, else 1.

    >>> weight("hospital strike"), weight("Norwegian central bank"), weight("Harbour Street")
    (1.0, 0.4, 0.4)
    """
    words = phrase.split()
    is_name = len(words) > 1 and all(word[:1].isupper() for word in words[1:])
    is_body = words[-1].lower() in _BODIES or _is_occupation(words[-1].lower())
    return AS_ACTORS if is_name or is_body else 1.0


def _is_occupation(noun: str) -> bool:
    """ "Doctors", "negotiators": several of whom one would be a speaker; not "refugees"."""
    from graph.resolve.claims.phrases import person_nouns

    return noun.endswith("s") and stem(noun) in _occupations(person_nouns())


@cache
def _occupations(listed: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(noun) for noun in listed)
