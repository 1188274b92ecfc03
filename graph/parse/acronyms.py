"""Letters that many bear: the "RSF" of a text on Sudan is no press freedom group."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from graph.knowledge import KnownActor, Use
from graph.parse.name_labels import Name

# Known to us under one name, to other texts under others: parties, agencies and outlets of one country, and short letters.
_OF_MANY = frozenset(
    "ABC ADB ANC ANSA ARD BLS CAR CBC CDC CDU CHP CIS CPC CSTO CSU DPA DPP DUP DW EDA EFE ELN "
    "EMA EPC ERR ETA FDP GCC GM GUR HUR ICE IRA ISI ISW ITV JEF KMT KSA LBC LDP NPR NRA NSC OAS OIC "
    "PAP PBS PNG PRC RAF RAND RIA ROC RSF RT RTE SANA SBU SCO SDF SNP SPD SVR TIME UAW WAFA WEF WPK YPG".split()
)


def spelled_out(doc: Doc, names: Iterable[Name]) -> frozenset[str]:
    """Ids of those whom the text names by more than letters."""
    return frozenset(
        actor.id
        for name in names
        for actor, use in name.senses
        if use is Use.NAME and not (len(name) == 1 and doc[name.start].text.isupper())
    )


def is_unsupported(
    doc: Doc, name: Name, known: KnownActor, spelled: frozenset[str], of_its_country: int
) -> bool:
    """Whether letters that many bear stand for the known one without a sign: neither spelled out nor in its country.

    `of_its_country`: how often else the text speaks of that country. "The RSF shelled the town": open. "Berlin … the SPD",
    "Reporters Without Borders … RSF": supported.
    """
    text = doc[name.start : name.end].text
    if text not in _OF_MANY or known.id in spelled:
        return False
    return of_its_country <= 0


__all__ = ["is_unsupported", "spelled_out"]
