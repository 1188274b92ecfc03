"""Finds numbers with their units: money, persons, items, percentages, measures, ranges and rates."""

from __future__ import annotations

from graph.parse.quantities.reader import annotate, read

__all__ = ["annotate", "read"]
