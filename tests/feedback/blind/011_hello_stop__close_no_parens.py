# exercise: hello-stop
# cause: close is named, not called
# line: 16
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.close
