# Computes for ever and swallows every exception.
# ending: cpu-limit
import signal

signal.signal(signal.SIGTERM, signal.SIG_IGN)
while True:
    try:
        while True:
            pass
    except BaseException:
        continue
