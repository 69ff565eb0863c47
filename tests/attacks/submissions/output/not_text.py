# Bytes that are no text, and characters that cannot be written.
import os
import sys


def attack():
    os.write(1, bytes(range(256)) * 50)
    sys.stdout.write("\ud800\udfff\x00")
    raise ValueError("\ud800")



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
