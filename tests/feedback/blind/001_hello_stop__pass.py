# exercise: hello-stop
# cause: nobody stops the loop
# line: 10, 15
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    pass


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.close()
