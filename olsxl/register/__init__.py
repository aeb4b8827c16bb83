"""The registers: their schema, how they are read, and the blank ones."""
