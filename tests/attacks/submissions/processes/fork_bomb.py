# Each process makes two more.
# needs: isolation
# against: child
# ending: cpu-limit wall-limit killed exited returned
# status: failed ungraded
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
