"""olsxl keeps an online safety incident register and a training register honest.

The workbooks stay the manager's: what olsxl does not understand in them is never changed, and told as not read.
"""

__version__ = "0.1.0"
