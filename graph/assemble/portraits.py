"""A portrait as one literal, and back: "nouns driver; modifiers tour; deeds charge:o; around bus road; age 37"."""

from __future__ import annotations

from graph.model import Portrait

_LISTS = ("nouns", "modifiers", "deeds", "around")
_FLAGS = ("given", "apart")
_NUMBERS = ("number", "age", "sentence")


def written(portrait: Portrait) -> str:
    """The portrait in words; what it lacks is left out.

    >>> written(Portrait(nouns=("driver",), plural=False, age=37))
    'nouns driver; plural no; age 37'
    """
    lists = [(name, " ".join(getattr(portrait, name))) for name in _LISTS]
    many = [] if portrait.plural is None else [("plural", "yes" if portrait.plural else "no")]
    many += [(name, "yes") for name in _FLAGS if getattr(portrait, name)]
    numbers = [(name, str(getattr(portrait, name) or "")) for name in _NUMBERS]
    return "; ".join(f"{name} {value}" for name, value in (*lists, *many, *numbers) if value)


def read_portrait(text: str | None) -> Portrait | None:
    """What `written` wrote; None for None. ValueError where it is no portrait."""
    if text is None:
        return None
    parts = dict(part.split(" ", 1) for part in text.split("; ") if part)
    lists = {name: tuple(parts[name].split()) for name in _LISTS if name in parts}
    numbers = {name: int(parts[name]) for name in _NUMBERS if name in parts}
    plural = {"yes": True, "no": False}.get(parts.get("plural", ""))
    return Portrait(
        nouns=lists.get("nouns", ()),
        modifiers=lists.get("modifiers", ()),
        deeds=lists.get("deeds", ()),
        around=lists.get("around", ()),
        plural=plural,
        number=numbers.get("number"),
        age=numbers.get("age"),
        sentence=numbers.get("sentence", 0),
        given="given" in parts,
        apart="apart" in parts,
    )
