"""The record: add, replace and remove one document's graph, all or nothing; on disk, in memory, or remote."""

from graph.store.record import Store

__all__ = ["Store"]
