import asyncio
def set_up():
    loop = asyncio.new_event_loop()
    loop.call_soon(print, "first")
    loop.stop()
    return loop
one = set_up()
one.run_forever()
one.close()
