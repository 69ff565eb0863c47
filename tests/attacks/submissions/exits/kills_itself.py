# Ends by SIGKILL, as if the grader had done it.
# ending: killed exited
import os
import signal
import threading


def attack():
    os.kill(os.getpid(), signal.SIGKILL)
    libc = __import__("ctypes").CDLL(None)
    libc.raise_(9) if hasattr(libc, "raise_") else getattr(libc, "raise")(9)
    threading.Event().wait(0.1)
    os._exit(1)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
