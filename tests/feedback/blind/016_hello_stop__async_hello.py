# exercise: hello-stop
# cause: hello is a coroutine function, which call_soon cannot call
# line: 7, 14
import asyncio


async def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.close()
