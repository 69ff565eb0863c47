# Stops itself and waits for nobody.
# ending: wall-limit returned
# status: failed ungraded
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
