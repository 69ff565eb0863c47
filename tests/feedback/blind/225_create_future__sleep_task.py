# exercise: create-future
# cause: later uses create_task outside of a running loop
# line: 8
import asyncio


def later(loop, seconds, value):
    return asyncio.create_task(asyncio.sleep(seconds, value))


async def egg_timer(seconds):
    loop = asyncio.get_running_loop()
    return await later(loop, seconds, "Ding!")
