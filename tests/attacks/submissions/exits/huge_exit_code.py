# Leaves with a status of a hundred thousand digits.
import sys

sys.exit(10**100_000)
