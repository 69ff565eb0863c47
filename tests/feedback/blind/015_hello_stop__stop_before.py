# exercise: hello-stop
# cause: stop() is called before the loop runs
# line: 14
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.stop()
loop.run_forever()
loop.close()
