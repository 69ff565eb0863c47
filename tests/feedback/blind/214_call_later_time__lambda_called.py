# exercise: call-later-time
# cause: countdown is called inside call_later
# line: 13
import asyncio


def countdown(loop, show, number, started):
    show(number, loop.time() - started)
    if number == 0:
        loop.stop()
        return
    rest = number - 1
    loop.call_later(1, countdown(loop, show, rest, started))
