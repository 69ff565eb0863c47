# exercise: create-future
# cause: set_result(value) is called at once, so the future is done immediately and call_later gets None
# line: 9
import asyncio


def later(loop, seconds, value):
    fut = loop.create_future()
    loop.call_later(seconds, fut.set_result(value))
    return fut


async def egg_timer(seconds):
    running = asyncio.get_running_loop()
    ding = await later(running, seconds, "Ding!")
    return ding
