# exercise: hello-stop
# cause: loop.stop is only named, not called (the parentheses are missing), so the loop is never stopped and the program does not end
# line: 10
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    loop.stop


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.close()
