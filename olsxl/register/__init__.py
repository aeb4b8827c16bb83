"""The registers: their schema, how they are read and what was not, what their cells mean."""
