# exercise: hello-stop
# cause: the loop is stopped from outside before it runs, instead of by the callback while it runs
# line: 10, 15
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    return


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.stop()
loop.run_forever()
loop.close()
