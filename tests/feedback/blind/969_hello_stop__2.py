# exercise: hello-stop
# cause: the loop is closed only if it is still running, but by then it has stopped, so it is never closed
# line: 17
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    try:
        print("Hello, world!")
    finally:
        loop.stop()


def tidy_up(loop):
    """Give back what the loop holds."""
    if loop.is_running():
        loop.close()


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
try:
    loop.run_forever()
finally:
    tidy_up(loop)
