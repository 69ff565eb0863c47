# Looks for secrets in its environment and arguments.
import os
import sys


def attack():
    for name in os.environ:
        if any(word in name for word in ("GRADER", "PYTEST", "TOKEN", "SECRET", "GITHUB", "SSH", "USER")):
            print("BREACH:", name)
    if any("grader" in argument for argument in sys.argv):
        print("BREACH:", sys.argv)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
