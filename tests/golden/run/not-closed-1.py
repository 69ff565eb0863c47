import asyncio

loop = asyncio.new_event_loop()
loop.call_soon(loop.stop)
loop.run_forever()
