"""Training as homes keep it: lists with names, and matrices of people and courses."""
