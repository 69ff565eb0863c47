# Bytes that are no frame.
# ending: protocol-violation
import os


def attack():
    os.write(3, b"\x00\x00\x00\x05hello" + os.urandom(1_000))
    os._exit(0)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
