"""Findings and decisions → quads with provenance. A triple stands in exactly one named graph."""

from graph.assemble.core import Resolution, core_graph
from graph.assemble.document import document_graph
from graph.assemble.graph import DocumentGraph, GraphWriter
from graph.assemble.reader import Reader
from graph.assemble.view import view_graph

__all__ = [
    "DocumentGraph",
    "GraphWriter",
    "Reader",
    "Resolution",
    "core_graph",
    "document_graph",
    "view_graph",
]
