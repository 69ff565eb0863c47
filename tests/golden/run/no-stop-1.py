import asyncio


def hello():
    print("hello")


loop = asyncio.new_event_loop()
loop.call_soon(hello)
loop.run_forever()
loop.close()
