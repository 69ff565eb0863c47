# Makes devices and FIFOs.
# needs: isolation
import os
import stat


def attack():
    for name, mode, device in (("disk", stat.S_IFBLK, os.makedev(8, 0)), ("memory", stat.S_IFCHR, os.makedev(1, 1)), ("pipe", stat.S_IFIFO, 0)):
        try:
            os.mknod(name, mode | 0o600, device)
        except OSError:
            continue
        if name != "pipe":
            print("BREACH:", name)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
