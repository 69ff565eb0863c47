import asyncio


def hello(name):
    print("hello", name)


loop = asyncio.new_event_loop()
loop.call_soon(hello("Ada"))
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
