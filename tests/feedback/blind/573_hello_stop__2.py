# exercise: hello-stop
# cause: hello is called directly and its result None is handed to run_until_complete, instead of letting the loop run and call it
# line: 15
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_until_complete(hello(loop))
loop.close()
