"""The mood of demands: "insisted that the union agree to …" tells what the union is to do, not what it does."""

from __future__ import annotations

from spacy.tokens import Token

# Any base form after these is a demand: "proposed that each member pledge $2 million".
_DEMANDING = frozenset(
    "demand ask propose urge recommend require request order stipulate plead beg advise instruct direct decree command "
    "beseech implore mandate petition desire prefer".split()
)
# These tell as well: "insisted that the unions had agreed", "insists that the unions agree with her".
_TELLING_TOO = frozenset({"insist", "suggest"})
_NOUNS = frozenset(
    "demand request requirement proposal recommendation insistence condition order call plea appeal suggestion "
    "stipulation instruction rule wish ultimatum".split()
)
_ADJECTIVES = frozenset(
    "essential vital crucial important imperative necessary critical desirable urgent mandatory preferable "
    "advisable obligatory appropriate fitting".split()
)
_CLAUSES = frozenset({"ccomp", "acl", "advcl", "csubj", "xcomp", "relcl"})
_LIKE_PRESENT = frozenset({"i", "you", "we", "they"})
_MAX_CLIMB = 4


def is_demanded(verb: Token) -> bool:
    """Whether a verb stands in the subjunctive of a demand, so that its subject neither does nor says it.

    Example: "Lund insisted that the union agree to cut wages", "the demand that Chad promise to pay".
    Counter-examples: "Lund insisted that the union agreed to cut wages", "insists that the unions agree with her".
    """
    clause = _clause(verb)
    if clause is None or not _is_base(clause):
        return False
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.i > clause.i or subject.tag_ in ("WDT", "WP"):
        return False
    return _demands(clause.head, _is_unlike_present(subject, clause))


def _clause(verb: Token) -> Token | None:
    """The verb under the word of demanding: itself, or the one that it is joined to by "and"."""
    for _ in range(_MAX_CLIMB):
        if verb.dep_ in _CLAUSES:
            return verb
        if verb.dep_ != "conj":
            return None
        bare = not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in verb.children)
        if not bare or not _is_base(verb):
            return None
        verb = verb.head
    return None


def _is_base(verb: Token) -> bool:
    """ "agree", "be prepared", "not agree"; not "agrees", "will agree", "to agree", "do agree", "agreed"."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if helpers:
        return helpers[0].lower_ == "be"
    return verb.lower_ == verb.lemma_.lower() and verb.tag_ not in ("VBD", "VBN", "VBG", "VBZ")


def _is_unlike_present(subject: Token, clause: Token) -> bool:
    """Whether the form cannot be the present tense: "the union agree", "they be told"."""
    if clause.lower_ == "be" or any(c.lower_ == "be" for c in clause.children if c.i < clause.i):
        return True
    if subject.lower_ in _LIKE_PRESENT:
        return False
    joined = any(t.i > subject.i for t in subject.conjuncts)
    return not joined and subject.tag_ in ("NN", "NNP", "PRP", "JJ", "DT")


def _demands(word: Token, unlike_present: bool) -> bool:
    """Whether a word asks for what the clause under it says."""
    lemma = word.lemma_.lower()
    if word.pos_ == "NOUN":
        return lemma in _NOUNS
    if lemma in _DEMANDING:
        return True
    if lemma in _TELLING_TOO:  # "insisted that the unions agree": told, it would be "agreed"
        return unlike_present or word.tag_ in ("VBD", "VBN")
    described = [word, *(c for c in word.children if c.dep_ in ("acomp", "attr", "oprd"))]
    return any(w.pos_ == "ADJ" and w.lemma_.lower() in _ADJECTIVES for w in described)
