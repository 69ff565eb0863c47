import asyncio


def hello(loop):
    loop.stop()
    print("Hello,", "world!")


event_loop = asyncio.new_event_loop()
event_loop.call_soon(lambda: hello(event_loop))
event_loop.run_forever()
event_loop.close()
