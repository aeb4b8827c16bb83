"""What calls for a decision, what answers it, and by when (docs/policy.md, "Clocks")."""
