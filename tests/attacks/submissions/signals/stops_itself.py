# Stops itself and waits for nobody.
# against: script call
# ending: wall-limit returned raised
# status: failed ungraded
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
