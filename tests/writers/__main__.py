"""`python -m tests.writers`: see `proof`."""

import sys

from tests.fuzz.tried import tried
from tests.writers.proof import one

if __name__ == "__main__":
    sys.exit(tried(one, sys.argv[1:]))
