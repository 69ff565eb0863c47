# exercise: hello-stop
# cause: the text is misspelt
# line: 9
import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, wrold!")
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.close()
