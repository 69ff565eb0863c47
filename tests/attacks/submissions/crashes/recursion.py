# Recurses without end, with the limit out of the way.
# ending: crashed out-of-memory raised not-loadable cpu-limit
import sys

sys.setrecursionlimit(2**31 - 1)


def attack():
    return [attack()]



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
