# exercise: hello-stop
# cause: the program is ended instead of the loop
# line: 11
import asyncio
import sys


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    sys.exit()


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.close()
