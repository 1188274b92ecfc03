"""Text and parse → `Quantity` records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from graph.model import Quantity, Span
from graph.parse.quantities.figures import HINT, LONG_MAGNITUDES, Figure, figures
from graph.parse.quantities.modifiers import modifiers
from graph.parse.quantities.units import Units, units
from graph.parse.reading import Reading

MAX_ITEM_TOKENS = 7
_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_AFTER_DATE = re.compile(rf"(?:st|nd|rd|th)?[ ,]+(?:of )?{_MONTHS}|[ ]?[ap]\.?m\b")
_BEFORE_DATE = re.compile(rf"\b{_MONTHS},? (?:\d{{1,2}}(?:st|nd|rd|th)?,? ?(?:[-–] ?)?)?$")
_PLAIN_AFTER = {
    "SCONJ",
    "ADP",
    "AUX",
    "VERB",
    "ADV",
    "PART",
    "DET",
    "CCONJ",
}  # before a bare number
_RANGE = re.compile(
    r"\s?(?:to|and|or|-|–|—|/)[\s-]*(?:between\s)?(?:about\s|around\s|as much as\s)?", re.I
)
_COUNTRIES = {
    iso: re.compile(words)
    for iso, words in {
        "NO": r"\bNorw|\bOslo\b", "SE": r"\bSwed|\bStockholm\b", "DK": r"\bDanish|\bDenmark|\bCopenhagen\b",
        "CZ": r"\bCzech|\bPrague\b", "IS": r"\bIceland", "CH": r"\bSwiss|\bSwitzerland", "MX": r"\bMexic",
        "AR": r"\bArgentin", "CL": r"\bChile", "CO": r"\bColombia", "PH": r"\bPhilippin", "IN": r"\bIndia",
        "PK": r"\bPakistan", "RS": r"\bSerbia", "KR": r"\bKorea", "KE": r"\bKenya|\bNairobi\b", "UG": r"\bUganda", "TZ": r"\bTanzania", "SO": r"\bSomali",
    }.items()
}  # fmt: skip
_NOT_SHARED = {
    "year",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "second",
    "decade",
    "year of age",
    "percent",
}
_OPENERS = {
    "the",
    "some",
    "about",
    "over",
    "around",
    "nearly",
    "almost",
    "at",
    "up",
    "only",
    "just",
    "with",
    "of",
    "and",
}
_UNCHANGED = {
    "aircraft",
    "personnel",
    "staff",
    "people",
    "police",
    "helicopter",
    "spacecraft",
    "sheep",
    "cattle",
}


@dataclass(frozen=True, slots=True)
class _Unit:
    end: int
    kind: str | None = None  # currency, percent, measure, item
    name: str | None = None
    item: str | None = None


def annotate(reading: Reading) -> None:
    """Set `reading.quantities`, in text order. Calendar numbers, scores and names with digits are left out."""
    found: list[Quantity] = []
    text, calendar = reading.document.text, tuple(time.span for time in reading.times)
    for body in reading.body:
        if HINT.search(text, body.start, body.end):
            found.extend(read(reading.doc, body, calendar, text))
    reading.quantities = tuple(found)


def read(
    doc: Doc, span: Span, calendar: tuple[Span, ...] = (), text: str | None = None
) -> Iterator[Quantity]:
    """Quantities inside `span` of a parsed `doc`; numbers that touch `calendar` count only as durations.

    `text` is `doc.text`, which spaCy puts together anew each time it is asked for.
    """
    yield from _Reader(doc, span, calendar, doc.text if text is None else text).quantities()


class _Reader:
    """Reads one stretch of text: atoms first, then ranges of two atoms, then the words around them."""

    def __init__(self, doc: Doc, span: Span, calendar: tuple[Span, ...], text: str) -> None:
        self.doc, self.text, self.span = doc, text, span
        self.calendar = [c for c in calendar if c.overlaps(span)]
        self.units: Units = units()

    def quantities(self) -> Iterator[Quantity]:
        atoms = [self._atom(f) for f in figures(self.text, self.span.start, self.span.end)]
        index, last = 0, None
        while index < len(atoms):
            pair = atoms[index : index + 2]
            joined = self._range(*pair) if len(pair) == 2 else None
            if joined is not None:
                index += 1
            read = joined or self._share_unit(*pair)
            index += 1
            if read is not None:
                quantity = self._inherit(
                    read[0], read[2], last, atoms[index][0] if index < len(atoms) else None
                )
                last = quantity
                yield quantity

    # --- one number ---------------------------------------------------------------------------

    def _atom(self, figure: Figure) -> tuple[Quantity, Figure, _Unit]:
        sign = self._sign(figure)
        figure = self._metres(figure, sign)
        start = sign[0] if sign else figure.start
        unit = self._unit(figure, sign[1] if sign else None)
        rate = self.units.rate.match(self.text, unit.end, min(self.span.end, unit.end + 24))
        bent = modifiers(self.text[self.span.start : self.span.end], start - self.span.start,
                         figure.end - self.span.start)  # fmt: skip
        end = max(figure.end, unit.end)
        quantity = Quantity(
            span=Span(start, end), text=self.text[start:end], value=figure.value, unit=unit.name,
            low=figure.low, high=figure.high, approximate=bent.approximate or figure.value is None,
            comparison=bent.comparison, change=bent.change, per=_per(rate) if rate else None,
            currency=unit.kind == "currency", item=unit.item, total=bent.total,
        )  # fmt: skip
        return quantity, figure, unit

    def _sign(self, figure: Figure) -> tuple[int, str] | None:
        before = self.text[max(self.span.start, figure.start - 6) : figure.start]
        match = self.units.sign.search(before)
        if match is None:
            return None
        return figure.start - len(before) + match.start(), self.units.signs[match.group().strip()]

    def _metres(self, figure: Figure, sign: tuple[int, str] | None) -> Figure:
        """Take a short magnitude back where no noun or currency follows: "a 5m wall" but "5m doses"."""
        if figure.magnitude not in ("m", "b") or sign or figure.value is None:
            return figure
        after = self.text[figure.end : figure.end + 24]
        if re.match(r"[ ][a-z]{3,}", after) and not re.match(
            r"[ ](?:high|long|wide|deep|tall|away|and|of|from|above|below|sea|race)\b", after
        ):
            return figure
        shorter = len(self.text[figure.start : figure.end].rstrip("mbMB "))
        return replace(figure, end=figure.start + shorter, magnitude="",
                       value=figure.value / (1e6 if figure.magnitude == "m" else 1e9))  # fmt: skip

    def _unit(self, figure: Figure, code: str | None) -> _Unit:
        match = self.units.after.match(self.text, figure.end, self.span.end)
        if match is not None:
            word = match["exact"] or match["free"]
            kind, name = self.units.words.get(word) or self._folded(word)
            if code and kind == "currency":
                return _Unit(match.end(), kind, code)
            if not code and not (kind == "currency" and word.lower().startswith("real")):
                return _Unit(
                    match.end(), kind, self._national(name) if kind == "currency" else name
                )
        if code:
            return _Unit(figure.end, "currency", code)
        return self._item(figure)

    def _national(self, name: str) -> str:
        """ "75 million crowns" in a paragraph that names one country of crowns, Norway: NOK."""
        by_country = self.units.shared.get("crown" if name.startswith("kron") else name.rstrip("s"))
        if by_country is None:
            return name
        text = self.text[self.span.start : self.span.end]
        codes = {c for iso, c in by_country.items() if _COUNTRIES[iso].search(text)}
        return codes.pop() if len(codes) == 1 else name

    def _folded(self, word: str) -> tuple[str, str]:
        low = word.lower()
        for spelling in (low, low.capitalize(), word.title()):
            if spelling in self.units.words:
                return self.units.words[spelling]
        return next((v for w, v in self.units.words.items() if w.lower() == low), ("measure", low))

    def _item(self, figure: Figure) -> _Unit:
        """The counted noun phrase after the number: "500 more combat troops" counts troops."""
        tokens = self.doc.char_span(figure.start, figure.end, alignment_mode="expand")
        if tokens is None:
            return _Unit(figure.end)
        words = _noun_phrase(self.doc, tokens.end)
        if not words:
            return _Unit(figure.end)
        words = _measured_noun(words, figure)
        head = words[-1]
        if (
            figure.fraction
            and (measure := self.units.words.get(head.text))
            and measure[0] == "measure"
        ):
            return _Unit(head.idx + len(head), "measure", measure[1])
        item = " ".join(w.text for w in words if not _is_filler(w))
        name = "persons" if {head.text, item, head.lemma_} & self.units.persons else head.text
        return _Unit(head.idx + len(head), "item", name, item)

    # --- two numbers --------------------------------------------------------------------------

    def _range(
        self, left: tuple[Quantity, Figure, _Unit], right: tuple[Quantity, Figure, _Unit]
    ) -> tuple[Quantity, Figure, _Unit] | None:
        """ "10,000 to 30,000 troops", "between 5% and 6%"; not "up 0.4 per cent to 13,176"."""
        (a, fa, ua), (b, fb, ub) = left, right
        gap = self.text[a.span.end : b.span.start]
        if fa.value is None or fb.value is None or not (match := _RANGE.fullmatch(gap)):
            return None
        word = match.group().strip().split()[0].lower() if match.group().strip() else ""
        if word.startswith("and") and not self._after_between(a):
            return None
        if word in ("or", "/") or (ua.kind and ua.name != ub.name):
            return None
        low, high = self._bounds(fa, fb)
        if low >= high or (not ub.kind and not word.startswith(("to", "and"))):
            return None
        if (not ub.kind and self._is_date(a, fa)) or (
            word == "to" and ua.kind is not None and self._after_by(a)
        ):
            return None
        rate = b.per or a.per
        joined = replace(b, span=Span(a.span.start, b.span.end), per=rate, value=None, low=low, high=high,
                         text=self.text[a.span.start : b.span.end], approximate=a.approximate,
                         comparison=a.comparison, change=a.change)  # fmt: skip
        return (joined, fb, ub) if self._counts(joined, fb, ub) else None

    @staticmethod
    def _bounds(left: Figure, right: Figure) -> tuple[float, float]:
        """ "2 to 3 million" means two million; "30,000 to 2 million" does not mean 30 billion."""
        low, high = left.value or 0.0, right.value or 0.0
        scale = right.magnitude and not left.magnitude and low < 1000
        if scale and high / max(_magnitude(right), 1.0) > low:
            low *= _magnitude(right)
        return low, high

    def _after_by(self, quantity: Quantity) -> bool:
        """ "grew by 3 tonnes to 40 tonnes" is no range."""
        before = self.text[max(self.span.start, quantity.span.start - 16) : quantity.span.start]
        return bool(re.search(r"\b(?:by|aged|ages)(?: (?:about|some|around))?\s*$", before, re.I))

    def _after_between(self, quantity: Quantity) -> bool:
        before = self.text[max(self.span.start, quantity.span.start - 24) : quantity.span.start]
        return bool(re.search(r"\bbetween\b[^.;]*$", before, re.I))

    def _share_unit(
        self,
        left: tuple[Quantity, Figure, _Unit],
        right: tuple[Quantity, Figure, _Unit] | None = None,
    ) -> tuple[Quantity, Figure, _Unit] | None:
        """ "eight or nine euros": the first number takes the unit of the second."""
        quantity, figure, unit = left
        if right is not None and unit.kind is None:
            gap = self.text[quantity.span.end : right[0].span.start]
            if re.fullmatch(r"-?(?:,| or| and|, or|, and|\s?/)\s?", gap) and right[2].kind:
                quantity = replace(quantity, unit=right[0].unit, currency=right[0].currency,
                                   per=right[0].per, item=right[0].item)  # fmt: skip
                return (quantity, figure, right[2]) if self._counts(*right) else None
        return left if self._counts(quantity, figure, unit) else None

    def _inherit(
        self, quantity: Quantity, unit: _Unit, last: Quantity | None, following: Quantity | None
    ) -> Quantity:
        """ "Oslo gave 75 million crowns and Bergen 20 million": the second amount is in crowns too."""
        if unit.kind is not None or quantity.unit is not None or (quantity.value or 0) < 1:
            return quantity
        source = last if last is not None and "." not in self._gap(last, quantity) else None
        if following is not None and re.fullmatch(
            r" of (?:the|its|their|a) ", self._gap(quantity, following)
        ):
            source = following
        if source is None or source.unit is None or source.unit in _NOT_SHARED:
            return quantity
        return replace(quantity, unit=source.unit, currency=source.currency, item=source.item)

    def _gap(self, left: Quantity, right: Quantity) -> str:
        return self.text[left.span.end : right.span.start]

    # --- what is no quantity ------------------------------------------------------------------

    def _counts(self, quantity: Quantity, figure: Figure, unit: _Unit) -> bool:
        if unit.kind in ("currency", "percent"):
            return True
        if self._is_date(quantity, figure):
            return False
        duration = unit.kind == "measure"
        if not duration and any(c.overlaps(quantity.span) for c in self.calendar):
            return False
        first = self.doc.char_span(figure.start, figure.end, alignment_mode="expand")
        if self._is_score(figure, unit):
            return False
        if first is None or (not duration and self.text[figure.end : figure.end + 1].isalpha()):
            return False
        if unit.kind is None and not figure.fraction and not self._is_plain(first[0], figure):
            return False
        if figure.fraction:
            return True
        return not self._is_name(first[0], figure, unit) and not self._is_pronoun(first[0], unit)

    def _is_date(self, quantity: Quantity, figure: Figure) -> bool:
        if figure.spelled or figure.magnitude:
            return False
        start, end = figure.start, figure.end
        if _BEFORE_DATE.search(self.text[max(self.span.start, start - 20) : start]):
            return (figure.value or 0) <= 2200
        if _AFTER_DATE.match(self.text, end):
            return True
        written = self.text[start:end]
        year = re.fullmatch(r"(?:1[5-9]|20)\d\d", written) is not None
        return year and (quantity.unit is None or not self._counted_noun(figure))

    def _is_score(self, figure: Figure, unit: _Unit) -> bool:
        """ "won 2-1": joined by a dash to another number, and neither counts anything."""
        around = (
            self.text[max(0, figure.start - 2) : figure.start],
            self.text[figure.end : figure.end + 2],
        )
        joined = re.fullmatch(r"\d[-–]", around[0]) or re.fullmatch(r"[-–]\d", around[1])
        return unit.kind is None and joined is not None

    def _is_plain(self, token: Token, figure: Figure) -> bool:
        """A number without a unit counts after a preposition, a verb or a country, not after ":" or a name."""
        if figure.value is None:
            return True
        if token.i <= token.sent.start:
            return False
        before = self.doc[token.i - 1]
        if before.lower_ in ("aged", "age", "ages", "under") or token.text[:1] == "0":
            return False
        if (figure.value or 0) < 100 and not figure.magnitude and "." not in token.text:
            return before.ent_type_ in ("GPE", "NORP") or before.pos_ in ("VERB", "ADP")
        return before.pos_ in _PLAIN_AFTER or before.ent_type_ in ("GPE", "NORP")

    def _counted_noun(self, figure: Figure) -> bool:
        """ "2019 tanks" counts, "the 2019 election" names: a plural must follow."""
        tokens = self.doc.char_span(figure.start, figure.end, alignment_mode="expand")
        words = _noun_phrase(self.doc, tokens.end) if tokens is not None else []
        before = self.doc[tokens.start - 1].lower_ if tokens is not None and tokens.start else ""
        return (
            bool(words)
            and words[-1].tag_ == "NNS"
            and before not in ("the", "in", "its", "since", "by")
        )

    def _is_name(self, token: Token, figure: Figure, unit: _Unit) -> bool:
        """ "Section 427", "Leopard 2 tanks", "Boeing 737"; but "Norway 75 million" and "Chad 500 men" count."""
        if token.i == 0 or figure.spelled or figure.magnitude or unit.kind == "measure":
            return False
        before = self.doc[token.i - 1]
        if before.ent_type_ in ("GPE", "NORP") or before.i < token.sent.start:
            return False
        if not before.is_punct and figure.value != 1 and _is_name_after(self.doc, token):
            return True
        named = (
            before.pos_ == "PROPN" or before.i > before.sent.start
        ) and not before.text.islower()
        named = named and before.text[:1].isalpha() and before.lower_ not in _OPENERS
        return (named and "," not in token.text) or before.lower_ in (
            "no.",
            "number",
            "#",
            "article",
            "page",
        )

    def _is_pronoun(self, token: Token, unit: _Unit) -> bool:
        """ "one" without a noun, "the two", "no one" count nothing that anybody asks for."""
        if token.lower_ not in ("one", "two", "three", "zero") or unit.kind in ("measure",):
            return (
                unit.kind is None
                and token.text.isdigit()
                and len(token.text) == 1
                and _in_score(token)
            )
        return unit.kind is None or (token.lower_ == "one" and token.i > 0 and (
            self.doc[token.i - 1].lower_ in ("no", "the", "this", "that", "any", "every")))  # fmt: skip


def _noun_phrase(doc: Doc, start: int) -> list[Token]:
    """Tokens from `start` to the head of the noun phrase that the number opens; empty where there is none."""
    index = start
    if (
        index < len(doc) and doc[index].lower_ == "of"
    ):  # "two of the ministers", "millions of doses"
        index += 1
        while index < len(doc) and (
            doc[index].pos_ in ("DET", "PRON") or doc[index].lower_ == "most"
        ):
            index += 1
    words: list[Token] = []
    last_noun = 0
    for token in doc[index : index + MAX_ITEM_TOKENS]:
        if not _continues(token, words):
            break
        words.append(token)
        if token.pos_ in ("NOUN", "PROPN"):
            last_noun = len(words)
            if not _leads_on(token):
                break
        elif (
            token.like_num
            and words[0] is not token
            and (token.i + 1 >= len(doc) or doc[token.i + 1].pos_ not in ("NOUN", "PROPN"))
        ):
            break
    return words[:last_noun]


def _measured_noun(words: list[Token], figure: Figure) -> list[Token]:
    """A "12-page report" and a "12 page report" count pages; "12 aid workers" counts workers."""
    dashed = words[0].text == "-"
    words = words[1:] if dashed else words
    plural = words[-1].tag_ in ("NNS", "NNPS") or words[-1].lower_ in _UNCHANGED
    compound = len(words) > 1 and words[0].tag_ == "NN" and not plural and figure.value != 1
    return words[:1] if dashed or compound else words


def _is_name_after(doc: Doc, token: Token) -> bool:
    """ "787 Dreamliner", "11 Pro": a singular name after the number."""
    words = _noun_phrase(doc, token.i + 1)
    return (
        bool(words) and words[0].text != "-" and words[-1].tag_ == "NNP" and words[0].tag_ == "NNP"
    )


def _continues(token: Token, words: list[Token]) -> bool:
    if token.is_space or token.lower_ in ("last", "next", "this"):
        return False
    if token.like_num and words and words[-1].pos_ == "PROPN" and token.text.isdigit():
        return True  # "60 Boeing 787 jets"
    if token.like_num:  # "two 250-bed hospitals"
        return token.i + 1 < len(token.doc) and token.doc[token.i + 1].text == "-" and not words
    if token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return token.text[0].isalpha()
    if token.text == "-" or (token.tag_ in ("VBN", "VBG", "JJR", "RB") and token.dep_ != "ROOT"):
        return token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ in (
            "NOUN",
            "PROPN",
            "ADJ",
            "VERB",
            "PUNCT",
        )
    if token.lower_ in ("and", "or") and words and words[-1].pos_ in ("ADJ", "PROPN"):
        return (
            token.doc[token.i + 1].pos_ in ("ADJ", "NOUN", "PROPN")
            if token.i + 1 < len(token.doc)
            else False
        )
    return token.text in ("'s", "’s") and bool(words)


def _leads_on(token: Token) -> bool:
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is None:
        return False
    if after.text in ("'s", "’s", "-") or (token.pos_ == "PROPN" and after.text.isdigit()):
        return True
    if after.pos_ in ("NOUN", "PROPN"):
        return (
            token.dep_ in ("compound", "nmod", "amod", "nummod", "poss") or after.head == token.head
        )
    return after.lower_ == "and" and token.dep_ in ("compound", "nmod", "poss", "amod")


def _is_filler(token: Token) -> bool:
    return token.lower_ in ("more", "further", "additional", "extra", "other", "such")


def _in_score(token: Token) -> bool:
    return token.i > 0 and token.doc[token.i - 1].text in ("-", "–")


def _per(match: re.Match[str]) -> str:
    if match["ly"]:
        return {
            "annually": "year",
            "yearly": "year",
            "monthly": "month",
            "weekly": "week",
            "daily": "day",
        }[match["ly"].lower()]
    return (match["unit"] or match["dashed"]).lower()


def _magnitude(figure: Figure) -> float:
    for word in LONG_MAGNITUDES:
        if word in figure.magnitude:
            return {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
                    "lakh": 1e5, "crore": 1e7}[word]  # fmt: skip
    return {
        "k": 1e3,
        "m": 1e6,
        "mn": 1e6,
        "mln": 1e6,
        "mil": 1e6,
        "bn": 1e9,
        "b": 1e9,
        "tn": 1e12,
        "trn": 1e12,
    }.get(figure.magnitude, 1.0)
