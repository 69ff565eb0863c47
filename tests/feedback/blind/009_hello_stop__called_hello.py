# exercise: hello-stop
# cause: call_soon gets the result of hello(loop), so hello runs before the loop
# line: 14
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(hello(loop))
loop.run_forever()
loop.close()
