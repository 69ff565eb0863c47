# exercise: call-soon-fifo
# cause: an index that stays 0
# line: 10
import functools


def schedule(loop, greet, guests):
    i = 0
    while i < len(guests):
        loop.call_soon(functools.partial(greet, guests[0], polite=True))
        i += 1
    loop.call_soon(loop.stop)
