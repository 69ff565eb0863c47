import asyncio
loop = asyncio.new_event_loop()
loop.call_later(1, loop.stop)
loop.run_until_complete(asyncio.sleep(5))
