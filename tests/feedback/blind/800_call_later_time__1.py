# exercise: call-later-time
# cause: time.sleep waits one second itself and blocks the loop instead of leaving the waiting to call_later
# line: 14, 15
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
