"""Finds words that say when, and normalises them against the publication date."""

from __future__ import annotations

from graph.parse.times.reader import annotate, read

__all__ = ["annotate", "read"]
