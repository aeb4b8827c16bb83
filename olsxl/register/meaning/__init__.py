"""What cells mean: headings by their words, the allowed words of a home, values column by column."""
