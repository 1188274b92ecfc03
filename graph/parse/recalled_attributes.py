"""spaCy's attribute ruler, asked once for each kind of token instead of at each token.

The ruler of the English pipeline (179 patterns) takes a ninth of its time, and nearly all it decides follows from a
token's tag, form, relation and whether it is white space. What its patterns find for a token of such a kind is
remembered; the few that look at more are matched everywhere. The annotation stays the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Span
from spacy.tokens._retokenize import set_token_attrs

_COMPONENT = "recalled_attributes"
_RULER = "attribute_ruler"
_READ = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
Kind = tuple[int, int, int, int]  # tag, lower-case form or 0, relation, white space
Pattern = list[dict[str, object]]


def recall_attributes(nlp: Language) -> None:
    """Sets `RecalledAttributes` in the place of the pipeline's attribute ruler, if it has one."""
    if _RULER in nlp.pipe_names:
        nlp.add_pipe(_COMPONENT, after=_RULER)
        nlp.disable_pipe(_RULER)


class RecalledAttributes:
    """Sets the attributes of each token of a document as `ruler` does."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._of_kinds = _matcher(ruler, _is_of_a_kind)
        self._others = _matcher(ruler, lambda pattern: not _is_of_a_kind(pattern))
        patterns = (p for entry in ruler.patterns for p in _patterns(entry) if _is_of_a_kind(p))
        forms = (form for p in patterns for form in _named(p[0].get("LOWER")))
        self._forms = frozenset(ruler.vocab.strings.add(form) for form in forms)
        self._recalled: dict[Kind, dict[int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The document, annotated in place."""
        kinds = list(self._kinds(doc))
        others = self._of_others(doc)
        both = {i: self._merged([*numbers, *self._asked(doc, i)]) for i, numbers in others.items()}
        for i, kind in enumerate(kinds):
            if kind not in self._recalled:
                self._recalled[kind] = self._merged(self._asked(doc, i))
        for token, kind in zip(doc, kinds, strict=True):
            set_token_attrs(token, self._recalled[kind])
        for i, attributes in both.items():
            set_token_attrs(doc[i], attributes)
        return doc

    def _kinds(self, doc: Doc) -> Iterator[Kind]:
        forms = self._forms
        for tag, form, dep, space in doc.to_array(["TAG", "LOWER", "DEP", "IS_SPACE"]).tolist():
            yield tag, form if form in forms else 0, dep, space

    def _asked(self, doc: Doc, i: int) -> list[int]:
        return [number for number, *_ in self._matches(self._of_kinds, doc[i : i + 1])]

    def _of_others(self, doc: Doc) -> Mapping[int, list[int]]:
        """Per token, the numbers of the patterns that look at more than its kind and annotate it."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for number, start, end in self._matches(self._others, doc):
            index = self._ruler.indices[number]
            found[index + (start if index >= 0 else end)].append(number)
        return found

    def _matches(self, matcher: Matcher, words: Doc | Span) -> Iterator[tuple[int, int, int]]:
        strings = self._ruler.vocab.strings
        matches = matcher(words, allow_missing=True)
        return ((int(strings[key]), start, end) for key, start, end in matches)

    def _merged(self, numbers: Iterable[int]) -> dict[int, int]:
        """What a later pattern sets outranks what an earlier one does."""
        attributes = self._ruler.attrs
        return {k: v for number in sorted(numbers) for k, v in attributes[number].items()}


@Language.factory(_COMPONENT)
def _component(nlp: Language, name: str) -> RecalledAttributes:
    return RecalledAttributes(nlp.get_pipe(_RULER))  # type: ignore[arg-type]


def _matcher(ruler: AttributeRuler, wanted: Callable[[Pattern], bool]) -> Matcher:
    matcher = Matcher(ruler.vocab)
    for number, entry in enumerate(ruler.patterns):
        if patterns := [p for p in _patterns(entry) if wanted(p)]:
            matcher.add(str(number), patterns)
    return matcher


def _patterns(entry: Mapping[str, object]) -> list[Pattern]:
    return cast(list[Pattern], entry["patterns"])


def _is_of_a_kind(pattern: Pattern) -> bool:
    """Whether a token's kind decides: {"TAG": "IN", "LOWER": {"IN": ["to"]}}. Counter-example: {"LOWER": {"REGEX": "^y'?$"}}."""
    alone = len(pattern) == 1 and pattern[0].keys() <= _READ
    form = pattern[0].get("LOWER", "")
    return alone and (isinstance(form, str) or (isinstance(form, dict) and set(form) == {"IN"}))


def _named(form: object) -> Iterable[str]:
    return form["IN"] if isinstance(form, dict) else [form] if isinstance(form, str) else ()
