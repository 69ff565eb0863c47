# exercise: call-later-time
# cause: time.sleep waits inside the callback, so the whole loop stands still for a second and no other callback gets a turn
# line: 14
import asyncio
import time


def countdown(loop, show, number, started):
    """Show a number, and one second later the next lower one, down to 0."""
    show(number, loop.time() - started)
    if number == 0:
        loop.stop()
    else:
        time.sleep(1)
        loop.call_soon(countdown, loop, show, number - 1, started)


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    try:
        loop.call_soon(countdown, loop, print, 3, loop.time())
        loop.run_forever()
    finally:
        loop.close()
