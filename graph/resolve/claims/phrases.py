"""Noun phrases that may name a matter in dispute: specific ones, not what every story has one of."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from graph.resolve.claims.naming import ABOUT_WHAT, names_nothing, needs_more, weight
from graph.resolve.claims.said import STOP, stem

MIN_CLAIMS = 2
MAX_PHRASES = 400  # candidates that are compared; the commonest
MERGED = 0.6  # share of the smaller of two issues from which they are one
UNTOLD, TOLD = 0.6, 1.4  # weight of a name by the headlines and leads of its documents
TOLD_SPELLING = 3  # what a document writes it like, against what one claim does
LENGTH = (0.7, 1.25, 1.25, 1.3)  # weight of a name of so many words: two say more than one
# Nouns that are in everything and name nothing.
_VACUOUS = frozenset(
    """home support day people country countries time way part place number numbers thing things need question
    matter role level side term terms year years week month end idea decision offer lot point group case fact
    statement statements comment comments report reports word words message evidence line step steps move movement government
    president minister leader leaders official officials man woman men women work life world one ones others something
    anything nothing everything reason chance issue issues problem problems situation process action actions effort
    efforts security condition conditions sum money nation nations state members member tomorrow today yesterday night
    morning attack attacks news story letter request claim claims charge criticism answer meeting talks times diplomat diplomats spokesman spokeswoman expert experts analyst analysts sign signs
    interview obituary opinion editorial analysis exclusive video photo photos brief briefs update updates check live comment column
    review headline headlines timeline explainer profile podcast newsletter
    tale tales difficulty difficulties seriousness importance face finish names slap lots bit majority question questions agency agencies delegation
    delegations agent buffoon sake frontrunner dossier scene scenes""".split()
)
# Nouns that every story has one of: they name no matter when they stand alone.
_GENERIC = frozenset(
    """plan plans package packages deal deals decision decisions proposal proposals agreement agreements talks report reports
    programme programmes program programs bill bills law laws army armies party parties company companies
    members officials rule rules policy policies project projects measure measures campaign campaigns system systems
    service services market markets price prices cost costs figure figures study studies data list lists
    document documents response committee board council court courts investigation survey poll polls offer offers
    campaign team teams group groups resolution appointment position positions person kid discussion discussions conversation
    conversations negotiation negotiations sign signs strategy task job jobs review demand demands document paper papers
    public visit visits step crisis change changes risk risks agency agencies department departments office offices
    region city cities town towns village villages world worker workers resident residents staff people family families
    child children student students voter voters candidate candidates goal goals aim aims agenda race races victory victories win wins loss losses
    defeat majority minority network networks expectation expectations commitment commitments promise promises incident
    incidents event events responsibility primary primaries caucus caucuses future opportunity opportunities progress
    success failure result results effect effects impact benefit benefits cause causes example examples kind form area
    areas field fields rate rates amount share series range base center centre focus attention pressure control hope
    hopes fear fears concern concerns doubt doubts trust respect interest interests experience truth lie lies ability
    threat threats influence behaviour behavior performance choice choices option options moment opinion opinions view
    views value values future growth difficulty history culture society reality tone contest contests""".split()
)
WEAK = frozenset(
    """other new first last next same own several many more such possible potential further recent current serious
    significant extraordinary immediate busy great big good bad huge major minor important key strong large real true
    clear certain different similar entire whole best worst better worse total enough
    wide bitter sweeping fresh tough sharp main initial final original previous earlier latest little small long full whole short additional single""".split()
)
# What is said of a matter, and is none: of "lack of housing" the matter is housing.
_OF_SOMETHING = frozenset(
    "lack absence shortage end loss start use kind sort type quality state".split()
)
# "The town of Kani" is a name, and no matter.
_PLACES = frozenset("town city village region province district island state county".split())
_OWN = frozenset("its his her their our my your".split())
TIES = frozenset({"of", "in", "for", "on", "to", "with", "against", "over"})
WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may name an issue: its stems, its commonest spelling, the claims that have it."""

    key: str
    spelling: str
    places: frozenset[int]
    story: str = ""  # where one word is the name of matters in several stories
    telling: float = 1.0  # what headlines and leads of its documents make of it

    @property
    def weight(self) -> float:
        """What it is worth as a name: two words say more than one, and what a headline has more than an aside."""
        return LENGTH[min(len(self.key.split()), 4) - 1] * self.telling

    @property
    def identity(self) -> str:
        """What makes the issue's id."""
        return f"{self.key} {self.story}".strip()


def candidates(
    topics: Sequence[tuple[str, ...]],
    texts: Sequence[str],
    story: Sequence[str],
    about: Sequence[tuple[str, ...]] = (),
) -> list[Phrase]:
    """Phrases, and ends of longer ones, of two claims or more; not the bare name of somebody or something.

    One word alone is a candidate in each story by itself: the dam here is not the dam there. `about` are the phrases
    that tell what the documents of each claim are about: where one is "port strike", "the strike" names it, too.
    """
    told = about or [()] * len(topics)
    places: defaultdict[str, set[int]] = defaultdict(set)
    spelling: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place, phrases in enumerate(topics):
        for phrase in phrases:
            for part in _parts(phrase):
                key = key_of(part)
                places[key].add(place)
                spelling[key][part] += 1 + (part == phrase)
    for place, phrases in enumerate(topics):
        for whole in _meant(phrases, told[place]):
            places[key_of(whole)].add(place)
            spelling[key_of(whole)][whole] += TOLD_SPELLING
    ranks = [_ranks(phrases) for phrases in told]
    shown = {k: min(c, key=lambda p, c=c: (-c[p], p)) for k, c in spelling.items()}  # type: ignore[misc]
    kept = [
        Phrase(k, shown[k], frozenset(p), name, _telling(k, p, ranks) * weight(shown[k]))
        for k, whole in places.items()
        for name, p in _by_story(k, whole, story)
        if may_name(shown[k], len({texts[place] for place in p}))
    ]
    kept.sort(key=lambda p: (-len(p.places) * p.weight, p.identity))
    return kept[:MAX_PHRASES]


def _meant(phrases: Iterable[str], told: Sequence[str]) -> Iterator[str]:
    """The longer phrases of the document that a claim names by their last word, or in full."""
    by_head: dict[str, str] = {}
    for phrase in map(bare, told):
        if " " in phrase and not any(word[:1].isupper() for word in phrase.split()[1:]):
            by_head.setdefault(key_of(phrase).split()[-1], phrase)
    mine = {key_of(part) for phrase in phrases for part in _parts(phrase)}
    for key in sorted(mine):
        whole = by_head.get(key)
        if whole is not None:
            yield whole


@lru_cache(maxsize=4_096)
def _ranks(told: tuple[str, ...]) -> dict[str, float]:
    """Key of each phrase of a document → 1 for the best, falling to 0."""
    return {key_of(phrase): 1 - rank / len(told) for rank, phrase in reversed([*enumerate(told)])}


def _telling(key: str, places: Iterable[int], ranks: Sequence[dict[str, float]]) -> float:
    """UNTOLD for a phrase that tells nothing of its documents, up to TOLD for the headline of each; 1 without any."""
    known = [ranks[place].get(key, 0.0) for place in places if ranks[place]]
    return UNTOLD + (TOLD - UNTOLD) * sum(known) / len(known) if known else 1.0


def _by_story(key: str, places: set[int], story: Sequence[str]) -> Iterator[tuple[str, set[int]]]:
    """The places of a phrase, parted by story where it is one word; all but the largest part have the story's name."""
    parts: defaultdict[str, set[int]] = defaultdict(set)
    for place in places:
        parts[story[place] if " " not in key else ""].add(place)
    ranked = sorted(parts, key=lambda name: (-len(parts[name]), name))
    for rank, name in enumerate(ranked):
        yield (name if rank else ""), parts[name]


def key_of(phrase: str) -> str:
    """The stems of a phrase in order: two spellings with one key are one phrase."""
    return " ".join(stem(w.lower()) for w in phrase.split())


def stems_of(text: str) -> frozenset[str]:
    """The stems of all words of a text, function words too."""
    return frozenset(stem(w.lower()) for w in WORD.findall(text))


def is_named(phrase: str, names: frozenset[str]) -> bool:
    """Whether a phrase is an actor's name, alone or after what he is: "Mr. Valko", "candidate Anna Valko"."""
    words = phrase.split()
    if TIES & set(words):
        return phrase.casefold() in names
    return any(" ".join(words[i:]).casefold() in names for i in range(len(words)))


@cache
def person_nouns() -> frozenset[str]:
    """Nouns for one person: who somebody is, is no matter in dispute. Of several ("donors", "engineers") one may be."""
    text = (files("graph.lexicons") / "people.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    listed = (
        *table["persons"]["office"],
        *table["persons"]["described"],
        *table["sources"]["nouns"],
    )
    return frozenset(listed)


def _parts(phrase: str) -> list[str]:
    """A phrase and its ends: "old flood fund", "flood fund", "fund"; a longer one with a preposition whole."""
    words = [word for word in bare(phrase).split() if any(c.isalpha() for c in word)]
    if TIES & set(words):
        return [" ".join(words)]
    return [" ".join(words[i:]) for i in range(len(words)) if not _is_torn(words, i)]


def _is_torn(words: Sequence[str], first: int) -> bool:
    """Whether a name would be cut in two: "Nations peacekeeping force" of the "United Nations peacekeeping force"."""
    is_in_name = first > 0 and words[first - 1][:1].isupper() and words[first][:1].isupper()
    return is_in_name and any(word[:1].islower() for word in words[first:])


def may_name(phrase: str, texts: int) -> bool:
    """Whether a phrase of so many different contents says what a matter is: "grain export", not "other leaders" or
    "a Togolese senator"."""
    words = phrase.split()
    tie = next((i for i, word in enumerate(words) if word in TIES), len(words))
    head = words[tie - 1].lower()
    is_bare_name = (head in _PLACES and all(w[:1].isupper() for w in words[tie + 1 :])) or (
        (len(words) == 1) and (phrase[:1].isupper() or head in _GENERIC or needs_more(head))
    )
    return (
        texts >= MIN_CLAIMS
        and len(phrase) > 2
        and head not in STOP
        and head not in _VACUOUS
        and not names_nothing(head)
        and head not in person_nouns()
        and not is_bare_name
        and not _OWN & {word.lower() for word in words}
    )


def bare(phrase: str) -> str:
    """Without weak words at the front: "serious incident" is an incident, "lack of housing" is housing."""
    words = phrase.split()
    if len(words) > 2 and words[1] == "of" and words[0].lower() in _OF_SOMETHING | ABOUT_WHAT:
        words = words[2:]
    first = next((i for i, word in enumerate(words) if word.lower() not in WEAK), len(words))
    return " ".join(words[first:])


def may_stand_for_all(phrase: str, named: frozenset[str]) -> bool:
    """Two or more words, not all of them names: "new tariffs", "bombing in Peshawar"; not "Gul Wali"."""
    words = [word for word in phrase.split() if word.lower() not in WEAK]
    is_plain = any(word.islower() and word not in TIES for word in words)
    begins = phrase[:1].isalnum()
    return (
        len(words) > 1
        and is_plain
        and begins
        and may_name(phrase, MIN_CLAIMS)
        and not is_named(phrase, named)
    )


def may_head(phrase: str, named: frozenset[str]) -> bool:
    """Whether a phrase of headline or lead may name all that a text says: "arson", "finance bill"; not "Gul Wali"."""
    words = bare(phrase).split()
    is_plain = any(word[:1].islower() for word in words)
    return is_plain and may_name(" ".join(words), MIN_CLAIMS) and not is_named(phrase, named)


def is_one(a: Phrase, b: Phrase, left: dict[int, float], right: dict[int, float]) -> bool:
    """One name inside the other, or a word in common and most claims of the smaller in both.

    "Guarantees" are the "security guarantees for Togo"; the "war" is not the "war crimes in Togo".
    """
    one, other = set(a.key.split()) - TIES, set(b.key.split()) - TIES
    both = len(left.keys() & right.keys())
    share = both / max(1, min(len(left), len(right)))
    is_plain = not TIES & {*a.key.split(), *b.key.split()}
    is_nested = (one <= other or other <= one) and (is_plain or head(a.key) == head(b.key))
    return is_nested or (bool(one & other) and share >= MERGED)


def head(key: str) -> str:
    """The noun of a phrase: the last word before its first preposition."""
    words = key.split()
    tie = next((i for i, word in enumerate(words) if i and word in TIES), len(words))
    return words[tie - 1]
