"""Reads commitments out of a text: who will give or do what, how much, for whom, if what, how firmly."""

from graph.extract.commitments.extractor import CommitmentExtractor

__all__ = ["CommitmentExtractor"]
