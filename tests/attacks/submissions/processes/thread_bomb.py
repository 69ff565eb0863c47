# Starts threads until it can no more.
# ending: returned raised not-loadable out-of-memory cpu-limit crashed killed wall-limit waiting-on-signal exited
# status: failed ungraded
import threading

done = threading.Event()
while True:
    threading.Thread(target=done.wait, daemon=True).start()
