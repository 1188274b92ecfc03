"""How sure a finding must be to be given back: it depends on what is said, and by whom.

The confidence says whether PolNeAR's readers would mark it; they mark attitudes, moods and decrees too, which a
reader of statements does not ask for. So words that are known to report need little, words that are not need more,
and so do things that "say" and sayings without a speaker. Quotations need least.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.extract.mandative import is_demanded
from graph.extract.questions import is_asked_what
from graph.extract.statements.actions import (
    is_action,
    is_effect,
    is_impression,
    is_quoted_by,
    is_ruling,
    is_silence,
)
from graph.extract.statements.antecedents import antecedent
from graph.extract.statements.candidate import Candidate
from graph.extract.statements.clause import RELATIVE
from graph.extract.statements.combination import OPENING_MARKS, Finding
from graph.extract.statements.marks import Quotations
from graph.extract.statements.scoring import is_cue
from graph.extract.statements.settling import (
    is_asked_about,
    is_kind_of_text,
    is_questioned,
    is_supposed,
)
from graph.extract.statements.speaking import SEEN, can_speak
from graph.extract.statements.tagged import noun_of
from graph.lexicons import reporting
from graph.lexicons.reporting import Cue
from graph.model import Mode

# Least chance. Chosen on two thirds of PolNeAR dev and on what readers of statements miss in the seeds.
TOLD = 0.12  # a clause behind a word that reports: "said the plan was over"
REPORTED = 0.17  # a phrase behind one: "criticised the plan"
MEANT = 0.2  # a clause of intention, or of "who": "wants to close it", "who hopes that it holds"
OTHER = 0.44  # a word of no lexicon: "is steering clear of the plan"
QUOTED = 0.12  # a quotation, or a clause that holds one
THING, QUOTING_THING, OTHER_THING = 0.6, 0.3, 0.8  # the source cannot speak: "the crisis"
UNNAMED, QUOTED_UNNAMED, OTHER_UNNAMED = 0.35, 0.3, 0.55  # no speaker: "is expected to"
RULES, RULES_QUOTED = 0.5, 0.35  # where no tagger was asked: the profile `fast`
RULES_THING, RULES_UNNAMED = 0.8, 0.55
DOUBTFUL_TOLD = 0.22  # a clause whose speaker is inherited from elsewhere, seen by the rules alone
_NEAR = ("own", "agent", "phrase", "colon")  # how a subject is found beside its cue
_ALL = frozenset("everyone everybody anyone anybody nobody none all".split())
_TERM = 4  # tokens of “trade war”
_MIXED = 2  # tokens in marks that make a clause one that holds a quotation
_ANSWERS = frozenset("comment respond react reply answer ask".split())
_NEGATIONS = frozenset("not n't n’t neither nor never".split())
_NOBODY = frozenset("nobody none".split())
_OWN = frozenset("he she they it".split())
_NOTHING = frozenset("nothing anything little".split())
_DISSENT = frozenset("disagree differ dissent demur agree concur".split())
_POSITIONS = {"PROPN": "NOUN", "AUX": "VERB"}


def is_accepted(finding: Finding, quotations: Quotations) -> bool:
    """Whether a finding is given back: it can be a statement, and is sure enough for its class."""
    candidate = finding.candidate
    if _is_none(finding, quotations):
        return False
    choose = _least_of_rules if finding.alone else _least
    least = choose(candidate, quotations)
    if _has_doubtful_speaker(finding, quotations):
        told = candidate.head.pos_ in ("VERB", "AUX") and _reports(candidate) is not None
        least = max(least, DOUBTFUL_TOLD if told else OTHER)
    return finding.confidence >= least


def _has_doubtful_speaker(finding: Finding, quotations: Quotations) -> bool:
    """Whether the rules alone see it, with a subject that stands elsewhere: "met the mayor to express sympathy".

    A wrong speaker is worse than a missing one. Counter-examples: "Lind expressed sympathy", words in marks.
    """
    candidate = finding.candidate
    if finding.alone or not finding.group or finding.tagged is not None or candidate.source is None:
        return False
    if candidate.how in _NEAR or _is_quoted(candidate):
        return False
    return not _holds_quotation(candidate, quotations)


def _is_none(finding: Finding, quotations: Quotations) -> bool:
    """Whether it cannot be a statement, however likely the words.

    A deed is none, but words in marks are words: "the spot targets a “rotten port”".
    """
    candidate = finding.candidate
    if is_demanded(candidate.cue) or is_supposed(candidate):
        return True  # "insisted that the union agree to …" is no word of the union
    if candidate.source is not None and is_questioned(candidate):
        return True
    if _is_nobodys(candidate, quotations) or is_asked_what(candidate.cue):
        return True
    if is_ruling(candidate) or is_effect(candidate) or _is_compared(candidate):
        return True
    if _is_empty(candidate) or is_asked_about(candidate) or _is_seen(candidate):
        return True
    if _is_set_apart(candidate) or _is_shared_by_all(candidate):
        return True
    if _is_of_what_is_discussed(candidate) or _is_plea_without_charge(candidate):
        return True
    if _is_known_of_nobody(candidate, quotations):
        return True
    if _is_explained(candidate) or is_quoted_by(candidate):
        return True
    if is_silence(candidate) or is_impression(candidate) or is_kind_of_text(candidate):
        return True
    if is_action(candidate) and not _holds_quotation(candidate, quotations):
        return True
    return not finding.group and _is_cut(candidate)


def _is_nobodys(candidate: Candidate, quotations: Quotations) -> bool:
    """Whether nobody says it, or the writer supposes what he or a reader would say: "nobody denies", "you might say".

    Counter-examples: the same words in marks; "I think", "you told us" (PolNeAR's readers mark them).
    """
    subject, cue = candidate.subject, candidate.cue
    if subject is None or candidate.quotes or subject.i in quotations.by_token:
        return False
    if subject.lower_ in _NOBODY:
        return True
    supposed = any(k.tag_ == "MD" or k.dep_ == "neg" for k in cue.lefts)
    return subject.lower_ in ("i", "you") and supposed and cue.lemma_.lower() == "say"


def _least(candidate: Candidate, quotations: Quotations) -> float:
    report = _reports(candidate)
    known = report is not None
    quoted = _is_quoted(candidate) or _holds_quotation(candidate, quotations)
    speaker = speaker_of(candidate)
    if speaker is None:
        known = known and candidate.cue.pos_ == "VERB"
        return QUOTED_UNNAMED if quoted else UNNAMED if known else OTHER_UNNAMED
    if not can_speak(speaker):
        return QUOTING_THING if quoted else THING if known else OTHER_THING
    if quoted:
        return QUOTED
    if not known:
        return OTHER
    if candidate.head.pos_ not in ("VERB", "AUX"):
        return REPORTED
    subject = candidate.subject
    relative = subject is not None and subject.lower_ in RELATIVE
    meant = report is not None and report.mode is Mode.INTENTION
    return MEANT if meant or relative else TOLD


def _least_of_rules(candidate: Candidate, quotations: Quotations) -> float:
    speaker = speaker_of(candidate)
    if speaker is None:
        return RULES_UNNAMED
    if not can_speak(speaker):
        return RULES_THING
    return RULES_QUOTED if _is_quoted(candidate) else RULES


def speaker_of(candidate: Candidate) -> Token | None:
    """The noun that names the source; for "who" the noun on which its clause hangs."""
    if candidate.source is None:
        return None
    subject = candidate.subject
    if subject is None:
        return noun_of(candidate.cue.doc, candidate.source)
    return antecedent(subject) if subject.lower_ in RELATIVE else subject


def _reports(candidate: Candidate) -> Cue | None:
    """What the lexicon knows of the cue."""
    cue = candidate.cue
    pos = _POSITIONS.get(cue.pos_, cue.pos_)
    known = reporting.cue(cue.lemma_.lower(), pos)
    return known or (reporting.cue_of_form(cue.lower_, pos) if pos == "VERB" else None)


def _is_quoted(candidate: Candidate) -> bool:
    """Whether the content begins behind a quotation mark and is more than a term in marks."""
    start, end = candidate.content[0]
    opened = start > 0 and candidate.cue.doc[start - 1].text in OPENING_MARKS
    return bool(candidate.quotes) or (opened and end - start >= _TERM)


def _holds_quotation(candidate: Candidate, quotations: Quotations) -> bool:
    """Whether words of the content stand in quotation marks: "said the plan was “a farce”".

    Behind a verb that is not known to report half of them: "axes her manager in a “blazing row”" (a headline's marks).
    """
    inside = quotations.by_token
    quoted = sum(i in inside for a, b in candidate.content for i in range(a, b))
    if candidate.cue.pos_ == "VERB" and _reports(candidate) is None:
        return quoted >= _MIXED and quoted * 2 >= sum(b - a for a, b in candidate.content)
    return quoted >= _MIXED


def _is_cut(candidate: Candidate) -> bool:
    """Whether the tagger alone took an adverb for a cue, or cut a content off before its clause.

    "also known as the pact"; "it is a policy | that Lind criticised"; "it was not closed, | as Lind suggested".
    """
    word, doc = candidate.cue, candidate.cue.doc
    if word.pos_ == "ADV" and not is_cue(word.lower_, "ADV"):
        return True
    last = doc[candidate.content[-1][1] - 1]
    if last.lower_ == "as" and any(k.dep_ == "neg" for k in candidate.head.children):
        return True
    return last.lower_ in RELATIVE and last.tag_ in ("WDT", "WP", "IN")


def _is_empty(candidate: Candidate) -> bool:
    """Whether nothing is said: "a tape, | which | was posted by the station"; "agency | to appeal" in a headline; "said | nothing"."""
    start, end = candidate.content[0]
    if len(candidate.content) == 1 and end == start + 1:
        word = candidate.cue.doc[start]
        return word.tag_ in ("WDT", "WP") or (word.lower_ in _NOTHING and not candidate.quotes)
    infinitive = candidate.cue.tag_ == "VB" and any(k.lower_ == "to" for k in candidate.cue.lefts)
    before = candidate.content[-1][1] <= candidate.cue_range[0]
    return infinitive and before and candidate.how == "own" and not candidate.quotes


def _is_set_apart(candidate: Candidate) -> bool:
    """Whether a semicolon ends the content before its speaker: "Oslo is ready to pay; Bern says no" (Bern's word is "no").

    Counter-example: "She wrote: Oslo is ready; Bern is not".
    """
    source, end = candidate.source, candidate.content[-1][1]
    if candidate.quotes or source is None or not end < min(source[0], candidate.cue.i) <= end + 3:
        return False
    return candidate.cue.doc[end].text == ";"


def _is_shared_by_all(candidate: Candidate) -> bool:
    """Whether a phrase tells what all or none hold: "Not everyone shares his view". Counter-example: "Everyone says it fell"."""
    speaker = candidate.subject
    if speaker is None or speaker.lower_ not in _ALL or candidate.quotes:
        return False
    return candidate.head.pos_ not in ("VERB", "AUX")


def _is_seen(candidate: Candidate) -> bool:
    """Whether the source has only seen where it stands: "Under the plan, seen by the Post, Oslo would pay"."""
    subject = candidate.subject
    if subject is None or subject.dep_ != "pobj" or subject.head.dep_ != "agent":
        return False
    verb = subject.head.head
    return verb != candidate.cue and verb.lemma_.lower() in SEEN


def _is_of_what_is_discussed(candidate: Candidate) -> bool:
    """Whether the clause tells what others say, to which the source only answers: "Commenting on reports that | it failed |, Lind …".

    Counter-examples: "Lind commented that it failed", "Lind has not commented on reports that it failed" (a refusal).
    """
    noun = candidate.cue if candidate.cue.pos_ == "NOUN" else candidate.head.head
    if noun.dep_ != "pobj" or candidate.head.dep_ not in ("acl", "relcl"):
        return False
    verb = noun.head.head
    if any(t.lower_ in _NEGATIONS for t in candidate.cue.doc[candidate.cue.sent.start : noun.i]):
        return False
    return noun.head.dep_ == "prep" and verb.lemma_.lower() in _ANSWERS and verb.i < noun.i


def _is_plea_without_charge(candidate: Candidate) -> bool:
    """Whether what stands behind a plea is none of it: "pleaded guilty | last year". Counter-example: "… | to bribery"."""
    start, _ = candidate.content[0]
    doc, plea = candidate.cue.doc, candidate.cue
    if plea.lemma_.lower() != "plead" or candidate.quotes or doc[start - 1].lower_ != "guilty":
        return False
    return doc[start].lower_ != "to"


def _is_explained(candidate: Candidate) -> bool:
    """Whether the clause behind a colon has its own saying: "Lind disagrees: | she thinks that it will fail |".

    Counter-example: "Lind disagrees: it will fail".
    """
    start, _ = candidate.content[0]
    first = candidate.cue.doc[start]
    if candidate.cue.lemma_.lower() not in _DISSENT or candidate.quotes or start < 2:
        return False
    if candidate.cue.doc[start - 1].text != ":" or first.lower_ not in _OWN:
        return False
    return reporting.cue(first.head.lemma_.lower(), "VERB") is not None


def _is_known_of_nobody(candidate: Candidate, quotations: Quotations) -> bool:
    """Whether nobody is said to think it: "counting is not | knowing what it is worth".

    Counter-examples: "Lind is used to knowing what it is worth", the same words in marks.
    """
    cue, known = candidate.cue, _reports(candidate)
    if candidate.source is not None or cue.tag_ != "VBG" or cue.i in quotations.by_token:
        return False
    return known is not None and known.mode is Mode.THOUGHT and not candidate.quotes


def _is_compared(candidate: Candidate) -> bool:
    """Whether the content is what something is measured against: "growth was better than | Lind had predicted"."""
    return candidate.cue.doc[candidate.content[-1][1] - 1].lower_ == "than"
