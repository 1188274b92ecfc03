"""To come."""

from pathlib import Path


def measure(corpora: Path) -> dict[str, object]:
    """Nothing yet."""
    return {}
