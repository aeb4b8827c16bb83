"""`python -m tests.writers`: see `proof`."""

import sys

from tests.writers.proof import main

sys.exit(main(sys.argv[1:]))
