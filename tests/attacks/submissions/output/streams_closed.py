# Closes its standard streams and their descriptors.
import os
import sys


def attack():
    sys.stdout.close()
    sys.stderr.close()
    sys.__stdout__ = sys.__stderr__ = None
    for fd in (0, 1, 2):
        os.close(fd)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
