# exercise: hello-stop
# cause: a second loop is made and stopped, not the one that runs
# line: 10, 11
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    loop = asyncio.new_event_loop()
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.close()
