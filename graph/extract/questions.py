"""Questions that ask whether something is so: what they ask is not asserted."""

from __future__ import annotations

from spacy.tokens import Token

_LEADS = frozenset(":;,—–-“\"'‘")
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))


def is_asked_what(verb: Token) -> bool:
    """ "What did the mayor say when it failed?", "Who sees it?". Counter-examples: "What she said was clear", "said who sees it"."""
    if verb.dep_ != "ROOT" or verb.sent[0].lower_ not in ("who", "what"):
        return False
    last = next((t for t in reversed(list(verb.sent)) if not t.is_space), verb)
    if last.text[-1] != "?":
        return False
    first = verb.sent[0]
    if first.lower_ == "who" and first.head == verb:
        return True
    helper = any(k.dep_ == "aux" and k.lemma_ == "do" and k.i == first.i + 1 for k in verb.lefts)
    return first.lower_ == "what" and first.head == verb and helper


def is_asked_whether(verb: Token) -> bool:
    """ "Did the mayor say so?", "Vote: Does Oslo back it?". Counter-example: "Why did she say so?" (she did)."""
    subject = next((k for k in verb.lefts if k.dep_ in _SUBJECTS), None)
    if subject is None:
        return False
    helper = next((k for k in verb.lefts if k.dep_ in ("aux", "auxpass") and k.i < subject.i), None)
    if helper is None or not (helper.is_sent_start is True or helper.nbor(-1).text in _LEADS):
        return False
    for token in verb.doc[verb.i + 1 : verb.sent.end + 2]:
        if token.text == "?":
            return True
        if token.text in (".", "!") or "\n" in token.text:
            return False
    return False
