"""The weekly review: planned and written, summarised and mailed."""
