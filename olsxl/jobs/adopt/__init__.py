"""Taking on a register that a manager keeps already."""
