import asyncio


def hello(loop):
    print("Hello, world!")
    loop.stop()


loop = asyncio.new_event_loop()
print("Starting ...")
loop.call_soon(hello, loop)
loop.run_forever()
loop.close()
