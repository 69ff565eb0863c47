# exercise: call-soon-fifo
# cause: late binding of a lambda in a list
# line: 8
import asyncio


def schedule(loop, greet, guests):
    calls = [lambda: greet(name, polite=True) for name in guests]
    for call in calls:
        loop.call_soon(call)
    loop.call_soon(loop.stop)
