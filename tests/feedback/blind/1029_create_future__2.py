# exercise: create-future
# cause: finish(...) is called while later runs instead of being handed to call_at as a function, so the future has its value at once and not after the seconds
# line: 16
import asyncio


def finish(future, value):
    """Give the future its value, unless somebody has ended it before."""
    if not future.done():
        future.set_result(value)


def later(loop, seconds, value):
    """Return a future that the loop completes after so many seconds."""
    promise = loop.create_future()
    loop.call_at(loop.time() + seconds, finish(promise, value))
    return promise


async def egg_timer(seconds):
    """A coroutine: a loop is running while this code runs."""
    # the loop that runs us, whichever it may be
    mine = asyncio.get_running_loop()
    egg = later(mine, seconds, "Ding!")
    return await egg


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    try:
        print(loop.run_until_complete(later(loop, 1, "One second")))
        print(loop.run_until_complete(egg_timer(2)))
    finally:
        loop.close()
