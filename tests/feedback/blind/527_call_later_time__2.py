# exercise: call-later-time
# cause: call_later takes seconds from now, but is given a reading of the clock, so the next number comes only after that many seconds
# line: 13
import asyncio


def countdown(loop, show, number, started):
    """Show a number, and one second later the next lower one, down to 0."""
    show(number, loop.time() - started)
    if number == 0:
        loop.stop()
    else:
        loop.call_later(loop.time() + 1, countdown, loop, show, number - 1, started)


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    try:
        loop.call_soon(countdown, loop, print, 3, loop.time())
        loop.run_forever()
    finally:
        loop.close()
