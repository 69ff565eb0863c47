# exercise: hello-stop
# cause: stop() stands after run_forever(), where the program never arrives
# line: 14, 15
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.stop()
loop.close()
