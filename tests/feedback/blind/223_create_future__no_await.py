# exercise: create-future
# cause: egg_timer returns the future, not its result
# line: 15
import asyncio


def later(loop, seconds, value):
    f = loop.create_future()
    loop.call_later(seconds, f.set_result, value)
    return f


async def egg_timer(seconds):
    loop = asyncio.get_running_loop()
    return later(loop, seconds, "Ding!")
