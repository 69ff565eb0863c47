# exercise: hello-stop
# cause: at the end the loop is stopped once more in place of being closed, so what it holds is never given back
# line: 16
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.stop()
