# exercise: call-later-time
# cause: time.monotonic is subtracted from loop time
# line: 9
import asyncio
import time


def countdown(loop, show, number, started):
    now = time.monotonic()
    show(number, now - started)
    if number > 0:
        loop.call_later(1, countdown, loop, show, number - 1, started)
    else:
        loop.stop()
