"""Registers as homes keep them (`kinds`), and six weeks of edits as a manager makes them; see `proof`."""
