"""Names that the tagger missed: a club's or party's person, the club itself, a firm behind what it is.

Here `texts` are the texts of all tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.knowledge import Knowledge, Use
from graph.model import ActorKind
from graph.parse.name_labels import BODY_ENDINGS, OUTLET_ENDINGS, Label, Name
from graph.parse.person_words import person_words


def add_owned(
    doc: Doc,
    texts: Sequence[str],
    names: list[Name],
    knowledge: Knowledge,
    ranges: list[tuple[int, int]],
) -> list[Name]:
    """Persons that the tagger missed behind their club or party: "the Pirates' Marek Lund", "Labour's Anna Krol".

    Not: "Lund's Foreign Minister", "the Pirates' Treasure Island" (an unknown first word), "Lund's. Anna Vik".
    """
    taken = {i for n in names for i in range(n.start, n.end)}
    added = []
    for first, last in ranges:
        for i in range(first + 1, last - 2):
            if texts[i] not in _GENITIVES or not texts[i - 1][0].isupper():
                continue
            start, end = i + 1, i + 3
            words = doc[start:end]
            if taken & {start, start + 1} or any(not _is_capitalised(t) for t in words):
                continue
            known = knowledge.gender_of(words[0].text) is not None
            verb = end < last and doc[end].text.islower()
            if known and verb and words[1].lower_ not in BODY_ENDINGS | OUTLET_ENDINGS:
                added.append(Name(start, end, Label.PERSON))
                taken.update((start, start + 1))
    return sorted([*names, *added], key=lambda n: n.start)


def add_owners(doc: Doc, names: list[Name]) -> list[Name]:
    """The club or party that the tagger missed before its person: "Pirates" of "the Pirates' Marek Lund".

    Not: "the Lunds' Marek Vik" where the text names a Lund.
    """
    taken = {i for n in names for i in range(n.start, n.end)}
    words = {doc[i].text for i in taken}
    added = []
    for name in names:
        i = name.start - 2
        if name.label is not Label.PERSON or len(name) < 2 or i < 1 or i in taken:
            continue
        plural = doc[i].text.istitle() and doc[i].text.endswith("s") and doc[i].text.isalpha()
        mark = doc[i + 1].text in ("'", "’") and doc[i - 1].lower_ == "the"
        if plural and mark and doc[i].text.removesuffix("s") not in words:
            added.append(Name(i, i + 1, Label.BODY))
    return sorted([*names, *added], key=lambda n: n.start)


def add_firms(
    doc: Doc, texts: Sequence[str], names: list[Name], ranges: list[tuple[int, int]]
) -> list[Name]:
    """Firms and outlets that the tagger missed behind what they are: "the carmaker Lundia said", "the weekly Vikposten".

    Not: "the company Monday said", "a firm. Lund said", "company Director Ada Lund".
    """
    taken = {i for n in names for i in range(n.start, n.end)}
    bodies, titles = person_words().bodies, person_words().titles
    forms = bodies["company"] | bodies["media"] - {"channel", "agency", "paper", "station"}
    added = []
    for first, last in ranges:
        for i in range(first + 2, last - 1):
            known = texts[i - 1] in forms or texts[i - 1].endswith(("maker", "builder"))
            if not known or not texts[i][0].isupper():
                continue
            noun, end = doc[i - 1], i
            if noun.dep_ == "compound":
                continue
            while end < last and end not in taken and _is_name_word(doc[end]):
                end += 1
            known = any(t.ent_type_ or t.lower_ in titles for t in doc[i:end])
            verb = end < last and (doc[end].pos_ in ("VERB", "AUX") or doc[end].text == ",")
            if 0 < end - i < 4 and not known and verb and end not in taken:
                added.append(Name(i, end, Label.BODY))
    return sorted([*names, *added], key=lambda n: n.start)


def whole_bodies(doc: Doc, names: list[Name], knowledge: Knowledge) -> list[Name]:
    """Bodies of which the tagger took a part, mostly for a person: "Lund Exporters" of "The All India Lund Exporters
    Association", "Press Shield" of "The International Press Shield", "Farmers" of "the Farmers' Union".

    Not: "Ada Lund Avenue" (a first name), "President Vik", "Norway's Lund", "Vik. The Lund".
    """
    taken = {i: n for n in names for i in range(n.start, n.end)}
    found = []
    for name in names:
        if name.senses or name.titled or not _may_be_body(doc, name, knowledge):
            found.append(name)
            continue
        start, end = _grown(doc, name, taken)
        wider = (start, end) != (name.start, name.end) or doc[end - 1].lower_ in _LAST
        found.append(replace(name, start=start, end=end, label=Label.BODY) if wider else name)
    kept = _without_covered(found)
    return sorted(kept, key=lambda n: n.start)


def whole_organs(doc: Doc, names: list[Name], knowledge: Knowledge) -> list[Name]:
    """Organs of a union, in one name with it: "ECOWAS Parliament", "African Union Peace and Security Council".

    Not: "the African Union. Council members", "Norway Council", "the African Union said Parliament".
    """
    if not any(_is_union(name) for name in names):
        return names
    taken = {i: n for n in names for i in range(n.start, n.end)}
    found = []
    for name in names:
        end = _organ_end(doc, name, taken)
        if end is None:
            found.append(name)
            continue
        senses = knowledge.senses(doc[name.start : end].text)
        found.append(Name(name.start, end, Label.BODY, senses))
    return _without_covered(found)


def _is_union(name: Name) -> bool:
    """Whether it names an organisation of no one country: the African Union, the United Nations."""
    return any(
        use is Use.NAME and a.kind is ActorKind.ORGANISATION and a.country is None
        for a, use in name.senses
    )


def _organ_end(doc: Doc, name: Name, taken: dict[int, Name]) -> int | None:
    union = _is_union(name)
    if not union or doc[name.end - 1].lower_ in _ORGANS:
        return None
    end, last = name.end, None
    while end < len(doc) and end - name.end < _LONGEST_ORGAN:
        token, held = doc[end], taken.get(end)
        if not (token.text.istitle() or token.lower_ in ("and", "of", "for", "on")):
            break
        if held is not None and held.senses and len(held) > 1:
            break
        last = end if token.lower_ in _ORGANS and token.text.istitle() else last
        end += 1
    return last + 1 if last is not None else None


def with_branches(doc: Doc, names: list[Name]) -> list[Name]:
    """A party's branch, in one name: "the Welsh Conservatives", "the Scottish Greens".

    Not: "the German Greens", which are the party of that country; "Welsh Conservatives want": some of them.
    """
    found: list[Name] = []
    for name in names:
        before = found[-1] if found else None
        if before is not None and before.end == name.start and _is_branch(doc, before, name):
            found[-1] = Name(before.start, name.end, Label.BODY)
        else:
            found.append(name)
    return found


def _is_branch(doc: Doc, part: Name, party: Name) -> bool:
    of_part = any(
        a.kind is ActorKind.PLACE and use in (Use.ADJECTIVE, Use.PEOPLE) for a, use in part.senses
    )
    article = part.start > 0 and doc[part.start - 1].lower_ == "the"
    several = doc[party.end - 1].text.endswith("s") and doc[party.end - 1].text.istitle()
    ends = party.end >= len(doc) or doc[party.end].pos_ not in ("NOUN", "PROPN")
    known = any(a.sector == "party" for a, _ in party.senses)
    return (
        of_part and article and several and ends and (known or doc[party.end - 1].text in _PARTIES)
    )


_PARTIES = frozenset("Conservatives Greens Liberals Socialists Democrats Nationalists".split())


def wider_bodies(doc: Doc, names: list[Name]) -> list[Name]:
    """Bodies with all words of their names, of which a part is also called so: "the Peoples | Democratic Party", "Department of
    State | Services", "Farmers' Union | of Wales".

    Not: "Former Labour Party", "US Democratic Party", "Department of State. Services", "the Union of Vik's choice".
    """
    at = {i: n for n in names for i in range(n.start, n.end)}
    found = []
    for name in names:
        start, end = name.start, name.end
        if name.label is Label.BODY and len(name) > 1:
            start = start - 1 if _is_first_of_party(doc, name, at) else start
            end = end + 1 if _goes_on(doc, name, at) else end
            end = _behind_of(doc, name, at) if not name.senses and end == name.end else end
        same = (start, end) == (name.start, name.end)
        found.append(name if same else Name(start, end, Label.BODY))
    return _without_covered(found)


def _is_first_of_party(doc: Doc, name: Name, at: dict[int, Name]) -> bool:
    before = doc[name.start - 1] if name.start else None
    if before is None or doc[name.end - 1].text != "Party" or name.start - 1 in at:
        return False
    plain = before.text.istitle() and before.text.isalpha() and not before.is_sent_start
    return plain and before.pos_ == "PROPN" and before.lower_ not in ("the", "former", "new", "old")


def _goes_on(doc: Doc, name: Name, at: dict[int, Name]) -> bool:
    after = doc[name.end] if name.end < len(doc) else None
    if after is None or not name.senses or name.end in at or not after.text.istitle():
        return False
    known = any(a.kind in (ActorKind.ORGANISATION, ActorKind.GOVERNMENT) for a, _ in name.senses)
    return known and after.lower_ in _SERVICES


def _behind_of(doc: Doc, name: Name, at: dict[int, Name]) -> int:
    """Where the name ends with the place that it is of."""
    end = name.end
    if end + 1 >= len(doc) or doc[end].text != "of" or doc[end - 1].lower_ not in _OF_SOMEWHERE:
        return end
    place = at.get(end + 1)
    if place is None or place.start != end + 1 or place.label is Label.BODY:
        return end
    owns = place.end < len(doc) and doc[place.end].tag_ == "POS"
    return end if owns else place.end


_SERVICES = frozenset("services service university school hospital club college".split())
_OF_SOMEWHERE = frozenset("union court association federation confederation chamber".split())
_LONGEST_ORGAN = 6  # words
_ORGANS = frozenset(
    "commission council parliament court assembly committee secretariat tribunal mission".split()
)


def _may_be_body(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    """Whether it is tagged as a body, ends like one, or is a person's name with no known first name in it."""
    if name.label is not Label.PERSON:
        return name.label is Label.BODY
    after = doc[name.end] if name.end < len(doc) else None
    last = doc[name.end - 1].lower_ in _LAST and len(name) > 2
    goes_on = after is not None and after.lower_ in _LAST and after.text.istitle()
    return last or goes_on or knowledge.gender_of(doc[name.start].text) is None


def _grown(doc: Doc, name: Name, taken: dict[int, Name]) -> tuple[int, int]:
    """Where a body's name begins and ends: with the last word that makes it one, back to its "the"."""
    start, end = name.start, name.end
    if end + 1 < len(doc) and doc[end].text in _GENITIVES and doc[end + 1].lower_ in _LAST:
        end += 2 if doc[end + 1].text.istitle() else 0
    elif end < len(doc) and end not in taken and doc[end].lower_ in _LAST:
        end += doc[end].text.istitle()
    left = start
    while left > 0 and left - 1 not in taken and _may_begin(doc[left - 1]):
        left -= 1
    named = left > 0 and doc[left - 1].lower_ == "the" and left < start
    institution = end > name.end or doc[end - 1].lower_ in _LAST or _is_abbreviated(doc, end)
    return (left if named and institution else start), end


def _may_begin(token: Token) -> bool:
    return token.text.istitle() and token.text.isalpha() and token.lower_ in _BEGINNINGS


def _is_abbreviated(doc: Doc, end: int) -> bool:
    """ "(IPS)" behind a name."""
    return end + 2 < len(doc) and doc[end].text == "(" and doc[end + 1].text.isupper()


def _without_covered(names: list[Name]) -> list[Name]:
    """The names without those that lie in a longer one; in time linear in their number but for the sorting."""
    covered: set[int] = set()
    widest: Name | None = None
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if widest is not None and name.end <= widest.end and len(name) < len(widest):
            covered.add(id(name))
        elif widest is None or name.end > widest.end:
            widest = name
    return [name for name in names if id(name) not in covered]


_LAST = frozenset(
    "board association union council committee commission authority agency federation confederation institute foundation trust "
    "society league alliance chamber congress forum network coalition partnership bureau tribunal office service guild".split()
)
_BEGINNINGS = frozenset(
    "international national european all india global world regional federal royal central northern southern eastern western "
    "american british african asian general independent united joint free".split()
)


def _is_capitalised(token: Token) -> bool:
    return token.text.istitle() and token.text.isalpha() and not token.is_sent_start


_GENITIVES = frozenset({"'", "’", "'s", "’s"})


def _is_name_word(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text.istitle() and token.text.isalpha()
