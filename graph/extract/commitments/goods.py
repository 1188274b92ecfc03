"""Lists of what is given for certain, and of the verbs that hand it over."""

from __future__ import annotations

from graph.model import ResourceKind

SOLID = frozenset(
    {ResourceKind.TROOPS, ResourceKind.POLICE, ResourceKind.WEAPONS, ResourceKind.VEHICLES, ResourceKind.AIRCRAFT,
     ResourceKind.VACCINES}
)  # fmt: skip
HANDING = frozenset({"send", "deploy", "provide", "supply", "deliver", "donate", "dispatch", "contribute", "ship", "lend",
                      "withdraw", "give", "transfer", "train", "distribute", "hand out", "airlift", "fly", "offer", "pull out", "hand over"})  # fmt: skip
GIFTS = frozenset(
    {
        "aid",
        "assistance",
        "equipment",
        "supply",
        "food",
        "medicine",
        "package",
        "fuel",
        "relief",
        "generator",
        "tent",
        "blanket",
        "parcel",
        "ration",
        "medication",
    }
)
HELPERS = frozenset(
    "observer monitor adviser advisor expert doctor nurse medic paramedic engineer firefighter rescuer inspector trainer "
    "instructor specialist technician team".split()
)
GATHERINGS = frozenset("conference summit talk meeting negotiation forum round".split())
