import asyncio


async def hello():
    print("hello")


loop = asyncio.new_event_loop()
loop.call_soon(hello)
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
