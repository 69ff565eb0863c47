# exercise: create-future
# cause: later was made a coroutine function, so it returns a coroutine instead of a future, and the time counts only from when that is awaited.
# line: 7, 11
import asyncio


async def later(loop, seconds, value):
    """Return a future that the loop completes after so many seconds."""
    future = loop.create_future()
    loop.call_later(seconds, future.set_result, value)
    return await future


async def egg_timer(seconds):
    """A coroutine: a loop is running while this code runs."""
    loop = asyncio.get_running_loop()
    return await later(loop, seconds, "Ding!")


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    try:
        print(loop.run_until_complete(later(loop, 1, "One second")))
        print(loop.run_until_complete(egg_timer(2)))
    finally:
        loop.close()
