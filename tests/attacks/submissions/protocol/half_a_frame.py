# Half of a frame, then nothing.
# against: call
# ending: wall-limit protocol-violation waiting-on-signal
# status: failed ungraded
import os
import threading


def attack():
    os.write(3, b"\x00\x00\xff\xff{")
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
