"""Pairs of texts of which one is, or is not, a copy of the other, made from real texts by what desks do to wires.

Positives: a text cut, its sentences in another order, another headline, another dateline, a paragraph of the
outlet's own, some sentences lightly rewritten, and three of these at once. Negatives: texts of several outlets on one
story, texts on one topic, and unrelated texts that share one long quotation and nothing else. Seeded: the same texts
give the same pairs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

SEED = 20_250_904
MAX_OWN = 3  # paragraphs
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]+[”\"’']*\s*|[^\n]+\n?|\n")
HEADLINES = (
    "What we know so far",
    "Talks, doubts and a long night: the day in brief",
    "Capital awaits an answer as pressure mounts",
    "Five things that changed overnight",
)
DATELINES = (
    "OSLO (Northern Wire) — ",
    "By our own staff, LISBON - ",
    "VIENNA, Monday: ",
    "NAIROBI (Savanna Press) – ",
)
SWAPS = {
    "said": "told reporters",
    "says": "tells reporters",
    "also": "moreover",
    "however": "still",
    "about": "some",
    "Tuesday": "yesterday",
    "Monday": "yesterday",
    "Wednesday": "yesterday",
    "Thursday": "yesterday",
    "Friday": "yesterday",
    "more than": "over",
    "because": "since",
    "but": "yet",
    "began": "started",
    "big": "large",
    "people": "persons",
    "last": "past",
}
QUOTATION = (
    "“We have waited for nine winters, for eleven ministers and for more reports than this shelf can carry, and now "
    "that the water stands in the kitchens of people who never voted for any of them, we would like somebody to "
    "come without a camera, to bring a pump, and to stay until the mud is gone from the school,”"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, whether the one is a copy of the other, and how the pair was made."""

    left: str
    right: str
    is_copy: bool
    kind: str
    name: str  # which texts it was made from: ids, no text


def positives(texts: Mapping[str, str], paragraphs: Sequence[str]) -> Iterator[Pair]:
    """Eight altered copies of every text; `paragraphs` are what outlets add of their own, each used once."""
    own = iter(paragraphs)
    for name, text in sorted(texts.items()):
        rnd = random.Random(f"{SEED} {name}")
        for kind, change in CHANGES.items():
            added = [next(own) for _ in range(MAX_OWN)] if change in WITH_OWN else []
            yield Pair(text, change(text, rnd, added), True, kind, name)


def stories(texts: Mapping[str, Sequence[tuple[str, str]]], kind: str) -> Iterator[Pair]:
    """Every pair of different texts of one story or topic: `texts` is story → (id, text)."""
    for _, members in sorted(texts.items()):
        for i, (left, one) in enumerate(members):
            for right, other in members[i + 1 :]:
                yield Pair(one, other, False, kind, f"{left} {right}")


def quotations(texts: Mapping[str, str]) -> Iterator[Pair]:
    """Neighbouring texts that both got the same long quotation, each in its own frame."""
    names = sorted(texts)
    for left, right in zip(names[::2], names[1::2], strict=False):
        one = _with_paragraph(texts[left], f"{QUOTATION} the mayor said on the stairs.\n")
        other = _with_paragraph(texts[right], f"Asked by a crowd, she replied: {QUOTATION}\n")
        yield Pair(one, other, False, "quotation", f"{left} {right}")


# --- what desks do ------------------------------------------------------------------------------


def sentences(text: str) -> list[str]:
    """The pieces of a text whose concatenation is the text, about one sentence each."""
    return [m.group() for m in _SENTENCE.finditer(text)]


def _with_paragraph(text: str, paragraph: str) -> str:
    lines = text.splitlines(keepends=True)
    middle = len(lines) // 2
    return "".join([*lines[:middle], "\n" if middle else "", paragraph, *lines[middle:]])


def cut(text: str, rnd: random.Random, own: Sequence[str] = ()) -> str:
    """Only the first 40 to 70 per cent of the sentences."""
    pieces = sentences(text)
    return "".join(pieces[: max(3, round(len(pieces) * rnd.uniform(0.4, 0.7)))])


def thinned(text: str, rnd: random.Random, own: Sequence[str] = ()) -> str:
    """Every third sentence or so is gone."""
    return "".join(piece for piece in sentences(text) if rnd.random() > 0.35)


def reordered(text: str, rnd: random.Random, own: Sequence[str] = ()) -> str:
    """The sentences in another order, the first one kept."""
    pieces = [piece.strip() for piece in sentences(text) if piece.strip()]
    rest = pieces[1:]
    rnd.shuffle(rest)
    return "\n".join([*pieces[:1], *rest])


def headline(text: str, rnd: random.Random, own: Sequence[str] = ()) -> str:
    """Another headline, and the first line gone where it is one."""
    first, _, rest = text.partition("\n")
    body = rest if len(first.split()) < 16 and rest.strip() else text
    return f"{rnd.choice(HEADLINES)}\n\n{body}"


def dateline(text: str, rnd: random.Random, own: Sequence[str] = ()) -> str:
    """Another place and agency before the first words."""
    return rnd.choice(DATELINES) + text.lstrip()


def own_paragraphs(text: str, rnd: random.Random, own: Sequence[str] = ()) -> str:
    """One to three paragraphs of the outlet's own among those of the wire."""
    lines = text.splitlines(keepends=True)
    for paragraph in own[: rnd.randint(1, MAX_OWN)]:
        lines.insert(rnd.randint(1, max(1, len(lines))), f"\n{paragraph}\n")
    return "".join(lines)


def rewritten(text: str, rnd: random.Random, own: Sequence[str] = ()) -> str:
    """Half of the sentences with common words changed, and some adverbs and clauses before a comma gone."""
    return "".join(_reword(p) if rnd.random() < 0.5 else p for p in sentences(text))


def _reword(piece: str) -> str:
    for word, other in SWAPS.items():
        piece = re.sub(rf"\b{word}\b", other, piece)
    return re.sub(r"\b(?:\w{4,}ly|very|just) ", "", piece)


def all_at_once(text: str, rnd: random.Random, own: Sequence[str] = ()) -> str:
    """Cut, another headline and dateline, own paragraphs, and a few sentences rewritten."""
    changed = rewritten(cut(headline(text, rnd), rnd), rnd)
    return own_paragraphs(dateline(changed, rnd), rnd, own)


CHANGES: dict[str, Callable[[str, random.Random, Sequence[str]], str]] = {
    "cut": cut,
    "thinned": thinned,
    "reordered": reordered,
    "headline": headline,
    "dateline": dateline,
    "own paragraphs": own_paragraphs,
    "rewritten": rewritten,
    "all at once": all_at_once,
}
WITH_OWN = (own_paragraphs, all_at_once)
