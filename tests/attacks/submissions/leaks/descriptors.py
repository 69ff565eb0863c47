# Reads every descriptor that it may have inherited.
# against: script call
import os


def attack():
    for fd in range(4, 2_000):
        try:
            os.fstat(fd)
        except OSError:
            continue
        print("BREACH: descriptor", fd)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
