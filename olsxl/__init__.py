"""olsxl keeps an online safety incident register and a training register honest.

The workbooks stay the manager's: whatever olsxl does not understand in them may not be shown, but it is never changed.
"""

__version__ = "0.1.0"
