# exercise: hello-stop
# cause: close is called on the running loop instead of stop
# line: 10
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    loop.close()


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.close()
