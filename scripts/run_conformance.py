#!/usr/bin/env python3
"""Runs the W3C's test suites against `onrecord serve`, `import` and `export`.

    python scripts/run_conformance.py --fetch     only fetch the suites into the test cache
    python scripts/run_conformance.py             all; writes data/results/conformance.json
    python scripts/run_conformance.py --only queries protocol formats updates

Exit 1 where a test is not passed that scripts/conformance/known.py does not explain, or passed though it says not.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from circumstances import circumstances
from conformance import formats, known, protocol, queries, suites, updates
from conformance.server import fill, serving
from conformance.suites import Case

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "data" / "results" / "conformance.json"
Result = tuple[Case, bool, str]
_QUERIES = (
    *("QueryEvaluationTest", "CSVResultFormatTest"),
    *("PositiveSyntaxTest", "NegativeSyntaxTest", "PositiveSyntaxTest11", "NegativeSyntaxTest11"),
)


def run_queries(folder: Path) -> Iterator[Result]:
    """SPARQL 1.0 and 1.1 queries over HTTP."""
    cases = [
        case
        for suite in ("sparql11", "sparql10")
        for case in suites.read(suite)
        if case.type in _QUERIES
    ]
    queries.record_of(cases, folder / "queries")
    with serving(folder / "queries") as endpoint:
        for case in cases:
            yield case, *queries.run(case, endpoint)


def run_updates(folder: Path) -> Iterator[Result]:
    """SPARQL 1.1 updates over HTTP: three processes a test."""
    fill(folder / "updates", [])
    with serving(folder / "updates", writable=True) as endpoint:
        for case in suites.read("sparql11"):
            if "Update" in case.type:
                yield case, *updates.run(case, endpoint, folder / "updates")


def run_protocol(folder: Path) -> Iterator[Result]:
    """The 34 protocol tests and the service description."""
    protocol.record_of(folder / "protocol")
    with serving(folder / "protocol", writable=True) as endpoint:
        for group, name, passed, said in protocol.run(endpoint):
            yield Case("sparql11", group, name, "ProtocolTest"), passed, said


def run_formats(_folder: Path) -> Iterator[Result]:
    """Each document read, and each that is good exported in four formats and read again."""
    for suite in formats.READERS:
        cases = formats.json_ld_cases() if suite == "json-ld" else suites.read(suite)
        for case in cases:
            passed, said = formats.read_outcome(case)
            yield Case(suite, "read", case.name, case.type, options=case.options), passed, said
            if passed and "Negative" not in case.type:
                yield from _round_trips(suite, case)


def _round_trips(suite: str, case: Case) -> Iterator[Result]:
    quads = formats.read(case)
    for ending in formats.ENDINGS:
        trip = Case(suite, f"export {ending}", case.name, "RoundTrip")
        yield trip, formats.round_trip(quads, ending), "other quads came back"


PARTS: dict[str, Callable[[Path], Iterator[Result]]] = {
    "queries": run_queries,
    "protocol": run_protocol,
    "formats": run_formats,
    "updates": run_updates,
}


class Tally:
    """Passed and not passed, by suite and group."""

    def __init__(self) -> None:
        self.groups: dict[str, dict[str, dict[str, int]]] = {}
        self.gaps: dict[str, dict[str, list[str]]] = {}
        self.unexplained: list[str] = []

    def add(self, case: Case, passed: bool, said: str) -> None:
        """One result."""
        group = self.groups.setdefault(case.suite, {}).setdefault(
            case.group, {"passed": 0, "of": 0}
        )
        group["of"] += 1
        group["passed"] += passed
        name = f"{case.group}/{case.name}"
        expected = known.KNOWN.get((case.suite, case.name)) if case.type != "RoundTrip" else None
        if passed and expected:
            self.unexplained.append(
                f"{case.suite} {name}: passed, though known.py says: {expected}"
            )
        if not passed:
            why = known.reason(case, said)
            if why is None:
                self.unexplained.append(f"{case.suite} {name}: {' '.join(said.split())[:200]}")
            else:
                self.gaps.setdefault(case.suite, {}).setdefault(why, []).append(name)

    def report(self) -> dict[str, object]:
        """What goes into the results."""
        totals = {
            suite: {
                "passed": sum(group["passed"] for group in groups.values()),
                "of": sum(group["of"] for group in groups.values()),
            }
            for suite, groups in self.groups.items()
        }
        return {
            "totals": totals,
            "groups": self.groups,
            "known gaps": self.gaps,
            "unexplained": self.unexplained,
        }


def run(parts: list[str]) -> Tally:
    """The parts, one after the other."""
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="conformance-") as folder:
        for part in parts:
            for result in PARTS[part](Path(folder)):
                tally.add(*result)
    return tally


def main() -> int:
    """Fetch, run, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fetch", action="store_true", help="only fetch the suites")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="some parts, without writing")
    options = parser.parse_args()
    try:
        place = suites.fetch()
    except (OSError, subprocess.SubprocessError) as error:
        print(f"the W3C's suites cannot be had here: {error}", file=sys.stderr)
        return 1
    if options.fetch:
        print(place)
        return 0
    tally = run(options.only or list(PARTS))
    report = {**circumstances(), "suites": suites.PACKAGE, **tally.report()}
    if not options.only:
        RESULTS.write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    print(json.dumps(report["totals"]))
    for line in tally.unexplained:
        print(line, file=sys.stderr)
    return 1 if tally.unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
