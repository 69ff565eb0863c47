# exercise: hello-stop
# cause: loop.stop stands there without brackets, so it is not called and the loop runs for ever
# line: 10
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    loop.stop


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.close()
