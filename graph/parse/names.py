"""Finds the names of actors, and makes one entity of the names that belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from graph.knowledge import Knowledge, KnownActor, Use, fold
from graph.lexicons.leaders import in_office
from graph.model import ActorKind, Entity, Gender, Span
from graph.parse.acronyms import is_unsupported, spelled_out
from graph.parse.metonymy import is_place
from graph.parse.name_again import is_team_word
from graph.parse.name_common import generic
from graph.parse.name_fields import is_of_another_field
from graph.parse.name_labels import BODY_ENDINGS, FIRM_ENDINGS, Label, Name
from graph.parse.name_spans import find_names
from graph.parse.person_words import bare, person_words
from graph.parse.persons import Person, display_name, group_persons
from graph.parse.reading import Reading
from graph.parse.turn_names import first_names, spoken_name, turns_of, with_turns

EUROPEAN_UNION = "Q458"
EUROPEAN_COMMISSION = "Q8880"
_EUROPEAN = frozenset({EUROPEAN_UNION, EUROPEAN_COMMISSION, "Q8889"})  # and its parliament


@dataclass(slots=True)
class Draft:
    """An entity while its mentions are gathered."""

    name: str
    kind: ActorKind
    known: KnownActor | None = None
    gender: Gender | None = None
    country: str | None = None
    names: list[Name] = field(default_factory=list)
    metonyms: list[Name] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Token index of the first mention."""
        return min(n.start for n in self.names)


def annotate(reading: Reading) -> None:
    """Fill `reading.entities` and the map from tokens to entities."""
    doc, knowledge = reading.doc, reading.knowledge
    names = find_names(doc, knowledge, token_ranges(reading), reading.document.mentions)
    said = turns_of(reading)
    names = with_turns(reading, names, said) if said else names
    support = _support(names)
    persons = list(_persons(doc, names, knowledge))
    if said:
        persons = _as_spoken(doc, persons, first_names(reading, said, knowledge))
    drafts = [*persons, *_others(doc, names, knowledge, support)]
    drafts.sort(key=lambda d: d.start)
    for draft in drafts:
        _record(reading, draft)
    for key, entity in enumerate(reading.entities):
        if entity.kind is ActorKind.PERSON:
            reading.entities[key] = _described(reading, entity)
        elif entity.kind is ActorKind.ORGANISATION:
            _name_nouns_before(reading, entity)


def token_ranges(reading: Reading) -> list[tuple[int, int]]:
    """Token ranges of the article's own words."""
    found = ((reading.tokens(piece)) for piece in reading.body)
    return [(tokens.start, tokens.end) for tokens in found if tokens is not None]


def _support(names: list[Name]) -> Counter[str]:
    """How often the document speaks of each country, by names that leave no doubt."""
    counts: Counter[str] = Counter()
    for name in names:
        of = {a.country for a, use in name.senses if use is not Use.WEAK and a.country}
        if len(of) == 1:
            counts.update(of)
    return counts


def _seats(doc: Doc, names: list[Name], knowledge: Knowledge) -> Counter[str]:
    """How often the text speaks of each country by its towns and in names of bodies: "Lagos", "Nigerian Ports Authority"."""
    counts: Counter[str] = Counter()
    for name in names:
        if name.senses or name.label not in (Label.PLACE, Label.BODY):
            continue
        code = (
            knowledge.country_of_place(doc[name.start : name.end].text)
            if name.label is Label.PLACE
            else _country_in(doc, name, knowledge)
        )
        counts.update([code] if code else [])
    return counts


def _country_in(doc: Doc, name: Name, knowledge: Knowledge) -> str | None:
    words = [doc[i].text for i in range(name.start, name.end)]
    demonyms = (knowledge.country_of_demonym(w) for w in words)
    named = (
        a.country for w in words for a in knowledge.candidates(w) if a.kind is ActorKind.COUNTRY
    )
    return next((code for code in (*demonyms, *named) if code), None)


def _persons(doc: Doc, names: list[Name], knowledge: Knowledge) -> Iterator[Draft]:
    persons = [n for n in names if n.label is Label.PERSON]
    for person in group_persons(doc, persons, knowledge):
        yield _person(person, knowledge)


def _person(person: Person, knowledge: Knowledge) -> Draft:
    name = display_name(person)
    known = next((k for f in sorted(person.forms) if (k := _known_person(knowledge, f))), None)
    return Draft(
        name=known.name if known else name,
        kind=ActorKind.PERSON,
        known=known,
        gender=person.gender or (known.gender if known else None),
        country=known.country if known else None,
        names=person.names,
    )


def _as_spoken(doc: Doc, drafts: list[Draft], addressed: dict[int, int]) -> list[Draft]:
    """The persons of a transcript: "MR. LUND", whom an asker calls "Erik", is Erik Lund."""
    for draft in drafts:
        draft.name = spoken_name(doc, draft.names, draft.name)
    by_token = {i: d for d in drafts for n in d.names for i in range(n.start, n.end)}
    joined: set[int] = set()
    for label, first in sorted(addressed.items()):
        surname, called = by_token.get(label), by_token.get(first)
        if surname is None or surname is called or " " in surname.name or surname.known:
            continue
        if called is not None and (" " in called.name or called.known):
            continue
        surname.name = f"{doc[first].text} {surname.name}"
        if called is not None and id(called) not in joined:
            joined.add(id(called))
            surname.names += called.names
            surname.gender = surname.gender or called.gender
    return [d for d in drafts if id(d) not in joined]


def _known_person(knowledge: Knowledge, form: str) -> KnownActor | None:
    found = knowledge.find(form.replace(" - ", "-"))
    return found if found is not None and found.kind is ActorKind.PERSON else None


def _others(
    doc: Doc, names: list[Name], knowledge: Knowledge, support: Counter[str]
) -> Iterator[Draft]:
    drafts: dict[str, Draft] = {}
    own = _own_acronyms(doc, names)
    strong = {a.id for n in names for a, use in n.senses if use is Use.NAME}
    spelled = spelled_out(doc, names)
    about = support + _seats(doc, names, knowledge)
    times = _Times(doc, spelled)
    for name in names:
        if name.label in (Label.PERSON, Label.OTHER) or _is_some_of_a_party(doc, name):
            continue
        known, as_metonym = _meaning(doc, name, knowledge, support, strong, times)
        if known is not None and (
            name.start in own
            or is_unsupported(
                doc, name, known, spelled, support[known.country or ""] - times.of(name)
            )
            or _is_anybodys(doc, name, known, about, times)
            or is_of_another_field(doc, name, known)
        ):
            known = None
        if known is not None:
            draft = drafts.setdefault(known.id, _known_draft(known))
            draft.metonyms += [name] if as_metonym else []
        elif (commission := _commission(doc, name, knowledge, strong)) is not None:
            draft = drafts.setdefault(commission.id, _known_draft(commission))
        elif (plain := _plain(doc, name, knowledge)) is not None:
            draft = drafts.setdefault(f"{plain.kind}:{fold(plain.name)}", plain)
        else:
            continue
        draft.names.append(name)
    _join_defined(doc, drafts)
    yield from _join_bodies(drafts)


def _commission(doc: Doc, name: Name, knowledge: Knowledge, strong: set[str]) -> KnownActor | None:
    """ "The Commission" of a text that names the Union or its Commission is the European one."""
    if doc[name.start : name.end].text != "Commission":
        return None
    if (
        name.start
        and doc[name.start - 1].text[0].isupper()
        and doc[name.start - 1].lower_
        not in (
            "the",
            "a",
            "an",
        )
    ):
        return None  # of whatever stands before it
    return knowledge.actors.get(EUROPEAN_COMMISSION) if strong & _EUROPEAN else None


def _own_acronyms(doc: Doc, names: list[Name]) -> frozenset[int]:
    """Where letters stand that are the initials of a name of this text: the "NHF" of "the Northern
    Harbour Fund … the NHF said", whatever else bears these letters."""
    whole = [n for n in names if n.label is Label.BODY and len(n) > 1]
    short = [n for n in names if len(n) == 1 and n.senses and doc[n.start].text.isupper()]
    return frozenset(
        n.start
        for n in short
        if any(
            shortens(doc[n.start].text, doc[w.start : w.end].text) and not _share_sense(n, w)
            for w in whole
        )
        and not any(_share_sense(n, w) for w in whole)
    )


def _share_sense(one: Name, other: Name) -> bool:
    """Whether both may name the same known actor."""
    return bool({a.id for a, _ in one.senses} & {a.id for a, _ in other.senses})


def _is_anybodys(
    doc: Doc, name: Name, known: KnownActor, support: Counter[str], times: _Times
) -> bool:
    """Whether the words are what many states call a body of theirs ("Congress", "Finance Ministry"), and the text is more
    about another state than about this one's."""
    words = [t.lower_ for t in doc[name.start : name.end] if t.lower_ not in _SMALL]
    if not known.country or not words or not all(w in _OF_ANY_STATE for w in words):
        return False
    own = support[known.country] - times.of(name)
    return any(count > max(own, 0) for code, count in support.items() if code != known.country)


_SMALL = frozenset({"of", "the", "for", "and", "&"})
_OF_ANY_STATE = frozenset(
    "congress parliament senate house representatives commons lords assembly national federal supreme constitutional high court "
    "ministry department treasury foreign finance defence defense justice interior health education agriculture labour labor "
    "state home office army navy police government cabinet central bank reserve party liberal liberals democrats democratic "
    "republicans republican conservatives conservative socialists socialist greens communists communist nationalists centre "
    "social christian people's election commission electoral intelligence agency security council".split()
)


def _is_some_of_a_party(doc: Doc, name: Name) -> bool:
    """ "Top Democrats", "some Republicans" and "a Democrat" are people; "Democrats" and "the Republicans" the party."""
    if not any(a.sector == "party" for a, _ in name.senses) or len(name) > 1:
        return False
    head = doc[name.end - 1]
    if head.tag_ not in ("NNS", "NNPS") and not head.text.endswith("s"):
        return False
    if any(t.dep_ == "prep" and t.lower_ in ("on", "from") for t in head.rights):
        return True  # "Republicans on the panel"
    return head.dep_ not in ("compound", "amod") and any(
        t.dep_ in ("amod", "compound", "nummod", "nmod", "poss") or t.lower_ in _SOME
        for t in head.lefts
    )


_SOME = frozenset("some many most several few other two three four five no any these those".split())


def _known_draft(known: KnownActor) -> Draft:
    return Draft(known.name, known.kind, known, country=known.country)


def _meaning(
    doc: Doc,
    name: Name,
    knowledge: Knowledge,
    support: Counter[str],
    strong: set[str],
    times: _Times,
) -> tuple[KnownActor | None, bool]:
    """The known actor that a listed name means here, and whether by metonymy."""
    named = [a for a, use in name.senses if use is Use.NAME]
    if len(named) > 1 and len(name) == 1:
        named = [a for a in named if a.id in times.spelled] or named
    if named:
        return _among(named, doc, name, knowledge, support, times), False
    head = doc[name.end - 1]
    for actor, use in name.senses:
        match use:
            case Use.ADJECTIVE if _is_adjective(head):
                return actor, False
            case Use.PEOPLE | Use.ADJECTIVE if _is_whole_people(doc, name):
                return actor, True
            case Use.CAPITAL if not _is_town(doc, name):
                return _government_in(actor, knowledge, support, strong), True
            case Use.WEAK if _is_half(doc, name) and actor.id not in strong:
                continue
            case Use.WEAK if actor.id in strong or _supported(actor, support):
                if not any(u is Use.CAPITAL for _, u in name.senses):
                    return actor, False
    return None, False


def _is_half(doc: Doc, name: Name) -> bool:
    """ "the North", which is a country only where the country is named."""
    return doc[name.start].text in ("North", "South")


def _among(
    named: list[KnownActor],
    doc: Doc,
    name: Name,
    knowledge: Knowledge,
    support: Counter[str],
    times: _Times,
) -> KnownActor | None:
    """The actor of several with one name whose country the document speaks of; None where that is open."""
    rivals = knowledge.places.get(doc[name.start : name.end].text, ())
    if len(named) == 1:
        own = named[0].country
        text = doc[name.start : name.end].text
        if named[0].sector == "party" and text in _PARTIES_ANYWHERE:
            # "the Greens" are those of the country that the text is about
            return named[0] if support[own or ""] > times.of(name) else None
        rival = next((code for code in rivals if code != own), None)
        if named[0].kind is not ActorKind.COUNTRY or rival is None:
            return named[0]
        # "Georgia" beside senators is the US state; beside Tbilisi or Georgians it is the country
        others = support[own or ""] - times.of(name)
        return named[0] if others > 0 or not support[rival] else None
    ranked = sorted(named, key=lambda a: (-support[a.country or ""], a.id))
    clear = support[ranked[0].country or ""] > support[ranked[1].country or ""]
    return ranked[0] if clear else None


_PARTIES_ANYWHERE = frozenset(
    "Greens Liberals Conservatives Socialists Communists Labour Centre Nationalists Progressives Radicals".split()
) | frozenset(
    {
        "Social Democrats",
        "Christian Democrats",
        "Liberal Democrats",
        "Free Democrats",
        "Green Party",
        "Liberal Party",
    }
    | {
        "Social Democratic Party",
        "Socialist Party",
        "Labour Party",
        "Conservative Party",
        "Centre Party",
    }
    | {"Communist Party", "Democratic Party", "People's Party", "Left Party", "National Party"}
)


@dataclass(slots=True)
class _Times:
    """How often a text has the words of a name; each name is counted once. `spelled`: who is named by more than letters."""

    doc: Doc
    spelled: frozenset[str] = frozenset()
    known: dict[str, int] = field(default_factory=dict)

    def of(self, name: Name) -> int:
        text = self.doc[name.start : name.end].text
        if text not in self.known:
            first = self.doc.to_array("ORTH") == self.doc[name.start].orth
            starts = first.nonzero()[0].tolist()
            self.known[text] = sum(self.doc[i : i + len(name)].text == text for i in starts)
        return self.known[text]


def _supported(actor: KnownActor, support: Counter[str]) -> bool:
    if actor.country is None:
        return False
    return support[actor.country] >= max(support.values(), default=0)


def _is_adjective(head: Token) -> bool:
    return head.dep_ in ("amod", "compound", "nmod") or (
        head.pos_ == "ADJ" and head.dep_ not in ("nsubj", "dobj", "pobj", "nsubjpass")
    )


def _is_whole_people(doc: Doc, name: Name) -> bool:
    """ "The Norwegians refused": the state; "Norwegians are tall": its people."""
    before = doc[name.start - 1] if name.start else None
    head = doc[name.end - 1]
    return before is not None and before.lower_ == "the" and not _is_adjective(head)


def _is_town(doc: Doc, name: Name) -> bool:
    after = doc[name.end] if name.end < len(doc) else None
    if after is not None and after.text == "," and name.end + 1 < len(doc):
        follows = doc[name.end + 1]
        if follows.dep_ == "appos" and follows.head.i == name.end - 1 and follows.pos_ == "PROPN":
            return True  # "Paris, France"
    return is_place(doc[name.end - 1])


def _government_in(
    country: KnownActor, knowledge: Knowledge, support: Counter[str], strong: set[str]
) -> KnownActor:
    """Brussels stands for the Union, unless the document is about Belgium and never names the Union."""
    union = knowledge.actors.get(EUROPEAN_UNION)
    if country.country != "BE" or union is None:
        return country
    return country if support["BE"] > 0 and union.id not in strong else union


def _plain(doc: Doc, name: Name, knowledge: Knowledge) -> Draft | None:
    """A draft for a name that is not known, or known only as a place."""
    text = _clean(doc, name)
    if len(text) < 2 or not any(c.isalpha() for c in text):
        return None
    if len(name) == 1 and text.istitle() and text.lower() in generic():
        return None
    match name.label:
        case Label.PLACE:
            return Draft(text, ActorKind.PLACE, country=knowledge.country_of_place(text))
        case Label.PEOPLE:
            return _people(doc, name, text, knowledge)
        case _:
            country = _country_within(doc, name, knowledge)
            state = country is not None and _OF_THE_STATE & {
                t.lower_ for t in doc[name.start : name.end]
            }
            kind = ActorKind.GOVERNMENT if state else ActorKind.ORGANISATION
            return Draft(text, kind, country=country)


_OF_THE_STATE = frozenset(
    "ministry department government parliament embassy army navy military police cabinet court senate consulate".split()
)


def _people(doc: Doc, name: Name, text: str, knowledge: Knowledge) -> Draft | None:
    head = doc[name.end - 1]
    if _is_adjective(head) or head.pos_ == "ADJ" or not text.endswith(("s", "ese", "sh", "ch")):
        return None
    return Draft(text, ActorKind.GROUP, country=knowledge.country_of_demonym(text))


def _country_within(doc: Doc, name: Name, knowledge: Knowledge) -> str | None:
    """The country of an organisation by a word of its name or right before it ("Polish Chamber of Trade")."""
    words = [doc[i].text for i in range(max(0, name.start - 1), name.end)]
    return next((code for w in words if (code := knowledge.country_of_demonym(w))), None)


def _clean(doc: Doc, name: Name) -> str:
    return " ".join(doc[name.start : name.end].text.replace(" - ", "-").split())


def _join_defined(doc: Doc, drafts: dict[str, Draft]) -> None:
    """ "Norwegian Air Shuttle (NAS)" makes NAS its name from there on, whatever its letters stand for."""
    bodies = [
        d for d in drafts.values() if d.kind in (ActorKind.ORGANISATION, ActorKind.GOVERNMENT)
    ]
    for draft in bodies:
        for name in list(draft.names):
            short = _defined(doc, name)
            if short is None:
                continue
            other = drafts.get(f"{ActorKind.ORGANISATION}:{fold(short)}")
            taken = {n.start for d in drafts.values() if d is not other for n in d.names}
            if other is not None and other is not draft:
                drafts.pop(f"{ActorKind.ORGANISATION}:{fold(short)}")
            alike = (t.i for t in doc if t.text == short and t.i not in taken)
            draft.names += [Name(i, i + 1, Label.BODY) for i in alike]


def _defined(doc: Doc, name: Name) -> str | None:
    """The short name that a text gives: "Oslo Harbour Trust (OHT)", "Oslo Harbour Trust, or OHT, said"."""
    if name.end + 3 >= len(doc) or len(name) < 2:
        return None
    if doc[name.end].text == "," and doc[name.end + 1].lower_ == "or":
        short, after = doc[name.end + 2].text, doc[name.end + 3].text
        return short if short.isupper() and 2 <= len(short) <= 8 and after in (",", ".") else None
    if doc[name.end].text != "(":
        return None
    short = doc[name.end + 1].text
    closed = doc[name.end + 2].text == ")"
    return short if closed and short.isupper() and 2 <= len(short) <= 8 else None


_COMPANY = frozenset(
    "inc incorporated corp corporation co company ltd limited llc plc ag sa nv gmbh group holdings".split()
)
_VAGUE_STARTS = frozenset(
    "the national american european united international federal new university bank department ministry north south east "
    "west royal first general world state british german french russian chinese house committee center institute".split()
)


def _join_bodies(drafts: dict[str, Draft]) -> Iterator[Draft]:
    """Organisations joined with their acronyms, company forms and short forms."""
    bodies = [
        d for d in drafts.values() if d.kind in (ActorKind.ORGANISATION, ActorKind.GOVERNMENT)
    ]
    absorbed: dict[int, Draft] = {}
    for short in sorted(bodies, key=lambda d: (len(d.name), d.start)):
        longer = [
            d
            for d in bodies
            if d is not short
            and id(d) not in absorbed
            and (shortens(short.name, d.name) or _ends_outlet(short, d))
        ]
        if short.known is None and len(longer) == 1:
            absorbed[id(short)] = longer[0]
    for short in bodies:
        target = absorbed.get(id(short))
        if target is not None:
            target.names += short.names
    yield from (d for d in drafts.values() if id(d) not in absorbed)


def _ends_outlet(short: Draft, long: Draft) -> bool:
    """ "The Times" after "the Oslo Times"."""
    before = long.start < short.start and short.known is None
    return before and short.name in _OUTLETS and long.name.endswith(f" {short.name}")


_OUTLETS = frozenset(
    "Times Post Journal Herald Tribune Telegraph Gazette Chronicle Courier Standard Mirror News".split()
)


def shortens(short: str, long: str) -> bool:
    """Whether one name of a body is a short form of another: acronym, company form, or first word.

    >>> shortens("EPC", "European Policy Centre"), shortens("Lund", "Lund Corp."), shortens("National", "National Trust")
    (True, True, False)
    """
    if len(short) >= len(long):
        return False
    words = fold(long).replace(".", "").split()
    plain = [w for w in words if w not in _COMPANY] or words
    parts = fold(short).casefold().replace(".", "").split()
    if len(parts) == 1 and short.replace(".", "").isupper() and 2 <= len(parts[0]) <= 6:
        initials = "".join(
            w[0] for w in plain if w not in ("of", "the", "and", "for", "in", "on", "&")
        )
        every = "".join(w[0] for w in words)
        return parts[0] in (initials, every)
    if [w for w in parts if w not in _COMPANY] == plain:
        return True
    if len(parts) == 1 and _is_team(short, long):
        return True
    if len(parts) == 1 and is_team_word(short) and not set(plain[1:]) & _AFTER_TEAMS:
        return False  # the fans' group "Foxes Together" is not the Foxes
    return plain[: len(parts)] == parts and parts[0] not in _VAGUE_STARTS and len(parts[0]) > 3


_AFTER_TEAMS = (
    BODY_ENDINGS | FIRM_ENDINGS | {"fc", "afc", "international", "uk", "us", "usa", "europe"}
)


def _is_team(short: str, long: str) -> bool:
    """ "Oslo Foxes" is called the "Foxes"; the "United Nations" not "Nations"."""
    words = long.split()
    last = words[-1] == short and len(words) in (2, 3) and words[0].lower() not in _VAGUE_STARTS
    return last and is_team_word(short)


def _record(reading: Reading, draft: Draft) -> None:
    doc = reading.doc
    key = len(reading.entities)
    ordered = sorted(set(draft.names), key=lambda n: n.start)
    reading.entities.append(
        Entity(
            key=key,
            name=draft.name,
            kind=draft.kind,
            mentions=tuple(_span(doc, n) for n in ordered),
            known=draft.known.id if draft.known else None,
            gender=draft.gender,
            country=draft.country,
            metonyms=tuple(_span(doc, n) for n in sorted(draft.metonyms, key=lambda n: n.start)),
        )
    )
    for name in ordered:
        for i in range(name.start, name.end):
            reading.name_token(i, key)
        for i in range(name.start - name.titled, name.start):
            if bare(doc[i].text) in person_words().civil:
                reading.name_token(i, key)


def _span(doc: Doc, name: Name) -> Span:
    return Span(doc[name.start].idx, doc[name.end - 1].idx + len(doc[name.end - 1]))


def _described(reading: Reading, entity: Entity) -> Entity:
    """The person with what stands before the name: "Norwegian Foreign Minister" tells country and post."""
    gender, country = entity.gender, entity.country
    found: list[str] = []
    votes: Counter[str] = Counter()
    for mention in entity.mentions:
        tokens = reading.tokens(mention)
        if tokens is None:
            continue
        gender = _gender_of_noun(reading.doc, tokens.start) or gender
        before = _before(reading, tokens.start)
        if before:
            words = reading.doc[before[0].i : before[-1].i + 1].text
            found += [words] if words not in found else []
            _name_titles(reading, before, entity.key)
            gender = gender or _gender_in(before)
            votes.update(_countries(reading, before))
    told = max(sorted(votes), key=lambda code: votes[code]) if votes else None
    if entity.known and told and country and told != country:  # another person of that name
        entity, country = replace(entity, known=None), told
    entity = replace(entity, gender=gender, country=country or told, descriptions=tuple(found))
    return _in_office(reading, entity)


def _in_office(reading: Reading, entity: Entity) -> Entity:
    """ "President Lund" without a first name is the Lund who was president when the text appeared.

    Not: "Mr. Lund", "former President Lund", "President Lund of Norway" where ours was president of Malta.
    """
    published = reading.document.published
    if entity.known or published is None or " " in entity.name:
        return entity
    if not any(_HEAD_OF_STATE.fullmatch(text) for text in entity.descriptions):
        return entity
    found = in_office(entity.name, published)
    known = _known_person(reading.knowledge, found[0]) if found else None
    if found is None or known is None or entity.country not in (None, found[1]):
        return entity
    gender = entity.gender or known.gender
    return replace(entity, name=known.name, known=known.id, country=found[1], gender=gender)


_HEAD_OF_STATE = re.compile(
    r"(?!Former|Ex|Then|Late)(?:[A-Z][\w.]* )?(?:President|Prime Minister|Premier|Chancellor|PM|Taoiseach)",
    re.ASCII,
)


def _name_nouns_before(reading: Reading, entity: Entity) -> None:
    """ "the carmaker Lund": the noun right before the name is the organisation too."""
    bodies = person_words().bodies.values()
    for mention in entity.mentions:
        tokens = reading.tokens(mention)
        if tokens is None or tokens.start == 0:
            continue
        noun = reading.doc[tokens.start - 1]
        free = noun.pos_ == "NOUN" and reading.entity_at(noun.i) is None
        if free and any(noun.lemma_.lower() in nouns for nouns in bodies):
            reading.name_token(noun.i, entity.key)


def _name_titles(reading: Reading, before: list[Token], key: int) -> None:
    """The words of a title that name nobody else are the person's."""
    for token in before:
        if reading.entity_at(token.i) is None:
            reading.name_token(token.i, key)


def _is_of_person(reading: Reading, index: int) -> bool:
    key = reading.entity_at(index)
    return key is not None and reading.entities[key].kind is ActorKind.PERSON


def _before(reading: Reading, start: int) -> list[Token]:
    """Modifiers right before a name: nouns, adjectives, "'s"; the sentence's own words end it."""
    doc = reading.doc
    first = start
    while first > 0 and not doc[first].is_sent_start and start - first < 10:
        token = doc[first - 1]
        noun = token.pos_ in ("NOUN", "PROPN", "ADJ") or token.text in ("-", "'s", "’s", "&", "for")
        if not noun or token.is_space or _is_of_person(reading, token.i):
            break
        first -= 1
    if doc[start - 1].text == "for":  # "a spokesman for Lund" is not Lund
        return []
    while first < start and doc[first].text in ("-", "'s", "’s", "&", "for"):
        first += 1
    before = [doc[i] for i in range(first, start)]
    words = person_words()
    has_post = any(
        bare(t.text) in words.titles or t.lemma_.lower() in words.offices for t in before
    )
    has_post = has_post and any(bare(t.text) not in words.civil for t in before)
    return before if has_post else []


def _gender_of_noun(doc: Doc, start: int) -> Gender | None:
    """ "Fisherman" and "policewoman" before a name say more than the name does; "Roman" and "human" say nothing."""
    noun = doc[start - 1] if start else None
    if (
        noun is None
        or noun.pos_ not in ("NOUN", "PROPN")
        or noun.lower_ in ("human", "roman", "german")
    ):
        return None
    if noun.lower_.endswith("woman"):
        return Gender.FEMALE
    known = noun.lower_ in person_words().offices | person_words().described
    plain = noun.text.islower() and len(noun) > 5
    return Gender.MALE if noun.lower_.endswith("man") and (plain or known) else None


def _gender_in(tokens: list[Token]) -> Gender | None:
    genders = person_words().genders
    return next((g for t in tokens if (g := genders.get(bare(t.text)))), None)


def _countries(reading: Reading, tokens: list[Token]) -> list[str]:
    codes = []
    for token in tokens:
        key = reading.entity_at(token.i)
        entity = reading.entities[key] if key is not None else None
        if entity is not None and entity.kind is not ActorKind.PERSON and entity.country:
            codes.append(entity.country)
    return codes[:1]


__all__ = ["annotate", "shortens", "token_ranges"]
