# Folders in folders, deeper than any path may be long.
# ending: returned raised not-loadable cpu-limit exited
import os

for _ in range(5_000):
    os.mkdir("d" * 20)
    os.chdir("d" * 20)
