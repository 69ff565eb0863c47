# Throws away every module that is loaded.
import sys

for name in list(sys.modules):
    if name != "__main__":
        sys.modules[name] = None
