"""Proofs that a write survives whatever happens to it, run by hand: they take minutes, and strace or many processes."""
