# exercise: hello-stop
# cause: hello asks for the loop to be closed, not stopped: a running loop cannot be closed, so the program never ends
# line: 10
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    loop.call_soon(loop.close)  # ends the loop


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.close()
