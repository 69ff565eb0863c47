# exercise: hello-stop
# cause: stop stands behind run_forever instead of in the callback: run_forever never returns
# line: 7, 9, 14, 15
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.stop()
loop.close()
