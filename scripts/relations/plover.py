"""PLV train: PLOVER class of a sentence with source and target given, by the frames of `plover.toml`.

The lexicon was written while looking at these sentences: the figure is one of development, not of test.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Token

from graph.parse import Parser
from relations.corpus import records

Table = dict[str, dict[str, list[str]]]
_PROMISE = ("AID", "YIELD", "CONSULT", "SUPPORT", "COOPERATE")


def measure(corpora: Path) -> dict[str, object]:
    """Accuracy over the sentences with a source and a target."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    rows = [r for r in records(corpora / "events/plv_train.jsonl") if r["source"] and r["target"]]
    docs = Parser().nlp.pipe([r["text"] for r in rows], batch_size=64)
    right = 0
    for row, doc in zip(rows, docs, strict=True):
        source = doc.char_span(*row["source"], alignment_mode="expand")
        if source is not None:
            inside = _inside(row)
            verbs = [v for v in _verbs(source.root) if not inside(v)]
            right += class_of(verbs, table) == row["event"]
    return {"accuracy": round(right / len(rows), 3), "right": right, "sentences": len(rows)}


def _inside(row: dict[str, Any]) -> Any:
    """Whether a word lies in the words of source or target."""
    spans = (row["source"], row["target"])
    return lambda token: any(s <= token.idx < e for s, e in spans)


def _verbs(source: Token) -> Iterator[Token]:
    """The verb above the source, those below it in the same chain, then the rest of the sentence."""
    seen: set[int] = set()
    top = next((t for t in (source, *source.ancestors) if t.pos_ in ("VERB", "AUX")), source)
    chain = [
        top,
        *(t for t in top.subtree if t.dep_ in ("xcomp", "ccomp", "conj") and t.pos_ == "VERB"),
    ]
    rest = [t for t in source.sent if t.pos_ in ("VERB", "NOUN")]
    for token in (*chain, *rest):
        if token.i not in seen:
            seen.add(token.i)
            yield token


def class_of(verbs: list[Token], table: Table) -> str:
    """The first verb that has a class tells it; else the nouns of the sentence."""
    for verb in verbs:
        found = _of_verb(verb, table)
        if found is not None:
            return found
    nouns = {t.lemma_.lower() for t in verbs}
    return _by_noun(nouns, table) or "YIELD"


def _of_verb(verb: Token, table: Table) -> str | None:
    lemma = verb.lemma_.lower()
    beside = _beside(verb)
    if any(t.dep_ == "neg" for t in verb.children):
        return "REJECT"
    if verb.dep_ == "xcomp" and verb.head.lower_ in ("willing", "ready", "prepared"):
        return "AGREE"
    special = _special(verb, lemma, beside, table)
    if special is not None:
        return special
    light = lemma in table["nouns"]["light"]
    found = _by_noun(beside, table) if light else None
    own = next((name for name, lemmas in table["verbs"].items() if lemma in lemmas), None)
    if own in ("REJECT", "REQUEST", "AGREE", "THREATEN") and not (own == "REQUEST" and light):
        return own
    found = found or own
    future = any(t.lower_ in ("will", "would") for t in verb.children if t.dep_ == "aux")
    return "AGREE" if found in _PROMISE and future else found


def _special(verb: Token, lemma: str, beside: set[str], table: Table) -> str | None:
    """Pairs of verb and noun that mean something else than each alone."""
    particles = {t.lower_ for t in verb.children if t.dep_ == "prt"}
    turning = table["turning"]
    if (lemma == "call" and "off" in particles) or (lemma == "back" and "down" in particles):
        return "YIELD"
    if lemma == "declare" and beside & {"ceasefire", "truce", "amnesty"}:
        return "YIELD"
    if lemma in turning["verbs"] and beside & set(turning["nouns"]):
        return "YIELD"
    if lemma in ("go", "start", "stage", "hold", "begin") and "strike" in beside:
        return "PROTEST"
    if lemma == "call" and any(t.lower_ == "for" for t in verb.children):
        return "ACCUSE" if "sanction" in beside else "REQUEST"
    if lemma == "agree" and beside & {"agreement", "deal"}:
        return "SUPPORT"
    if lemma == "end" and beside & {"mediation", "talk", "negotiation"}:
        return "SANCTION"
    if lemma == "pledge" and "support" in beside:
        return "SUPPORT"
    for name in ("SANCTION", "YIELD", "ACCUSE"):
        if lemma in table["nouns"]["light"] and beside & set(table["nouns"][f"first_{name}"]):
            return name
    return None


def _by_noun(beside: set[str], table: Table) -> str | None:
    for name, nouns in table["nouns"].items():
        if name != "light" and not name.startswith("first_") and beside & set(nouns):
            return name
    return None


def _beside(verb: Token) -> set[str]:
    """Lemmas of the verb's objects, also behind a preposition, and of their modifiers."""
    found: set[str] = set()
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "attr", "dative", "oprd"):
            found |= {child.lemma_.lower(), *(t.lemma_.lower() for t in child.children)}
        elif child.dep_ in ("prep", "prt"):
            found |= {t.lemma_.lower() for t in child.children}
    return found
