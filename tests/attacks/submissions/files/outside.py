# Reads and writes files that are not its own.
# needs: isolation
import os


def attack():
    for path in ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/root/.bashrc", "/proc/1/environ", "/proc/self/mem", "/dev/mem"):
        try:
            open(path, "rb").close()
        except OSError:
            continue
        print("BREACH: read", path)
    for path in ("/tmp/../attack", "/var/tmp/attack", "/dev/shm/attack", "/attack", "/box/attack", "/etc/attack"):
        try:
            open(path, "w").close()
            os.unlink(path)
        except OSError:
            continue
        if not os.path.realpath(path).startswith(os.path.realpath(os.getcwd())):
            print("BREACH: wrote", path)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
