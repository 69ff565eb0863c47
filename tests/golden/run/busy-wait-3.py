import asyncio
loop = asyncio.new_event_loop()
ready = []
def look():
    if not ready:
        loop.call_soon(look)
loop.call_soon(look)
loop.run_forever()
