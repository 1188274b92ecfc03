"""The W3C's test suites against `onrecord serve`, `export` and `import`. Run by scripts/run_conformance.py."""
