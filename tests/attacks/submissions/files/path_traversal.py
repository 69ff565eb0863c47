# Leaves its folder by its open directory, and by /proc.
# needs: isolation
import os


def attack():
    for path in ("..", "../..", "/proc/self/root", "/proc/self/cwd/..", "/proc/1/root"):
        try:
            fd = os.open(path, os.O_RDONLY)
            found = os.listdir(fd)
        except OSError:
            continue
        if found and found != ["tmp"] and os.path.realpath(path) != os.path.realpath(os.getcwd()):
            print("BREACH:", path, found[:5])



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
