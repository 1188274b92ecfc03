#!/usr/bin/env python3
"""Fetches Virtuoso 7 from Debian's packages into the test cache, without installing it.

    python scripts/fetch_virtuoso.py        prints the path of virtuoso-t; exit 1 where it cannot be had

`apt-get download` and `dpkg -x` need no root. The tests of the remote store start what lies there
(tests/record/test_virtuoso.py) and skip where nothing does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = (
    *("virtuoso-opensource-7-bin", "virtuoso-opensource-7-common"),
    *("libldap-2.5-0", "libminizip1", "libpcre3"),
)


def cache() -> Path:
    """The folder of what tests fetch: $ONRECORD_TEST_CACHE, or below the user's cache."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("ONRECORD_TEST_CACHE") or home / "onrecord")


def server() -> Path:
    """Where virtuoso-t lies once it was fetched."""
    return cache() / "virtuoso" / "usr" / "bin" / "virtuoso-t"


def fetch() -> Path:
    """Fetch and unpack. Raises OSError or CalledProcessError where Debian's packages are out of reach."""
    place = cache() / "virtuoso"
    packages = cache() / "virtuoso.packages"
    shutil.rmtree(packages, ignore_errors=True)
    packages.mkdir(parents=True)
    try:
        _run("apt-get", "download", "-q", *PACKAGES, folder=packages)
        for file in sorted(packages.glob("*.deb")):
            _run("dpkg", "-x", str(file), str(place))
    finally:
        shutil.rmtree(packages, ignore_errors=True)
    return server()


def _run(*command: str, folder: Path | None = None) -> None:
    subprocess.run(command, cwd=folder, check=True, timeout=300, stdout=subprocess.DEVNULL)


def main() -> int:
    """Fetch what is not there yet."""
    try:
        print(server() if server().is_file() else fetch())
    except (OSError, subprocess.SubprocessError) as error:
        print(f"Virtuoso cannot be had here: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
