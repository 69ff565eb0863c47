# exercise: create-future
# cause: asyncio.Future() is made without saying for which loop, so it belongs to the guessed current loop and the loop that was handed in refuses it
# line: 9
import asyncio


def later(loop, seconds, value):
    """Return a future that the loop completes after so many seconds."""
    future = asyncio.Future()
    loop.call_later(seconds, future.set_result, value)
    return future


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
