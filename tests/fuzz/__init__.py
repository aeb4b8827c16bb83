"""Mangled packages, by the thousand: run by hand, `python -m tests.fuzz.packages`."""
