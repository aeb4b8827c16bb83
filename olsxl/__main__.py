"""`python -m olsxl`."""

from olsxl.cli import main

main()
