"""A large register with faults planted at known cells: one module for each family of codes."""
