# Overflows the stack of the C library's own sorting, of repr and of the compiler.
# ending: crashed raised not-loadable out-of-memory cpu-limit returned
import sys

sys.setrecursionlimit(10**9)


def attack():
    nest = []
    for _ in range(500_000):
        nest = [nest]
    repr(nest)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
