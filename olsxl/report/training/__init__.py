"""Training as people read it: its facts in the weekly summary, and the faces of `olsxl training due`."""
