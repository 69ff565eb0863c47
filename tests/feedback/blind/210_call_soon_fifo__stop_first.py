# exercise: call-soon-fifo
# cause: stop is put before the guests
# line: 9
import asyncio
from functools import partial


def schedule(loop, greet, guests):
    loop.call_soon(loop.stop)
    for g in guests:
        loop.call_soon(partial(greet, g, polite=True))
