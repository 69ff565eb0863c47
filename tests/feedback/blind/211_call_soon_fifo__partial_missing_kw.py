# exercise: call-soon-fifo
# cause: polite is missing
# line: 10
import asyncio
from functools import partial


def schedule(loop, greet, guests):
    for person in guests:
        call = partial(greet, person)
        loop.call_soon(call)
    loop.call_soon(loop.stop)
