import asyncio

loop = asyncio.new_event_loop()
loop.call_later(5, print, "late")
loop.call_later(1, loop.stop)
loop.run_forever()
loop.close()
