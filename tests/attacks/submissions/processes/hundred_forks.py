# Forks a hundred times.
# needs: isolation
# status: failed ungraded
# against: script call probes child
import os

for _ in range(100):
    try:
        if os.fork() == 0:
            while True:
                pass
    except OSError:
        pass
