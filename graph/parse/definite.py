"""Resolves definite descriptions: "the US leader", "the minister", "the bloc", "the company"."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from graph.model import ActorKind, Entity
from graph.parse.beside import named_beside
from graph.parse.body_sorts import is_sort_of
from graph.parse.descriptions import ANYBODY, Phrase, is_aged
from graph.parse.discourse import Discourse, subject_of
from graph.parse.person_words import bare, person_words
from graph.parse.reading import Reading
from graph.parse.specific import is_in_heading

_ALSO = {
    "leader": "president premier chancellor minister pm dictator king ruler chief head leader prince taoiseach",
    "premier": "pm premier taoiseach",
    "lawmaker": "senator representative congressman congresswoman mp mep legislator sen rep deputy",
    "legislator": "senator representative congressman congresswoman mp mep lawmaker sen rep",
    "senator": "sen",
    "congressman": "representative rep",
    "congresswoman": "representative rep",
    "governor": "gov",
    "general": "gen",
    "judge": "justice magistrate",
    "diplomat": "ambassador envoy diplomat",
    "envoy": "ambassador representative",
    "chief": "director head ceo secretary chairman chairwoman president chief commander",
    "head": "director chief ceo president chairman",
    "candidate": "nominee candidate",
    "nominee": "candidate nominee",
    "executive": "ceo chief president chairman executive",
    "official": "official director deputy undersecretary commissioner spokesman spokeswoman",
    "businessman": "billionaire ceo tycoon mogul businessman",
    "billionaire": "businessman tycoon mogul billionaire",
    "dictator": "leader president ruler",
    "strongman": "leader president ruler",
    "politician": "senator representative mp minister congressman leader politician lawmaker",
    "expert": "analyst expert professor fellow researcher scholar economist",
    "analyst": "analyst expert fellow researcher",
}
_KINDS_OF_MINISTER = frozenset({"minister", "secretary", "director", "general", "officer", "chief"})
_WITHIN = 6  # sentences back to a body that "the company" means
_NEXT = 3  # sentences on to the name of whom a post has introduced
_LATELY = 40  # mentions
_SPORT = frozenset("captain skipper star player veteran".split())  # who has another post besides
_DONE_TO = frozenset(  # whom others speak of, and who are told of beside those who act
    "suspect victim accused defendant casualty hostage witness plaintiff patient passenger attacker gunman driver".split()
)
_OF_STATE = frozenset(  # whom a text need not name: its readers know
    "president minister premier chancellor pm king queen pope pontiff governor mayor prince taoiseach".split()
)
_OCCUPATIONS = frozenset(  # what somebody is besides a post; of posts, one who was not said to hold it is not guessed
    "actor actress singer star player journalist author writer host anchor columnist historian scholar scientist".split()
)
_POSTS_OF = frozenset(  # posts that are somebody's by what stands before them: "team leader"
    "leader chief manager director head boss captain president officer coach secretary minister editor commander chairman "
    "chairwoman chair executive spokesman spokeswoman candidate nominee official".split()
)
_NOT_YET = frozenset(
    "next future new other another potential possible would-be eventual previous last".split()
)
_PEOPLE_NEAR = 3  # sentences back to the one person that "the billionaire" means


@dataclass(slots=True)
class Definite:
    """Descriptions each person goes by in the document, and the bodies heard."""

    reading: Reading
    discourse: Discourse
    posts: dict[int, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, discourse: Discourse) -> Definite:
        """Gathers titles and appositions; adds the latter to the entities' descriptions."""
        definite = cls(reading, discourse)
        words: dict[int, set[str]] = defaultdict(set)
        for entity in list(reading.entities):
            if entity.kind is ActorKind.PERSON:
                definite._read_appositions(entity)
                for text in reading.entities[entity.key].descriptions:
                    words[entity.key] |= {bare(w) for w in text.replace("-", " ").split()}
                words[entity.key] |= definite._titles(entity)
        definite.posts = dict(words)
        return definite

    def _titles(self, entity: Entity) -> set[str]:
        """ "Judge Lund … the judge", "Professor Lund … the professor": titles right before the name."""
        starts = (self.reading.tokens(span) for span in entity.mentions)
        before = [self.reading.doc[t.start - 1] for t in starts if t is not None and t.start]
        return {bare(t.text) for t in before if t.text[0].isupper()} & person_words().titles

    def _read_appositions(self, entity: Entity) -> None:
        found, country = list(entity.descriptions), entity.country
        for span in entity.mentions:
            tokens = self.reading.tokens(span)
            for noun in _appositions(tokens.root) if tokens is not None else ():
                text = _text(noun)
                found += [text] if text not in found else []
                country = country or self._country_near(noun)
        self.reading.entities[entity.key] = replace(
            entity, descriptions=tuple(found), country=country
        )

    def _country_near(self, noun: Token) -> str | None:
        """ "the Norwegian foreign minister", "president of Norway"; not of bodies farther off."""
        near = [*noun.lefts, *(t for c in noun.rights if c.lower_ == "of" for t in c.children)]
        for token in near:
            key = self.reading.entity_at(token.i)
            entity = self.reading.entities[key] if key is not None else None
            if entity is not None and entity.kind in (ActorKind.COUNTRY, ActorKind.GOVERNMENT):
                return entity.country
        return None

    def resolve(self, phrase: Phrase) -> int | None:
        """Key of the named entity that the phrase describes, or None."""
        if phrase.plural:
            return None
        named = named_beside(phrase, self.reading)
        if named is not None:
            return named
        lemma = phrase.head.lemma_.lower()
        words = person_words()
        if (headed := self._in_headline(phrase, lemma)) is not None:
            return headed
        owned = any(t.tag_ == "PRP$" for t in phrase.head.lefts)
        if owned and not phrase.definite and lemma in words.described:
            return self._of_kin(phrase, lemma)
        if not phrase.definite and phrase.country is None and not self._is_of_a_body(phrase):
            return None
        if lemma in words.offices or lemma in words.described or is_aged(phrase.head):
            return self._person(phrase, lemma)
        return self._body(phrase, lemma)

    def _in_headline(self, phrase: Phrase, lemma: str) -> int | None:
        """ "Coach sacked" above "head coach Ola Lund": the only one in the text who is said to be that.

        Not: "Club sacks coach" above two coaches, "A coach dies".
        """
        bare_noun = phrase.start == phrase.head.i and phrase.head.dep_ != "compound"
        if not bare_noun or lemma not in person_words().offices or not is_in_heading(phrase.head):
            return None
        fits = [key for key, words in self.posts.items() if lemma in words]
        return fits[0] if len(fits) == 1 else None

    def _person(self, phrase: Phrase, lemma: str) -> int | None:
        wanted = {lemma, *_ALSO.get(lemma, "").split()}
        fits = [
            k
            for k, words in self.posts.items()
            if words & wanted and self._agrees(k, phrase, lemma)
        ]
        heard = [k for k in fits if k in self.discourse.last]
        if heard:
            latest = max(heard, key=lambda k: self.discourse.last[k].token)
            return self._unless_told_of_another(latest, phrase, lemma)
        if len(fits) == 1 and phrase.country is not None:
            return fits[0]
        if len(fits) == 1 and self._bodies_in(phrase) and self._comes(fits[0], phrase):
            return fits[0]
        if not fits and (coming := self._named_next(phrase, lemma)) is not None:
            return coming
        if fits:
            return None
        only = self._only_person_near(phrase, lemma)
        return only if only is not None else self._who_speaks_on(phrase, lemma)

    def _unless_told_of_another(self, latest: int, phrase: Phrase, lemma: str) -> int | None:
        """Who was said to be that, unless the text has come to speak of somebody else: then that one, or nobody.

        "The singer Ada Vik won. … Ola Lund sang, too. The singer wept": Lund. "Senator Vik left. … Lund spoke. The senator
        smiled": nobody is guessed. "Director Vik resigned. An official came. The
        official laughed": the one who came.
        """
        last, here = self.discourse.last[latest], self.discourse.sentence_of[phrase.head.i]
        if self._is_told_since(lemma, last.token):
            return None
        named = any(t.ent_type_ for t in self.reading.doc[phrase.start : phrase.head.i])
        if here - last.sentence <= 1 or named or phrase.country or self._is_posted(phrase):
            return latest
        other = self._in_focus(phrase, lemma)
        if other is None or other == latest:
            return latest
        if not self._is_free(other, lemma):
            return latest
        return other if lemma in _OCCUPATIONS | _only_described() else None

    def _is_told_since(self, lemma: str, token: int) -> bool:
        """Whether somebody unnamed was told of since by this noun."""
        return any(
            h.token > token
            and not h.pronoun
            and self.reading.entities[h.key].kind is ActorKind.UNNAMED
            and self.reading.doc[h.token].lemma_.lower() == lemma
            for h in self.discourse.heard
        )

    @staticmethod
    def _is_posted(phrase: Phrase) -> bool:
        """Whether it says of what: "the chief of staff", "the campaign manager"."""
        head = phrase.head
        return any(t.dep_ == "prep" and t.lower_ == "of" for t in head.rights) or any(
            t.dep_ == "compound" for t in head.lefts
        )

    def _in_focus(self, phrase: Phrase, lemma: str) -> int | None:
        """The person who was the subject of this sentence or the one before, the only such one, with a name."""
        head, here = phrase.head, self.discourse.sentence_of[phrase.head.i]
        paragraph = self.discourse.paragraph_of[head.i]
        near = {
            h.key
            for h in self.discourse.heard[-_LATELY:]
            if h.subject
            and h.quoted < 0
            and 0 <= here - h.sentence <= 1
            and h.paragraph == paragraph
            and self.reading.entities[h.key].kind is ActorKind.PERSON
            and not self._cannot_be(h.key, h.token, lemma)
        }
        return near.pop() if len(near) == 1 else None

    def _is_free(self, key: int, lemma: str) -> bool:
        """Whether nothing is told of the person that speaks against the noun."""
        offices = self.posts.get(key, set()) & person_words().offices
        return not offices - _SPORT or lemma in offices

    def _who_speaks_on(self, phrase: Phrase, lemma: str) -> int | None:
        """ "Captain Ola Lund apologised. “I am sorry,” the midfielder said": who acts, and speaks in the next sentence."""
        words = person_words()
        occupation = (
            lemma in words.described - words.relations - words.crowds - _OF_COURTS - _DONE_TO
        )
        occupation = occupation or is_aged(phrase.head)
        if not occupation or not self.discourse.speaks(phrase.head) or phrase.country:
            return None
        aged = is_aged(phrase.head)
        if self._bodies_in(phrase) or not (
            aged or not (self._is_posted(phrase) or _is_told_apart(phrase.head))
        ):
            return None
        key = self._in_focus(phrase, lemma)
        if key is None or key in self._told_of(phrase.head) or self._is_told_since(lemma, -1):
            return None
        return key if aged or self._is_free(key, lemma) else None

    def _of_kin(self, phrase: Phrase, lemma: str) -> int | None:
        """ "His mother, Ada Lund … his mother": the only one who was said to be that, or who bears his surname.

        "Ada Lund and her brother Ola climbed it. His sister fell": Ada. Not where she was said to be his wife.
        """
        fits = [k for k, words in self.posts.items() if lemma in words]
        if fits:
            return fits[0] if len(fits) == 1 else None
        whose = next((t for t in phrase.head.lefts if t.tag_ == "PRP$"), None)
        key = self.reading.entity_at(whose.i) if whose is not None else None
        gender = person_words().genders.get(lemma)
        if key is None or gender is None or self.reading.entities[key].kind is not ActorKind.PERSON:
            return None
        surname = self.reading.entities[key].name.split()[-1]
        kin = [
            e.key
            for e in self.reading.entities
            if e.kind is ActorKind.PERSON
            and e.key != key
            and e.name.split()[-1] == surname
            and " " in e.name
            and e.gender is gender
            and not self.posts.get(e.key, set()) & person_words().relations
        ]
        return kin[0] if len(kin) == 1 else None

    def _agrees(self, key: int, phrase: Phrase, lemma: str) -> bool:
        entity = self.reading.entities[key]
        if not self._of_its_body(entity, phrase) or not self._of_its_place(entity, phrase):
            return False
        if phrase.country and entity.country and phrase.country != entity.country:
            return False
        if phrase.country and entity.country is None:
            return False
        if lemma not in _KINDS_OF_MINISTER:
            return True
        kinds = {t.lower_ for t in phrase.head.lefts if t.dep_ in ("amod", "compound")}
        kinds = {w for w in kinds if w not in ("former", "then", "new") and w.isalpha()}
        countries = {t.lower_ for t in phrase.head.lefts if self.reading.entity_at(t.i) is not None}
        return kinds - countries <= self.posts[key]

    def _of_its_place(self, entity: Entity, phrase: Phrase) -> bool:
        """ "The premier of Saxony" is nobody who was not said to be of Saxony, or of the country that it names."""
        of = [c for t in phrase.head.rights if t.lower_ == "of" for c in t.children]
        named = [t for t in of if t.pos_ == "PROPN"]
        if not named:
            return True
        told = " ".join(entity.descriptions).casefold()
        keys = [k for t in named if (k := self.reading.entity_at(t.i)) is not None]
        countries = {self.reading.entities[k].country for k in keys} - {None}
        return entity.country in countries or any(t.lower_ in told for t in named)

    def _named_next(self, phrase: Phrase, lemma: str) -> int | None:
        """ "Norway's prime minister … Prime Minister Ola Brandt" right after it, whose country nobody told."""
        if phrase.country is None:
            return None
        kinds = {t.lower_ for t in phrase.head.lefts if t.dep_ in ("amod", "compound")} | {lemma}
        found: list[int] = []
        for key, words in self.posts.items():
            entity = self.reading.entities[key]
            if entity.country is None and kinds <= words and key not in self.discourse.last:
                found += [key] if self._comes(key, phrase) else []
        if len(found) != 1:
            return None
        entity = self.reading.entities[found[0]]
        self.reading.entities[found[0]] = replace(entity, country=phrase.country)
        return found[0]

    def _is_of_a_body(self, phrase: Phrase) -> bool:
        """ "NATO's secretary general" is one; "a NATO official" is anybody."""
        bodies = self._bodies_in(phrase)
        owners = (
            t for t in phrase.head.lefts if t.dep_ == "poss" and t.tag_ not in ("PRP$", "WP$")
        )
        return not phrase.indefinite and any(self.reading.entity_at(t.i) in bodies for t in owners)

    def _comes(self, key: int, phrase: Phrase) -> bool:
        """Whether the name is told soon after: "NATO's secretary general called. … Secretary General Ada Lund"."""
        first = self.reading.tokens(self.reading.entities[key].mentions[0])
        here = self.discourse.sentence_of[phrase.head.i]
        return first is not None and 0 <= self.discourse.sentence_of[first.root.i] - here <= _NEXT

    def _of_its_body(self, entity: Entity, phrase: Phrase) -> bool:
        """ "The CIA chief" is nobody who was not said to be of the CIA."""
        bodies = self._bodies_in(phrase)
        if not bodies:
            return True
        told = " ".join(entity.descriptions).casefold()
        return bool(told) and all(self._is_named_in(body, told) for body in bodies)

    def _is_named_in(self, body: int, told: str) -> bool:
        entity = self.reading.entities[body]
        forms = {entity.name, *(s.of(self.reading.document.text) for s in entity.mentions)}
        return any(re.search(rf"\b{re.escape(form.casefold())}\b", told) for form in forms)

    def _bodies_in(self, phrase: Phrase) -> set[int]:
        """Organisations named before the head of the phrase."""
        keys = {self.reading.entity_at(i) for i in range(phrase.start, phrase.head.i)}
        kinds = (ActorKind.ORGANISATION, ActorKind.GOVERNMENT)
        return {k for k in keys if k is not None and self.reading.entities[k].kind in kinds}

    def _only_person_near(self, phrase: Phrase, lemma: str) -> int | None:
        """The one person spoken of just now, where the description says who speaks."""
        anybody = lemma in ANYBODY and not _is_told_apart(phrase.head)
        if subject_of(phrase.head) is None and not anybody:
            return None
        if phrase.country or self._bodies_in(phrase) or self._is_of_another_post(phrase):
            return None
        sentence = self.discourse.sentence_of[phrase.head.i]
        near = [
            k
            for k, last in self.discourse.last.items()
            if sentence - last.sentence <= _PEOPLE_NEAR
            and self.reading.entities[k].kind in (ActorKind.PERSON, ActorKind.UNNAMED)
            and not (anybody and self._cannot_be(k, last.token, lemma))
        ]
        if len(near) != 1:
            return self._same_unnamed(near, lemma)
        if near[0] in self._told_of(phrase.head) or lemma in _OF_COURTS:
            return None
        entity = self.reading.entities[near[0]]
        gender = person_words().genders.get(lemma)
        if gender and entity.gender and gender != entity.gender:
            return None
        if entity.kind is ActorKind.UNNAMED:
            return near[0] if anybody else self._same_unnamed(near, lemma)
        rival = self.posts.get(near[0], set()) & person_words().offices
        if lemma in _OF_STATE and not rival and entity.known is None:
            return None  # "Lund resigned. Perhaps the premier thinks so, too": somebody else
        return near[0] if not rival or lemma in _LOOSE else None

    @staticmethod
    def _is_of_another_post(phrase: Phrase) -> bool:
        """ "The next president", "the team leader", "the other suspect" are nobody who was not said to be that.

        "The real estate mogul" may be anybody.
        """
        left = [t for t in phrase.head.lefts if t.dep_ in ("amod", "compound")]
        of_something = any(t.dep_ == "compound" for t in left)
        return any(t.lower_ in _NOT_YET for t in left) or (
            of_something and phrase.head.lemma_.lower() in _POSTS_OF
        )

    def _told_of(self, head: Token) -> set[int]:
        """Who is named in what a subject does: the judge of "The judge told Lund" is not Lund."""
        verb = subject_of(head)
        after = range(head.i + 1, verb.right_edge.i + 1) if verb is not None else ()
        keys = (self.reading.entity_at(i) for i in after)
        return {key for key in keys if key is not None}

    def _cannot_be(self, key: int, last: int, lemma: str) -> bool:
        """ "The woman" is neither "the guides" nor Ola Lund."""
        gender, own = person_words().genders.get(lemma), self.reading.entities[key].gender
        several = self.reading.doc[last].tag_ in ("NNS", "NNPS")
        return several or (gender is not None and own is not None and gender is not own)

    def _same_unnamed(self, near: list[int], lemma: str) -> int | None:
        """ "a senior official … the official"."""
        if lemma in person_words().described:
            return None  # `Described.again` tells by what stands before the noun
        fits = [
            k
            for k in near
            if self.reading.entities[k].kind is ActorKind.UNNAMED
            and self.reading.entities[k].name.lower().split()[-1] == lemma
        ]
        return fits[-1] if len(fits) == 1 else None

    def _body(self, phrase: Phrase, lemma: str) -> int | None:
        named = self._named_before(phrase, lemma)
        if named is not None:
            return named
        if self._is_named_itself(phrase):
            return None
        sentence = self.discourse.sentence_of[phrase.head.i]
        # "the Lund Corp. subsidiary" is a body of Lund Corp., and not Lund Corp. itself
        within = {self.reading.entity_at(i) for i in range(phrase.start, phrase.head.i)}
        by_name_only = self._is_of_another(phrase, within - {None}) or self._is_special(phrase)
        proper = own_words(phrase, self.reading)
        best: tuple[int, int, int] | None = None
        for key, last in self.discourse.last.items():
            if key in within or self._is_where_said(last.token):
                continue
            fit = self._fit(self.reading.entities[key], lemma, phrase)
            if (by_name_only and fit < 3) or not self._bears(key, proper):
                continue
            reach = _WITHIN * (4 if fit >= 3 else 1)
            if fit and sentence - last.sentence <= reach:
                ranked = (fit, last.token, key)
                best = max(best, ranked) if best else ranked
        return best[2] if best else None

    def _bears(self, key: int, words: frozenset[str]) -> bool:
        """Whether the body's name has one of the words: "the Harbour Pilots union" is no Labour Court."""
        name = self.reading.entities[key].name.lower().replace("-", " ").split()
        return not words or not words.isdisjoint(name)

    def _is_where_said(self, token: int) -> bool:
        """ "On Facebook", "via Twitter", "Facebook/Ada Lund": where something stands, not a firm told of."""
        doc = self.reading.doc
        after = doc[token + 1].text if token + 1 < len(doc) else ""
        head = doc[token].head
        return after == "/" or (doc[token].dep_ == "pobj" and head.lower_ in ("on", "via"))

    def _is_of_another(self, phrase: Phrase, within: set[int | None]) -> bool:
        """ "The Lund campaign" and "his company" are bodies of somebody; "the Norwegian company" may be any told of."""
        persons = any(
            key is not None
            and self.reading.entities[key].kind not in (ActorKind.COUNTRY, ActorKind.PLACE)
            for key in within
        )
        tokens = self.reading.doc[phrase.start : phrase.head.i]
        owned = any(t.tag_ == "PRP$" for t in tokens)
        # "the Korean company": of which of two countries is open
        open_ = phrase.country is None and any(
            t.ent_type_ in ("NORP", "GPE") and not _is_seat(t) for t in tokens
        )
        return persons or owned or open_

    def _is_special(self, phrase: Phrase) -> bool:
        """ "The power station" and "the parole board" are no outlet and no body told of before."""
        kinds = {t.lower_ for t in phrase.head.lefts if t.dep_ == "compound" and t.pos_ == "NOUN"}
        bodies = person_words().bodies
        company = phrase.head.lemma_.lower() in bodies["company"] | bodies["party"]
        return bool(kinds - _USUAL) and not company

    def _named_before(self, phrase: Phrase, lemma: str) -> int | None:
        """ "The Harbour Workers (HW) union" is the Harbour Workers; "the Harbour Workers committee" is not."""
        before = phrase.head.i - 1
        if self.reading.doc[before].text == ")":
            before -= 1
        while before > phrase.start and self.reading.doc[before].lower_ in _USUAL:
            before -= 1
        key = self.reading.entity_at(before) if before >= phrase.start else None
        if key is None or lemma not in _WHAT_IT_IS:
            return None
        return key if self.reading.entities[key].kind is ActorKind.ORGANISATION else None

    def _is_named_itself(self, phrase: Phrase) -> bool:
        """ "The broadcaster Lund TV" and "the Lund news agency" are no body told of before."""
        doc, after = self.reading.doc, phrase.head.i + 1
        named = after < len(doc) and doc[after].text[0].isupper() and not doc[after].is_sent_start
        return (named and doc[after].pos_ == "PROPN") or bool(self._bodies_in(phrase))

    def _fit(self, entity: Entity, lemma: str, phrase: Phrase) -> int:
        """How well a body fits a noun: 3 by its own name, 2 by what it is known to be, 1 by kind, 0 not."""
        bodies = person_words().bodies
        if phrase.country and entity.country != phrase.country:
            return 0
        if not self._has_its_seat(entity, phrase):
            return 0
        if entity.kind is ActorKind.COUNTRY:
            return 1 if lemma in ("country", "nation") and self._alone(entity.key, phrase) else 0
        if entity.kind not in (ActorKind.ORGANISATION, ActorKind.GOVERNMENT):
            return 0
        if lemma in _MEANS and entity.known == _MEANS[lemma]:
            return 3
        if lemma in entity.name.lower().split() and lemma not in ("group", "company"):
            return 3
        known = self.reading.knowledge.actors.get(entity.known or "")
        sector = known.sector if known else None
        if lemma in _BY_NAME_ONLY or not is_sort_of(lemma, entity.name, sector):
            return 0
        wanted = _OF_NOUN.get(lemma)
        for kind, sectors in _SECTORS.items():
            if lemma in bodies[kind] and sector in (wanted or sectors):
                return 2
        if lemma in ("company", "firm", "corporation") and self._is_only_company(entity):
            return 2
        company = lemma in bodies["company"] or lemma in _CLUBS
        if company and sector is None and entity.kind is ActorKind.ORGANISATION:
            return 1 if self._alone(entity.key, phrase) else 0
        return 0

    def _has_its_seat(self, entity: Entity, phrase: Phrase) -> bool:
        """ "The Lyon-based company" is none of another country."""
        if entity.country is None:
            return True
        doc = self.reading.doc
        words = (doc[i] for i in range(phrase.start, phrase.head.i))
        seats = [_seat(t) for t in words if _is_seat(t)]
        of = {self.reading.knowledge.country_of_place(seat) for seat in seats} - {None}
        return not of or entity.country in of

    def _is_only_company(self, entity: Entity) -> bool:
        """ "The company" is Lund AG where no other firm is told of so far."""
        heard = (self.reading.entities[key] for key in self.discourse.last)
        firms = {e.key for e in heard if e.kind is ActorKind.ORGANISATION and self._is_company(e)}
        return firms == {entity.key}

    def _is_company(self, entity: Entity) -> bool:
        known = self.reading.knowledge.actors.get(entity.known or "")
        if known is not None:
            return known.sector in _SECTORS["company"]
        text = self.reading.document.text
        forms = {entity.name, *(span.of(text) for span in entity.mentions)}
        return any(form.split()[-1].rstrip(".").lower() in _COMPANY_FORMS for form in forms)

    def _alone(self, key: int, phrase: Phrase) -> bool:
        """Whether it is the only entity of its kind heard in this sentence and the two before."""
        sentence = self.discourse.sentence_of[phrase.head.i]
        kind = self.reading.entities[key].kind
        near = {
            h.key
            for h in self.discourse.heard[-40:]
            if sentence - h.sentence <= 2
            and self.reading.entities[h.key].kind is kind
            and not h.modifier
        }
        return near == {key}


_USUAL = frozenset(  # kinds of outlets and institutions that a text goes back to
    "news tv television radio state wire press media spy intelligence security defence defense aid rights health watchdog "
    "law space broadcasting cable business trade world appeals research policy army police".split()
)
_WHAT_IT_IS = frozenset(
    "union group party company firm newspaper paper magazine daily tabloid network broadcaster airline bank militia movement "
    "alliance coalition club carmaker retailer foundation charity agency station channel website outlet weekly".split()
)
_COMPANY_FORMS = frozenset(
    "inc incorporated corp corporation co ltd limited llc plc ag sa nv gmbh se holdings motors airlines airways".split()
)
_OF_COURTS = frozenset(  # hardly ever the one who was told of: that is the defendant
    "judge magistrate barrister solicitor lawyer attorney prosecutor".split()
)
_BASED = re.compile(r"[-‑–](?:based|headquartered)$", re.IGNORECASE)
_CLUBS = frozenset({"team", "club", "franchise"})
_BY_NAME_ONLY = frozenset(  # which of a state's or party's bodies is meant, only a name can tell
    "coalition administration campaign movement office service team force panel board body faction league fund militia army "
    "navy church society museum consortium chamber center centre commission council committee school college hospital embassy "
    "university academy bureau".split()
)
_MEANS = {"bloc": "Q458", "alliance": "Q7184", "union": "Q458"}  # European Union, NATO
_LOOSE = ANYBODY | frozenset(
    " woman politician veteran billionaire republican democrat conservative liberal".split()
)
_SECTORS = {
    "alliance": ("alliance",),
    "media": ("media",),
    "party": ("party",),
    "company": ("company", "bank"),
    "institution": (
        "ministry",
        "agency",
        "police",
        "court",
        "legislature",
        "think tank",
        "ngo",
        "intergovernmental",
    ),
}


_OF_NOUN = {  # nouns that fit one sort of institution only
    "union": ("union", "alliance"),
    "agency": ("agency", "media", "intergovernmental"),
    "ministry": ("ministry",),
    "department": ("ministry",),
    "court": ("court",),
    "tribunal": ("court",),
    "parliament": ("legislature",),
    "assembly": ("legislature",),
    "senate": ("legislature",),
    "congress": ("legislature",),
    "chamber": ("legislature",),
    "legislature": ("legislature",),
    "police": ("police",),
    "authority": ("agency", "police", "ministry"),
    "regulator": ("agency", "ministry"),
    "charity": ("ngo",),
    "nonprofit": ("ngo",),
    "think-tank": ("think tank",),
    "institute": ("think tank", "ngo"),
    "foundation": ("ngo", "think tank"),
}


def own_words(phrase: Phrase, reading: Reading) -> frozenset[str]:
    """What sets a body apart from others of its sort: "harbour", "pilots" of "the Harbour Pilots union", "teachers" of "the
    teachers' union". Not the "Lyon" of "the Lyon-based firm", the "Norwegian" of "the Norwegian firm"."""
    doc = phrase.head.doc
    left = [t for t in doc[phrase.start : phrase.head.i] if t.is_alpha and not _is_seat(t)]
    capitals = (t for t in left if t.pos_ == "PROPN" and t.text[0].isupper() and not t.ent_type_)
    owners = (t for t in phrase.head.lefts if t.dep_ == "poss" and t.tag_ in ("NN", "NNS"))
    free = (t for t in (*capitals, *owners) if reading.entity_at(t.i) is None)
    return frozenset(t.lower_ for t in free)


def _only_described() -> frozenset[str]:
    """Nouns that no text puts before a name as a post: "midfielder"."""
    words = person_words()
    return words.described - words.offices


def _is_seat(token: Token) -> bool:
    """ "Lyon" of "the Lyon-based company", of whatever tokens it consists."""
    doc, behind = token.doc, token.i + 2
    apart = behind < len(doc) and doc[behind].lower_ == "based"
    joined = apart and doc[behind - 1].text in ("-", "‑", "–")
    return joined or bool(_BASED.search(token.lower_))


def _seat(token: Token) -> str:
    """ "New York" of "New York-based": with the names right before it."""
    start = token.i
    while (
        start > 0
        and token.doc[start - 1].pos_ == "PROPN"
        and token.doc[start - 1].text[0].isupper()
    ):
        start -= 1
    return _BASED.sub("", token.doc[start : token.i + 1].text)


def _is_told_apart(noun: Token) -> bool:
    """ "The man in the car", "the man who drove": said to tell somebody from others."""
    told = ("relcl", "acl", "prep", "amod", "compound", "nummod")
    return any(t.dep_ in told for t in noun.children)


def _appositions(name: Token) -> list[Token]:
    """Nouns that say what a named person is: "Lund, the minister", "the minister, Lund"."""
    offices = person_words().offices | person_words().described
    found = [c for c in name.children if c.dep_ == "appos" and c.lemma_.lower() in offices]
    if name.dep_ == "appos" and name.head.lemma_.lower() in offices:
        found.append(name.head)
    return found


def _text(noun: Token) -> str:
    left = [t.left_edge.i for t in noun.lefts if t.dep_ in ("amod", "compound", "nmod", "poss")]
    return noun.doc[min([*left, noun.i]) : noun.i + 1].text
