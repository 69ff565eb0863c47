# exercise: call-later-time
# cause: time.sleep blocks the loop for the second between two numbers
# line: 13
import asyncio
import time


def countdown(loop, show, number, started):
    show(number, loop.time() - started)
    if number == 0:
        loop.stop()
        return
    time.sleep(1)
    loop.call_soon(countdown, loop, show, number - 1, started)


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    try:
        loop.call_soon(countdown, loop, print, 3, loop.time())
        loop.run_forever()
    finally:
        loop.close()
