# exercise: hello-stop
# cause: stop() is not a function of its own
# line: 10
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    stop()


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.close()
