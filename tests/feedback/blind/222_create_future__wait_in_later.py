# exercise: create-future
# cause: later waits with time.sleep and completes at once
# line: 10
import asyncio
import time


def later(loop, seconds, value):
    f = loop.create_future()
    time.sleep(seconds)
    f.set_result(value)
    return f


async def egg_timer(seconds):
    return await later(asyncio.get_running_loop(), seconds, "Ding!")
