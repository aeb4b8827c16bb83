"""Updates wherever they stand, as one table of entries: rows of Updates, notes that grow, pairs of columns."""
