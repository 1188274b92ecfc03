"""Evaluations of roles, events and stances, one module a corpus."""
