import asyncio


def hello(loop):
    print("Hello, world!")
    ____stop____


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.close()
