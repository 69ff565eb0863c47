# Reads the environment, the command lines and the memory of other processes.
# needs: isolation
import os


def attack():
    for pid in {os.getppid(), *range(0, 100), *range(os.getpid() - 50, os.getpid() + 50)} - {os.getpid()}:
        for name in ("environ", "cmdline", "maps", "mem", "root", "cwd", "fd"):
            path = f"/proc/{pid}/{name}"
            try:
                content = os.listdir(path) if name == "fd" else open(path, "rb").read(1)
            except OSError:
                continue
            print("BREACH:", path, content)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
