# Looks for the files of checks and solutions in every folder that it can list.
# needs: isolation
import os
import sys


def attack():
    for start in ("/", *sys.path, os.path.dirname(os.__file__)):
        for place, folders, names in os.walk(start):
            folders[:] = [name for name in folders if name not in ("proc", "sys")]
            for name in names:
                if name.endswith(("_checks.py", ".yaml")) or "solutions" in place:
                    print("BREACH:", place, name)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
