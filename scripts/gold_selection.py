"""Draws the candidate sentences of the commitment gold from the development corpora, the same ones every time.

    .venv/bin/python scripts/gold_selection.py /tmp/gold/selection.jsonl [--shared DIR]

Ways of drawing, told in `drawn`: `lexicon` (a word of promising, giving or withholding near a thing that can
be given), `class` (what the corpus says the sentence is: a PLOVER class, a grade of pledge) and `blind` (any
sentence, so that the gold does not hold only what our words find). Sentences of the first gold come along as
`first`. What the extractor finds plays no part. The file holds text: never write it into the repository.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import spacy
from gold_agreement import half
from spacy.language import Language

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "data" / "gold"
SEED = 5  # of the issue
LONGEST_ID = 44  # characters; longer ids spell out headlines
MOST_OF_A_DOCUMENT = 3
LENGTHS = range(35, 420)  # characters of a sentence worth reading

_BINDING = (
    r"(?:pledg\w+|promis\w+|vow(?:s|ed|ing)?|commit(?:s|ted|ting|ments?)?|offer(?:s|ed|ing)?|refus\w+|donat\w+|"
    r"(?:agreed|ready|willing|prepared|set|decided|unwilling|reluctant|plans?|intends?|declined|considering) to|"
    r"will (?:not )?(?:send|provide|give|donate|deploy|deliver|contribute|spend|invest|build|host|train|withdraw|"
    r"supply|lend|fund|cut|release|lift|take in|pay|resettle|double|close|open|impose|remove)|ruled out|"
    r"considers?|weigh(?:s|ed|ing)|announc\w+|approved?|suspend\w*|withdr[ae]w\w*|allocat\w+|earmark\w*|"
    r"deliver(?:s|ed|ing)?|handed over|contribut\w+|sent|provid(?:es|ed|ing))"
)
_THING = (
    r"(?:[$€£]\s?\d\S*|\d[\d,.]*\s*(?:million|billion|trillion|troops|soldiers|tons|tonnes|dollars|euros|police)|"
    r"troops|soldiers|forces|aid|weapons|tanks|missiles|jets|funds|funding|money|loans?|relief|assistance|"
    r"peacekeepers|vaccines?|doses|refugees|tariffs|sanctions|grants?|prisoners|hostages|subsid\w+|bailout|"
    r"emissions|factory|jobs|schools|hospitals|tax(?:es)?|wall|ban)"
)
NEAR = re.compile(
    rf"\b{_BINDING}\b.{{0,70}}?(?<!\w){_THING}\b|\b{_THING}\b.{{0,30}}?\b{_BINDING}\b", re.I
)
_GIVING = (
    r"(?:give|send|provide|pay|donate|spend|invest|contribute|deploy|withdraw|release|free|lift|build|host|lend|"
    r"supply|train|accept|take in|resettle|cut|reduce|hand|return|open|allow|create|raise|fund|buy|close|set up)"
)
FIRM = re.compile(
    rf"\b(?:pledg\w+|promis(?:ed|es|ing)|vow(?:s|ed|ing)|commit(?:ted|ting)|agreed|offer(?:s|ed|ing)|refus(?:es|ed|ing)|"
    rf"ready|willing|prepared|plans|decided|would|will|won.t|not) (?:\w+ )?(?:to |not )?{_GIVING}\b.{{0,60}}?(?<!\w){_THING}\b|"
    rf"\b(?:pledged|promised|committed|donated|offered|gave|allocated|announced) (?:\w+ ){{0,4}}?[$€£]\s?\d",
    re.I,
)

_BROAD = (
    r"(?:pledg\w+|promis(?:e|ed|es|ing)|vow(?:s|ed|ing)?|commit(?:s|ted|ting|ments?)?|offer(?:s|ed|ing)?|refus\w+|"
    r"agree[ds]? (?:to|that)|(?:ready|willing|prepared|set|decided|unwilling|reluctant|plan(?:s|ned)?|intends?|declined|"
    r"considering|happy|able|open) to|(?:will|would|won.t|wouldn.t|shall|.ll|going to|could|may) (?:\w+ )?"
    r"(?:give|send|provide|pay|donate|spend|invest|contribute|deploy|withdraw|release|free|lift|build|host|lend|supply|"
    r"train|accept|take|resettle|cut|reduce|hand|return|open|allow|create|raise|fund|buy|close|set up|end|drop|help|"
    r"support|offer|grant|restore|remove|leave|pull|ease|abolish|repeal|halt|stop|suspend|share|cover|reopen|resume|"
    r"waive|forgive|sell|deliver|ship|back|extend|increase|double|introduce|bring|dismantle|disarm|freeze|restart|"
    r"ratify|sign|put|add|hire|refund|compensate|match|approve|transfer|turn over|extradite|protect|defend|commit))"
)
_MARK = (
    r"(?:(?<!even )(?<!as )(?<!asked )if|once(?! again)(?! more)|provid(?:ed|ing) (?:that|the|it|they|he|she|we)|unless|until|"
    r"(?:as|so) long as|on (?:the )?condition|only (?:after|when)|conditional|contingent|subject to|"
    r"in (?:return|exchange) for)"
)
CONDITIONED = re.compile(rf"\b{_BROAD}\b.*\b{_MARK}\b|\b{_MARK}\b.*\b{_BROAD}\b", re.I)
RECEIVED = re.compile(
    r"(?i:\b(?:pledg|promis|donat|contribut|offer|commit|provid|deliver|suppl|allocat|grant|award|suspend|withdr|"
    r"giv|gave|sen[dt]|lend|lent|pa(?:y|id)|deploy|invest|spen[dt]|cut)\w*)\b"
    r"[^.;]{3,80}?\b(?i:to|for|in|from) (?:the |its |all )?(?:[A-Z][a-z]{2,}|[A-Z]{2,}|(?i:victims|families|farmers|"
    r"children|refugees|workers|residents|students|veterans|schools|survivors|patients))"
)


@dataclass(frozen=True, slots=True)
class Draw:
    """How many sentences of one corpus come in, and which of them may."""

    corpus: str
    drawn: str
    count: int
    wanted: Callable[[dict[str, object], str], bool]
    whole: bool = False  # the corpus's text is one sentence
    only_half: str | None = None  # of which half of the gold the documents must be


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence with its place; offsets are code points of the corpus's text."""

    id: str
    corpus: str
    document: str
    start: int
    end: int
    text: str
    date: str | None
    drawn: str


def _near(row: dict[str, object], text: str) -> bool:
    return NEAR.search(text) is not None


def _firm(row: dict[str, object], text: str) -> bool:
    return FIRM.search(text) is not None


def _conditioned(row: dict[str, object], text: str) -> bool:
    return CONDITIONED.search(text) is not None


def _received(row: dict[str, object], text: str) -> bool:
    return RECEIVED.search(text) is not None


def _any(row: dict[str, object], text: str) -> bool:
    return True


def _event(*classes: str) -> Callable[[dict[str, object], str], bool]:
    return lambda row, text: row["event"] in classes


def _graded(*labels: int) -> Callable[[dict[str, object], str], bool]:
    return lambda row, text: row["label"] in labels


PLV, PLEDGES = "events/plv_train.jsonl", "pledges/australian_manifesto_pledges.jsonl"
DRAWS = (
    Draw(PLV, "class", 130, _event("AID", "AGREE", "COOPERATE"), whole=True),
    Draw(PLV, "class", 120, _event("YIELD", "REJECT", "SANCTION"), whole=True),
    Draw(PLV, "class", 30, _event("SUPPORT", "MOBILIZE", "THREATEN", "REQUEST"), whole=True),
    Draw(PLV, "lexicon", 50, _near, whole=True),
    Draw(PLEDGES, "class", 130, _graded(7), whole=True),
    Draw(PLEDGES, "class", 30, _graded(4, 5, 6), whole=True),
    Draw(PLEDGES, "blind", 15, _any, whole=True),
    Draw("stance/dse_train.jsonl", "lexicon", 130, _near, whole=True),
    Draw("stance/dse_train.jsonl", "blind", 15, _any, whole=True),
    Draw("stance/seesaw_train.jsonl", "lexicon", 70, _near),
    Draw("stance/seesaw_train.jsonl", "blind", 10, _any),
    Draw("polnear/train.jsonl", "lexicon", 90, _near),
    Draw("polnear/train.jsonl", "blind", 15, _any),
    Draw("relations/dwie_dev.jsonl", "lexicon", 40, _near),
    Draw("relations/dwie_dev.jsonl", "blind", 10, _any),
    Draw("xdoc/newswcl50_val.jsonl", "lexicon", 25, _near),
    Draw("gum/other_genres.jsonl", "lexicon", 20, _near),
    Draw("gum/other_genres.jsonl", "blind", 10, _any),
    Draw("quantity/newsquant.jsonl", "lexicon", 25, _near, whole=True),
)
# Drawn after the first pass over the others had found too few that bear a commitment; they stand at the end.
MORE = (
    Draw(PLV, "lexicon", 50, _firm, whole=True),
    Draw("stance/dse_train.jsonl", "lexicon", 40, _firm, whole=True),
    Draw("stance/newsmtsc_train.jsonl", "lexicon", 40, _firm, whole=True),
    Draw("polnear/train.jsonl", "lexicon", 40, _firm),
    Draw("stance/seesaw_train.jsonl", "lexicon", 20, _firm),
    Draw(PLEDGES, "class", 30, _graded(7), whole=True),
)
# Drawn in the third session, from corpora that had given nothing or only sentences of the first day.
_NEW = ("polnear/dev.jsonl", "stance/seesaw_valid.jsonl", "xdoc/meantime_en.jsonl", "xdoc/ecbplus_train.jsonl",
        "xdoc/ecbplus_val.jsonl", "openie/carb_dev.jsonl", "stance/dse_valid.jsonl", "linking/rss500.jsonl")  # fmt: skip
LATER = (
    *(Draw(corpus, "lexicon", 20, _firm) for corpus in _NEW),
    *(Draw(corpus, "lexicon", 9, _near) for corpus in _NEW),
)
LAST = (
    Draw(PLV, "lexicon", 12, _firm, whole=True),
    Draw("stance/dse_train.jsonl", "lexicon", 14, _firm, whole=True),
    Draw("polnear/train.jsonl", "lexicon", 14, _firm),
)
# Drawn in the fourth session, as the final half held too few conditions and receivers to score them.
_WHOLE = (PLV, "stance/dse_train.jsonl", "stance/newsmtsc_train.jsonl", "quantity/newsquant.jsonl")
_ALL = (*_WHOLE, "polnear/train.jsonl", "relations/dwie_dev.jsonl", "gum/other_genres.jsonl", "xdoc/newswcl50_val.jsonl",
        "stance/seesaw_train.jsonl", "xdoc/meantime_en.jsonl", "xdoc/ecbplus_train.jsonl", "polnear/dev.jsonl",
        "stance/seesaw_valid.jsonl", "stance/dse_valid.jsonl", "xdoc/ecbplus_val.jsonl")  # fmt: skip
LESS_SURE = (
    *(Draw(c, "condition", 60, _conditioned, c in _WHOLE, "final") for c in _ALL),
    *(Draw(c, "condition", 12, _conditioned, c in _WHOLE, "development") for c in _ALL),
    *(Draw(c, "receiver", 12, _received, c in _WHOLE, "final") for c in _ALL),
    *(Draw(c, "receiver", 4, _received, c in _WHOLE, "development") for c in _ALL),
)
# Read afterwards, as few of those sentences bear a commitment; manifestos bear many.
PROGRAMMES = (
    Draw(PLEDGES, "condition", 60, _conditioned, whole=True, only_half="final"),
    Draw(PLEDGES, "condition", 15, _conditioned, whole=True, only_half="development"),
)
ROUNDS = (MORE, LATER, LAST, LESS_SURE, PROGRAMMES)


def main() -> int:
    """Write the selection; print how many sentences came from where."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("to", type=Path)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    given = options.parse_args()
    if given.to.resolve().is_relative_to(ROOT):
        print(
            f"{given.to} lies in the repository, where no text of a corpus may be", file=sys.stderr
        )
        return 2
    chosen = select(given.shared / "corpora")
    given.to.write_text(
        "".join(json.dumps(asdict(c), ensure_ascii=False) + "\n" for c in chosen), encoding="utf-8"
    )
    for (corpus, drawn), count in sorted(Counter((c.corpus, c.drawn) for c in chosen).items()):
        print(f"{count:5} {drawn:8} {corpus}")
    return 0


def select(corpora: Path) -> list[Candidate]:
    """The first gold and every draw, each text once, in an order that tells nothing."""
    splitter = spacy.blank("en")
    splitter.add_pipe("sentencizer")
    chosen = list(_first(corpora))
    seen = {_key(c.text) for c in chosen}
    number = 0
    for draws in (DRAWS, *ROUNDS):
        found = chosen if draws is DRAWS else []
        for draw in draws:
            found += _drawn(corpora, draw, random.Random(SEED * 1000 + number), splitter, seen)
            number += 1
        if draws is not LAST:  # it never was
            random.Random(SEED).shuffle(found)
        if draws is not DRAWS:
            chosen = chosen + found
    return chosen


def _first(corpora: Path) -> Iterator[Candidate]:
    """The sentences of the first, one-pass gold (its records: commit 4aaa052), from its ids and offsets."""
    first = json.loads((GOLD / "commitments_first_places.json").read_text(encoding="utf-8"))
    places = first["places"]
    for corpus in sorted(places):
        rows = {short(r["id"]): r for r in _rows(corpora / corpus)}
        for document, start, end in places[corpus]:
            yield _candidate(rows[str(document)], corpus, start, end, "first")


def _drawn(
    corpora: Path, draw: Draw, rnd: random.Random, splitter: Language, seen: set[str]
) -> Iterator[Candidate]:
    places = [
        (row, start, end)
        for row in _rows(corpora / draw.corpus)
        for start, end in _sentences(row, splitter, whole=draw.whole)
        if end - start in LENGTHS and draw.wanted(row, str(row["text"])[start:end])
    ]
    rnd.shuffle(places)
    of_document: Counter[str] = Counter()
    left = draw.count
    for row, start, end in places:
        text, document = str(row["text"])[start:end], short(row["id"])
        if left == 0:
            return
        if (
            _key(text) in seen
            or not _fits(draw, document)
            or of_document[document] == MOST_OF_A_DOCUMENT
        ):
            continue
        seen.add(_key(text))
        of_document[document] += 1
        left -= 1
        yield _candidate(row, draw.corpus, start, end, draw.drawn)


def _fits(draw: Draw, document: str) -> bool:
    """Whether the document is of the half that the draw is for."""
    place: dict[str, object] = {"corpus": draw.corpus, "document": document}
    return draw.only_half in (None, half(place, _looked_at()))


@cache
def _looked_at() -> dict[str, list[str]]:
    """Documents whose sentences were read before there was a final half: they stay in the other."""
    first = json.loads((GOLD / "commitments_first_places.json").read_text(encoding="utf-8"))
    return dict(first["development"])


def _sentences(
    row: dict[str, object], splitter: Language, *, whole: bool
) -> Iterator[tuple[int, int]]:
    text = str(row["text"])
    if whole:
        yield 0, len(text)
        return
    for line in re.finditer(r"\S[^\n]*", text):
        for sentence in splitter(line.group()).sents:
            words = sentence.text.strip()
            start = line.start() + sentence.start_char
            yield start, start + len(words)


def _candidate(row: dict[str, object], corpus: str, start: int, end: int, drawn: str) -> Candidate:
    document = short(row["id"])
    when = str(row.get("publication_date") or row.get("date") or "") or None
    place = f"{corpus} {document} {start} {end}"
    identifier = sha256(place.encode()).hexdigest()[:8]
    return Candidate(
        identifier, corpus, document, start, end, str(row["text"])[start:end], when, drawn
    )


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def short(identifier: object) -> str:
    """The corpus's own id; its hash where the id spells out a headline."""
    words = str(identifier)
    return words if len(words) <= LONGEST_ID else sha256(words.encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
