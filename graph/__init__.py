"""onrecord: who said what, who pledged what, and the sentence that proves it."""

__version__ = "0.1.0"
