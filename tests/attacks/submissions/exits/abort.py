# Ends by SIGABRT.
# ending: crashed
import os

os.abort()
