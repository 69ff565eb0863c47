# A generator, an iterator and a coroutine in place of the answer.
# against: call probes
import itertools


async def coroutine():
    return 6


def add_up(numbers):
    return itertools.count()


async def fetch_both(fetch):
    return [itertools.cycle([1]), (i for i in itertools.count()), print]
