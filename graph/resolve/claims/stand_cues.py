"""Cues and verbs as the positions of speakers need them: dictionary forms, and the sign that a cue gives what follows."""

from __future__ import annotations

from collections.abc import Mapping

from graph.model import Act
from graph.resolve.claims import stand_words as lexicon
from graph.resolve.claims.said import Said


def cue_sign(said: Said, table: Mapping[str, int], first: tuple[str, ...] = ()) -> int:
    """+1 for a cue that wants what follows ("called for", "backs"), −1 for one that does not, 0 for "said"."""
    words = [w for w in said.cue.replace("’", "'").split() if w not in lexicon.AUXILIARIES]
    words += [w for w in first if w in lexicon.PREPOSITIONS]
    if any(w in lexicon.NEGATIONS or w.endswith("n't") for w in words):
        return 0
    if lexicon.SILENT.match(said.text) or any(w.startswith("attack") for w in words):
        return 0  # "attacked a convoy" is no word on convoys
    if "on" in first and any(base(w) in lexicon.ASKS for w in words):
        return 0  # "called | on the firms to act" asks the firms, and is not for them
    for length in (3, 2, 1):
        for i in range(len(words) - length + 1):
            head, *particles = words[i : i + length]
            for key in (" ".join([base(head), *particles]), " ".join([head, *particles])):
                if key in table:
                    return table[key]
    if said.act in (Act.REJECT, Act.CRITICISE, Act.ACCUSE):
        return -1
    if said.act is Act.ASK and first[:1] == () and table is lexicon.CUES_TO:
        return 1  # "appealed | to the city to drop it"
    if said.act is Act.ASK and base(words[0] if words else "") == "call":
        return 1  # "their call for", the "for" left out
    return int(said.act in (Act.PROMISE, Act.PRAISE, Act.DEMAND, Act.WANT, Act.HOPE))


def base(word: str) -> str:
    """The dictionary form of a regular verb form, of an irregular one that the lexicon lists; else the word."""
    if word in lexicon.IRREGULAR:
        return lexicon.IRREGULAR[word]
    for ending, instead in lexicon.ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            form = word[: len(word) - len(ending)] + instead
            if form in lexicon.ALL_VERBS:
                return form
            if form[-1:] == form[-2:-1] and form[:-1] in lexicon.ALL_VERBS:
                return form[:-1]
    return word
