# Changes the standard library and its compiled files, for whoever runs next.
# needs: isolation
import asyncio
import json
import os


def attack():
    for module in (asyncio, json, os):
        path = module.__file__
        for name in (path, module.__spec__.cached):
            if not name:
                continue
            for mode in ("r+b", "ab"):
                try:
                    open(name, mode).close()
                except OSError:
                    continue
                print("BREACH:", name)
            for change in (os.unlink, lambda path: os.rename(path, path + "x"), lambda path: os.chmod(path, 0o777)):
                try:
                    change(name)
                except OSError:
                    continue
                print("BREACH:", name)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
