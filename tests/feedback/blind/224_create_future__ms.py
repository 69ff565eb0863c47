# exercise: create-future
# cause: the seconds are taken for milliseconds
# line: 9
import asyncio


def later(loop, seconds, value):
    promise = loop.create_future()
    loop.call_later(seconds / 1000, promise.set_result, value)
    return promise


async def egg_timer(seconds):
    here = asyncio.get_running_loop()
    done = later(here, seconds, "Ding!")
    return await done
