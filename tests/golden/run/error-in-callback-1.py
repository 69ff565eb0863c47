import asyncio


def work():
    print(1 / 0)
    loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(work)
loop.run_forever()
loop.close()
