"""Whole runs: where registers are read, plans made and effects put together."""
