"""`python -m tests.homes`: see `proof`."""

import sys

from tests.fuzz.tried import tried
from tests.homes.proof import one

if __name__ == "__main__":
    sys.exit(tried(one, sys.argv[1:], 1_500))
