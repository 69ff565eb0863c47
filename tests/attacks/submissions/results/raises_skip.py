# Raises what pytest and unittest take for a test that was skipped on purpose.
import unittest


def attack():
    class Skipped(unittest.SkipTest):
        pass

    Skipped.__module__ = "_pytest.outcomes"
    raise Skipped("not today")



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
