# exercise: call-later-time
# cause: the next call gets the present time as started, so passed counts from the last number and not from the start
# line: 15
import asyncio


def countdown(loop, show, number, started):
    """Show a number, and one second later the next lower one, down to 0."""
    now = loop.time()
    show(number, now - started)
    if number == 0:
        loop.stop()
    else:
        # one lower, one second later
        loop.call_later(1, countdown, loop, show, number - 1, now)


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    try:
        loop.call_soon(countdown, loop, print, 3, loop.time())
        loop.run_forever()
    finally:
        loop.close()
