"""The weekly review (P11, P12): its week and window, its plan, its content hash."""
