"""Training (P5, P13): who is trained, who is due, derived from attendance and never typed."""
