import asyncio


def hello(loop):
    """A callback: the loop calls it."""
    print("Hello, world!")
    ____stop____


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
____run____
____close____
