"""Names of people in narratives: the ways in which they are written, and how they are found."""
