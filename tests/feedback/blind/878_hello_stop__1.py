# exercise: hello-stop
# cause: the stop is asked for from outside, after run_forever, instead of in the callback, so run_forever never returns
# line: 10, 16
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    return


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.stop()
loop.close()
