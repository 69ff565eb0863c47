# exercise: call-later-time
# cause: the next call is given a fresh reading of the clock as its start in place of started, so passed begins anew with each number
# line: 13
import asyncio


def countdown(loop, show, number, started):
    """Show a number, and one second later the next lower one, down to 0."""
    show(number, loop.time() - started)
    if number == 0:
        loop.stop()
    else:
        loop.call_later(1, countdown, loop, show, number - 1, loop.time())


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    try:
        loop.call_soon(countdown, loop, print, 3, loop.time())
        loop.run_forever()
    finally:
        loop.close()
