# Prints a gigabyte on the standard error, without a line's end.
# ending: output-limit cpu-limit killed raised not-loadable
import sys


def attack():
    while True:
        sys.stderr.write("x" * 1_000_000)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
