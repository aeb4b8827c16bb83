"""The XML of the parts: elements with their places, sheets by row, values, ranges and formulas as they are written."""
