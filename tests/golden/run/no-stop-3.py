import asyncio


def finish():
    other = asyncio.new_event_loop()
    other.stop()
    other.close()


loop = asyncio.new_event_loop()
loop.call_soon(finish)
loop.run_forever()
loop.close()
