"""How sure a commitment is: the chance that it is one and that every slot it fills is right.

The rules' own weights (how firm the word of promising, how sure the actor) decide which of two readings is kept, but
on the gold they say nothing reliable of how often a commitment is right: on one half more is right at .6 than at .8,
on the other the reverse. What holds on both halves is that a pledge which names nobody to gain by it is wrong more
often. `scripts/calibrate_commitments.py` counts it on the half that the rules were not written on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from graph.model import Commitment

FOR_SOMEBODY: Final = 0.78
FOR_NOBODY: Final = 0.62


def calibrated(commitment: Commitment) -> Commitment:
    """The commitment with the chance that it is right in the place of the rules' weight."""
    chance = FOR_SOMEBODY if commitment.beneficiaries else FOR_NOBODY
    return replace(commitment, origin=replace(commitment.origin, confidence=chance))
