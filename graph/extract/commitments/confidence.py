"""How sure a commitment is; see `graph.extract.slot_confidence`."""

from __future__ import annotations

from graph.extract.slot_confidence import calibrated_commitment as calibrated

__all__ = ["calibrated"]
