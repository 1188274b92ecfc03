"""The learnt attribution tagger: source, cue and content of what news texts report, linked."""

from __future__ import annotations

from graph.extract.tagger.attribution import Attribution
from graph.extract.tagger.tagger import AttributionTagger

__all__ = ["Attribution", "AttributionTagger"]
