# Runs commands.
# needs: isolation
import os
import subprocess


def attack():
    for command in (["/bin/sh", "-c", "echo BREACH"], ["/usr/bin/env"], ["sh"]):
        try:
            print(subprocess.run(command, capture_output=True, text=True).stdout)
        except OSError:
            pass
    os.system("echo BREACH")
    os.execv("/bin/sh", ["sh", "-c", "echo BREACH"])



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
