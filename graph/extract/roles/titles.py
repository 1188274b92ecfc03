"""Reads a title and for whom it is held out of the words around a post noun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph.extract.roles.lexicon import RoleLexicon, lexicon
from graph.parse import sentence_start
from graph.parse.name_spans import RANKS
from graph.parse.person_words import person_words

PLACES = frozenset({"GPE", "NORP", "LOC"})
NAMELIKE = frozenset({"NN", "NNP", "NNPS", "JJ", "JJS", "POS", "HYPH", "AFX", "NNS", "ADD", "FW"})
BARE = frozenset({"DT", "PRP$", "CD", "PDT", "``", "''", ":", ",", "RB", "-LRB-"})
_PARTIES = frozenset(
    "republican democrat democratic conservative labour liberal socialist tory christian muslim "
    "jewish catholic islamist communist green independent social protestant sunni shiite".split()
)


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a text puts it. `organisation` are the words for whom; `first`..`last` the token indices read."""

    title: str
    kind: str  # class of the head noun
    first: int
    last: int
    organisation: Tokens | None = None
    former: bool = False
    acting: bool = False
    elect: bool = False
    owner: int | None = (
        None  # index of a common noun for whom: "the party's leader", "head of the company"
    )
    party: str | None = None  # a known party that two letters mean: "(D-Ohio)"


def post_kind(words: Sequence[Token], lex: RoleLexicon | None = None) -> str | None:
    """Class of the post that the last word or the last two words name ("press secretary")."""
    lex = lex or lexicon()
    if not words or words[-1].pos_ in ("VERB", "AUX", "ADP", "PUNCT"):
        return None
    last = words[-1].lower_
    if last == "pm" and words[-1].text != "PM":
        return None  # the time of day
    if len(words) > 1:
        before = words[-2].lower_
        pairs = [f"{before} {last}"]
        if before == "-" and len(words) > 2:
            pairs.append(f"{words[-3].lower_}-{last}")
        for pair in pairs:
            if found := lex.posts.get(pair) or lex.occupations.get(pair):
                return found
    return lex.class_of(last)


def post_before(name: Tokens) -> Post | None:
    """The title that stands right before a name.

    "Norwegian Defence Minister Kari Dahl" has one; "after the minister Kari Dahl paid" has one without a
    country; "in Oslo Kari Dahl" has none.
    """
    lex = lexicon()
    words = _words_before(name)
    while words and words[-1].lower_ in lex.modifiers["courtesy"]:
        words = words[:-1]
    if not words:
        return None
    if len(words) > 2 and words[-1].lower_ in lex.modifiers["elect"] and words[-2].text == "-":
        post = read_front(words[:-2])
        return replace(post, elect=True, title=f"{post.title}-{words[-1].lower_}") if post else None
    words = _without_rank(words)
    post = read_front(words)
    return post or _with_of(words)


# --- before the noun ---------------------------------------------------------------------------


def _words_before(name: Tokens) -> list[Token]:
    """Tokens left of a name that can belong to its title, in text order."""
    found: list[Token] = []
    start = sentence_start(name[0])
    i = name.start - 1
    while i >= start and len(found) < 12:
        token = name.doc[i]
        if token.ent_type_ == "PERSON" and token.lower_ not in lexicon().posts:
            break
        rest = token.tag_ in NAMELIKE or _is_title_verb(token) or _links(token)
        if not rest and not _is_under(token, name):
            break
        if token.lower_ == "and" and _joins_persons(token, name):
            break
        found.append(token)
        i -= 1
    found.reverse()
    while found and (found[0].tag_ in ("POS", "HYPH") or _links(found[0]) or found[0].tag_ == "DT"):
        found = found[1:]
    return found


def _is_under(token: Token, name: Tokens) -> bool:
    """ "Under Secretary Ada Lund said" is one post; not "under Secretary Lund", "Under Secretary Lund, it grew"."""
    if token.text != "Under" or token.nbor(1).text not in ("Secretary", "Secretary-General"):
        return False
    after = name.doc[name.end] if name.end < len(name.doc) else None
    return not token.is_sent_start or (after is not None and after.pos_ in ("VERB", "AUX"))


def _joins_persons(conjunction: Token, name: Tokens) -> bool:
    """ "Dahl and Labour leader Jan Novak": two people, not "Dahl and Labour leader"."""
    before = conjunction.nbor(-1)
    return any(t.i >= name.start for t in before.conjuncts if t.i < name.end)


def _is_title_verb(token: Token) -> bool:
    """ "acting president", "retired general": participles that modify a title."""
    words = lexicon().modifiers
    return token.lower_ in words["acting"] | words["former"] | words["elect"]


def _links(token: Token) -> bool:
    """Whether the word joins the parts of one title: "Secretary of State", "Economy and Energy Minister"."""
    if token.i == 0 or token.i + 1 >= len(token.doc):
        return False
    before, after = token.nbor(-1), token.nbor(1)
    if token.lower_ in ("of", "for"):
        fits = after.tag_ in ("NNP", "NNPS", "DT", "NN")
        return fits and (lexicon().class_of(before.lower_) is not None or _ends_of_title(before))
    if token.lower_ == "the":
        return before.lower_ in ("of", "for")
    if token.lower_ in ("and", "&"):
        same_case = before.text[:1].isupper() and after.text[:1].isupper()
        return same_case and before.tag_ in ("NNP", "NN") and before.ent_type_ != "PERSON"
    return False


def _ends_of_title(token: Token) -> bool:
    """The "State" of "Minister of State for Home Affairs", behind which a portfolio may follow."""
    if token.i < 2 or token.lower_ not in lexicon().of_titles or token.nbor(-1).lower_ != "of":
        return False
    return lexicon().class_of(token.nbor(-2).lower_) is not None


def _without_rank(words: list[Token]) -> list[Token]:
    """Drops a short rank after a post: "army chief Gen." leaves "army chief"."""
    lex = lexicon()
    if len(words) > 1 and words[-1].text in lex.expansions and words[-1].text.endswith("."):
        rest = words[:-1]
        kind = post_kind(rest)
        if kind and rest[-1].lower_ not in ("lt.", "maj.", "vice"):
            return rest
    return words


def read_front(words: Sequence[Token]) -> Post | None:
    """Splits "Norwegian Foreign Ministry spokesman" into country and title; None if the last word is no post."""
    kind = post_kind(words)
    if kind is None:
        return None
    before = words
    words = _after_possessor(_after_based(_after_age(words)))
    organisation, removed = _holder(words)
    kept = [t for t in words if t.i not in removed]
    kept = _without_strays(_trim(kept))
    if not kept:
        return None
    lower = {t.lower_ for t in kept}
    flags = lexicon().modifiers
    return Post(
        title=_singular(kept),
        kind=kind,
        first=min(kept[0].i, organisation.start if organisation is not None else kept[0].i),
        last=words[-1].i,
        organisation=organisation,
        former=bool((lower | {words[0].lower_}) & flags["former"]),
        acting=bool(lower & flags["acting"]),
        elect=bool(lower & flags["elect"]),
        owner=_owner(before, words),
    )


def _after_age(words: Sequence[Token]) -> Sequence[Token]:
    """Without "33-year-old" before "doctor"."""
    ages = [
        k for k, t in enumerate(words[:-1]) if t.lower_ == "old" and k and words[k - 1].text == "-"
    ]
    return words[ages[-1] + 1 :] if ages else words


def _without_strays(words: list[Token]) -> list[Token]:
    """Without what stands before a title by chance: "lights Sen.", "and Senate Chairman", "Democratic Senator"."""
    while len(words) > 1 and _is_stray(words):
        words = words[1:]
    conjunction = next((k for k, t in enumerate(words) if t.lower_ == "and"), None)
    if conjunction is not None and lexicon().class_of(words[-1].lower_) == "legislator":
        return words[conjunction + 1 :] or words  # "of the Finance Committee and Representative"
    return words


def _is_stray(words: list[Token]) -> bool:
    first, after = words[0], words[1]
    if first.lower_ in ("and", "&", "then", "-") or first.text in ("woman", "female", "male"):
        return True  # "Norway's first female prime minister"
    if first.is_lower and after.ent_type_ == "ORG" and after.is_title and not _is_title_word(first):
        return True  # "sought information State Department spokesman Dahl": a full stop is missing
    if first.lower_ in _PARTIES and first.text[:1].isupper():
        return first.lower_ in ("republican", "democratic", "democrat")
    lower = first.text.islower() and after.text[:1].isupper() and first.tag_ in ("NNS", "VBZ")
    return lower and not _is_title_word(first)


def _owner(before: Sequence[Token], words: Sequence[Token]) -> int | None:
    """Index of the noun whose possessive mark was cut off before the title."""
    cut = before[: len(before) - len(words)]
    return cut[-2].i if len(cut) > 1 and cut[-1].tag_ == "POS" else None


def _singular(words: Sequence[Token]) -> str:
    """The title of one of several: "coaches" before a name is "coach"."""
    text = title_text(words)
    if words[-1].tag_ not in ("NNS", "NNPS"):
        return text
    lemma = text.removesuffix("s")
    return lemma.removesuffix("e") if lemma.endswith("che") else lemma


def _after_based(words: Sequence[Token]) -> Sequence[Token]:
    """ "Oslo-based analyst": the town is where somebody works, not whom for."""
    for k, token in enumerate(words[:-1]):
        if token.lower_ == "based" and k and words[k - 1].tag_ == "HYPH":
            return words[k + 1 :]
    return words


def _after_possessor(words: Sequence[Token]) -> Sequence[Token]:
    """ "the museum's director" is director; a name before the mark is kept, it says for whom."""
    for k in range(len(words) - 2, 0, -1):
        owner = words[k - 1]
        noun = not owner.ent_type_ and owner.tag_ in ("NN", "NNS")
        if words[k].tag_ == "POS" and (noun or owner.ent_type_ == "PERSON"):
            return words[k + 1 :]
    return words


def _with_of(words: Sequence[Token]) -> Post | None:
    """ "Secretary of State" before a name: the post noun stands left of "of"."""
    if words[-1].tag_ in ("DT", "IN"):
        return None  # the name itself is for whom: "the head of Acme"
    for k in range(len(words) - 2, 0, -1):
        if words[k].lower_ not in ("of", "for") or post_kind(words[:k]) is None:
            continue
        post = read_front(words[:k])
        if post is None:
            return None
        tail = words[k + 1 :]
        name = [t for t in tail if t.lower_ != "the"]
        last = words[-1].i
        if name and all(t.ent_type_ in PLACES for t in name) and post.organisation is None:
            span = name[0].doc[name[0].i : name[-1].i + 1]
            return replace(post, organisation=span, last=last)
        return replace(post, title=f"{post.title} {title_text(words[k:])}", last=last)
    return None


def _holder(words: Sequence[Token]) -> tuple[Tokens | None, set[int]]:
    """For whom the title is held, and the indices of the words that do not belong to the title."""
    runs = _entity_runs(words[:-1])
    runs = _with_its_country(runs)
    for run in runs:
        if run[0].ent_type_ == "ORG" and not is_organ(run):
            country = [r for r in runs if r is not run and r[-1].i < run[0].i and _is_place(r)]
            first = country[0][0].i if country and not _possessive(country[0][-1]) else run[0].i
            span = run[0].doc[first : run[-1].i + 1]
            return span, {t.i for t in words if t.i <= run[-1].i} | _mark(run[-1])
    for run in runs:
        place = run if _is_place(run) else _leading_place(run)
        if place and _is_topic(place, words):
            return None, set()
        if place:
            place = _with_name_before(place, words)
            span = place[0].doc[place[0].i : place[-1].i + 1]
            stray = {t.i for t in words if t.i < place[0].i and not _precedes_country(t)}
            return span, stray | {t.i for t in place} | _mark(place[-1])
    return _unnamed_organisation(words)


def _with_name_before(place: Sequence[Token], words: Sequence[Token]) -> list[Token]:
    """ "Athletics Kenya president": the body that is named with its country. Not "Foreign Kenya expert"."""
    before = [t for t in words if t.i == place[0].i - 1]
    country = place[-1].tag_ in ("NNP", "NNPS") and not _possessive(place[-1])
    named = before and before[0].tag_ in ("NNP", "NNPS") and not before[0].ent_type_
    return [*before, *place] if country and named and not _is_title_word(before[0]) else list(place)


def _is_topic(place: Sequence[Token], words: Sequence[Token]) -> bool:
    """ "Haiti expert", "Russia analyst": what is studied; "Russian analyst" is somebody from there."""
    expert = lexicon().class_of(words[-1].lower_) == "expert"
    short = place[-1].lower_.replace(".", "") in ("us", "uk", "eu", "un")
    return expert and not short and place[-1].tag_ in ("NNP", "NNPS") and not _possessive(place[-1])


def _with_its_country(runs: list[list[Token]]) -> list[list[Token]]:
    """ "Athletics Kenya president": a body named with its country, of which the recogniser makes two names."""
    if len(runs) < 2 or runs[0][0].ent_type_ != "ORG" or is_organ(runs[0]):
        return runs
    first, place = runs[0], runs[1]
    side_by_side = place[0].i == first[-1].i + 1 and place[-1].tag_ == "NNP"
    return [[*first, *place], *runs[2:]] if side_by_side and _is_place(place) else runs


def _precedes_country(token: Token) -> bool:
    """Whether a word before the country belongs to the title: "former British planner"."""
    return token.tag_ in ("JJ", "AFX", "HYPH", "VBN", "VBG") or _is_title_word(token)


def _unnamed_organisation(words: Sequence[Token]) -> tuple[Tokens | None, set[int]]:
    """Capitals before a title in small letters are a name: "Acme Foods chief executive"."""
    head = [t for t in words if t.text[:1].isupper()]
    rest = words[len(head) :]
    if not head or not rest or head != list(words[: len(head)]) or rest[0].tag_ == "HYPH":
        return None, set()
    if any(t.text[:1].isupper() for t in rest) or _is_title_word(head[0]) or words[0].is_sent_start:
        return None, set()
    head = [t for t in head if t.tag_ in ("NNP", "NNPS")] if head[0].tag_ != "JJ" else []
    if not head or is_organ(head):
        return None, set()
    return head[0].doc[head[0].i : head[-1].i + 1], {t.i for t in head} | _mark(head[-1])


def _is_title_word(token: Token) -> bool:
    lex = lexicon()
    return (
        lex.class_of(token.lower_) is not None
        or token.text == "Under"
        or any(token.lower_ in words for words in lex.modifiers.values())
        or token.lower_ in _PARTIES
        or token.lower_ in ("prime", "vice", "deputy", "senior", "chief", "foreign")
    )


def _entity_runs(words: Sequence[Token]) -> list[list[Token]]:
    """Stretches of tokens that spaCy takes for one name."""
    runs: list[list[Token]] = []
    for token in words:
        if token.ent_type_ not in PLACES | {"ORG", "FAC"}:
            continue
        if runs and token.ent_iob_ == "I" and runs[-1][-1].i == token.i - 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    runs = [_before_rank(run) for run in runs]
    runs = [run for run in runs if not (len(run) == 1 and run[0].lower_ in _COMMON)]
    return [run for run in runs if not all(_is_title_word(t) or t.lower_ == "state" for t in run)]


_COMMON = frozenset(
    "party branch board council team club union junta group company firm army sprint".split()
)


def _before_rank(run: list[Token]) -> list[Token]:
    """ "Acme Executive" before "Director" is Acme: the post is that of executive director."""
    after = run[-1].i + 1
    if len(run) > 1 and run[-1].text in RANKS and after < len(run[-1].doc):
        return run[:-1] if _is_title_word(run[-1].doc[after]) else run
    return run


def _is_place(run: Sequence[Token]) -> bool:
    return run[0].ent_type_ in PLACES and run[0].lower_ not in _PARTIES


def _leading_place(run: Sequence[Token]) -> list[Token]:
    """The country at the start of an organ's name: "Norwegian" of "Norwegian Foreign Ministry"."""
    if run[0].ent_type_ != "ORG":
        return []
    n = 2 if run[0].lower_ in ("north", "south", "united", "saudi", "new", "sri", "costa") else 1
    if run[0].tag_ in ("JJ",) or run[0].lower_ in ("us", "u.s.", "uk", "u.k.", "eu") or n == 2:
        return list(run[:n]) if len(run) > n else []
    if len(run) > 2 and run[0].lower_.endswith(
        ("ish", "ian", "ese", "ean", "aeli", "ani", "tch", "nch", "eek")
    ):
        return list(run[:1])
    return []


def is_organ(run: Sequence[Token]) -> bool:
    """Whether the name is an organ or a portfolio of a state: "Norwegian Foreign Ministry", "US Defense"."""
    lex = lexicon()
    if run[-1].lower_ == "union" and len(run) > 1 and run[-1].is_title and run[0].is_title:
        return False  # "European Union Climate Commissioner"; "the Union Food Minister" is India's
    if any(t.lower_ in lex.organs for t in run) or run[-1].lower_ in lex.portfolios:
        return True
    return all(t.lower_ in person_words().portfolios or t.lower_ in _BESIDE for t in run)


_BESIDE = frozenset({"and", "&", "union", "federal"})  # "the Union Food Minister" is India's


def _mark(token: Token) -> set[int]:
    return {token.i + 1} if _possessive(token) else set()


def _possessive(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "POS"


def _trim(words: list[Token]) -> list[Token]:
    """Without stray marks at the edges, and without a party's name before a title."""
    marks = ("POS", "DT", "HYPH", "CD")
    while words and (
        words[0].is_punct or words[0].tag_ in marks or words[0].ent_type_ == "ORDINAL"
    ):
        words = words[1:]
    while words and words[-1].is_punct:
        words = words[:-1]
    return words


def is_glued(hyphen: Token) -> bool:
    """Whether a hyphen joins two words: "vice-president", not "Oslo - Lund"."""
    inside = 0 < hyphen.i < len(hyphen.doc) - 1
    return (
        hyphen.text == "-" and inside and not hyphen.whitespace_ and not hyphen.nbor(-1).whitespace_
    )


def title_text(words: Iterable[Token]) -> str:
    """The words as written, short forms spelt out ("PM" → "Prime Minister")."""
    expansions = lexicon().expansions
    joined = "".join(expansions.get(t.text, t.text) + t.whitespace_ for t in words)
    return " ".join(joined.split())
