# Leaves with the status of success.
# ending: exited not-loadable
import sys

sys.exit(0)
