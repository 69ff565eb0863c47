import asyncio

loop = asyncio.new_event_loop()
loop.call_at(2, loop.stop)
loop.run_forever()
loop.close()
