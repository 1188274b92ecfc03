"""Reads statements out of texts that are no news: essays, letters, interviews, textbooks, fiction, how-tos."""

from graph.extract.clauses.extractor import ClauseExtractor
from graph.extract.clauses.model import ClauseModel

__all__ = ["ClauseExtractor", "ClauseModel"]
