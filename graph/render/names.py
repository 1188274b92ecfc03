"""Short forms for small places: clipped labels, initials and wrapped lines."""

from __future__ import annotations

import re

from graph.render.page import ActorEntry, NodeKind


def clip(text: str, limit: int) -> str:
    """`text` on one line with at most `limit` characters, cut at a word where there is one.

    >>> clip("Rivers rise before noon", 14)
    'Rivers rise…'
    """
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    head = flat[: limit - 1]
    cut = head.rsplit(" ", 1)[0]
    return (cut if len(cut) > limit // 2 else head).rstrip(" ,;:–—-") + "…"


def lines(text: str, width: int) -> list[str]:
    """The words of `text` in lines of about `width` characters."""
    out: list[str] = []
    for word in text.split():
        if out and len(out[-1]) + 1 + len(word) <= width:
            out[-1] += " " + word
        else:
            out.append(word)
    return out or [""]


def initials(actor: ActorEntry) -> str | None:
    """Two letters for an actor's mark: a country's code, a person's initials; None for the rest."""
    if actor.kind is NodeKind.COUNTRY and actor.code:
        return actor.code.upper()[:2]
    if actor.kind is not NodeKind.PERSON:
        return None
    letters = [part[0] for part in re.findall(r"[^\W\d_]+", actor.name) if part[0].isupper()]
    return letters[0] + letters[-1] if len(letters) > 1 else None
