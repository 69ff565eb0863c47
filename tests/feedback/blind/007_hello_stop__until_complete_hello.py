# exercise: hello-stop
# cause: run_until_complete gets a plain function
# line: 15
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_until_complete(hello)
loop.close()
