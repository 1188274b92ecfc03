"""Finds the words that are names: the parser's entities, the gazetteer, titles, and what the document itself teaches.

A statistical tagger errs on bare surnames and on organisations; a gazetteer knows only the famous. Together, and with
one label a string throughout a document, they are right more often (measured on news: .89 → .94, see STACK).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.knowledge import Entry, Knowledge, KnownActor, Use, fold_word
from graph.model import ActorKind, Gender, Span
from graph.parse.given import with_given
from graph.parse.name_again import (
    propagate_surnames,
    propagate_teams,
    surname_first,
)
from graph.parse.name_common import without_common, without_torn
from graph.parse.name_explained import add_explained
from graph.parse.name_joints import is_letters, with_hyphens, with_syllables, without_letters
from graph.parse.name_kinds import told_by_context
from graph.parse.name_labels import BODY_ENDINGS, OUTLET_ENDINGS, SUFFIXES, Label, Name
from graph.parse.name_missed import (
    add_campaigns,
    add_described,
    add_first_names,
    add_surnames,
    add_titled,
    add_untagged,
    whole_persons,
)
from graph.parse.name_owned import (
    add_firms,
    add_owned,
    add_owners,
    whole_bodies,
    whole_organs,
    wider_bodies,
    with_branches,
)
from graph.parse.name_places import as_placed
from graph.parse.name_sayers import with_sayers
from graph.parse.name_torn import with_torn_persons
from graph.parse.person_words import bare, person_words

_NO_PERSONS = (Label.BODY, Label.PLACE, Label.PEOPLE)
_LABELS = {
    "PERSON": Label.PERSON,
    "ORG": Label.BODY,
    "GPE": Label.PLACE,
    "LOC": Label.PLACE,
    "FAC": Label.PLACE,
    "NORP": Label.PEOPLE,
    "PRODUCT": Label.OTHER,
    "EVENT": Label.OTHER,
    "WORK_OF_ART": Label.OTHER,
    "LAW": Label.OTHER,
}
_EDGES = frozenset(
    "the The THE a A an An this This its his her their our ’s 's ’ ' \" “ ” ( ) , - – — . : ; • · ▪ ◦ ‣ * # | >".split()
)


def find_names(
    doc: Doc, knowledge: Knowledge, read: Iterable[tuple[int, int]], given: Sequence[Span] = ()
) -> list[Name]:
    """Names that do not overlap, in text order; `read` are the token ranges that are the article's own words.

    `given` are spans that somebody says name actors.
    """
    ranges = list(read)
    texts = [token.text for token in doc]  # asked for once: every step below looks at each of them
    listed = list(_gazetteer_matches(doc, texts, knowledge, ranges))
    tagged = list(_tagged(doc, ranges, knowledge))
    names = _without_overlap(doc, listed, tagged)
    names = add_titled(doc, texts, names, ranges)
    names = add_untagged(doc, texts, names, knowledge, ranges)
    names = add_owned(doc, texts, names, knowledge, ranges)
    names = add_owners(doc, names)
    names = add_firms(doc, texts, names, ranges)
    names = whole_bodies(doc, names, knowledge)
    names = whole_organs(doc, names, knowledge)
    names = wider_bodies(doc, with_branches(doc, names))
    names = add_described(doc, texts, names, ranges)
    names = add_explained(doc, texts, add_campaigns(doc, texts, names, ranges), ranges)
    names = add_surnames(doc, names, knowledge)
    names = whole_persons(doc, texts, add_first_names(doc, names, knowledge))
    names = with_sayers(doc, texts, names, knowledge, ranges)
    names = with_torn_persons(doc, names, knowledge)
    names = [with_syllables(doc, name) for name in names]
    names = [_without_portfolio(doc, name) for name in with_hyphens(doc, names, knowledge)]
    names = [n for n in names if not _is_heading(doc, n) and not _is_dateline(doc, n, knowledge)]
    names = without_common(doc, texts, without_torn(doc, texts, names), knowledge)
    names = with_given(doc, names, given, knowledge)
    names = _one_label_a_string(doc, without_letters(doc, names), knowledge)
    names = _cut_overrun(doc, names)
    names = [n for n in names if not _is_demonym(doc, n, names, knowledge)]
    names = _as_full_names(doc, names)
    names = told_by_context(doc, texts, [_as_speaker(doc, name) for name in names])
    names = as_placed(doc, names, knowledge)
    names = propagate_surnames(doc, texts, names, ranges)
    return propagate_teams(texts, names, ranges)


def _gazetteer_matches(
    doc: Doc, texts: Sequence[str], knowledge: Knowledge, ranges: list[tuple[int, int]]
) -> Iterator[Name]:
    gazetteer = knowledge.gazetteer
    for first, last in ranges:
        i = first
        while i < last:
            entries = gazetteer.get(fold_word(texts[i]))
            if entries is None:
                i += 1
                continue
            entry = next((e for e in entries if _matches(doc, texts, i, last, e)), None)
            if (
                entry is None
                or _is_language(doc, i, last, entry)
                or is_labour(doc, i, i + len(entry.words))
            ):
                i += 1
                continue
            yield Name(i, i + len(entry.words), _label_of(entry.senses), entry.senses)
            i += len(entry.words)


def _matches(doc: Doc, texts: Sequence[str], i: int, last: int, entry: Entry) -> bool:
    words = entry.words
    if i + len(words) > last:
        return False
    if not all(fold_word(texts[i + k]) == words[k] for k in range(1, len(words))):
        return False
    # "The Parliament" is an outlet only where the capital is not the sentence's own
    return not (words[0] == "The" and doc[i].is_sent_start)


def _is_language(doc: Doc, i: int, last: int, entry: Entry) -> bool:
    """ "An English-language weekly", "the French-speaking cantons" and "written in Dutch" name no country.

    Country: "a French-led mission", "the English team".
    """
    if not all(use in (Use.ADJECTIVE, Use.PEOPLE) for _, use in entry.senses):
        return False
    after = i + len(entry.words)
    if after + 1 < last and doc[after].text in ("-", "‑", "–"):
        return doc[after + 1].lower_ in _OF_LANGUAGES
    if after < last and doc[after].lower_ in _OF_LANGUAGES:
        return True
    return _is_spoken(doc, i, after, last)


def _is_spoken(doc: Doc, start: int, end: int, last: int) -> bool:
    """ "In Dutch", "speaks Dutch"; not "in Dutch hands"."""
    alone = end >= last or doc[end].pos_ not in _NOMINAL
    return alone and start > 0 and doc[start - 1].lower_ in _INTO_LANGUAGE


_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_OF_LANGUAGES = frozenset(
    "language languages speaking speaker speakers translation translations subtitles dialect alphabet grammar".split()
)
_INTO_LANGUAGE = frozenset(
    "in into speak speaks spoke spoken speaking learn learns teach teaches fluent".split()
)


def _label_of(senses: tuple[tuple[KnownActor, Use], ...]) -> Label:
    actor, use = senses[0]
    if use in (Use.ADJECTIVE, Use.PEOPLE):
        return Label.PEOPLE
    if actor.kind is ActorKind.PERSON:
        return Label.PERSON
    return Label.PLACE if actor.kind in (ActorKind.COUNTRY, ActorKind.PLACE) else Label.BODY


def _tagged(doc: Doc, ranges: list[tuple[int, int]], knowledge: Knowledge) -> Iterator[Name]:
    inside = {i for first, last in ranges for i in range(first, last)}
    for entity in doc.ents:
        label = _LABELS.get(entity.label_)
        if label is None or entity.start not in inside:
            continue
        if label is Label.BODY and bare(doc[entity.start].text) in _BEFORE_PERSONS:
            label = Label.PERSON  # "Sens. Ada Lund"
        name = _trimmed(doc, entity.start, entity.end, label)
        if (
            name is not None
            and label is Label.PERSON
            and _is_sort(doc[name.start])
            and len(name) > 1
        ):
            name, label = Name(name.start + 1, name.end, Label.BODY), Label.BODY
        rest = _behind_comma(doc, name) if name is not None else None
        if name is not None and rest is not None:
            name = replace(name, end=rest.start - 1)
            yield rest
        if (
            name is not None
            and label is Label.PEOPLE
            and _is_spoken(doc, name.start, name.end, len(doc))
        ):
            continue
        if name is not None and label is Label.PERSON and _is_no_person(doc, name):
            name, label = replace(name, label=Label.BODY), Label.BODY
        if name is not None and label is Label.PLACE and _is_joined(doc, name, knowledge):
            continue
        if name is not None and label in _NO_PERSONS and _is_portfolio(doc, name, knowledge):
            continue
        if name is not None and label is Label.BODY and _is_of_a_post(doc, name, knowledge):
            continue
        if name is not None and label in _NO_PERSONS and _is_of_a_state(doc, name):
            continue
        if name is not None:
            senses = _senses_of(doc, name, knowledge)
            yield replace(name, senses=senses) if senses else name


def _senses_of(doc: Doc, name: Name, knowledge: Knowledge) -> tuple[tuple[KnownActor, Use], ...]:
    """What a tagged name may mean; "Norwegian Storting" and "Norway Storting" mean what "Storting" does.

    Not: "Norwegian Red Cross", since the Red Cross is no body of Norway.
    """
    whole = knowledge.senses(doc[name.start : name.end].text)
    if whole or name.label is not Label.BODY:
        return whole
    for cut in range(name.start + 1, min(name.start + 4, name.end)):
        codes = {
            actor.country
            for actor in knowledge.candidates(doc[name.start : cut].text)
            if actor.kind is ActorKind.COUNTRY
        }
        rest = knowledge.senses(doc[cut : name.end].text)
        own = tuple(
            (a, use) for a, use in rest if use is Use.NAME and a.country in codes and a.country
        )
        if own:
            return own
    return ()


def _is_of_an_office(doc: Doc, name: Name) -> bool:
    of = name.start > 1 and doc[name.start - 1].lower_ == "of"
    return of and doc[name.start - 2].lemma_.lower() in person_words().offices


def _behind_comma(doc: Doc, name: Name) -> Name | None:
    """ "Vik, Ada Lund" of "the mayor of Vik, Ada Lund, said", where the tagger ran on: what stands behind the comma."""
    if name.label is Label.PERSON or (
        name.label is not Label.PLACE and not _is_of_an_office(doc, name)
    ):
        return None
    comma = next((i for i in range(name.start + 1, name.end - 1) if doc[i].text == ","), None)
    return Name(comma + 1, name.end, name.label) if comma is not None else None


_BEFORE_PERSONS = frozenset("sens reps sen rep gov govs mr mrs ms dr cllr cllrs profs".split())
_POSTS = frozenset(
    "minister ministers secretary secretaries commissioner chief envoy ambassador spokesman spokeswoman spokesperson "
    "undersecretary spokesmen minister-designate".split()
)


def _is_portfolio(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    """ "Infrastructure" and "Kenyan Health" before "Minister" are a portfolio, no body; "Kenyan Airways chief" has one.

    Also the "Commonwealth" of "Foreign and Commonwealth Secretary". Not: "Transport for Lund chief", "the Defence Ministry
    spokesman", "the Police chief" where a body of that name is known.
    """
    after = name.end
    while after < len(doc) and doc[after].lower_ in _BEFORE_POST:
        after += 1
    if after >= len(doc) or doc[after].lower_ not in _POSTS:
        return False
    text = doc[name.start : name.end].text
    first = name.start + (knowledge.country_of_demonym(doc[name.start].text) is not None)
    words = [t for t in doc[first : name.end] if t.lower_ not in _BESIDE_PORTFOLIOS]
    portfolios = person_words().portfolios
    if words and all(t.lower_ in portfolios for t in words):
        if is_labour(doc, name.start, name.end):
            return True
        return not any(use is Use.NAME and a.country for a, use in knowledge.senses(text))
    demonym = first > name.start and len(name) == 2 and doc[after].text[0].isupper()
    return demonym and not knowledge.senses(text)


_BEFORE_POST = frozenset({"prime", "deputy", "shadow", "junior", "under"})
_BESIDE_PORTFOLIOS = _BEFORE_POST | {"and", "&", ",", "union", "federal"}


_OF_LABOUR = frozenset(
    "Minister Secretary Commissioner Ministry Department Court Inspectorate Inspector Office Tribunal Code Act Day Law".split()
)


def is_labour(doc: Doc, start: int, end: int) -> bool:
    """ "Labour Minister Ada Lund" is the minister for labour; the "Labour minister" and "Labour MPs" are of the party."""
    if end - start > 1 or doc[start].text not in ("Labour", "Labor"):
        return False
    after = end
    while after + 1 < len(doc) and doc[after].text in ("and", "Relations", "Employment"):
        after += 1
    return doc[after].text in _OF_LABOUR if after < len(doc) else False


def _is_no_person(doc: Doc, name: Name) -> bool:
    """Whether the tagger's person is an outlet or another body: "the Savanna Gazette", "Kanal 5", "The Rosa Lund".

    Person: "the late Anna Lund", "the Lund family", "Rosa Lund".
    """
    words = [doc[i] for i in range(name.start, name.end)]
    if len(words) < 2:
        return False
    if words[-1].text.lower() in OUTLET_ENDINGS or any(c.isdigit() for w in words for c in w.text):
        return True
    article = name.start > 0 and doc[name.start - 1].lower_ == "the" and not name.titled
    stands_alone = words[-1].dep_ not in ("compound", "nmod", "poss", "amod")
    capitals = all(w.text[0].isupper() and not w.text.isupper() for w in words)
    follows = name.end < len(doc) and doc[name.end].pos_ in ("NOUN", "PROPN")
    return (
        article and stands_alone and capitals and not follows and not words[-1].text.endswith("s")
    )


def _is_of_a_post(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    """The "State" of "Secretary of State" is a portfolio; the "Lund Corp." of "director of Lund Corp." is a body."""
    if name.start < 2 or doc[name.start - 1].lower_ not in ("of", "for"):
        return False
    post = doc[name.start - 2].lower_ in ("secretary", "secretaries", "minister", "ministers")
    return post and not knowledge.senses(doc[name.start : name.end].text)


def _is_of_a_state(doc: Doc, name: Name) -> bool:
    """The "State" of "State Rep. Lund" is no body; in "State said it would wait" it is a department."""
    after = doc[name.end].text if name.end < len(doc) else ""
    return doc[name.start : name.end].text == "State" and bare(after) in _STATE_POSTS


_STATE_POSTS = frozenset(
    "rep representative representatives sen senator senators assemblyman assemblywoman delegate lawmaker lawmakers".split()
)


def _is_heading(doc: Doc, name: Name) -> bool:
    """ "Harbour Press Briefing" in a line of its own is no body; "the Harbour Conference" amid a sentence may be."""
    if len(name) < 2 or name.senses or doc[name.end - 1].lower_ not in _HEADINGS:
        return False
    before = name.start == 0 or "\n" in doc[name.start - 1].text
    return before and (name.end >= len(doc) or "\n" in doc[name.end].text)


def _is_dateline(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    """ "LAHORE: The board met", "LUND FALLS — The board met", "LUNDSK, 3 May." tell where a text was written.

    Not: "LUND: We go on" (who speaks), "NATO — the alliance — met".
    """
    text, end = doc[name.start : name.end].text, name.end
    starts = name.start == 0 or "\n" in doc[name.start - 1].text
    if not starts or not text.isupper() or end + 1 >= len(doc) or doc[end + 1].text[0].islower():
        return False
    place = knowledge.country_of_place(text.title()) is not None
    dated = doc[end].text == "," and (doc[end + 1].is_digit or doc[end + 1].text in _MONTHS)
    if dated:
        return place or len(text) > _LONGEST_ACRONYM
    dash = doc[end].text in _DASHES and not name.senses and len(text) > _LONGEST_ACRONYM
    return (place and doc[end].text in _DASHES | {":"}) or dash


_MONTHS = frozenset(
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()
)
_DASHES = frozenset({"-", "–", "—", "--"})
_LONGEST_ACRONYM = 5  # letters
_HEADINGS = frozenset("briefing conference transcript interview remarks statement release".split())


def _is_joined(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    """ "North and South Korea" are two places, which the gazetteer finds; "Trinidad and Tobago" is one."""
    joined = any(doc[i].lower_ in ("and", "&") for i in range(name.start, name.end))
    return joined and not knowledge.senses(doc[name.start : name.end].text)


def _trimmed(doc: Doc, start: int, end: int, label: Label) -> Name | None:
    """Without articles, possessives and titles; None where no name is left."""
    while end > start and (doc[end - 1].text in _EDGES or doc[end - 1].is_space):
        end -= 1
    while start < end and (doc[start].text in _EDGES or doc[start].is_space):
        start += 1
    titled, gender = 0, None
    end = _before_break(doc, start, end)
    if label is Label.BODY:  # "Harbour Workers Union (HAWU" is a name and its short form
        end = next((i for i in range(start + 1, end) if doc[i].text == "("), end)
    if label is Label.PERSON:
        start, titled, gender = _after_titles(doc, start, end)
        for i in range(
            start, end
        ):  # a tagger that ran over a comma or a possessive: "Lund's Ministry"
            if doc[i].text in (",", "’s", "'s", "(", "\n") or doc[i].is_space:
                end = i
                break
    if label is Label.BODY and end > start and doc[end - 1].text[0].islower():
        end = _before_preposition(doc, start, end)
    if label is Label.BODY:
        end = _before_rank(doc, start, end)
        start = _after_sort(doc, start, end)
    if start >= end or not any(doc[i].text[0].isupper() for i in range(start, end)):
        return None
    if end - start == 1 and bare(doc[start].text) in SUFFIXES:
        return None
    if label is Label.PERSON and not doc[end - 1].text[0].isupper():
        return None
    return Name(start, end, label, (), gender, titled)


def _before_rank(doc: Doc, start: int, end: int) -> int:
    """Without the first words of a post: "Lund Trust Executive" | "Director"; not "Lund Executive" | "said"."""
    if end >= len(doc) or bare(doc[end].text) not in person_words().titles:
        return end
    while end - 1 > start and doc[end - 1].text in RANKS:
        end -= 1
    return end


def _after_sort(doc: Doc, start: int, end: int) -> int:
    """ "Chipmaker Lund" at the start of a sentence is Lund; "Retailer Magazine" may be a name."""
    return start + 1 if end - start == 2 and _is_sort(doc[start]) else start


def _is_sort(word: Token) -> bool:
    sort = word.lower_.endswith(("maker", "builder")) or word.lower_ in _SORTS
    return sort and bool(word.is_sent_start)


_SORTS = frozenset(
    "retailer insurer lender airline broadcaster manufacturer supplier developer broker operator exporter importer "
    "refiner wholesaler".split()
)
RANKS = frozenset(  # of a post: "Executive Director"
    "Executive Managing Deputy Senior Assistant Chief Vice Associate Acting Interim General Principal Lead".split()
)


def _before_break(doc: Doc, start: int, end: int) -> int:
    """Where a tagger ran on over a colon ("Flu: WHO"), or over a comma to a portfolio ("The Herald, Trade" Minister)."""
    post = end < len(doc) and bare(doc[end].text) in person_words().titles
    breaks = (":", ";", ",") if post else (":", ";")
    return next((i for i in range(start + 1, end) if doc[i].text in breaks), end)


def _before_preposition(doc: Doc, start: int, end: int) -> int:
    """Where a tagger ran on ("Gazette of the Oslo meeting"), the end of the name itself."""
    for i in range(start + 1, end):
        if doc[i].pos_ == "ADP":
            return i
    while end > start and doc[end - 1].text[0].islower():
        end -= 1
    return end


def _after_titles(doc: Doc, start: int, end: int) -> tuple[int, int, Gender | None]:
    words = person_words()
    first = start
    while start < end - 1 and (bare(doc[start].text) in words.titles or doc[start].text == "."):
        start += 1
    gender = None
    while first > 0 and _is_title(doc[first - 1]) and doc[first - 1].i >= doc[first].sent.start:
        first -= 1
    for i in range(first, start):
        gender = words.genders.get(bare(doc[i].text), gender)
    return start, start - first, gender


def _without_portfolio(doc: Doc, name: Name) -> Name:
    """ "Minister of Regional | Affairs Ada Lund": without the last word of what she is minister of."""
    torn = name.label is Label.PERSON and len(name) > 2 and name.start > 1
    torn = torn and doc[name.start].lower_ in _PORTFOLIO_ENDS
    return replace(name, start=name.start + 1, titled=0) if torn else name


_PORTFOLIO_ENDS = frozenset("affairs development planning relations welfare works".split())


def _is_title(token: Token) -> bool:
    return bare(token.text) in person_words().titles and (
        token.text[0].isupper() or token.dep_ in ("compound", "amod", "nmod")
    )


def _without_overlap(doc: Doc, listed: list[Name], tagged: list[Name]) -> list[Name]:
    """Longer names win; at equal length the gazetteer, unless the tagger sees a longer person around it."""
    taken: dict[int, Name] = {}
    ranked = sorted(
        [(_rank(doc, n), n) for n in listed] + [((len(n), 0), n) for n in tagged],
        key=lambda pair: (-pair[0][0], -pair[0][1], pair[1].start),
    )
    chosen = []
    for _, name in ranked:
        span = range(name.start, name.end)
        hit = next((taken[i] for i in span if i in taken), None)
        if hit is None:
            chosen.append(name)
            taken.update(dict.fromkeys(span, name))
            continue
        rest = _rest_of(name, hit) if hit is not None else None
        if rest is None or not doc[rest.start].text[0].isupper():
            continue
        if not any(i in taken for i in range(rest.start, rest.end)):
            chosen.append(rest)
            taken.update(dict.fromkeys(range(rest.start, rest.end), rest))
    return sorted(chosen, key=lambda n: n.start)


def _rank(doc: Doc, name: Name) -> tuple[int, int]:
    return len(name) + (1 if len(name) > 1 else 0), 1


def _rest_of(name: Name, taken: Name) -> Name | None:
    """A tagged person with a country before it ("US Donald Trump") keeps its own words."""
    if (
        name.label is Label.PERSON
        and not name.senses
        and name.start == taken.start < taken.end < name.end
    ):
        return replace(name, start=taken.end)
    return None


def _one_label_a_string(doc: Doc, names: list[Name], knowledge: Knowledge) -> list[Name]:
    """The label that most occurrences of a string bear; a first name makes two words a person."""
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    for name in names:
        if not name.senses:
            votes[_string(doc, name)][name.label] += 1
    return [
        name if name.senses else replace(name, label=_voted(doc, name, votes, knowledge))
        for name in names
    ]


def _voted(doc: Doc, name: Name, votes: dict[str, Counter[Label]], knowledge: Knowledge) -> Label:
    counts = votes[_string(doc, name)]
    if name.label is not Label.OTHER and _looks_like_person(doc, name, knowledge):
        return Label.PERSON
    best = max(counts.values())
    order = [Label.PERSON, Label.BODY, Label.PLACE, Label.PEOPLE, Label.OTHER]
    return next(label for label in order if counts[label] == best)


def _looks_like_person(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    words = [doc[i] for i in range(name.start, name.end)]
    return (
        2 <= len(words) <= 3
        and name.label in (Label.BODY, Label.PLACE, Label.PEOPLE)
        and knowledge.gender_of(words[0].text) is not None
        and not knowledge.senses(words[0].text)
        and not knowledge.country_of_place(doc[name.start : name.end].text)
        and all(w.text[0].isupper() and w.text.isalpha() and not w.text.isupper() for w in words)
        and words[-1].text.lower() not in BODY_ENDINGS | OUTLET_ENDINGS
    )


def _cut_overrun(doc: Doc, names: list[Name]) -> list[Name]:
    """ "Ingrid Solheim Papers" is Ingrid Solheim where she is named so; "Erik Lund Jr." is another Erik Lund."""
    persons = {_string(doc, n) for n in names if n.label is Label.PERSON and len(n) == 2}
    found = []
    for name in names:
        last = doc[name.end - 1].text.rstrip(".").lower()
        longer = name.label is Label.PERSON and len(name) == 3 and last not in SUFFIXES
        if not longer or surname_first(doc, name):
            found.append(name)
            continue
        shorter = replace(name, end=name.end - 1)
        found.append(shorter if _string(doc, shorter) in persons else name)
    return found


def _as_full_names(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """ "Vik-Lund" is a person where the text names "Ada Vik-Lund"."""
    full = [doc[n.start : n.end].text for n in names if n.label is Label.PERSON and len(n) > 2]
    found = []
    for name in names:
        text = doc[name.start : name.end].text
        joined = "-" in text and name.label in _NO_PERSONS and not name.senses
        person = joined and any(f.endswith(f" {text}") for f in full)
        found.append(replace(name, label=Label.PERSON) if person else name)
    return found


def _is_demonym(doc: Doc, name: Name, names: Sequence[Name], knowledge: Knowledge) -> bool:
    """ "Welsh" alone is no person, unless the text has one of that name: "Irma Welsh … Welsh", "Mr. Welsh"."""
    if name.label is not Label.PERSON or len(name) > 1 or name.titled or name.senses:
        return False
    word = doc[name.start].text
    follows = name.end < len(doc) and doc[name.end].text.islower() and doc[name.end].pos_ == "NOUN"
    if knowledge.country_of_demonym(word) is None and not (word in _PEOPLES and follows):
        return False
    longer = (n for n in names if n.label is Label.PERSON and len(n) > 1)
    return not any(doc[n.end - 1].text == word for n in longer)


_PEOPLES = frozenset(  # "the Sami parliament"
    "Sami Sámi Kurdish Roma Maori Māori Inuit Uyghur Uighur Tamil Basque Catalan Hausa Igbo Yoruba Zulu Tuareg Berber Mapuche "
    "Quechua Aymara Rohingya Karen Hmong Ashanti Fulani Tigrayan Oromo Amhara Pashtun Hazara Baloch Sikh Tatar Chechen "
    "Kabyle Druze Yazidi Navajo Cree Cherokee Xhosa Masai Maasai Acholi Dinka Nuer Moro Dayak Papuan Tibetan Breton".split()
)


def _as_speaker(doc: Doc, name: Name) -> Name:
    """The unknown one-word name in “Enough,” said Lund. is a person's, whatever the tagger says.

    Not: "…", said NATO; the forecast, said Lund, is wrong.
    """
    if _is_who_said(doc, name):
        letters = len(name) > 1 and is_letters(doc[name.end - 1])
        return replace(name, end=name.end - letters, label=Label.PERSON)
    if (
        name.label not in (Label.BODY, Label.PLACE)
        or len(name) > 1
        or name.senses
        or name.start < 2
    ):
        return name
    word, verb, mark = doc[name.start], doc[name.start - 1], doc[name.start - 2]
    plain = word.text.isalpha() and word.text.istitle()
    inverted = verb.lower_ in ("said", "says", "added") and mark.text in _CLOSING
    ends = name.end >= len(doc) or doc[name.end].pos_ not in ("NOUN", "PROPN")
    return replace(name, label=Label.PERSON) if plain and inverted and ends else name


def _is_who_said(doc: Doc, name: Name) -> bool:
    """“Enough,” said Sioned Lund KC, who …: no product and no work, whatever the tagger says."""
    if name.label is not Label.OTHER or name.start < 2 or name.end + 1 >= len(doc):
        return False
    said = doc[name.start - 1].lower_ in ("said", "says") and doc[name.start - 2].text in _CLOSING
    return said and doc[name.end].text == "," and doc[name.end + 1].lower_ == "who"


_CLOSING = frozenset({'"', "”", "''", "»"})


def _string(doc: Doc, name: Name) -> str:
    return " ".join(fold_word(doc[i].text) for i in range(name.start, name.end))
