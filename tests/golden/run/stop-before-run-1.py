import asyncio


def tick():
    print("tick")


loop = asyncio.new_event_loop()
loop.call_soon(tick)
loop.stop()
loop.run_forever()
loop.close()
