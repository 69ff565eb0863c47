import asyncio


def hello(loop):
    print("Hello, world!")
    loop.stop()


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.call_soon(hello, loop)
try:
    loop.run_forever()
finally:
    loop.close()
    asyncio.set_event_loop(None)
