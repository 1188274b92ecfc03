"""Sorts of firms and outlets that a noun tells and a name shows: an airline is no bank, a newspaper no news agency."""

from __future__ import annotations

from graph.parse.name_labels import OUTLET_ENDINGS

_PAPERS = frozenset("newspaper paper daily weekly tabloid broadsheet magazine journal".split())
_ON_AIR = frozenset("network broadcaster channel station".split())
_WIRES = frozenset({"newswire", "agency"})
_OF_AIR = frozenset(
    "tv television radio news broadcasting network channel cnn bbc nbc abc cbs npr msnbc pbs".split()
)
_OF_WIRES = frozenset(
    "press agency presse wire newswire reuters dpa ap afp tass interfax xinhua bloomberg".split()
)
_OF_PRINT = OUTLET_ENDINGS - _OF_AIR - {"today", "online", "watch", "wire"}
_CARS = tuple("motor motors auto automobile cars volkswagen toyota ford fiat bmw opel".split())
# Nouns for firms of one trade, with parts of names that show it. "Company" and "firm" fit any.
_TRADES = {
    "airline": (
        "air",
        "airlines",
        "airways",
        "jet",
        "lines",
        "lufthansa",
        "klm",
        "emirates",
        "aviation",
    ),
    "carrier": (
        "air",
        "airlines",
        "airways",
        "jet",
        "lines",
        "lufthansa",
        "klm",
        "mobile",
        "telecom",
        "vodafone",
        "orange",
    ),
    "carmaker": _CARS,
    "automaker": _CARS,
    "bank": (
        "bank",
        "banc",
        "banco",
        "banque",
        "sachs",
        "hsbc",
        "ubs",
        "barclays",
        "suisse",
        "chase",
        "ing",
    ),
    "lender": (
        "bank",
        "banc",
        "banco",
        "banque",
        "hsbc",
        "ubs",
        "barclays",
        "suisse",
        "chase",
        "mortgage",
    ),
    "insurer": ("insurance", "assurance", "allianz", "axa", "aig", "health", "life"),
    "retailer": (
        "stores",
        "store",
        "market",
        "mart",
        "shop",
        "tesco",
        "walmart",
        "amazon",
        "ikea",
        "lidl",
    ),
    "airframer": ("air", "airbus", "boeing", "aerospace", "aircraft"),
    "planemaker": ("air", "airbus", "boeing", "aerospace", "aircraft"),
    "brokerage": ("securities", "capital", "brokers", "broker"),
    "broker": ("securities", "capital", "brokers", "broker"),
    "studio": ("studio", "studios", "pictures", "films", "entertainment"),
    "utility": ("energy", "electric", "power", "gas", "water", "utilities"),
}


def is_sort_of(noun: str, name: str, sector: str | None) -> bool:
    """Whether a body may be of the sort: by its name, where its sector alone would let any firm or outlet pass.

    >>> is_sort_of("airline", "Facebook", "company"), is_sort_of("airline", "Norsk Air", "company")
    (False, True)
    >>> is_sort_of("newspaper", "Associated Press", "media"), is_sort_of("newspaper", "Lund Herald", "media")
    (False, True)
    """
    words = {w.strip(".,").lower() for w in name.replace("-", " ").split()}
    if sector == "media":
        return _is_outlet_of(noun, words)
    if sector in ("company", "bank") and noun in _TRADES:
        joined = " ".join(sorted(words))
        return any(part in words or (len(part) > 3 and part in joined) for part in _TRADES[noun])
    return True


def _is_outlet_of(noun: str, words: set[str]) -> bool:
    if noun in _PAPERS:
        return not words & (_OF_AIR | _OF_WIRES) or bool(words & _OF_PRINT)
    if noun in _ON_AIR:
        return not words & (_OF_PRINT | _OF_WIRES) or bool(words & _OF_AIR)
    if noun in _WIRES:
        return not words & _OF_PRINT or bool(words & _OF_WIRES)
    return True
