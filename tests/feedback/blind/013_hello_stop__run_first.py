# exercise: hello-stop
# cause: the loop runs before anything was scheduled, so hello is never called
# line: 14
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    loop.stop()


loop = asyncio.new_event_loop()
loop.run_forever()
loop.call_soon(hello, loop)
loop.close()
