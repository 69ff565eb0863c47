import asyncio

loop = asyncio.get_event_loop()
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
