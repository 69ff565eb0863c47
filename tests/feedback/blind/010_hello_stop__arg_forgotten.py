# exercise: hello-stop
# cause: hello is scheduled without its argument
# line: 14
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(hello)
loop.run_forever()
loop.close()
