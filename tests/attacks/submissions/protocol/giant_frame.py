# A frame that announces four gigabytes.
# ending: protocol-violation
import os


def attack():
    os.write(3, b"\xff\xff\xff\xff" + bytes(100_000))
    os._exit(0)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
