"""The explorer: one offline page on which a reader finds who says what, and the sentence that proves it."""

from graph.render.build import page_html, render
from graph.render.gather import gather
from graph.render.notebook import frame
from graph.render.scope import Selection

__all__ = ["Selection", "frame", "gather", "page_html", "render"]
