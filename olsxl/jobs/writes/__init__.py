"""The one way to write to a register: guarded, noted, put off into a queue, looked for again."""
