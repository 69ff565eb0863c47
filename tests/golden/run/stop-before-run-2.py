import asyncio
loop = asyncio.new_event_loop()
loop.call_later(1, print, "late")
loop.stop()
loop.run_forever()
loop.close()
