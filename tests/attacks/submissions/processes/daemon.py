# Leaves a process behind that belongs to nobody.
# against: child
# score: child=2
# status: passed
# ending: returned
import os
import subprocess
import sys
import time

if __name__ == "__main__":
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            null = os.open(os.devnull, os.O_RDWR)
            for fd in (0, 1, 2, 3):
                os.dup2(null, fd)
            while True:
                time.sleep(1)
        os._exit(0)
    os.wait()
    print(subprocess.run([sys.executable, "-I", "-S", "-c", "print('ready')"], capture_output=True, text=True).stdout, end="")
